import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll, shopText } from "../../../../../tests/support/findings.ts"
import { filterFrom } from "../list/list-filter.ts"
import { listFindings } from "../list/list-findings.ts"
import { runBulk, setPublic } from "../list/bulk.ts"
import { categoriesToDecide, getFinding } from "../read-finding.ts"
import { addCategory, addFinding } from "./add-finding.ts"
import { assignFinding } from "./assign-finding.ts"
import { completeFinding } from "./complete-finding.ts"
import { decideFinding } from "./decide-finding.ts"
import { decisionInput } from "./inputs.ts"
import { reopenFinding } from "./reopen-finding.ts"

let house: TestHouse
let people: RulebookPeople
let road: string
beforeAll(async () => {
  house = await findingsHouse()
  people = await rulebookPeople(house)
  road = await putText(house, { ...roadText, unitId: people.road.unitId })
  await putText(house, { ...shopText, unitId: people.clerk.unitId })
  await putText(house, { title: "所管のない規程", kind: "規程", articles: [{ address: "1", text: "職員は、施設を目視により点検しなければならない。" }] })
}, 60_000)
afterAll(() => house.close())

beforeEach(async () => {
  await house.database.pool.query("delete from analog_finding")
  await scanAll(house, people.office)
})

const read = (id: string, as: Actor = people.office) => getFinding(readingWork(house.database.db, { actor: as }), id)
const idOf = async (q: string) => (await listFindings(readingWork(house.database.db, { actor: people.office }), filterFrom({ q }))).items[0]!.id
async function decide(as: Actor, id: string, more: Record<string, unknown> = {}, verdicts: "applicable" | "not-applicable" = "applicable", version?: number) {
  const it = await read(id)
  const categories = categoriesToDecide(it).map(({ category }) => ({ category, verdict: verdicts, ...(verdicts === "not-applicable" ? { reasonCode: "⑩" } : {}) }))
  return house.work(as, (work) => decideFinding(work, id, decisionInput.parse({ categories, ...more }), version))
}
const amend = { origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "令和9年4月" }

