import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { assignClerk } from "./assign-clerk.ts"
import { listOfficeApplications } from "./list-applications.ts"
import { filterFrom } from "./list-filter.ts"
import { officePaths } from "./paths.ts"
import { tallyOf } from "./workload.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const filed: string[] = []
const text = async (path: string, as = people.clerk) => (await house.request(path, { as })).text()

beforeAll(async () => {
  people = await subsidyPeople(house)
  const first = await filedApplication(house, people, { title: "検査の自動化", equipment: 900_000 })
  const second = await filedApplication(house, people, { callId: first.callId, title: "塗装の改善", equipment: 1_500_000 })
  const third = await filedApplication(house, people, { callId: first.callId, title: "倉庫の整理", equipment: 600_000 })
  filed.push(first.id, second.id, third.id)
}, 60_000)

describe("所属の一覧", () => {
  const list = (queries: Record<string, string> = {}, as = people.clerk) => listOfficeApplications(readingWork(house.database.db, { actor: as }), filterFrom(queries))

  test("並び順ごとに続きがたどれ、同じものは二度出ない", async () => {
    for (const sort of ["due", "filed", "amount"]) {
      const work = readingWork(house.database.db, { actor: people.clerk })
      const seen: string[] = []
      for (let after: string | undefined, n = 0; n < 5; n++) {
        const page = await listOfficeApplications(work, filterFrom({ sort }), { limit: 1, after })
        seen.push(...page.items.map(({ id }) => id))
        if (!page.next) break
        after = page.next
      }
      expect([sort, [...seen].sort()]).toEqual([sort, [...filed].sort()])
    }
    expect((await list({ sort: "amount" })).items.map(({ title }) => title)).toEqual(["塗装の改善", "検査の自動化", "倉庫の整理"])
  })

  test("言葉、範囲、段階でしぼれ、ほかの所属には何も見えない", async () => {
    expect((await list({ q: "塗装" })).items.map(({ title }) => title)).toEqual(["塗装の改善"])
    expect((await list({ q: "はぎ製作所" })).items).toHaveLength(3)
    expect((await list({ whose: "overdue" })).items).toEqual([])
    expect((await list({ group: "review" })).items).toEqual([])
    expect((await list({ group: "なにか", whose: "x", callId: "'" })).items).toHaveLength(3)
    expect((await list({}, people.stranger)).items).toEqual([])
    const tally = (filter: Record<string, string>, actor = people.clerk) => tallyOf(readingWork(house.database.db, { actor }), filterFrom(filter))
    expect((await tally({})).counts.fresh).toBe(3)
    expect((await tally({ group: "review" })).counts).toEqual((await tally({})).counts)
    // Narrowed, the tabs count what is left; who has how much stays the section's.
    const narrowed = await tally({ q: "塗装" })
    expect([narrowed.counts.fresh, narrowed.load.map(({ open }) => open)]).toEqual([1, [3]])
    expect(await tally({}, people.stranger)).toMatchObject({ counts: { fresh: 0 }, load: [] })
  })

  test("担当者を決めると、一覧、件数、履歴に出る。所属の外の人には頼めない", async () => {
    await house.work(people.head, (work) => assignClerk(work, filed[0]!, people.clerk.id))
    expect((await list({ whose: "mine" })).items.map(({ id }) => id)).toEqual([filed[0]])
    const { load } = await tallyOf(readingWork(house.database.db, { actor: people.head }), filterFrom({}))
    expect(load.map(({ name, open, overdue, inCorrection }) => [name, open, overdue, inCorrection])).toEqual([[people.clerk.name, 1, 0, 0], ["（担当者なし）", 2, 0, 0]])
    await expect(house.work(people.clerk, (work) => assignClerk(work, filed[0]!, people.stranger.id))).rejects.toMatchObject({ kind: "invalid", field: "clerkId" })
    await expect(house.work(people.stranger, (work) => assignClerk(work, filed[0]!, people.stranger.id))).rejects.toMatchObject({ kind: "not-found" })
  })

  test("画面、印刷、CSV、Excel、API が同じものを出す", async () => {
    const page = await text(officePaths.list)
    expect(page).toContain("塗装の改善")
    expect(page).toContain("30日のうち0日")
    expect(await text(officePaths.print)).toContain("倉庫の整理")
    expect(await text(officePaths.export("csv"))).toContain("検査の自動化")
    expect((await house.request(officePaths.export("xlsx"), { as: people.clerk })).status).toBe(200)
    const json = await (await house.request("/api/v1/subsidies/applications?limit=2", { as: people.clerk })).json()
    expect(json.items).toHaveLength(2)
    expect(await text(officePaths.list, people.stranger)).not.toContain("塗装の改善")
  })
})

describe("申請の画面", () => {
  test("内容、額の計算、書類、経過があり、見たことが記録に残る", async () => {
    const page = await text(officePaths.one(filed[0]!))
    expect(["検査の自動化", "計算した補助金の額は 600,000円", "事業計画書.txt", "受け付けました", "形式審査をする"].filter((words) => !page.includes(words))).toEqual([])
    const { rows } = await house.database.pool.query("select count(*)::int as n from audit_event where action = 'audit.read' and subject_id = $1", [filed[0]])
    expect(rows[0].n).toBe(1)
    expect((await house.request(officePaths.one(filed[0]!), { as: people.stranger })).status).toBe(404)
    expect((await house.request(officePaths.one("x"), { as: people.clerk })).status).toBe(404)
  })

  test("メッセージは両方に見え、空なら項目に断りが出る", async () => {
    const sent = await house.request(officePaths.act(filed[0]!, "messages"), { as: people.clerk, form: { text: "見積書の内訳を教えてください。" } })
    expect(sent.status).toBe(303)
    expect(await text(officePaths.one(filed[0]!))).toContain("見積書の内訳を教えてください。")
    const empty = await house.request(officePaths.act(filed[0]!, "messages"), { as: people.clerk, form: { text: "" } })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain("メッセージを入力してください")
  })
})
