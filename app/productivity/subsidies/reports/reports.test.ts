import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { awardedApplication, filedApplication, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { withdrawApplication } from "../applications/withdraw-application.ts"
import { allAwards, listAwards } from "./awards.ts"
import { awardsCsv, awardsJson } from "./pages/index.tsx"
import { reportsPaths } from "./paths.ts"
import { statisticsOf } from "./statistics.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let callId: string
let awarded: string
const reading = (who: keyof SubsidyPeople): Work => readingWork(house.database.db, { actor: people[who] })
beforeAll(async () => {
  people = await subsidyPeople(house)
  callId = await openedCall(house, people, { title: "一覧の試行（第1回）" })
  awarded = (await awardedApplication(house, people, { callId, title: "載る事業" })).id
  await filedApplication(house, people, { callId, title: "まだ決まらない事業" })
}, 60_000)

describe("交付決定の一覧", () => {
  const items = async () => (await listAwards(reading("clerk"), { q: "一覧の試行" })).items

  test("通知した決定だけが載り、団体は法人番号がなくても名が出て、個人の名と事業は出ない", async () => {
    const say = (party: Record<string, string>, company: string | null) => house.database.pool.query("update subsidy_application set party = (party - 'corporateNumber') || $2::jsonb, company_id = $3 where id = $1", [awarded, JSON.stringify(party), company])
    const { rows } = await house.database.pool.query("select company_id from subsidy_application where id = $1", [awarded])
    const shown = async () => (await items()).map(({ recipient, project, amountYen, status }) => [recipient, project, amountYen, status])
    const named = [["株式会社はぎ製作所", "載る事業", 600_000, "awarded"]]
    const nameless = [["個人", "", 600_000, "awarded"]]
    await say({ kind: "person" }, rows[0].company_id)
    expect(await shown()).toEqual(nameless)
    await say({ kind: "company" }, null)
    expect(await shown()).toEqual(named)
    // Applications from before anybody was asked.
    await say({ kind: "" }, null)
    expect(await shown()).toEqual(nameless)
    await say({ kind: "" }, rows[0].company_id)
    expect(await shown()).toEqual(named)
    await say({ kind: "", corporateNumber: "7000012050002" }, null)
    expect((await items())[0]).toMatchObject({ recipient: "株式会社はぎ製作所", corporateNumber: "7000012050002", project: "載る事業", municipality: "仙台市" })
  })

  test("切れたファイルは、切れていると書く", async () => {
    await awardedApplication(house, people, { callId })
    const cut = await allAwards(reading("clerk"), { q: "一覧の試行" }, 1)
    expect([cut.items.length, cut.cut]).toEqual([1, true])
    expect(JSON.parse(awardsJson(cut))).toMatchObject({ complete: false, note: "新しい順に1件までを載せています。続きは、年度で絞って保存してください。" })
    const csv = awardsCsv(cut).trimEnd().split("\r\n")
    expect([csv.length, csv.at(-1)]).toEqual([3, "新しい順に1件までを載せています。続きは、年度で絞って保存してください。"])
    const whole = await allAwards(reading("clerk"), { q: "一覧の試行" })
    expect([JSON.parse(awardsJson(whole)).complete, awardsCsv(whole).includes("続きは")]).toEqual([true, false])
    await house.database.pool.query("update subsidy_application set state = 'withdrawn' where call_id = $1 and id <> $2 and notified_on is not null", [callId, awarded])
  })

  test("だれでも読め、CSV と JSON があり、取り下げた決定は載らない", async () => {
    const page = await house.request(`${reportsPaths.awards}?q=一覧の試行`)
    expect([page.status, (await page.text()).includes("株式会社はぎ製作所")]).toEqual([200, true])
    const csv = await house.request(reportsPaths.awardsFile("csv"))
    expect([csv.headers.get("access-control-allow-origin"), (await csv.text()).includes("600000")]).toEqual(["*", true])
    const json = (await (await house.request(reportsPaths.awardsFile("json"))).json()) as { items: Record<string, unknown>[] }
    expect(Object.keys(json.items[0]!)).not.toContain("id")
    const { id } = await awardedApplication(house, people, { callId, title: "取り下げる事業" })
    expect(await items()).toHaveLength(2)
    await house.work(people.applicant, (work) => withdrawApplication(work, id, "事情が変わった。"))
    expect(await items()).toHaveLength(1)
  })

  test("続きを読める。作った続きは断る", async () => {
    await awardedApplication(house, people, { callId })
    const first = await listAwards(reading("clerk"), { q: "一覧の試行" }, { limit: 1 })
    const second = await listAwards(reading("clerk"), { q: "一覧の試行" }, { limit: 1, after: first.next })
    expect(new Set([first.items[0]!.id, second.items[0]!.id]).size).toBe(2)
    await expect(listAwards(reading("clerk"), {}, { after: "x" })).rejects.toMatchObject({ kind: "invalid" })
  })
})

describe("集計", () => {
  test("所属の公募だけを数え、件数・割合・額・日数・市町村・月が合う", async () => {
    const own = await statisticsOf(reading("clerk"), { callId })
    expect(own.calls).toHaveLength(1)
    const [call] = own.calls
    const { rows } = await house.database.pool.query("select count(*) filter (where filed_at is not null)::int as filed, count(*) filter (where decided_on is not null)::int as decided from subsidy_application where call_id = $1", [callId])
    expect(call).toMatchObject({ ...rows[0], awarded: 2, awardedYen: 1_200_000, withinStandard: 1 })
    expect(own.days.reduce((sum, { n }) => sum + n, 0)).toBe(rows[0].decided)
    expect(own.municipalities).toEqual([{ label: "仙台市", yen: 1_200_000, n: 2 }])
    expect(own.months.reduce((sum, { filed }) => sum + filed, 0)).toBe(rows[0].filed)
    expect((await statisticsOf(reading("stranger"), {})).calls).toEqual([])
    await expect(statisticsOf(reading("applicant"), {})).rejects.toMatchObject({ kind: "forbidden" })
    // Over REST by call and by year, as on the page.
    const rest = async (query: string) => (await house.request(`/api/v1/subsidies/statistics?${query}`, { as: people.clerk })).json() as Promise<{ calls: { callId: string; fiscalYear: number }[] }>
    expect((await rest(`callId=${callId}`)).calls.map((one) => one.callId)).toEqual([callId])
    expect((await rest("fiscalYear=2026")).calls.map((one) => one.callId)).toContain(callId)
    expect((await rest("fiscalYear=2019")).calls).toEqual([])
    expect((await house.request("/api/v1/subsidies/statistics?fiscalYear=1", { as: people.clerk })).status).toBe(422)
  })

  test("画面と CSV が開き、よその職員には何も出ない", async () => {
    const page = await (await house.request(reportsPaths.statistics, { as: people.clerk })).text()
    expect(page).toContain("一覧の試行（第1回）")
    expect(page).toMatch(/令和\d+年\d+月\d+日 \d{2}:\d{2}現在/)
    expect(await (await house.request(reportsPaths.statistics, { as: people.stranger })).text()).not.toContain("一覧の試行")
    const file = await house.request(reportsPaths.statisticsFile, { as: people.clerk })
    expect([file.status, decodeURIComponent(file.headers.get("content-disposition") ?? "")]).toEqual([200, expect.stringMatching(/補助金の集計_\d{4}-\d\d-\d\d_\d\d時\d\d分現在\.csv/)])
  })

  test("一度数えたものを、同じ所属の人は数えた時とともに見る。ほかの所属の数は混ざらず、年度と公募ごとに別に数える", async () => {
    const [first, second, other] = await Promise.all([statisticsOf(reading("clerk"), { fiscalYear: 2026 }), statisticsOf(reading("head"), { fiscalYear: 2026 }), statisticsOf(reading("stranger"), { fiscalYear: 2026 })])
    expect(second.countedAt).toEqual(first.countedAt)
    expect([first.calls.length > 0, other.calls, other.months, other.municipalities]).toEqual([true, [], [], []])
    // What comes later is not in the figures that say when they were counted, and is in those counted later.
    const filed = ({ calls }: typeof first) => calls.find((one) => one.callId === callId)!.filed
    await filedApplication(house, people, { callId, title: "数えた後の事業" })
    expect(filed(await statisticsOf(reading("clerk"), { fiscalYear: 2026 }))).toBe(filed(first))
    expect(await house.work(people.clerk, (work) => statisticsOf(work, { fiscalYear: 2026 }).then(filed))).toBe(filed(first) + 1)
  })
})