describe("判定", () => {
  test("答えから方法が決まり、判定した人と日、区分ごとの該非、経過が残る", async () => {
    const id = await idOf("目視により点検 道路")
    await decide(people.road, id, { ...amend, draft: "「目視により」を削る", technologies: ["無人航空機・ドローン"], public: true, publicNote: "ドローンで点検できるようにします。" })
    const it = await read(id)
    expect(it).toMatchObject({ state: "planned", method: "amend", plannedMonth: "2027-04", decidedByName: "佐竹 浩", technologies: ["無人航空機・ドローン"], public: true })
    expect(it.methodReason).toContain("条文を改めます")
    expect(it.categories.map(({ category, verdict }) => [category, verdict])).toEqual([["目視", "applicable"], ["定期検査・点検", "applicable"]])
    const { rows } = await house.database.pool.query("select s.move, s.actor_name, s.detail, c.number from case_step s join case_file c on c.id = s.case_id where c.id = $1 order by n", [it.caseId])
    expect(rows.map(({ move, actor_name }) => [move, actor_name])).toEqual([["open", "佐竹 浩"], ["plan", "佐竹 浩"]])
    expect(rows[0].number).toMatch(/^規-R\d+-\d+$/)
    expect(rows[1].detail).toMatchObject({ method: "amend", plannedMonth: "2027-04" })
    const audit = await house.database.pool.query("select detail from audit_event where action = 'findings.moved' and subject_id = $1", [id])
    expect(audit.rows[0].detail).toMatchObject({ from: "found", to: "planned", place: "第5条（点検）" })
  })

  test("該非だけ決めて方針はあとにできる。すべて非該当なら、方針の答えは残らない", async () => {
    const id = await idOf("目視により点検 道路")
    await decide(people.road, id)
    expect(await read(id)).toMatchObject({ state: "applicable", method: null })
    await decide(people.road, id, amend, "not-applicable")
    expect(await read(id)).toMatchObject({ state: "not-applicable", method: null, origin: null, plannedMonth: null })
  })

  test("国の法令に従う定めは国待ちになり、例規集にある法令につながる", async () => {
    const law = await putText(house, { title: "道路法", kind: "法律", articles: [{ address: "42", text: "道路管理者は、道路を常時良好な状態に保つように維持し、修繕しなければならない。" }] })
    const id = await idOf("巡視し")
    await decide(people.road, id, { origin: "national", lawName: "道路法", lawArticle: "第42条", nationalReview: "planned", digitalAlready: "yes" })
    expect(await read(id)).toMatchObject({ state: "planned", method: "wait", lawOrdinanceId: law, digitalAlready: null })
    await expect(house.work(people.road, (work) => completeFinding(work, id, { doneOn: "2026-01-01", how: "x" }))).rejects.toMatchObject({ code: "findings.still-waiting" })
  })

  test.each([
    ["区分が足りない", { categories: [{ category: "目視", verdict: "applicable" }] }, "findings.other-categories"],
    ["ない区分がある", { categories: ["目視", "定期検査・点検", "書面掲示"].map((category) => ({ category, verdict: "applicable" })) }, "findings.other-categories"],
    ["該非が空", { categories: ["目視", "定期検査・点検"].map((category) => ({ category })) }, "findings.verdict-is-missing"],
    ["法令名がない", { origin: "national" }, "findings.law-is-missing"],
    ["予定がない", { ...amend, plannedMonth: undefined }, "findings.month-is-missing"],
    ["知らない技術類型", { ...amend, technologies: ["てれぱしー"] }, "findings.no-such-technology"],
    ["答えと違う方法の理由がない", { ...amend, method: "notice" }, "findings.method-reason-is-missing"],
  ])("断り：%s", async (_, more, code) => {
    const id = await idOf("目視により点検 道路")
    await expect(decide(people.road, id, more)).rejects.toMatchObject({ code })
    expect((await read(id)).state).toBe("found")
  })

  test("ほかの所属の条文は見えず、例規担当は代わりに判定でき、監査は見るだけ", async () => {
    const id = await idOf("目視により点検 道路")
    await expect(decide(people.clerk, id)).rejects.toMatchObject({ kind: "not-found" })
    await expect(decide(people.auditor, id)).rejects.toMatchObject({ kind: "forbidden" })
    await decide(people.office, id)
    expect((await read(id)).decidedByName).toBe("千田 亮")
  })

  test("所管課の決まっていない例規は、決まるまで判定できない", async () => {
    const id = await idOf("所管のない規程")
    await expect(decide(people.office, id)).rejects.toMatchObject({ code: "findings.unit-is-missing" })
  })

  test("同時に判定した二人は、先の一人だけが通り、後の人には先の内容が見える", async () => {
    const id = await idOf("目視により点検 道路")
    const { version } = await read(id)
    const both = await Promise.allSettled([decide(people.road, id, { ...amend, draft: "先" }, "applicable", version), decide(people.office, id, { ...amend, draft: "後" }, "applicable", version)])
    const refused = both.find((one) => one.status === "rejected")!
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect(refused.reason).toMatchObject({ kind: "conflict", code: "findings.version" })
    expect(refused.reason.detail.draft).toBe((await read(id)).draft)
    const { rows } = await house.database.pool.query("select count(*)::int as n from case_step s join analog_finding f on f.case_id = s.case_id where f.id = $1 and s.move = 'plan'", [id])
    expect(rows[0].n).toBe(1)
  })
})

