import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { testHouse } from "../../../tests/support/house.ts"
import { type StaffActor, system } from "../access/index.ts"
import { historyOf, record } from "./index.ts"
import { auditModule } from "./module.ts"

const house = await testHouse({ modules: [auditModule] })
afterAll(house.close)

const staff = (grants: StaffActor["grants"]): StaffActor => ({
  kind: "staff",
  id: randomUUID(),
  name: "監査 花子",
  unitId: randomUUID(),
  unitName: "監査委員事務局",
  postTitle: "主任主査",
  sessionId: "",
  grants,
})
const auditor = staff([{ role: "auditor", unitIds: "all" }])
const subject = { kind: "improvement", id: "i-1" }

beforeAll(async () => {
  for (let n = 0; n < 120; n++) {
    await house.work(
      system(n % 2 ? "夜間の処理" : "<script>名前"),
      (work) => record(work, { action: n % 3 ? "improvements.filed" : "plan.frozen", subject: { kind: "improvement", id: `i-${n % 4}` }, detail: { 式: "=1+1", 理由: "髙﨑" } }),
      new Date(Date.UTC(2026, 9, 1 + (n % 30), 3, n % 60)),
    )
  }
})
const get = async (path: string, as: StaffActor = auditor) => {
  const response = await house.request(path, { as })
  return { status: response.status, text: await response.text() }
}

test("監査の役割がない職員は、画面も CSV も API も断られる", async () => {
  for (const path of ["/audit", "/audit/audit.csv", "/audit/verification", "/api/v1/audit", "/api/v1/audit/verification"]) {
    expect((await get(path, staff([]))).status, path).toBe(403)
  }
})

test("一覧は新しい順で、ページを送っても漏れも重なりもない", async () => {
  const seen = new Set<string>()
  let path: string | undefined = "/audit?until=2026-11-01"
  for (let page = 0; path && page < 5; page++) {
    const { text, status } = await get(path)
    expect(status).toBe(200)
    for (const [place] of text.matchAll(/>\d+-\d+<\/td>/g)) seen.add(place)
    path = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&")
  }
  expect(seen.size).toBe(120)
})

test("人・操作・対象・期間でしぼり込める", async () => {
  const count = async (query: string) => ((await get(`/audit?${query}`)).text.match(/>\d+-\d+<\/td>/g) ?? []).length
  expect(await count("who=夜間&subjectKind=improvement&subjectId=i-1")).toBe(30)
  expect(await count("what=plan.&until=2026-11-01")).toBe(40)
  expect(await count("from=2026-10-01&until=2026-10-01")).toBe(4)
  expect(await count("who=100%25")).toBe(0)
  const { text } = await get("/audit?until=2026-11-01")
  expect(text).toContain("&lt;script>名前")
  expect(text).not.toContain("<script>")
})

test("実在しない日付は、どこが誤りか分かる", async () => {
  const { status, text } = await get("/audit?from=2026-02-30")
  expect(status).toBe(422)
  expect(text).toContain("期間の始まりは実在する日付")
  expect((await get("/audit?after=broken")).status).toBe(200)
})

test("読んだことも、しぼり込みの条件とともに記録される", async () => {
  await get("/audit?who=秘密の人")
  const { text } = await get("/audit?what=audit.read")
  expect(text).toContain("秘密の人")
  expect(text).toContain("操作の記録")
})

test("CSV は式として動かない", async () => {
  const { text } = await get("/audit/audit.csv?until=2026-11-01")
  expect(text.split("\r\n").length).toBe(122)
  expect(text).toContain('"{""式"":""=1+1""')
})

test("画面からも検証でき、検証したことが残る", async () => {
  const { text } = await get("/audit/verification")
  expect(text).toContain("改ざんはありません")
  expect((await get("/audit?what=audit.verified")).text).toContain("digest")
  expect(JSON.parse((await get("/api/v1/audit/verification")).text)).toMatchObject({ ok: true })
})

test("対象ごとの経過を、ほかの画面に出せる", async () => {
  const events = await house.work(system("試験"), (work) => historyOf(work, subject, 5))
  expect(events.length).toBe(5)
  expect(events[0]!.at.getTime()).toBeGreaterThanOrEqual(events[4]!.at.getTime())
  expect(Object.keys(events[0]!)).toEqual(["at", "who", "action", "detail"])
})
