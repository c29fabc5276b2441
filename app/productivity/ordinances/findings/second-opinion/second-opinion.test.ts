import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { readConfig } from "../../../../config.ts"
import { system } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll } from "../../../../../tests/support/findings.ts"
import { filterFrom } from "../list/list-filter.ts"
import { listFindings } from "../list/list-findings.ts"
import { paths } from "../paths.ts"
import { getFinding } from "../read-finding.ts"
import { askOpinion, fetchOpinion, opinionJob } from "./ask-opinion.ts"
import { failingModel, languageModelOf, openAiCompatible, useLanguageModel } from "./language-model.ts"

/** A server with OpenAI's protocol that says what the test wrote for it. */
let script: (request: { url: string; key: string | undefined; body: unknown }) => { status?: number; body: string; after?: number }
let server: Server
let url: string
const said = (content: string) => ({ body: JSON.stringify({ choices: [{ message: { content } }] }) })
const good = JSON.stringify({ categories: [{ category: "目視", applicable: true, reason: "目で見て点検することを求めています。" }, { category: "定期検査・点検", applicable: false, reason: "頻度は目安です。" }, { category: "対面講習", applicable: true, reason: "尋ねていない区分" }], remark: "打音点検もあります。" })

let house: TestHouse
let people: RulebookPeople
let id: string
async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString("utf8")
}
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { status = 200, body, after = 0 } = script({ url: request.url!, key: request.headers.authorization, body: JSON.parse(await textOf(request)) })
    setTimeout(() => response.writeHead(status, { "content-type": "application/json" }).end(body), after)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  house = await findingsHouse()
  people = await rulebookPeople(house)
  await putText(house, { ...roadText, unitId: people.road.unitId })
  await scanAll(house, people.office)
  id = (await listFindings(readingWork(house.database.db, { actor: people.office }), filterFrom({ q: "目視により点検" }))).items[0]!.id
}, 60_000)
afterAll(async () => {
  useLanguageModel(undefined)
  server.closeAllConnections()
  server.close()
  await house.close()
})
beforeEach(() => {
  useLanguageModel(undefined)
  script = () => said(good)
})

const model = (patience?: number) => openAiCompatible({ url, key: "secret", model: "local-model" }, patience)
const jobWork = () => ({ db: house.database.db, actor: system("検出"), now: new Date(), requestId: "opinion" })
const asked = () => ({ findingId: id, askedBy: people.road.id, askedByName: people.road.name })
const page = async () => (await house.request(paths.finding(id), { as: people.road })).text()
const inbox = async () => (await house.database.pool.query("select n.subject, n.body from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1 order by n.id desc limit 1", [people.road.id])).rows[0]

