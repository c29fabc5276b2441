import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { StaffActor } from "../../../kernel/access/index.ts"
import { readingWork, type Work } from "../../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../../kernel/people/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { acceptForm } from "../office/accept-form.ts"
import { conveneCommittee } from "../office/committee.ts"
import { addReviewer, saveCommittee } from "./committee.ts"
import { committeeInput, sheetInput } from "./inputs.ts"
import { scoringPaths } from "./paths.ts"
import { adjust, concludeScoring, publishSummary, resultOf, summaryOf } from "./result.ts"
import { getToReview, listReviews, saveSheet, stepBack } from "./sheets.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let reviewers: StaffActor[]
beforeAll(async () => {
  people = await subsidyPeople(house)
  reviewers = await Promise.all(
    ["100101", "100102", "100110"].map(async (number) => (await actorOfPerson(house.database.db, (await findStaffByNumber(house.database.db, number))!.id, new Date())) as StaffActor),
  )
}, 60_000)
const clerk = <T>(change: (work: Work) => Promise<T>) => house.work(people.clerk, change)
const reading = (actor: StaffActor = people.clerk) => readingWork(house.database.db, { actor })
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const method = (more: Record<string, unknown> = {}) =>
  committeeInput.parse({
    criteria: [{ name: "必要性", max: 20, floor: 6, above: true }, { name: "効果", max: 20, weight: "2", above: false }, { above: false }],
    knockOuts: "県内で行うこと",
    leastTotal: 20,
    quorum: 2,
    tieBreakers: "効果",
    blind: true,
    ...more,
  })
const sheet = (need: number, effect: number, more: Record<string, unknown> = {}) => sheetInput.parse({ points: [{ key: "k1", points: need }, { key: "k2", points: effect }], go: "submit", ...more })

/** A call with its committee, and applications before it. */
async function session(titles: readonly string[], more: Record<string, unknown> = {}, call: Record<string, unknown> = {}) {
  const callId = await openedCall(house, people, call)
  const ids: string[] = []
  for (const title of titles) {
    const { id } = await filedApplication(house, people, { callId, title })
    await clerk((work) => acceptForm(work, id))
    await clerk((work) => conveneCommittee(work, id))
    ids.push(id)
  }
  await clerk((work) => saveCommittee(work, callId, method(more)))
  for (const number of ["100101", "100102", "100110"]) await clerk((work) => addReviewer(work, callId, { staffNumber: number, corporateNumbers: "" }))
  return { callId, ids }
}
const score = async (id: string, given: readonly (readonly [number, number])[]) => {
  for (const [at, [need, effect]] of given.entries()) await house.work(reviewers[at]!, (work) => saveSheet(work, id, sheet(need, effect)))
}

describe("採点（S11）", () => {
  test("基準点は合計より強く、同点は同じ順位、予算の境目の同点は決めない", async () => {
    const { callId, ids } = await session(["高いが必要性が低い", "同点その1", "同点その2", "一番"], {}, { budgetYen: 1_300_000 })
    await score(ids[0]!, [[6, 20], [6, 20], [6, 20]])
    await score(ids[1]!, [[10, 10], [10, 10], [10, 10]])
    await score(ids[2]!, [[9, 10], [10, 10], [11, 10]])
    await score(ids[3]!, [[15, 15], [15, 15], [15, 15]])
    const { rows } = await resultOf(reading(), callId)
    // 600,000 each under 1,300,000: the first is in, the two behind it are tied over what is left.
    expect(rows.map(({ title, outcome, granted }) => [title, outcome.status, outcome.rank, outcome.tied, granted?.result])).toEqual([
      ["一番", "ranked", 1, false, "full"],
      [expect.stringMatching(/同点/), "ranked", 2, true, "tie-at-the-line"],
      [expect.stringMatching(/同点/), "ranked", 2, true, "tie-at-the-line"],
      ["高いが必要性が低い", "below-floor", undefined, false, undefined],
    ])
  })

  test("利害関係のある委員は採点できず、回避した採点は数えず、必須項目は1人でも落ちる", async () => {
    const { callId, ids } = await session(["関係者のいる事業"])
    await house.database.pool.query(`update subsidy_application set party = party || '{"corporateNumber": "7000012050002"}' where id = $1`, [ids[0]])
    await clerk((work) => addReviewer(work, callId, { staffNumber: "100101", corporateNumbers: "7000012050002" }))
    await expect(house.work(reviewers[0]!, (work) => saveSheet(work, ids[0]!, sheet(20, 20)))).rejects.toEqual(refused("conflict", /利害関係/))
    await house.work(reviewers[1]!, (work) => saveSheet(work, ids[0]!, sheet(10, 10)))
    await house.work(reviewers[2]!, (work) => saveSheet(work, ids[0]!, sheet(10, 10, { notMet: ["n1"] })))
    expect((await resultOf(reading(), callId)).rows[0]!.outcome).toMatchObject({ status: "knocked-out" })
    await house.work(reviewers[2]!, (work) => stepBack(work, ids[0]!, "以前に指導した。"))
    expect((await resultOf(reading(), callId)).rows[0]!.outcome).toMatchObject({ status: "no-quorum", counted: [reviewers[1]!.id] })
    await expect(house.work(reviewers[2]!, (work) => saveSheet(work, ids[0]!, sheet(10, 10)))).rejects.toEqual(refused("conflict", /回避/))
  })

  test("採点が始まると方法は変わらない。足りない点、多すぎる点は出せない。減点は理由とともに効く", async () => {
    const { callId, ids } = await session(["減点のある事業"])
    await expect(house.work(reviewers[0]!, (work) => saveSheet(work, ids[0]!, sheetInput.parse({ points: [{ key: "k1", points: 5 }], go: "submit" })))).rejects.toEqual(refused("invalid", /「効果」の点/))
    await expect(house.work(reviewers[0]!, (work) => saveSheet(work, ids[0]!, sheet(21, 1)))).rejects.toEqual(refused("invalid", /20点まで/))
    await clerk((work) => saveCommittee(work, callId, method({ leastTotal: 25 })))
    await score(ids[0]!, [[10, 10], [10, 10], [10, 10]])
    await expect(clerk((work) => saveCommittee(work, callId, method()))).rejects.toEqual(refused("conflict", /採点が始まって/))
    expect((await resultOf(reading(), callId)).rows[0]!.outcome.status).toBe("ranked")
    await clerk((work) => adjust(work, callId, { applicationId: ids[0]!, points: -10, reason: "過去に取消しを受けた" }))
    const [row] = (await resultOf(reading(), callId)).rows
    expect([row!.outcome.status, row!.outcome.reasons.join()]).toEqual(["below-total", expect.stringMatching(/過去に取消しを受けた（-10点）/)])
  })
})

