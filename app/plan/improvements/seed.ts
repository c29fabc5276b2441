import { type StaffActor, system } from "../../kernel/access/index.ts"
import { approve, getApproval } from "../../kernel/approvals/index.ts"
import { addDays } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { markAllRead } from "../../kernel/notices/index.ts"
import { actorOfPerson, findStaffByNumber, headOf, listUnitsOn, membersOf } from "../../kernel/people/index.ts"
import { askBack } from "./ask-back.ts"
import { carryOut } from "./carry-out.ts"
import { commentOnImprovement } from "./comment-on-improvement.ts"
import { fileImprovement } from "./file-improvement.ts"
import { followImprovement } from "./follow-improvement.ts"
import { initiativeNames } from "./initiatives.ts"
import type { ImprovementInput } from "./inputs.ts"
import { measuringDueOn } from "./measuring-period.ts"
import { measureImprovement } from "./measure-improvement.ts"
import { proposeAdoption } from "./propose-adoption.ts"
import { saveDraft } from "./save-draft.ts"
import { askWords, declineWords, headWords, type SeedIdea, seedIdeas } from "./seed-words.ts"
import { withdrawImprovement } from "./withdraw-improvement.ts"

/** The demo's people by staff number (kernel/people/personas.ts). */
const CLERK = "100105"
const DIGITAL_CLERK = "100110"

interface Scene {
  on: string
  act(work: Work): Promise<void>
}

/** Eighteen months of ideas, each told by the real operations as the people concerned, day by day. */
export async function seedImprovements(work: Work): Promise<void> {
  const stage = await setStage(work)
  if (!stage) return
  const scenes = seedIdeas.flatMap((idea, at) => story(stage, idea, at))
  scenes.push(...personalScenes(stage))
  // What is long past has been read.
  scenes.push({ on: addDays(stage.today, -12), act: (at) => readEverything(at, stage) })
  scenes.sort((a, b) => a.on.localeCompare(b.on))
  for (const [n, scene] of scenes.entries()) {
    // Within office hours, each a little later than the one before it on the same day.
    const minute = 60 + ((n * 7) % 400)
    await scene.act({ ...work, now: new Date(Date.parse(`${scene.on}T00:00:00Z`) + minute * 60_000 - (scene.on === stage.today ? minute * 60_000 : 0)) })
  }
}

interface Stage {
  today: string
  initiatives: Map<string, { id: string; ownerUnitId: string }>
  /** Members of each unit, lowest rank first. */
  members: Map<string, string[]>
  heads: Map<string, string>
  /** Who holds the post "unit rank". */
  posts: Map<string, string>
  authorUnits: string[]
  actor(personId: string, work: Work): Promise<StaffActor>
  clerk: { id: string; unitId: string } | undefined
  digitalClerk: string | undefined
}

async function setStage(work: Work): Promise<Stage | undefined> {
  const today = civilDateOf(work.now)
  const names = (await initiativeNames(work)).filter((name) => name.current && name.ownerUnitId)
  const keys = await work.db.selectFrom("plan_initiative").select(["id", "key"]).execute()
  const units = await listUnitsOn(work.db, today)
  if (names.length === 0 || units.length === 0) return undefined
  const posts = new Map<string, string>()
  const members = new Map<string, string[]>()
  const heads = new Map<string, string>()
  for (const unit of units) {
    const inside = await membersOf(work.db, unit.id, today, { alone: true })
    for (const one of inside) posts.set(`${one.unitId} ${one.rank}`, one.personId)
    const clerks = inside.filter((one) => one.main && one.rank > 40).map((one) => one.personId)
    if (clerks.length > 0) members.set(unit.id, clerks.reverse())
    const head = await headOf(work.db, unit.id, today)
    if (head) heads.set(unit.id, head.personId)
  }
  const actors = new Map<string, StaffActor>()
  const clerk = await findStaffByNumber(work.db, CLERK)
  const digitalClerk = await findStaffByNumber(work.db, DIGITAL_CLERK)
  const clerkActor = clerk && (await actorOfPerson(work.db, clerk.id, work.now))
  return {
    today,
    initiatives: new Map(
      names.map((name) => [keys.find((one) => one.id === name.id)?.key ?? "", { id: name.id, ownerUnitId: name.ownerUnitId! }]),
    ),
    members,
    heads,
    posts,
    // A third of the units: where ideas come from, several do.
    authorUnits: [...members.keys()].filter((id, at) => heads.has(id) && at % 3 === 0),
    // As they are today: the demo's story does not turn on who held which post last year.
    async actor(personId, at) {
      const known = actors.get(personId)
      if (known) return known
      const actor = await actorOfPerson(at.db, personId, work.now)
      if (actor.kind !== "staff") throw new Error(`the demo's person ${personId} holds no post`)
      actors.set(personId, actor)
      return actor
    },
    clerk: clerkActor?.kind === "staff" ? { id: clerkActor.id, unitId: clerkActor.unitId } : undefined,
    digitalClerk: digitalClerk?.id,
  }
}