describe("その後", () => {
  test("済んだ判定は、理由を書いて開き直すまで変わらず、開き直すと判定した人に知らせる", async () => {
    const id = await idOf("目視により点検 道路")
    await decide(people.road, id, {}, "not-applicable")
    await expect(decide(people.road, id)).rejects.toMatchObject({ code: "findings.already-decided" })
    await house.work(people.office, (work) => reopenFinding(work, id, "点検の対象に橋も含まれます"))
    expect(await read(id)).toMatchObject({ state: "found", public: false })
    const told = await house.database.pool.query("select n.subject, n.body from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1 order by n.id desc limit 1", [people.road.id])
    expect(told.rows[0]).toMatchObject({ subject: expect.stringContaining("開き直されました"), body: "理由：点検の対象に橋も含まれます" })
    await expect(house.work(people.office, (work) => reopenFinding(work, id, "もう一度"))).rejects.toMatchObject({ code: "findings.illegal-move" })
  })

  test("方針を決めた条文は、予定を改められるが、該非の取下げは開き直してから", async () => {
    const id = await idOf("目視により点検 道路")
    await decide(people.road, id, amend)
    await decide(people.road, id, { ...amend, plannedMonth: "2027-10", changeReason: "議会の日程" })
    expect(await read(id)).toMatchObject({ state: "planned", plannedMonth: "2027-10" })
    await expect(decide(people.road, id, {}, "not-applicable")).rejects.toMatchObject({ code: "findings.planned-stays" })
  })

  test("見直しを終えると例規担当に知らせる。先の日付では終えられない", async () => {
    const id = await idOf("目視により点検 道路")
    await expect(house.work(people.road, (work) => completeFinding(work, id, { doneOn: "2026-10-01", how: "通知" }))).rejects.toMatchObject({ code: "findings.illegal-move" })
    await decide(people.road, id, amend)
    await expect(house.work(people.road, (work) => completeFinding(work, id, { doneOn: "2999-01-01", how: "通知" }))).rejects.toMatchObject({ field: "doneOn" })
    await house.work(people.road, (work) => completeFinding(work, id, { doneOn: "2026-10-01", how: "令和8年規則第9号で改正" }))
    expect(await read(id)).toMatchObject({ state: "done", doneOn: "2026-10-01" })
    const told = await house.database.pool.query("select n.subject from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1", [people.office.id])
    expect(told.rows.map(({ subject }) => subject).join()).toContain("見直しが終わりました")
  })

  test("担当者は所管する所属の職員に限る", async () => {
    const id = await idOf("目視により点検 道路")
    await expect(house.work(people.office, (work) => assignFinding(work, id, people.clerk.id))).rejects.toMatchObject({ field: "clerkId" })
    await house.work(people.office, (work) => assignFinding(work, id, people.road.id))
    expect((await read(id)).clerkName).toBe("佐竹 浩")
  })

  test("判定していないものは公開できない", async () => {
    const id = await idOf("目視により点検 道路")
    await expect(house.work(people.road, (work) => setPublic(work, id, true))).rejects.toMatchObject({ code: "findings.undecided-is-not-public" })
    await decide(people.road, id)
    await house.work(people.road, (work) => setPublic(work, id, true))
    expect((await read(id)).public).toBe(true)
  })
})

describe("人が加える", () => {
  test("規則に当たらない条文を候補に加えると、次の検出でも残る", async () => {
    const id = await house.work(people.road, (work) => addFinding(work, { ordinanceId: road, address: "第一条", category: "目視", grounds: "運用で目視を求めている" }))
    await scanAll(house, people.office)
    expect(await read(id)).toMatchObject({ goneAt: null, categories: [expect.objectContaining({ category: "目視", byHand: true })] })
    await decide(people.road, id)
    expect((await read(id)).state).toBe("applicable")
  })

  test("断り：ない条、国の法令、ほかの所属、もうある区分", async () => {
    const add = (as: Actor, more: Record<string, string>) => house.work(as, (work) => addFinding(work, { ordinanceId: road, address: "5", category: "目視", grounds: "x", ...more } as never))
    await expect(add(people.road, { address: "99" })).rejects.toMatchObject({ field: "address" })
    await expect(add(people.clerk, {})).rejects.toMatchObject({ kind: "forbidden" })
    await expect(add(people.road, {})).rejects.toMatchObject({ code: "findings.has-category" })
    const law = await putText(house, { title: "河川法", kind: "法律", articles: [{ address: "1", text: "河川" }] })
    await expect(add(people.office, { ordinanceId: law, address: "1" })).rejects.toMatchObject({ code: "findings.national-text" })
    const id = await idOf("目視により点検 道路")
    await decide(people.road, id, {}, "not-applicable")
    await expect(house.work(people.road, (work) => addCategory(work, id, { category: "書面掲示", grounds: "x" }))).rejects.toMatchObject({ code: "findings.already-decided" })
  })
})

test("まとめて行う操作は、できるものだけを行い、できないものの理由を言う", async () => {
  const [a, b] = [await idOf("目視により点検 道路"), await idOf("巡視し")]
  await decide(people.road, a, amend)
  const theirs = await idOf("商店街")
  const lines = await house.work(people.road, (work) => runBulk(work, { ids: [a, b, theirs], act: "dismiss", reasonCode: "⑩" }))
  expect(new Map(lines.map(({ id, refused }) => [id, refused ?? "行った"]))).toEqual(new Map([[a, "いまの状態（方針決定）ではできません。"], [b, "行った"], [theirs, expect.stringContaining("見つかりません")]]))
  expect((await read(b)).state).toBe("not-applicable")
  await expect(house.work(people.road, (work) => runBulk(work, { ids: [a], act: "complete", doneOn: "2026-10-01" }))).rejects.toMatchObject({ field: "how" })
  await house.work(people.road, (work) => runBulk(work, { ids: [a], act: "complete", doneOn: "2026-10-01", how: "改正" }))
  expect((await read(a)).state).toBe("done")
})
