import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readConfig } from "../../../config.ts"
import type { StaffActor } from "../../../kernel/access/index.ts"
import { system } from "../../../kernel/access/index.ts"
import { readingWork } from "../../../kernel/database/index.ts"
import { enqueue, type Job, startJobs } from "../../../kernel/jobs/index.ts"
import { actorOfPerson } from "../../../kernel/people/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { paths } from "../paths.ts"
import { compareList } from "./compare-list.ts"
import { fetchNationalList, fetchText } from "./fetch-list.ts"
import { nationalPaths } from "./paths.ts"
import { takeList } from "./take-list.ts"

const house = await testHouse()
const servers: Server[] = []
afterAll(async () => {
  for (const server of servers) server.close()
  await house.close()
})
let people: SubsidyPeople
let planner: StaffActor
let admin: StaffActor

// Three records of the public list (Jグランツ公開API, /exp/v1/public/subsidies), as downloaded; the source is named on every page.
const soon = new Date(Date.now() + 5 * 86_400_000).toISOString()
const later = new Date(Date.now() + 60 * 86_400_000).toISOString()
const captions = { id: "a0W2x000004PhCHEA0", name: "S-00007689", title: "令和8年度 生放送字幕番組普及促進助成金（第１期）", target_area_search: "全国", subsidy_max_limit: 0, acceptance_start_datetime: "2026-01-13T05:00:00.000Z", acceptance_end_datetime: soon, target_number_of_employees: "従業員数の制約なし" }
const fishery = { id: "a0W2x000007CStOEAW", title: "農林水産物認証取得支援事業（水産認証取得支援事業）補助金", target_area_search: "東京都", subsidy_max_limit: 1_000_000, acceptance_start_datetime: "2026-04-01T00:00:00.000Z", acceptance_end_datetime: soon, use_purpose: "設備整備・IT導入をしたい", front_subsidy_detail_page_url: "https://www.jgrants-portal.go.jp/subsidy/a0W2x000007CStOEAW" }
const report = { id: "a0W9", title: "【実績報告】農林水産物認証取得支援事業", acceptance_end_datetime: "2040-12-31T00:00:00.000Z" }
const envelope = (...result: unknown[]) => JSON.stringify({ metadata: { type: "https://example/schema", resultset: { count: result.length } }, result })

beforeAll(async () => {
  people = await subsidyPeople(house)
  const staff = async (number: string) => (await actorOfPerson(house.database.db, (await house.database.pool.query("select id from person where staff_number = $1", [number])).rows[0].id, new Date())) as StaffActor
  planner = await staff("100101")
  admin = { ...planner, grants: [{ role: "administrator", unitIds: "all" }] } as StaffActor
}, 60_000)

async function upload(as: StaffActor, text: string | Uint8Array, name = "jgrants.json"): Promise<Response> {
  const boundary = "----hagi"
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="_submission"\r\n\r\n${crypto.randomUUID()}\r\n--${boundary}\r\nContent-Disposition: form-data; name="list"; filename="${name}"\r\nContent-Type: application/json\r\n\r\n`
  const body = new Blob([head, text as never, `\r\n--${boundary}--\r\n`])
  return house.request(nationalPaths.list, { as, method: "POST", body: body as never, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } })
}
const finder = async () => (await house.request(`${paths.finder}?when=all`)).text()

async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/exp/v1/public/subsidies?keyword=x&acceptance=1`
}