/** How one idea fared, by its age. Numbers in place of chance, so that every demo is the same. */
function story(stage: Stage, idea: SeedIdea, at: number): Scene[] {
  const initiative = stage.initiatives.get(idea.initiative)
  if (!initiative || stage.authorUnits.length === 0) return []
  const age = 545 - Math.floor((at * 37) % seedIdeas.length) * 9 - (at % 5)
  const filedOn = addDays(stage.today, -Math.max(2, age))
  const unitId = stage.authorUnits[(at * 11) % stage.authorUnits.length]!
  const inUnit = stage.members.get(unitId)!
  const author = inUnit[at % inUnit.length]!
  const head = stage.heads.get(unitId)!
  const owners = stage.members.get(initiative.ownerUnitId) ?? [stage.heads.get(initiative.ownerUnitId)!]
  const drafter = owners[at % owners.length]!
  const scenes: Scene[] = []
  let id = ""
  let approvalId = ""
  const scene = (days: number, personId: string, act: (work: Work) => Promise<unknown>) => {
    const on = addDays(filedOn, days)
    // Nothing has happened that is still to come.
    if (on >= stage.today) return false
    scenes.push({
      on,
      act: async (work) => {
        await act({ ...work, actor: await stage.actor(personId, work) })
      },
    })
    return true
  }
  scene(0, author, async (work) => {
    id = (await fileImprovement(work, inputOf(idea, initiative.id))).id
  })
  if (at % 4 !== 3 && author !== head) scene(3 + (at % 4), head, (work) => commentOnImprovement(work, id, { text: headWords[at % headWords.length]! }))
  if (at % 17 === 5) {
    scene(8, author, (work) => withdrawImprovement(work, id, { reason: "課内で先に試すことにしたため" }))
    return scenes
  }
  const declines = at % 9 === 4
  const decideAfter = 12 + ((at * 5) % 25)
  const plannedAfter = decideAfter + 20 + ((at * 3) % 30)
  const drafted = scene(decideAfter - 3, drafter, async (work) => {
    const plannedOn = addDays(filedOn, plannedAfter)
    approvalId = await proposeAdoption(
      work,
      id,
      declines ? { verdict: "decline", reason: declineWords[at % declineWords.length] } : { verdict: "adopt", plannedOn, reason: "効果が見込め、ほかの所属にも広げられるため" },
    )
  })
  if (!drafted || !scene(decideAfter, drafter, (work) => passThrough(stage, work, approvalId)) || declines) return scenes
  if (at % 6 === 1 && stage.digitalClerk) scene(decideAfter + 1, stage.digitalClerk, (work) => followImprovement(work, id, true))
  const doneAfter = plannedAfter + ((at * 7) % 12) - 4
  if (at % 13 === 7 || !scene(doneAfter, author, (work) => carryOut(work, id, { doneOn: civilDateOf(work.now), note: "提案のとおり始めました。" }))) return scenes
  const dueOn = measuringDueOn(addDays(filedOn, doneAfter))
  const late = (at * 3) % 15
  if (at % 7 !== 2) {
    const days = (Date.parse(dueOn) - Date.parse(filedOn)) / 86_400_000 + late
    scene(days, author, (work) => measureImprovement(work, id, measurementOf(idea, at, civilDateOf(work.now))))
  }
  return scenes
}

/** Everybody on the route approves in their turn, the last one decides. */
async function passThrough(stage: Stage, work: Work, approvalId: string): Promise<void> {
  const { steps } = await getApproval({ ...work, actor: system("demo") }, approvalId)
  for (const step of steps) {
    const holder = stage.posts.get(`${step.unitId} ${step.rank}`)
    if (!holder) throw new Error(`nobody holds the post ${step.unitName} ${step.postTitle}`)
    await approve({ ...work, actor: await stage.actor(holder, work) }, approvalId)
  }
}

