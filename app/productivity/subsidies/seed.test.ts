import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../kernel/access/index.ts"
import { readingWork } from "../../kernel/database/index.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../tests/support/subsidies.ts"
import { listAssets } from "./aftercare/assets.ts"
import { ledgerOf } from "./paying/ledger/read-ledger.ts"
import { seedSubsidies } from "./seed.ts"
import { judgedEvidence } from "./settling/evidence.ts"
import { settlingPaths } from "./settling/paths.ts"
import { getApplication } from "./applications/read-application.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
beforeAll(async () => {
  people = await subsidyPeople(house)
  await house.work(system("demo"), seedSubsidies)
}, 60_000)
const rows = async (sql: string) => (await house.database.pool.query(sql)).rows
const idOf = async (title: string) => (await rows(`select id from subsidy_application where title = '${title}'`))[0].id as string

test("三つの制度に、それぞれの様式と、いろいろな段階の申請がある", async () => {
  const found = await rows(`select c.title, f.title as form, array_agg(a.state order by a.state) as states from subsidy_call c
    join subsidy_procedure p on p.call_id = c.id and p.kind = 'application' join form_version v on v.id = p.form_version_id join form f on f.id = v.form_id
    join subsidy_application a on a.call_id = c.id group by c.id, f.title order by c.title`)
  expect(found).toEqual([
    { title: "中小企業再起支援補助金（第2回）", form: "再起支援 事業計画・売上減少報告", states: ["draft", "formal-check", "in-decision", "in-review", "under-way"] },
    { title: "住まいの断熱改修補助金", form: "断熱改修の内容", states: ["formal-check"] },
    { title: "園芸施設整備事業費補助金", form: "園芸施設整備 整備計画書", states: ["after-care"] },
  ])
})

test("再起支援の申請には、従業員の数と売上の減り方の表が、合計とともに残る", async () => {
  const page = await (await house.request(`/subsidies/office/${await idOf("展示会への出展")}`, { as: people.clerk })).text()
  for (const words of ["常時使用する従業員", "24", "前の年の3か月の売上高", "65,000,000", "54,700,000"]) expect(page).toContain(words)
})

test("園芸施設は、二回の概算払と精算払が別々の一括で届き、財産と0円の消費税報告があって、証拠に不備がない", async () => {
  const id = await idOf("総菜に使う葉物野菜の養液栽培")
  const reading = readingWork(house.database.db, { actor: people.clerk })
  const it = await getApplication(reading, id)
  const ledger = await ledgerOf(reading, id)
  expect(ledger.rows.map(({ kind, amountYen }) => [kind, amountYen])).toEqual([["advance", 2_500_000], ["advance", 2_500_000], ["final", it.settledYen! - 5_000_000]])
  expect(ledger.sums.held).toBe(it.settledYen)
  expect((await judgedEvidence(reading, it)).map(({ faults }) => faults)).toEqual([[], []])
  expect((await listAssets(reading, id)).map(({ name, restrictedUntil }) => [name, restrictedUntil !== undefined])).toEqual(expect.arrayContaining([["パイプハウス", true], ["養液栽培装置", true], ["温度記録計", false]]))
  expect(await rows("select state from subsidy_batch order by number")).toEqual([{ state: "done" }, { state: "done" }, { state: "done" }])
  expect(await rows("select distinct purpose from subsidy_account where state = 'confirmed' order by 1")).toEqual([{ purpose: "advance" }, { purpose: "settlement" }])
  expect(await rows(`select kind from subsidy_filing where application_id = '${id}' and kind in ('tax-credit', 'effect') order by kind`)).toEqual([{ kind: "effect" }, { kind: "tax-credit" }])
})

test("返すものがなければ、返還の見出しは出ない", async () => {
  const page = await (await house.request(settlingPaths.settling(await idOf("総菜に使う葉物野菜の養液栽培")), { as: people.clerk })).text()
  expect([page.includes("額の確定の計算"), page.includes('id="repayment"')]).toEqual([true, false])
})

test.each(["2027-01-05", "2027-04-08", "2027-04-18", "2027-05-30", "2027-05-31", "2028-02-29"])("%s にはじめて起動しても、年度や休業日につまずかない", async (day) => {
  const other = await testHouse()
  try {
    await subsidyPeople(other)
    await other.work(system("demo"), seedSubsidies, new Date(`${day}T03:00:00Z`))
    const { rows: paid } = await other.database.pool.query("select count(*)::int as n from subsidy_payment where state = 'paid'")
    expect(paid).toEqual([{ n: 3 }])
  } finally {
    await other.close()
  }
})