describe("AIの意見", () => {
  test("接続していなければ画面に何も出ず、求めることもできない", async () => {
    expect(await page()).not.toContain("AIの意見")
    const sent = await house.request(paths.act(id, "opinion"), { as: people.road, form: {} })
    expect(sent.status).toBe(503)
  })

  test("条文と区分だけを送り、規則の結果の横に「AIの意見」として残り、判定は変わらない", async () => {
    const requests: { url: string; key: string | undefined; body: { model: string; temperature: number; messages: { role: string; content: string }[] } }[] = []
    script = (request) => {
      requests.push(request as (typeof requests)[number])
      return said(good)
    }
    await fetchOpinion(jobWork(), asked(), model())
    expect(requests[0]).toMatchObject({ url: "/v1/chat/completions", key: "Bearer secret", body: { model: "local-model", temperature: 0 } })
    const sent = JSON.parse(requests[0]!.body.messages[1]!.content)
    expect(Object.keys(sent)).toEqual(["例規", "条項", "見出し", "条文", "判断する区分"])
    expect(sent.判断する区分).toEqual(["目視", "定期検査・点検"])
    const it = await getFinding(readingWork(house.database.db, { actor: people.road }), id)
    expect(it).toMatchObject({ state: "found", version: 1 })
    expect(it.categories.every(({ verdict }) => verdict === null)).toBe(true)
    const shown = await page()
    expect(["AIの意見", "判定ではありません", "目で見て点検することを求めています。", "頻度は目安です。", "打音点検もあります。", "local-model"].filter((words) => !shown.includes(words))).toEqual([])
    expect(shown).not.toContain("尋ねていない区分")
    expect((await inbox()).subject).toContain("AIの意見が届きました")
  })

  test("囲みのある答えも読み、条文が変われば古い意見だとわかる", async () => {
    script = () => said(`はい。\n\`\`\`json\n${good}\n\`\`\``)
    await fetchOpinion(jobWork(), asked(), model())
    expect(await page()).not.toContain("条文が変わる前の意見です")
    await house.database.pool.query("update analog_second_opinion set text_sha256 = 'x' where finding_id = $1", [id])
    expect(await page()).toContain("条文が変わる前の意見です")
  })

  test.each<[string, () => ReturnType<typeof script>, RegExp]>([
    ["鍵が違う", () => ({ status: 401, body: "{}" }), /鍵/],
    ["混み合う", () => ({ status: 429, body: "{}" }), /混み合って/],
    ["壊れている", () => ({ status: 500, body: "oops" }), /500/],
    ["JSONでない", () => ({ body: "<html>" }), /形が違います/],
    ["中身がない", () => ({ body: JSON.stringify({ choices: [] }) }), /形が違います/],
    ["答えがJSONでない", () => said("わかりません"), /JSON として読めません/],
    ["答えの形が違う", () => said('{"categories":"目視"}'), /形が違います/],
    ["尋ねた区分がない", () => said('{"categories":[{"category":"対面講習","applicable":true,"reason":""}]}'), /尋ねた区分/],
    ["長すぎる", () => ({ body: JSON.stringify({ choices: [{ message: { content: "あ".repeat(210_000) } }] }) }), /長すぎます/],
    ["遅い", () => ({ ...said(good), after: 400 }), /時間内/],
  ])("%sとき、理由がわかり、前の意見は残る", async (_, answer, why) => {
    script = () => said(good)
    await fetchOpinion(jobWork(), asked(), model())
    script = answer
    await expect(fetchOpinion(jobWork(), asked(), model(200))).rejects.toMatchObject({ name: "NoReply", message: expect.stringMatching(why) })
    expect(await page()).toContain("打音点検もあります。")
  })

  test("三度答えがなければ、求めた人に理由を知らせてあきらめる", async () => {
    useLanguageModel(failingModel("AIにつながりませんでした。"))
    const run = { maxAttempts: 3, config: readConfig({ HAGI_ROOT: process.cwd() }), log: { info() {}, warn() {}, error() {} } }
    await expect(opinionJob.run(jobWork(), asked(), { ...run, attempt: 1 })).rejects.toMatchObject({ name: "NoReply" })
    await opinionJob.run(jobWork(), asked(), { ...run, attempt: 3 })
    expect(await inbox()).toMatchObject({ subject: expect.stringContaining("得られませんでした"), body: "AIにつながりませんでした。" })
  })

  test("所管する所属の職員が求め、ほかの所属には見えず、監査は求められない", async () => {
    useLanguageModel(model())
    const sent = await house.request(paths.act(id, "opinion"), { as: people.road, form: {} })
    expect(sent.status).toBe(303)
    const { rows } = await house.database.pool.query("select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'findings.second-opinion'")
    expect(rows[0].payload).toMatchObject({ findingId: id, askedByName: "佐竹 浩" })
    await expect(house.work(people.clerk, (work) => askOpinion(work, id, true))).rejects.toMatchObject({ kind: "not-found" })
    await expect(house.work(people.auditor, (work) => askOpinion(work, id, true))).rejects.toMatchObject({ kind: "forbidden" })
  })

  test("設定は住所とモデルの名前がそろってはじめて効く", () => {
    const of = (env: Record<string, string>) => languageModelOf(readConfig({ HAGI_ROOT: process.cwd(), ...env }))
    expect(of({})).toBeUndefined()
    expect(of({ HAGI_AI_URL: url, HAGI_AI_MODEL: "m" })?.name).toBe("m")
    expect(() => of({ HAGI_AI_URL: url })).toThrow("HAGI_AI_MODEL")
    expect(() => of({ HAGI_AI_URL: "ftp://x", HAGI_AI_MODEL: "m" })).toThrow("HAGI_AI_URL")
  })
})