describe("ファイルから", () => {
  test("権限のない職員と申請者は、画面もAPIも使えない", async () => {
    expect((await house.request(nationalPaths.list, { as: people.clerk })).status).toBe(403)
    expect((await upload(people.clerk, envelope(captions))).status).toBe(403)
    expect((await house.request("/api/v1/subsidies/national-list", { as: people.clerk, json: { items: [captions] } })).status).toBe(403)
    expect((await house.request("/api/v1/subsidies/national-list/preview", { as: people.clerk, json: { items: [captions] } })).status).toBe(403)
    expect((await house.request(nationalPaths.list, { as: people.applicant })).status).toBe(403)
    expect((await house.request(nationalPaths.upload("nothing"), { as: planner })).status).toBe(404)
  })

  test("確かめるだけでは何も変わらず、取り込むと新しいものが出典とともにさがす画面に出る", async () => {
    const broken = { id: "x".repeat(30), title: "長すぎるid" }
    const sent = await upload(planner, envelope(captions, fishery, report, broken, { id: "a0W3", title: "日時が違う", acceptance_end_datetime: "2026/04/01" }))
    expect(sent.status).toBe(303)
    const preview = sent.headers.get("location")!
    const html = await (await house.request(preview, { as: planner })).text()
    for (const words of ["Jグランツ（jGrants）からの出典", captions.title, "id が英数字18字までの値ではありません。", "受付の終了（acceptance_end_datetime）が、時差の付いた日時ではありません。", "出さない（後続手続）"]) expect(html).toContain(words)
    expect(await finder()).not.toContain(captions.title)
    expect((await house.request(preview, { as: admin })).status).toBe(200)
    expect((await house.request(preview, { as: { ...admin, id: people.head.id } })).status).toBe(404)
    expect((await house.request(preview, { as: planner, form: {} })).headers.get("location")).toBe(nationalPaths.list)
    const shown = await finder()
    for (const words of [captions.title, "Jグランツ（jGrants）からの出典", "上限額 なし"]) expect(shown).toContain(words)
    expect(shown).not.toContain("【実績報告】")
    // Pressed twice: it has been taken in.
    expect((await house.request(preview, { as: planner, form: {} })).status).toBe(404)
    expect(await (await house.request(nationalPaths.list, { as: planner })).text()).toContain("jgrants.json")
  })

  test("変わったところを示し、一覧が黙っていることは前のまま残る", async () => {
    // The API's list says less than its detail: no purpose, no link.
    const { use_purpose: _, front_subsidy_detail_page_url: __, ...short } = fishery
    const found = await compareList(readingWork(house.database.db, { actor: planner }), JSON.stringify([{ ...short, acceptance_end_datetime: later }, captions]))
    expect([found.fresh.length, found.same, found.changed.map(({ parts }) => parts), found.gone.map(({ id }) => id)]).toEqual([0, 1, [["受付の終了"]], ["a0W9"]])
    await house.work(planner, (work) => takeList(work, { source: "x", text: JSON.stringify([{ ...short, acceptance_end_datetime: later }]), dropGone: false }))
    const { rows } = await house.database.pool.query("select uses, url, closes_at from subsidy_national where id = $1", [fishery.id])
    expect([rows[0].uses, rows[0].url.length > 10, rows[0].closes_at.toISOString()]).toEqual([["設備整備・IT導入をしたい"], true, later])
  })

  test("選んだときだけ、一覧にないものを外し、戻れば戻る", async () => {
    const sent = await upload(planner, gzipSync(`${JSON.stringify(captions)}\n{broken\n`), "list.jsonl.gz")
    expect((await house.request(sent.headers.get("location")!, { as: planner, form: { dropGone: "on" } })).status).toBe(303)
    const gone = await finder()
    expect([gone.includes(fishery.title), gone.includes(captions.title)]).toEqual([false, true])
    const answer = await house.request("/api/v1/subsidies/national-list", { as: planner, json: { items: [fishery] } })
    expect(await answer.json()).toMatchObject({ source: "Jグランツ（jGrants）からの出典", fresh: 0, changed: 1, gone: 1 })
    expect((await finder()).includes(fishery.title)).toBe(true)
    const state = await (await house.request("/api/v1/subsidies/national-list", { as: planner })).json()
    expect(state.takings.map((one: { goneCount: number }) => one.goneCount)).toContain(2)
  })

  test.each([
    ["空白だけのファイル", " \n", "ファイルが空です。"],
    ["壊れた gzip", new Uint8Array([0x1f, 0x8b, 1, 2, 3]), "gzip として開けない"],
    ["UTF-8 でない", new Uint8Array([0x8e, 0x86]), "UTF-8"],
  ])("%sは、欄に文を出して断る", async (_, bytes, words) => {
    const answer = await upload(planner, bytes)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(words)])
  })

  test("1件も読めない一覧では何も外さない", async () => {
    const sent = await upload(planner, "<html>お知らせ</html>")
    const preview = sent.headers.get("location")!
    expect(await (await house.request(preview, { as: planner })).text()).toContain("取り込めるものがありません")
    expect((await house.request(preview, { as: planner, form: { dropGone: "on" } })).status).toBe(422)
    expect(await finder()).toContain(captions.title)
  })

  test("v2 の明細は、いま申し込める回の期間になる", async () => {
    const rounds = { ...captions, id: "a0WV2", title: "二回ある補助金", acceptance_start_datetime: undefined, acceptance_end_datetime: undefined, workflow: [{ acceptance_start_datetime: "2020-01-01T00:00:00Z", acceptance_end_datetime: "2020-02-01T00:00:00Z" }, { acceptance_start_datetime: "2026-01-01T00:00:00Z", acceptance_end_datetime: later }] }
    const found = await compareList(readingWork(house.database.db, { actor: planner }), envelope(rounds))
    expect(found.fresh[0]!.closesAt!.toISOString()).toBe(later)
  })
})