function inputOf(idea: SeedIdea, initiativeId: string): ImprovementInput {
  return {
    initiativeId,
    title: idea.title,
    presentWay: idea.now,
    proposedWay: idea.after,
    per: idea.per,
    hoursNow: idea.minutesNow,
    hoursAfter: idea.minutesAfter,
    timesAYear: idea.timesAYear,
    people: idea.people,
    evidence: `${idea.per === "month" ? "先月と先々月" : "直近の5回"}の時間を計り、平均しました。${idea.per === "month" ? "月数" : "回数"}は前年度の記録から数えました。`,
  }
}

/** Mostly a little less than hoped, at times more; once it took longer than before. */
function measurementOf(idea: SeedIdea, at: number, measuredOn: string) {
  const share = [1.25, 1.1, 0.95, 1.4, 1.15][at % 5]!
  const hoursNow = at % 23 === 8 ? idea.minutesNow + 5 : Math.round(idea.minutesAfter * share) || (idea.minutesAfter === 0 ? 0 : 1)
  return {
    measuredOn,
    hoursNow,
    timesAYear: idea.timesAYear,
    people: idea.people,
    evidence: "実施後3か月の記録から10回分を抜き出し、かかった時間を平均しました。",
  }
}

/** What waits for the personas on the first day. */
function personalScenes(stage: Stage): Scene[] {
  const { clerk, today } = stage
  const initiative = stage.initiatives.get("workplace.paperless")
  const digital = stage.initiatives.get("productivity.assistant")
  if (!clerk || !initiative || !digital) return []
  const as = (personId: string, act: (work: Work) => Promise<unknown>) => async (work: Work) => {
    await act({ ...work, actor: await stage.actor(personId, work) })
  }
  const mine = { per: "occurrence" as const, people: 3, evidence: "先週の3回を計りました。" }
  let asked = ""
  let drafted = ""
  return [
    {
      on: addDays(today, -6),
      act: as(clerk.id, async (work) => {
        asked = (await fileImprovement(work, { ...mine, initiativeId: initiative.id, title: "窓口の待ち状況を庁内で見えるようにする", presentWay: "担当が席を立って列を見に行っている。", proposedWay: "待ち人数を共有の画面に出し、応援を呼べるようにする。", hoursNow: 8, hoursAfter: 2, timesAYear: 900 })).id
      }),
    },
    {
      on: addDays(today, -4),
      act: (work) => as(stage.heads.get(initiative.ownerUnitId)!, (at) => askBack(at, asked, { text: askWords[0] }))(work),
    },
    {
      on: addDays(today, -2),
      act: as(clerk.id, (work) =>
        fileImprovement(work, { ...mine, initiativeId: digital.id, title: "相談記録の下書きを音声から作る", presentWay: "相談の後に記憶を頼りに記録を書いている。", proposedWay: "相談者の了解を得て録音し、要約の下書きを作ってから直す。", hoursNow: 35, hoursAfter: 15, timesAYear: 480 }),
      ),
    },
    {
      on: addDays(today, -9),
      act: as(clerk.id, async (work) => {
        drafted = (await fileImprovement(work, { ...mine, initiativeId: digital.id, title: "過去の回答例を生成AIで探す", presentWay: "似た問い合わせへの回答を、共有フォルダを開いて探している。", proposedWay: "過去の回答を取り込み、近いものを3つ示させる。", hoursNow: 25, hoursAfter: 10, timesAYear: 700 })).id
      }),
    },
    {
      on: addDays(today, -3),
      act: async (work) => {
        if (!stage.digitalClerk) return
        const proposal = { verdict: "adopt" as const, plannedOn: addDays(today, 30), cost: 120_000, reason: "既に契約している範囲で始められるため" }
        await as(stage.digitalClerk, (at) => proposeAdoption(at, drafted, proposal))(work)
      },
    },
    {
      on: addDays(today, -1),
      act: as(clerk.id, (work) => saveDraft(work, { initiativeId: initiative.id, title: "名刺の情報を一度だけ入れる", presentWay: "名刺をもらうたびに台帳と年賀状の名簿に入れている。", per: "occurrence" })),
    },
  ]
}

async function readEverything(work: Work, stage: Stage): Promise<void> {
  for (const personId of new Set([...stage.members.values()].flat().concat([...stage.heads.values()]))) {
    await markAllRead({ ...work, actor: await stage.actor(personId, work) })
  }
}
