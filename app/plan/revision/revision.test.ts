import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../../kernel/access/index.ts"
import { approve, returnApproval } from "../../kernel/approvals/index.ts"
import { seedRules } from "../../kernel/approvals/seed-rules.ts"
import type { Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber, seedPeople } from "../../kernel/people/index.ts"
import { changeSheet, findEditionInForce, getEdition, listEditions, readEdition } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { seedPlan } from "../seed.ts"
import { addInitiative } from "./add-initiative.ts"
import { decideFate } from "./decide-fate.ts"
import type { FateInput } from "./inputs.ts"
import { findRevision } from "./read-revision.ts"
import { startRevision } from "./start-revision.ts"
import { submitEdition } from "./submit-edition.ts"

const NOW = new Date("2026-11-23T03:00:00Z")
let house: TestHouse
let planner: Actor
let clerk: Actor
const person = async (number: string): Promise<Actor> => {
  const found = await findStaffByNumber(house.database.db, number)
  return actorOfPerson(house.database.db, (found as { id: string }).id, NOW)
}
const as = <T>(actor: Actor, change: (work: Work) => Promise<T>, now = NOW) => house.work(actor, change, now)

beforeAll(async () => {
  house = await testHouse()
  await as(system("デモ"), async (work) => {
    await seedPeople(work)
    await seedRules(work)
    await seedPlan(work)
  })
  planner = await person("100101")
  clerk = await person("100105")
}, 120_000)
afterAll(() => house.close())

const fate = (change: FateInput["change"], more: Partial<FateInput> = {}): FateInput => ({
  change,
  reason: "効果と残った課題を確かめた結果",
  partTitles: "",
  ...more,
})

async function allSteps(approvalId: string, until?: string): Promise<void> {
  // Whoever has the turn acts, as long as there is a turn.
  for (let i = 0; i < 12; i++) {
    const { rows } = await house.database.pool.query(
      `select p.staff_number from approval_step s join approval a on a.id = s.approval_id and a.round = s.round
       join staff_post sp on sp.unit_id = s.unit_id and sp.rank = s.rank and sp.valid_until is null
       join person p on p.id = sp.person_id
       where s.approval_id = $1 and s.state = 'current' and a.status = 'in-progress'`,
      [approvalId],
    )
    if (rows.length === 0 || rows[0].staff_number === until) return
    const holder = await person(rows[0].staff_number)
    await as(holder, (work) => approve(work, approvalId))
  }
}

describe("翌年度の版", () => {
  let draftId: string
  test("施行中の版を引き継いだ下書きができ、すべての取組の扱いが未決になる", async () => {
    const base = (await as(planner, findEditionInForce))!
    draftId = await as(planner, (work) => startRevision(work, { editionId: base.id, kind: "yearly", reason: "" }))
    const revision = (await as(planner, (work) => findRevision(work, draftId)))!
    expect(revision.kind).toBe("yearly")
    expect(revision.after.edition).toMatchObject({ fiscalYear: base.fiscalYear + 1, revision: 0, status: "draft" })
    expect(revision.after.sheets).toHaveLength(16)
    expect(revision.gaps).toHaveLength(16)
    expect(revision.after.sheets.flatMap((sheet) => sheet.milestones).every((one) => one.doneOn === null)).toBe(true)
    expect(revision.after.sheets.every((sheet) => sheet.nextYearProposal === "")).toBe(true)
    const lineages = (content: typeof revision.after) => content.sheets.flatMap((s) => s.indicators.map((n) => n.lineageId)).sort()
    expect(lineages(revision.after)).toEqual(lineages(revision.before))
  })

  test("同じ年度の下書きは二つ作れず、権限のない人には作れない", async () => {
    const base = (await as(planner, findEditionInForce))!
    const start = (actor: Actor) => as(actor, (work) => startRevision(work, { editionId: base.id, kind: "yearly", reason: "" }))
    await expect(start(planner)).rejects.toMatchObject({ code: "plan.draft-exists" })
    await expect(start(clerk)).rejects.toMatchObject({ kind: "forbidden" })
  })

  test("扱いが残っていれば決裁に出せない", async () => {
    await expect(as(planner, (work) => submitEdition(work, draftId, { inForceOn: "2026-11-23", note: "" }))).rejects.toMatchObject({
      code: "plan.fates-missing",
    })
  })

  test("終了・統合・分割・新規は下書きの取組を増減させ、決め直すと元に戻る", async () => {
    const count = async () => (await as(planner, (work) => readEdition(work, draftId))).sheets.length
    const { sheets } = await as(planner, (work) => readEdition(work, draftId))
    const [a, b, c] = sheets.map((sheet) => sheet.initiativeId) as [string, string, string]
    const decide = (id: string, input: FateInput) => as(planner, (work) => decideFate(work, draftId, id, input))

    await decide(a, fate("end"))
    expect(await count()).toBe(15)
    await decide(a, fate("expand"))
    expect(await count()).toBe(16)
    await decide(a, fate("merge", { intoInitiativeId: b }))
    expect(await count()).toBe(15)
    await expect(decide(b, fate("end"))).rejects.toMatchObject({ code: "plan.takes-others-in" })
    await decide(a, fate("continue"))
    expect(await count()).toBe(16)
    await decide(c, fate("split", { partTitles: "前半の部分\n後半の部分" }))
    expect(await count()).toBe(18)
    await decide(c, fate("shrink"))
    expect(await count()).toBe(16)
    await expect(decide(a, fate("merge", { intoInitiativeId: a }))).rejects.toMatchObject({ code: "plan.merge-into-nothing" })
    await expect(as(clerk, (work) => decideFate(work, draftId, a, fate("end")))).rejects.toMatchObject({ kind: "not-found" })
  })

  test("十六すべてに理由を付けて起案し、決裁されると凍結して施行、前の版は終了", async () => {
    const former = (await as(planner, findEditionInForce))!
    const { sheets, directions } = await as(planner, (work) => readEdition(work, draftId))
    for (const [at, sheet] of sheets.entries()) {
      await as(planner, (work) => decideFate(work, draftId, sheet.initiativeId, fate(at === 15 ? "end" : "continue")))
    }
    await as(planner, (work) =>
      addInitiative(work, draftId, { directionId: directions[3]!.id, title: "窓口の待ち時間の短縮", text: "", reason: "要望が増えた" }),
    )
    const approvalId = await as(planner, (work) => submitEdition(work, draftId, { inForceOn: "2026-11-23", note: "" }))
    await expect(
      as(planner, (work) => changeSheet(work, { editionId: draftId, initiativeId: sheets[0]!.initiativeId }, { text: "こっそり" }, { expectedVersion: 1 })),
    ).rejects.toMatchObject({ code: "plan.not-a-draft" })
    await allSteps(approvalId)
    const edition = await as(planner, (work) => getEdition(work, draftId))
    expect(edition).toMatchObject({ status: "in-force", inForceOn: "2026-11-23" })
    expect(edition.frozenHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await as(planner, (work) => getEdition(work, former.id))).toMatchObject({ status: "closed", closedOn: "2026-11-23" })
  })
})

