import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { type ApplicationState, stateWords } from "../application-states.ts"
import { paths } from "../paths.ts"
import { beginApplication } from "./begin-application.ts"
import { countByTurn, listMine, ownApplications } from "./list-mine.ts"
import { mineFilterFrom, turnOf } from "./mine-filter.ts"
import { awaitedIn } from "./what-is-awaited.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let draft: string
let first: { id: string; callId: string; number: string }
const reading = (actor: SubsidyPeople[keyof SubsidyPeople] = people.applicant) => readingWork(house.database.db, { actor })
const list = async (queries: Record<string, string> = {}, actor = people.applicant) => (await listMine(reading(actor), mineFilterFrom(queries))).items
const page = async (path: string, as = people.applicant) => (await house.request(path, { as })).text()
const today = civilDateOf(new Date())

/** Copies of a filed application, as an agent of many clients has them; what is unique of it is made anew. */
async function more(state: ApplicationState, n: number, title: string): Promise<void> {
  await house.database.pool.query(
    `with copied as (
       insert into case_file select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'number', 'x-' || $4::text || n, 'title', n, 'serial', n + (select max(serial) from case_file)))).*
       from subsidy_application a join case_file k on k.id = a.case_id, generate_series(1, $3::int) n where a.id = $1 returning id, number, title as n
     )
     insert into subsidy_application (call_id, unit_id, owner_id, company_id, state, party, title, filed_at, case_id, number, content_sha256, updated_at)
     select a.call_id, a.unit_id, a.owner_id, a.company_id, $2, a.party, $4::text || n, a.filed_at, copied.id, copied.number, a.content_sha256, now() - interval '1 day' - n::int * interval '1 minute'
     from subsidy_application a, copied where a.id = $1`,
    [first.id, state, n, title],
  )
}

beforeAll(async () => {
  people = await subsidyPeople(house)
  first = await filedApplication(house, people, { title: "検査の自動化", call: { title: "ものづくり補助金" } })
  await filedApplication(house, people, { callId: first.callId, title: "塗装の改善" })
  const callId = await openedCall(house, people, { title: "販路開拓ＤＸ補助金" })
  draft = await house.work(people.applicant, (work) => beginApplication(work, callId, { q1: "yes" }))
}, 60_000)

describe("だれの番か", () => {
  test("どの状態も「次にすること」と同じ表から決まる", () => {
    const expected = { applicant: "yours", office: "under-way", nobody: "ended" } as const
    for (const state of Object.keys(stateWords) as ApplicationState[]) expect([state, turnOf(state)]).toEqual([state, state === "draft" ? "draft" : expected[awaitedIn[state].from]])
  })
})

