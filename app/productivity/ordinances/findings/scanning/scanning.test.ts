import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { decisionInput } from "../decide/inputs.ts"
import { type FixtureArticle, findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll, shopText } from "../../../../../tests/support/findings.ts"
import { filterFrom } from "../list/list-filter.ts"
import { listFindings } from "../list/list-findings.ts"
import { getFinding } from "../read-finding.ts"
import { planMerge, type Known } from "./plan-merge.ts"
import { runScan } from "./run-scan.ts"
import type { ScannedProvision } from "./scanned.ts"
import { retryScan, startScan } from "./start-scan.ts"

describe("検出と前の結果のつき合わせ", () => {
  const scanned = (address: string, text: string, categories = ["目視"]): ScannedProvision => ({
    ordinanceId: "o", address, position: 1, part: "main", no: address, caption: "", text, textSha256: text,
    categories: categories.map((category) => ({ category, kind: "", hits: [] })), excluded: [],
  })
  const known = (id: string, address: string, text: string, more: Partial<Known> = {}): Known => ({ id, ordinanceId: "o", address, textSha256: text, state: "planned", gone: false, categories: [{ category: "目視", byHand: false }], ...more })
  const told = (merge: ReturnType<typeof planMerge>) => ({
    insert: merge.insert.map(({ address }) => address),
    update: merge.update.map(({ known: { id }, scanned: { address }, textChanged, moved, added }) => [id, address, textChanged, moved, added]),
    gone: merge.gone.map(({ id, why }) => [id, why]),
  })

  test.each([
    ["はじめて見つかった条は加わる", [], [scanned("1", "あ")], { insert: ["1"], update: [], gone: [] }],
    ["同じ条の同じ文は、判定を保つ", [known("a", "1", "あ")], [scanned("1", "あ")], { insert: [], update: [["a", "1", false, false, []]], gone: [] }],
    ["文が変われば、その条の判定を開き直す", [known("a", "1", "あ")], [scanned("1", "い")], { insert: [], update: [["a", "1", true, false, []]], gone: [] }],
    ["条番号だけが変わったら、判定ごと移る", [known("a", "1", "あ")], [scanned("1", "う", []), scanned("2", "あ")], { insert: [], update: [["a", "2", false, true, []]], gone: [] }],
    ["二つの条が入れ替わっても、それぞれの判定がついて行く", [known("a", "1", "あ"), known("b", "2", "い")], [scanned("1", "い"), scanned("2", "あ")], { insert: [], update: [["b", "1", false, true, []], ["a", "2", false, true, []]], gone: [] }],
    ["当たらなくなった条は、消さずに印をつける", [known("a", "1", "あ")], [scanned("1", "あ", [])], { insert: [], update: [], gone: [["a", "rules"]] }],
    ["文が変わって当たらなくなった", [known("a", "1", "あ")], [scanned("1", "い", [])], { insert: [], update: [], gone: [["a", "text"]] }],
    ["条がなくなった", [known("a", "1", "あ")], [], { insert: [], update: [], gone: [["a", "repealed"]] }],
    ["もう印のあるものは、二度は数えない", [known("a", "1", "あ", { gone: true })], [scanned("1", "あ", [])], { insert: [], update: [], gone: [] }],
    ["区分が加わったことがわかる", [known("a", "1", "あ")], [scanned("1", "あ", ["目視", "書面掲示"])], { insert: [], update: [["a", "1", false, false, ["書面掲示"]]], gone: [] }],
    ["人が加えた条は、規則に当たらなくても残る", [known("a", "1", "あ", { categories: [{ category: "目視", byHand: true }] })], [scanned("1", "あ", [])], { insert: [], update: [["a", "1", false, false, []]], gone: [] }],
  ])("%s", (_, before, now, expected) => {
    expect(told(planMerge(before, now))).toEqual(expected)
  })
})

