import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { awardedApplication, filedApplication, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { withdrawApplication } from "../applications/withdraw-application.ts"
import { listAwards } from "./awards.ts"
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

  test("通知した決定だけが載り、法人番号のない人の名も事業も出ない", async () => {
    expect((await items()).map(({ recipient, project, amountYen, status }) => [recipient, project, amountYen, status])).toEqual([["個人", "", 600_000, "awarded"]])
    await house.database.pool.query(`update subsidy_application set party = party || '{"corporateNumber": "7000012050002"}' where id = $1`, [awarded])
    expect((await items())[0]).toMatchObject({ recipient: "株式会社はぎ製作所", project: "載る事業", municipality: "仙台市" })
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
  })

  test("画面と CSV が開き、よその職員には何も出ない", async () => {
    const page = await (await house.request(reportsPaths.statistics, { as: people.clerk })).text()
    expect(page).toContain("一覧の試行（第1回）")
    expect(await (await house.request(reportsPaths.statistics, { as: people.stranger })).text()).not.toContain("一覧の試行")
    expect((await house.request(reportsPaths.statisticsFile, { as: people.clerk })).status).toBe(200)
  })
})