describe("わたしの申請の一覧", () => {
  test("少ないうちは、しぼり込みもページ送りも出ない", async () => {
    const html = await page(paths.myApplications)
    expect(html).toContain("検査の自動化")
    for (const words of ["申請のしぼり込み", "ページ送り", "だれの番か"]) expect(html).not.toContain(words)
  })

  test("言葉は下書きの公募の名前も、全角と半角の違いもこえて見つかり、番の区分でしぼれる", async () => {
    expect((await list({ q: "dx 販路" })).map(({ id }) => id)).toEqual([draft])
    expect((await list({ q: first.number })).map(({ id }) => id)).toEqual([first.id])
    expect((await list({ q: "はぎ製作所 塗装" })).map(({ title }) => title)).toEqual(["塗装の改善"])
    expect((await list({ q: "'; --\u0000%" })).length).toBe(0)
    expect((await list({ turn: "draft" })).map(({ id }) => id)).toEqual([draft])
    expect((await list({ turn: "under-way" })).map(({ title }) => title)).toEqual(["塗装の改善", "検査の自動化"])
    expect(await list({ turn: "ended" })).toEqual([])
    expect((await list({ turn: "なにか", sort: "x" })).length).toBe(3)
    expect(await countByTurn(reading())).toEqual({ draft: 1, yours: 0, "under-way": 2, ended: 0 })
    expect(await countByTurn(reading(), mineFilterFrom({ q: "塗装", turn: "draft" }))).toEqual({ draft: 0, yours: 0, "under-way": 1, ended: 0 })
  })

  test("ほかの申請者、職員には、しぼっても続きを渡しても何も見えない", async () => {
    const { next } = await listMine(reading(), mineFilterFrom({}), { limit: 1 })
    for (const actor of [people.other, people.clerk]) {
      for (const queries of [{}, { q: "検査" }, { turn: "draft" }] as Record<string, string>[]) expect(await list(queries, actor as typeof people.applicant)).toEqual([])
      expect((await listMine(reading(actor), mineFilterFrom({}), { after: next })).items).toEqual([])
      expect(await countByTurn(reading(actor))).toEqual({ draft: 0, yours: 0, "under-way": 0, ended: 0 })
    }
  })

  test("事後管理は、期限のある報告が残る間だけ「あなたの番」", async () => {
    await more("after-care", 2, "保存中")
    expect((await list({ q: "保存中" })).map(({ turn }) => turn)).toEqual(["under-way", "under-way"])
    const [one] = await list({ q: "保存中1" })
    await house.database.pool.query("insert into case_deadline (case_id, name, due_on) select case_id, '消費税の報告', $2 from subsidy_application where id = $1", [one!.id, addDays(today, 3)])
    expect((await list({ turn: "yours" })).map(({ id }) => id)).toEqual([one!.id])
    // 期限の近い順：3日後の報告、10日後の締切の下書き、県の番のもの。
    expect((await list({ sort: "due" })).slice(0, 2).map(({ id }) => id)).toEqual([one!.id, draft])
  })

  test("多くなると、区分、言葉、並び順、ページ送りが出て、どの並びでも全部が一度ずつたどれる", async () => {
    await more("in-decision", 30, "決裁中")
    await more("closed", 3, "完結")
    const all = (await list({})).length
    expect(all).toBe(25)
    for (const sort of ["changed", "due"]) {
      const seen: string[] = []
      for (let after: string | undefined, n = 0; n < 20; n++) {
        const part = await listMine(reading(), mineFilterFrom({ sort }), { limit: 7, after })
        seen.push(...part.items.map(({ id }) => id))
        if (!part.next) break
        after = part.next
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 38, 38])
    }
    const html = await page(paths.myApplications)
    for (const words of ["申請のしぼり込み", "終わったもの", "38件のうち25件を表示", 'rel="next"']) expect(html).toContain(words)
    const next = /href="([^"]*after=[^"]*)"/.exec(html)![1]!.replaceAll("&amp;", "&")
    const second = await page(next)
    for (const words of ["38件のうち13件を表示", 'rel="prev"', "決裁中30"]) expect(second).toContain(words)
    expect(second).not.toContain('rel="next"')
    // 決まる前の決裁は、しぼっても審査中としか見えない。
    const narrowed = await page(`${paths.myApplications}?q=${encodeURIComponent("決裁中")}&turn=under-way`)
    expect(narrowed).toContain("審査中")
    expect(narrowed).not.toContain("決裁中の")
    expect(await page(`${paths.myApplications}?q=${encodeURIComponent("どこにもない")}`)).toContain("条件に合う申請はありません")
  })

  test("REST も同じしぼり込みと続きを持ち、読めない続きは断る", async () => {
    const get = (query: string) => house.request(`/api/v1/subsidies/my?${query}`, { as: people.applicant })
    const one = await (await get("turn=draft")).json()
    expect(one).toMatchObject({ next: null, items: [{ id: draft, number: null, turn: "draft", awaited: "申請者：入力して提出する" }] })
    const part = await get("limit=20&sort=due")
    const { items, next } = await part.json()
    expect(items).toHaveLength(20)
    const rest = await (await get(`limit=20&sort=due&after=${next}`)).json()
    expect([rest.items.length, rest.next, new Set([...items, ...rest.items].map(({ id }) => id)).size]).toEqual([18, null, 38])
    const decided = await (await get(`q=${encodeURIComponent("決裁中1")}&limit=1`)).json()
    expect(decided.items[0]).toMatchObject({ state: "in-review", stateWords: "審査中" })
    // その並びの続きでないもの、こわれたもの、ありえない日。
    const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url")
    for (const after of [next, "x", forged("changed", "2026-02-30T00:00:00Z", draft), forged("changed", "2026-02-03T00:00:00Z", "1"), forged(null)]) {
      const answer = await get(`after=${encodeURIComponent(after)}`)
      expect([after, answer.status]).toEqual([after, 422])
      expect(await answer.text()).toContain("続きの位置が正しくありません")
      expect((await house.request(`${paths.myApplications}?after=${encodeURIComponent(after)}`, { as: people.applicant })).status).toBe(422)
    }
  })
})

test("申請のその後の一覧は、待たれているものを、どれほど古くても落とさず、省いたものは数と行き先を示す", async () => {
  await more("closed", 220, "古い完結")
  await more("report-due", 120, "報告待ち")
  await house.database.pool.query("update subsidy_application set updated_at = now() - interval '3 years' where title like '報告待ち%' or id = $1", [draft])
  const cases = await ownApplications(reading())
  expect(cases.filter(({ title }) => title.startsWith("報告待ち"))).toHaveLength(120)
  expect(cases.map(({ link }) => link)).toContain(paths.mine(draft))
  expect(cases.at(-1)).toMatchObject({ number: "ほか123件", link: paths.myApplications })
  expect(cases.every(({ since }) => since >= cases.at(-1)!.since)).toBe(true)
  expect(await ownApplications(reading(people.other))).toEqual([])
})