describe("例規集の検出", () => {
  let house: TestHouse
  let people: RulebookPeople
  let road: string
  beforeAll(async () => {
    house = await findingsHouse()
    people = await rulebookPeople(house)
    road = await putText(house, { ...roadText, unitId: people.road.unitId })
    await putText(house, { ...shopText, unitId: people.clerk.unitId })
    await putText(house, { title: "道路法", kind: "法律", articles: [{ address: "1", text: "道路を目視により点検しなければならない。" }] })
  }, 60_000)
  afterAll(() => house.close())
  const list = async (as = people.office, queries: Record<string, string> = {}) => (await listFindings(readingWork(house.database.db, { actor: as }), filterFrom(queries))).items
  const scanOf = async (id: string) => (await house.database.pool.query("select * from analog_scan where id = $1", [id])).rows[0]

  test("自らの例規だけを読み、当たった条ごとに候補と区分、除外した文と理由が残る", async () => {
    const scan = await scanOf(await scanAll(house, people.office))
    expect(scan).toMatchObject({ state: "done", texts_total: 2, texts_done: 2, articles: 9, changed: 0, gone: 0 })
    expect(scan.fresh).toBe(scan.provisions)
    const items = await list()
    expect(items).toHaveLength(scan.provisions)
    expect(items.every(({ ordinanceTitle }) => ordinanceTitle !== "道路法")).toBe(true)
    const inspection = items.find(({ ordinanceTitle, address }) => ordinanceTitle === "道路占用規則" && address === "5")!
    expect(inspection.categories.map(({ category }) => category)).toEqual(["目視", "定期検査・点検"])
    expect(inspection.sentence).toContain("目視により点検")
    const { rows } = await house.database.pool.query("select address, items, reasons from analog_exclusion where ordinance_id = $1", [road])
    expect(rows.find(({ address }) => address === "20")?.reasons.length).toBeGreaterThan(0)
  })

  test("二度目の検出は何も増やさず、判定を保つ", async () => {
    const [first] = await list(people.road, { q: "巡視し" })
    await house.work(people.road, (work) =>
      decideFinding(work, first!.id, decisionInput.parse({ categories: first!.categories.map(({ category }) => ({ category, verdict: "not-applicable", reasonCode: "⑩" })) }), first!.version),
    )
    const scan = await scanOf(await scanAll(house, people.office))
    expect(scan).toMatchObject({ fresh: 0, changed: 0, gone: 0 })
    expect((await list(people.road, { q: "巡視し" }))[0]!.state).toBe("not-applicable")
  })

  test("判定した条文が変わると開き直して所属に知らせ、なくなった条には印がつく", async () => {
    const articles: FixtureArticle[] = roadText.articles
      .filter(({ address }) => address !== "8")
      .map((one) => (one.address === "6" ? { ...one, text: "道路管理員は、毎月一回、道路を巡視し、異常の有無を確認しなければならない。" } : one))
    await putText(house, { ...roadText, articles })
    const scan = await scanOf(await scanAll(house, people.office))
    expect(scan).toMatchObject({ changed: 1, gone: 1 })
    const [changed] = await list(people.road, { attention: "text-changed" })
    expect(changed).toMatchObject({ address: "6", state: "found", attention: "text-changed" })
    const steps = await house.database.pool.query("select move, reason from case_step s join analog_finding f on f.case_id = s.case_id where f.id = $1 order by n desc limit 1", [changed!.id])
    expect(steps.rows[0]).toMatchObject({ move: "text-changed", reason: expect.stringContaining("条文が変わりました") })
    const told = await house.database.pool.query("select subject from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1", [people.road.id])
    expect(told.rows.map(({ subject }) => subject).join()).toContain("条文が変わったため")
    expect((await list(people.road, { attention: "gone" })).map(({ address, goneWhy }) => [address, goneWhy])).toEqual([["8", "repealed"]])
  })

  test("条番号がずれても、判定は文について行く", async () => {
    const before = (await list(people.road, { q: "標識を掲示" }))[0]!
    const shifted = roadText.articles.filter(({ address }) => address !== "8" && address !== "6").map((one) => (one.address === "7" ? { ...one, address: "6" } : one))
    await putText(house, { ...roadText, articles: shifted })
    await scanAll(house, people.office)
    const after = await house.work(people.road, (work) => getFinding(work, before.id))
    expect([after.address, after.articleNo, after.attention]).toEqual(["6", "第6条", "moved"])
  })

  test("自分の所属の例規は所属の職員が検出でき、ほかの所属やすべては例規担当だけ", async () => {
    await expect(house.work(people.road, (work) => startScan(work, { scope: "all" }))).rejects.toMatchObject({ kind: "forbidden" })
    await expect(house.work(people.road, (work) => startScan(work, { scope: "unit", unitId: people.clerk.unitId }))).rejects.toMatchObject({ kind: "forbidden" })
    const id = await house.work(people.road, (work) => startScan(work, { scope: "unit", unitId: people.road.unitId }))
    await expect(house.work(people.road, (work) => startScan(work, { scope: "unit", unitId: people.road.unitId }))).rejects.toMatchObject({ kind: "conflict", code: "findings.scan-under-way" })
    await runScan({ db: house.database.db, actor: system("検出"), now: new Date(), requestId: "" }, id)
    expect(await scanOf(id)).toMatchObject({ state: "done", texts_total: 1 })
    await expect(house.work(people.office, (work) => startScan(work, { scope: "unit" }))).rejects.toMatchObject({ field: "unitId" })
    await expect(house.work(people.office, (work) => startScan(work, { scope: "text" }))).rejects.toMatchObject({ field: "ordinanceId" })
    const law = (await house.database.pool.query("select id from ordinance where national")).rows[0].id
    await expect(house.work(people.office, (work) => startScan(work, { scope: "text", ordinanceId: law }))).rejects.toMatchObject({ code: "findings.national-text" })
  })

  test("途中で止まった検出は続きから行われ、終わったものは動かない", async () => {
    const id = await house.work(people.office, (work) => startScan(work, { scope: "all" }))
    const first = (await house.database.pool.query("select id from ordinance where not national order by id limit 1")).rows[0].id
    await house.database.pool.query("update analog_scan set state = 'failed', texts_done = 1, after_id = $2 where id = $1", [id, first])
    await expect(house.work(people.road, (work) => retryScan(work, id))).rejects.toMatchObject({ kind: "forbidden" })
    await house.work(people.office, (work) => retryScan(work, id))
    await runScan({ db: house.database.db, actor: system("検出"), now: new Date(), requestId: "" }, id)
    expect(await scanOf(id)).toMatchObject({ state: "done", texts_done: 2 })
    await expect(house.work(people.office, (work) => retryScan(work, id))).rejects.toMatchObject({ kind: "conflict" })
  })
})
