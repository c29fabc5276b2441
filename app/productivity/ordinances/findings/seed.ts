import type { StaffActor } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../../kernel/people/index.ts"
import { completeFinding } from "./decide/complete-finding.ts"
import { decideFinding } from "./decide/decide-finding.ts"
import { decisionInput } from "./decide/inputs.ts"
import { filterFrom } from "./list/list-filter.ts"
import { type FindingRow, listFindings } from "./list/list-findings.ts"
import { openRound } from "./rounds/open-round.ts"
import { listAskable } from "./rounds/read-rounds.ts"
import { readAll } from "./scanning/run-scan.ts"

const OFFICE = "100112"
const ROAD = "100114"
const SHOPS = "100105"

interface SeedDecision {
  by: string
  ordinance: string
  address: string
  /** Categories that do not apply, with the reason's code. */
  not?: Readonly<Record<string, string>>
  phases?: readonly [present: number, target: number]
  answers?: Record<string, unknown>
  done?: string
}

const amend = (plannedMonth: string) => ({ origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth })

/** What two sections of the demo have decided so far; the rest waits. */
const decisions: readonly SeedDecision[] = [
  {
    by: ROAD,
    ordinance: "萩野県道路管理条例",
    address: "4",
    phases: [1, 2],
    answers: { origin: "national", lawName: "道路法", lawArticle: "第42条", nationalReview: "planned", public: true, publicNote: "国の基準の見直しに合わせて、画像による点検を認めます。", remark: "橋りょうの近接目視は国の点検要領の改定を待つ。" },
  },
  {
    by: ROAD,
    ordinance: "萩野県道路管理条例",
    address: "6",
    phases: [1, 3],
    answers: { ...amend("2027-04"), draft: "「職員又は知事の指定する者に、県道を毎日1回以上巡視させるものとする」を「県道の状態を、巡視又は撮影した画像その他の電磁的記録により、毎日1回以上確かめるものとする」に改める。", technologies: ["画像認識（物体認識・物体検出・セグメンテーション）", "無人航空機・ドローン"], public: true, publicNote: "車載の機器で撮った画像で路面の異状を見つける方法を認めます。" },
  },
  {
    by: ROAD,
    ordinance: "萩野県道路管理条例",
    address: "8",
    phases: [1, 3],
    answers: { ...amend("2027-04"), draft: "道路台帳の閲覧を、インターネットの利用によることができるとする項を加える。", public: true, publicNote: "道路台帳を来所せずに見られるようにします。" },
  },
  { by: ROAD, ordinance: "萩野県道路管理条例", address: "11", phases: [1, 1], answers: { origin: "own", digitalAlready: "no", physicalInterest: "yes", public: true, publicNote: "占用の場所で許可を受けた人がわかることが、通行する人の安全のために要ります。" } },
  {
    by: SHOPS,
    ordinance: "萩野県中小企業設備資金貸付規則",
    address: "6",
    phases: [1, 2],
    answers: { origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "no", plannedMonth: "2026-10", draft: "通知案：現地の確認は、写真又はオンライン会議の映像によってもよい。", public: true, publicNote: "写真や映像での確認を認める通知を出しました。" },
    done: "令和8年10月1日付け中小第112号通知",
  },
  { by: SHOPS, ordinance: "萩野県中小企業設備資金貸付規則", address: "9", answers: { ...amend("2027-03"), draft: "「記録したフロッピーディスク」を「電磁的記録」に改める。", public: true, publicNote: "決算のデータは、オンラインでも出せるようにします。" } },
]

/** The demo rulebook scanned, some of it decided by two sections, one round of questions open. */
export async function seedFindings(work: Work): Promise<void> {
  const [office, road, shops] = await Promise.all([OFFICE, ROAD, SHOPS].map((number) => staffAt(work, number)))
  if (!office || !road || !shops) return
  const today = civilDateOf(work.now)
  const monthAgo = new Date(Math.min(work.now.getTime(), Date.parse(`${addDays(today, -40)}T01:00:00Z`)))
  await readAll({ ...work, actor: office, now: monthAgo })
  const actors: Readonly<Record<string, StaffActor>> = { [ROAD]: road, [SHOPS]: shops }
  const { items } = await listFindings({ ...work, actor: office }, filterFrom({}), { limit: 500 })
  for (const decision of decisions) {
    const row = items.find(({ ordinanceTitle, address }) => ordinanceTitle === decision.ordinance && address === decision.address)
    if (row) await decide({ ...work, actor: actors[decision.by]! }, row, decision, today)
  }
  const { units } = await listAskable({ ...work, actor: office })
  const asked = units.filter(({ unitId }) => unitId !== office.unitId)
  if (asked.length > 0) {
    await openRound({ ...work, actor: office }, {
      title: "アナログ規制の点検・見直しについて（照会）",
      message: "所管する例規の該当候補について、該当・非該当と見直しの方針を判定してください。迷うものは文書法制課に相談してください。",
      dueOn: addDays(today, 21),
      unitIds: asked.map(({ unitId }) => unitId),
    })
  }
}

async function decide(work: Work, row: FindingRow, { not = {}, phases, answers = {}, done }: SeedDecision, today: string): Promise<void> {
  const categories = row.categories.map(({ category }) =>
    not[category]
      ? { category, verdict: "not-applicable", reasonCode: not[category] }
      : { category, verdict: "applicable", ...(phases && category !== "記録媒体" ? { presentPhase: phases[0], targetPhase: phases[1] } : {}) },
  )
  await decideFinding(work, row.id, decisionInput.parse({ categories, ...answers }))
  if (done) await completeFinding(work, row.id, { doneOn: today, how: done }, { quiet: true })
}

async function staffAt(work: Work, number: string): Promise<StaffActor | undefined> {
  const found = await findStaffByNumber(work.db, number)
  return found ? ((await actorOfPerson(work.db, found.id, work.now)) as StaffActor) : undefined
}