describe("だれに見えるか", () => {
  test("委員は自分の審査会の申請だけ、申請者の名を伏せて見る。ほかの人にはない", async () => {
    const { ids } = await session(["伏せる事業"])
    const found = await getToReview(reading(reviewers[0]!), ids[0]!)
    expect(found.asked.some(({ text }) => text.includes("はぎ製作所"))).toBe(false)
    expect(found.asked.some(({ path }) => path === "title")).toBe(true)
    expect((await listReviews(reading(reviewers[0]!))).map(({ applicationId }) => applicationId)).toContain(ids[0])
    await expect(getToReview(reading(people.head), ids[0]!)).rejects.toEqual(refused("not-found"))
    await expect(getApplication(reading(reviewers[2]!), ids[0]!)).rejects.toEqual(refused("not-found"))
    const page = await (await house.request(scoringPaths.review(ids[0]!), { as: reviewers[0]! })).text()
    expect([page.includes("はぎ製作所"), page.includes("事業計画書.txt")]).toEqual([false, false])
    expect((await house.request(scoringPaths.review(ids[0]!), { as: people.head })).status).toBe(404)
  })

  test("締め切ると結果とともに審査に戻り、公表した概要に委員の点は出ない", async () => {
    const { callId, ids } = await session(["公表1", "公表2", "公表3"])
    for (const [at, id] of ids.entries()) await score(id, [[10 + at, 10], [10 + at, 10], [10 + at, 10]])
    await expect(clerk((work) => publishSummary(work, callId))).rejects.toEqual(refused("conflict", /締め切って/))
    await expect(house.work(people.stranger, (work) => concludeScoring(work, callId))).rejects.toEqual(refused("not-found"))
    expect(await clerk((work) => concludeScoring(work, callId))).toBe(3)
    expect((await getApplication(reading(), ids[0]!)).state).toBe("in-review")
    await expect(clerk((work) => concludeScoring(work, callId))).rejects.toEqual(refused("conflict"))
    await expect(summaryOf(reading(), callId)).rejects.toEqual(refused("not-found"))
    await clerk((work) => publishSummary(work, callId))
    const { summary } = await summaryOf(reading(), callId)
    expect(summary).toMatchObject({ applications: 3, granted: 3 })
    const page = await (await house.request(scoringPaths.summary(callId))).text()
    expect([page.includes("公表3"), page.includes(reviewers[0]!.name)]).toEqual([true, false])
  })

  test("画面で方法と委員を決め、採点し、結果を見る", async () => {
    const { callId, ids } = await session(["画面の事業"])
    const page = async (actor: StaffActor, path: string) => (await house.request(path, { as: actor })).text()
    expect(await page(people.clerk, scoringPaths.committee(callId))).toContain("委員に加える")
    expect((await house.request(scoringPaths.committee(callId), { as: people.clerk, form: { "criteria.0.name": "必要性" } })).status).toBe(422)
    expect((await house.request(scoringPaths.reviewers(callId), { as: people.clerk, form: { staffNumber: "999999" } })).status).toBe(422)
    expect(await page(reviewers[1]!, scoringPaths.reviews)).toContain("画面の事業")
    const given = { "points.0.key": "k1", "points.0.points": "１０", "points.1.key": "k2", "points.1.points": "12", go: "submit" }
    const open = async (actor: StaffActor, path: string, form: Record<string, string>) => (await (await house.request(path, { as: actor, form })).text()).match(/<details class="details" open><summary>(.*?)<\/summary>/)?.[1]
    expect(await open(reviewers[1]!, scoringPaths.stepBack(ids[0]!), {})).toBe("利害関係があるため採点を回避する")
    expect(await open(people.clerk, scoringPaths.adjust(callId), { applicationId: ids[0]!, points: "-10" })).toBe("点を加減する（過去の取消しなど）")
    expect((await house.request(scoringPaths.review(ids[0]!), { as: reviewers[1]!, form: given })).status).toBe(303)
    expect(await page(people.clerk, scoringPaths.result(callId))).toContain("34.00")
    expect((await house.request(scoringPaths.resultFile(callId), { as: people.clerk })).status).toBe(200)
    expect((await house.request(scoringPaths.result(callId), { as: people.stranger })).status).toBe(404)
  })
})