describe("取りに行く", () => {
  const run = (url: string | undefined) => fetchNationalList.run(readingWork(house.database.db, { actor: system("jobs") }), {}, { attempt: 1, maxAttempts: 4, config: { ...house.house.config, jgrantsUrl: url }, log: house.house.log })
  const takings = async () => (await house.database.pool.query("select count(*)::int as n from subsidy_national_taking")).rows[0].n as number

  test("取りに行く先がなければ何もせず、画面にもそう書かれる", async () => {
    const before = await takings()
    await run(undefined)
    expect(await takings()).toBe(before)
    expect(readConfig({}).jgrantsUrl).toBeUndefined()
    expect(() => readConfig({ HAGI_JGRANTS_URL: "ftp://example.jp" })).toThrow("HAGI_JGRANTS_URL")
    expect(await (await house.request(nationalPaths.list, { as: planner })).text()).toContain("外のネットワークには何も取りに行きません")
    expect((await house.request(nationalPaths.fetch, { as: planner, form: {} })).status).toBe(409)
  })

  test("設定した先から取り込み、受付中だけの答えで外すことはない", async () => {
    let asked = ""
    const url = await served((request, answer) => {
      asked = request.url!
      answer.setHeader("content-type", "application/json")
      answer.end(envelope({ ...captions, id: "a0WNEW", title: "取りに行って見つけた補助金" }))
    })
    await run(url)
    expect(asked).toContain("acceptance=1")
    const shown = await finder()
    expect([shown.includes("取りに行って見つけた補助金"), shown.includes(fishery.title)]).toEqual([true, true])
  })

  test.each([
    ["500 を返す先", (_: unknown, answer: { statusCode: number; end(text?: string): void }) => ((answer.statusCode = 500), answer.end("x")), "500 を返しました"],
    ["よそへ移す先", (_: unknown, answer: { statusCode: number; setHeader(name: string, value: string): void; end(): void }) => ((answer.statusCode = 302), answer.setHeader("location", "http://127.0.0.1:1/"), answer.end()), "つながりません"],
    ["途中で切れる先", (_: unknown, answer: { write(text: string): void; destroy(): void }) => (answer.write("["), setTimeout(() => answer.destroy(), 20)), ""],
  ])("%sは失敗になる", async (_, answer, words) => {
    await expect(fetchText(await served(answer as never))).rejects.toThrow(words)
  })

  test("失敗はジョブの画面に出て、やり直される", async () => {
    const url = await served((_, answer) => {
      answer.statusCode = 503
      answer.end()
    })
    const id = await house.work(system("t"), (work) => enqueue(work, fetchNationalList, {}))
    const runner = await startJobs(house.database, { jobs: [fetchNationalList as Job], schedules: [], concurrency: 1, config: { ...house.house.config, jgrantsUrl: url }, log: house.house.log, pollInterval: 50 })
    try {
      await expect.poll(async () => (await house.database.pool.query("select last_error from graphile_worker._private_jobs where id = $1", [id])).rows[0]?.last_error, { timeout: 10_000 }).toContain("503 を返しました")
    } finally {
      await runner.stop()
    }
    const html = await (await house.request("/jobs", { as: admin })).text()
    for (const words of ["国の補助金の公開一覧（Jグランツ）を取りに行く", "503 を返しました"]) expect(html).toContain(words)
  })
})