describe("年度途中の改定", () => {
  let draftId: string
  test("理由が要り、手を付けた取組にだけ扱いの理由を求める", async () => {
    const base = (await as(planner, findEditionInForce))!
    draftId = await as(planner, (work) => startRevision(work, { editionId: base.id, kind: "mid-year", reason: "制度が変わった" }))
    expect((await as(planner, (work) => findRevision(work, draftId)))!.gaps).toHaveLength(0)
    const { sheets, edition } = await as(planner, (work) => readEdition(work, draftId))
    expect(edition.revision).toBe(1)
    const ids = { editionId: draftId, initiativeId: sheets[0]!.initiativeId }
    await as(planner, (work) => changeSheet(work, ids, { actions: "新しい制度に合わせる。" }, { expectedVersion: sheets[0]!.version }))
    const { gaps } = (await as(planner, (work) => findRevision(work, draftId)))!
    expect(gaps.map((gap) => gap.initiativeId)).toEqual([ids.initiativeId])
    await as(planner, (work) => decideFate(work, draftId, ids.initiativeId, fate("continue")))
  })

  test("差し戻されると下書きに戻り、直して出し直せる", async () => {
    const approvalId = await as(planner, (work) => submitEdition(work, draftId, { inForceOn: "2026-11-23", note: "" }))
    const head = await person("100102")
    await as(head, (work) => returnApproval(work, approvalId, { reason: "取組の概要も直すこと" }))
    expect(await as(planner, (work) => getEdition(work, draftId))).toMatchObject({ status: "draft" })
    const again = await as(planner, (work) => submitEdition(work, draftId, { inForceOn: "2027-04-01", note: "" }))
    await allSteps(again)
    // 施行日は先: 凍結されるが、まだ前の版が施行中。
    expect(await as(planner, (work) => getEdition(work, draftId))).toMatchObject({ status: "in-approval", frozenHash: expect.any(String) })
    expect((await as(planner, findEditionInForce))!.id).not.toBe(draftId)
    // Nobody is told that it still waits for a decision.
    for (const path of [paths.edition(draftId), paths.editions, paths.approve(draftId)]) {
      const page = await (await house.request(path, { as: planner })).text()
      expect(page).toContain("決裁済み（施行待ち）")
      expect(page).not.toContain("決裁中")
    }
    const [sheet] = (await as(planner, (work) => readEdition(work, draftId))).sheets
    const late = as(planner, (work) => changeSheet(work, { editionId: draftId, initiativeId: sheet!.initiativeId }, { actions: "後から" }, { expectedVersion: sheet!.version }))
    await expect(late).rejects.toMatchObject({ message: "この版は「決裁済み（施行待ち）」のため編集できません。変えるには改定版を作ってください。" })
  })
})

describe("画面", () => {
  test("見直し・比較・履歴の画面が開き、知らない人には見せない", async () => {
    const [newest, former] = await as(planner, listEditions)
    const get = async (actor: Actor, path: string) => (await house.request(path, { as: actor })).status
    expect(await get(planner, paths.reviseStart)).toBe(200)
    expect(await get(planner, `${paths.compare}?a=${former!.id}&b=${newest!.id}`)).toBe(200)
    const { sheets } = await as(planner, (work) => readEdition(work, newest!.id))
    expect(await get(planner, `${paths.initiativeHistory(newest!.id, sheets[0]!.initiativeId)}?field=actions`)).toBe(200)
    expect(await get(planner, `${paths.initiativeHistory(newest!.id, sheets[0]!.initiativeId)}?field=nothing`)).toBe(404)
    expect(await get(clerk, paths.reviseStart)).toBe(403)
    expect(await get(clerk, paths.revise(newest!.id))).toBe(403)
    // 主管課の職員には、下書きの自分の取組だけが見える。何も持たない課の職員には無いのと同じ。
    const own = await house.request(`${paths.compare}?a=${former!.id}&b=${newest!.id}`, { as: clerk })
    expect(await own.text()).not.toContain("後の版だけ")
    const stranger = { ...clerk, grants: [], unitId: "00000000-0000-4000-8000-000000000000", unitIds: ["00000000-0000-4000-8000-000000000000"] } as Actor
    expect(await get(stranger, `${paths.compare}?a=${former!.id}&b=${newest!.id}`)).toBe(404)
  })
})
