import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { StaffActor } from "../../kernel/access/index.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { editionsPart } from "./module.ts"

const house = await testHouse({ modules: [{ name: "plan", title: "推進プラン", ...editionsPart }] })
afterAll(() => house.close())
let office: StaffActor
let clerk: StaffActor

beforeAll(async () => {
  const { db } = house.database
  const { id: unitId } = await db.insertInto("unit").values({ code: "KIKAKU" }).returning("id").executeTakeFirstOrThrow()
  const person = async (name: string, staff_number: string, grants: StaffActor["grants"]): Promise<StaffActor> => {
    const { id } = await db.insertInto("person").values({ kind: "staff", name, staff_number }).returning("id").executeTakeFirstOrThrow()
    return { kind: "staff", id, name, unitId, unitName: "課", postTitle: "主査", sessionId: "", grants }
  }
  office = await person("計画 花子", "300001", [{ role: "plan-office", unitIds: "all" }])
  clerk = await person("他課 次郎", "300002", [])
})

const call = async (method: string, path: string, json?: unknown, headers: Record<string, string> = {}, as = office) => {
  const response = await house.request(`/api/v1${path}`, { as, method, json, headers })
  // oxlint-disable-next-line typescript/no-explicit-any -- any answer's JSON
  return { status: response.status, etag: response.headers.get("etag"), location: response.headers.get("location"), body: (await response.json().catch(() => null)) as any }
}

test("版を作り、取組シートを If-Match で直し、重なれば両方の文を答える", async () => {
  const made = await call("POST", "/plan/editions", { fiscalYear: 2026, title: "推進プラン" }, { "idempotency-key": randomUUID() })
  expect(made).toMatchObject({ status: 201, body: { revision: 0 } })
  const edition = `/plan/editions/${made.body.id}`
  const first = await call("GET", edition)
  expect(first).toMatchObject({ status: 200, etag: '"v1"' })
  expect((await call("PATCH", edition, { title: "x" })).status).toBe(428)
  expect(
    await call("PATCH", edition, { ideals: ["信頼"], directions: [{ numeral: "Ⅰ", title: "生産性" }] }, { "if-match": '"v1"' }),
  ).toMatchObject({ status: 200, etag: '"v2"' })
  const directionId = (await call("GET", edition)).body.directions[0].id
  const added = await call("POST", `${edition}/initiatives`, { directionId, title: "生成AI" })
  expect(added.status).toBe(201)
  const sheet = `${edition}/initiatives/${added.body.initiativeId}`
  const read = await call("GET", sheet)
  expect((await call("GET", sheet, undefined, { "if-none-match": read.etag! })).status).toBe(304)
  expect((await call("PATCH", sheet, { actions: "先の文" }, { "if-match": read.etag! })).status).toBe(200)
  expect(await call("PATCH", sheet, { actions: "後の文" }, { "if-match": read.etag! })).toMatchObject({
    status: 409,
    body: { code: "plan.edited-meanwhile", current: { actions: "先の文" } },
  })
  const milestone = await call("POST", `${sheet}/milestones`, { quarter: 1, text: "要綱を定める" })
  expect((await call("PUT", `${sheet}/milestones/${milestone.body.id}/report`, { doneOn: "2026-05-01", evidence: "要綱 第1号" })).status).toBe(200)
  const issue = await call("POST", `${sheet}/issues`, { text: "人手" })
  expect((await call("PUT", `${sheet}/issues/${issue.body.id}/solution`, { solvedWith: "増員" })).status).toBe(200)
  expect((await call("PUT", `${sheet}/issues/${issue.body.id}/solution`, { solvedWith: "再び" })).status).toBe(409)
  const indicator = await call("POST", `${sheet}/indicators`, { kind: "outcome", name: "時間", target: "1200.5" })
  expect(indicator.status).toBe(201)
  expect((await call("GET", sheet)).body.sheet).toMatchObject({
    indicators: [{ target: "1200.5" }],
    milestones: [{ doneOn: "2026-05-01" }],
    issues: [{ solvedWith: "増員" }],
  })
  // 権限のない職員には下書きの存在も知らせない
  expect((await call("GET", sheet, undefined, {}, clerk)).status).toBe(404)
  expect((await call("POST", "/plan/editions", { fiscalYear: 2026, title: "x" }, {}, clerk)).status).toBe(403)
})

test("入力の誤りは項目ごとに答える", async () => {
  expect(await call("POST", "/plan/editions", { fiscalYear: "来年" })).toMatchObject({
    status: 422,
    body: { errors: [{ field: "fiscalYear" }, { field: "title", message: "名称を入力してください。" }] },
  })
  expect((await call("GET", "/plan/editions/x")).status).toBe(404)
})
