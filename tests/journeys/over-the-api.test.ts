import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { day } from "./day.ts"
import { type Program, programOf } from "./program.ts"

const overview = readFileSync("app/plan/import/fixtures/mizuho-r8-overview.txt", "utf8")
const TITLE = "集計表を自動で作る"

// The whole loop again, by programs that hold an access token and know nothing but /api/v1.
describe("API だけで", () => {
  let house: ServedHouse
  let clerk: Program
  let head: Program
  let owner: Program
  let manager: Program
  let planner: Program
  let initiativeId: string
  let improvement: string

  const filing = () => ({
    initiativeId,
    title: TITLE,
    presentWay: "毎月、三つの表を手で写している。",
    proposedWay: "記録から表を作る。",
    hoursNow: "2時間",
    hoursAfter: "30分",
    timesAYear: 12,
    people: 4,
    evidence: "先月の作業を計った。",
  })

  beforeAll(async () => {
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    ;[clerk, head, owner, manager, planner] = (await Promise.all(
      ["clerk", "clerk-head", "digital-clerk", "digital-head", "planner"].map((persona) => programOf(house.origin, persona)),
    )) as [Program, Program, Program, Program, Program]
  }, 120_000)
  afterAll(() => house?.close())

  test("推進プランの文章を読み込む", async () => {
    const made = await planner.post("/plan/import", { text: overview, fiscalYear: 2031 })
    expect(made.status).toBe(201)
    expect(made.body.initiatives).toBe(16)
    const again = await planner.get(made.headers.get("location")!)
    expect(again.body.directions).toHaveLength(4)
    expect((await clerk.post("/plan/import", { text: overview })).status).toBe(403)
  })

  test("同じ Idempotency-Key で二度送っても一件、違う内容なら断る", async () => {
    const plan = await clerk.get("/public/plan")
    initiativeId = plan.body.directions[0].initiatives[0].initiativeId
    expect(plan.body.directions[0].initiatives[0].title).toContain("生成AI")
    const key = { "Idempotency-Key": randomUUID() }
    const [first, second] = await Promise.all([clerk.post("/improvements", filing(), key), clerk.post("/improvements", filing(), key)])
    const third = await clerk.post("/improvements", filing(), key)
    expect(new Set([first, second, third].map((answer) => answer.body.number))).toEqual(new Set([first.body.number]))
    expect(first.body.number).toMatch(/^改善-R\d+-\d{6}$/)
    improvement = first.headers.get("location")!
    expect(third.headers.get("location")).toBe(improvement)
    const other = await clerk.post("/improvements", { ...filing(), title: "別の提案" }, key)
    expect([other.status, other.body.code]).toEqual([422, "http.idempotency-key-reused"])
    const { rows } = await house.database.pool.query("select count(*)::int as n from improvement where title = $1", [TITLE])
    expect(rows[0].n).toBe(1)
  })

  test("断られた理由は RFC 9457 の形で、項目ごとに日本語で届く", async () => {
    const wrong = await clerk.post("/improvements", { ...filing(), title: "", people: "四人" })
    expect(wrong.status).toBe(422)
    expect(wrong.headers.get("content-type")).toMatch(/^application\/problem\+json/)
    expect(wrong.body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: 422, detail: expect.stringMatching(/。$/) })
    expect(wrong.body.errors.map((one: { field: string }) => one.field).sort()).toEqual(["people", "title"])
    for (const { message } of wrong.body.errors) expect(message).toMatch(/[ぁ-ん].*。$/)
    expect((await clerk.get(`/improvements/${randomUUID()}`)).body.status).toBe(404)
    expect((await clerk.post(`${improvement}/proposal`, { verdict: "adopt", plannedOn: day(3) })).body.status).toBe(403)
    const stranger = await fetch(`${house.origin}/api/v1/improvements`, { headers: { authorization: "Bearer hagi_nobody" } })
    expect([stranger.status, stranger.headers.get("content-type")]).toEqual([401, expect.stringMatching(/^application\/problem\+json/)])
  })

  test("下書きを二人が直すと、後の人に両方の文が返り、何も失われない", async () => {
    const draft = await clerk.post("/improvements/drafts", { initiativeId, title: "二つの画面で開いた下書き" })
    const path = draft.headers.get("location")!
    const seen = (await clerk.get(path)).headers.get("etag")!
    expect((await clerk.patch(path, { presentWay: "朝に書いた。" })).status).toBe(428)
    const morning = await clerk.patch(path, { presentWay: "朝に書いた。" }, { "If-Match": seen })
    expect(morning.status).toBe(200)
    const evening = await clerk.patch(path, { presentWay: "夕方に書いた。" }, { "If-Match": seen })
    expect(evening.status).toBe(409)
    expect(JSON.stringify(evening.body)).toContain("朝に書いた。")
    // What was read is still there, and what was to be written goes on with the new version.
    expect((await clerk.get(path)).body.presentWay).toBe("朝に書いた。")
    const { rows } = await house.database.pool.query("select id from plan_edition where fiscal_year = 2031")
    const edition = await planner.get(`/plan/editions/${rows[0].id}`)
    const etag = { "If-Match": edition.headers.get("etag")! }
    expect((await planner.patch(`/plan/editions/${rows[0].id}`, { title: "先に直した題名" }, etag)).status).toBe(200)
    const late = await planner.patch(`/plan/editions/${rows[0].id}`, { title: "後から直した題名" }, etag)
    expect(late.status).toBe(409)
    expect(JSON.stringify(late.body.current)).toContain("先に直した題名")
    const next = { "If-Match": (await planner.get(`/plan/editions/${rows[0].id}`)).headers.get("etag")! }
    expect((await planner.patch(`/plan/editions/${rows[0].id}`, { title: "後から直した題名" }, next)).status).toBe(200)
  })

  test("意見し、起案し、決裁し、実施して測ると、実測値と公開の値が動く", async () => {
    expect((await head.post(`${improvement}/comments`, { text: "すぐに広げられます。" })).body.comments.at(-1)).toMatchObject({ asHead: true })
    const proposed = await owner.post(`${improvement}/proposal`, { verdict: "adopt", plannedOn: day(3), reason: "すぐに始められる。" })
    expect([proposed.status, proposed.body.state]).toEqual([200, "in-approval"])
    const waiting = await manager.get("/approvals?box=mine")
    const approval = waiting.body.items.find((one: { title: string }) => one.title.includes(TITLE))
    const { contentHash } = (await manager.get(`/approvals/${approval.id}`)).body
    expect((await owner.post(`/approvals/${approval.id}/approve`, { hash: contentHash })).status).toBeGreaterThanOrEqual(403)
    expect((await manager.post(`/approvals/${approval.id}/approve`, { hash: "0".repeat(64) })).status).toBe(409)
    expect((await manager.post(`/approvals/${approval.id}/approve`, { hash: contentHash, comment: "進めてください。" })).body.status).toBe("approved")
    expect((await owner.get(improvement)).body).toMatchObject({ state: "adopted", plannedOn: day(3) })
    expect((await owner.post(`${improvement}/done`, { doneOn: day(0), note: "始めた。" })).body.state).toBe("done")
    await house.database.pool.query(
      "update improvement set done_on = done_on - 100, measure_due_on = measure_due_on - 100, planned_on = planned_on - 110, filed_at = filed_at - interval '120 days' where title = $1",
      [TITLE],
    )
    const before = await figures()
    const measured = await owner.post(`${improvement}/measurement`, { measuredOn: day(0), hoursNow: "45分", timesAYear: 12, people: 4, evidence: "先月の四人の記録。" })
    // (2 h − 45 min) × 12 × 4 people = 60 hours a year.
    expect(measured.body).toMatchObject({ state: "measured", measuredSavedMinutes: 60 * 60 })
    const after = await figures()
    expect(after.saved - before.saved).toBeCloseTo(60, 5)
    expect(after.outside - before.outside).toBeCloseTo(60, 5)
    expect(after.published).toContain(TITLE)
    expect(after.published).not.toMatch(/﨑山|大沼|今野|𠮷田|先月の四人|三つの表/)
    const records = await owner.get(`/measures/improvements.hours-saved/records?initiative=${initiativeId}`)
    expect(JSON.stringify(records.body)).toContain(TITLE)
  })

  async function figures() {
    const { value } = (await owner.get(`/measures/improvements.hours-saved?initiative=${initiativeId}`)).body
    const published = await (await fetch(`${house.origin}/api/v1/public/initiatives/${initiativeId}`)).text()
    const measure = JSON.parse(published).measures.find((one: { key: string }) => one.key === "improvements.hours-saved")
    return { saved: (value as number | null) ?? 0, outside: (measure.value as number | null) ?? 0, published }
  }

  test("一覧は札（カーソル）でめくり、重なりも抜けもない", async () => {
    const all = (await owner.get("/improvements?limit=100")).body.items.map((one: { id: string }) => one.id)
    const paged: string[] = []
    let path: string | undefined = "/improvements?limit=4"
    for (let page = 0; path && page < 50; page++) {
      const { body, headers } = await owner.get(path)
      expect(body.items.length).toBeLessThanOrEqual(4)
      paged.push(...body.items.map((one: { id: string }) => one.id))
      const link: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1]
      expect(link === undefined).toBe(body.next === null)
      path = link
      // Something new at the top moves nothing further down.
      if (page === 0) await clerk.post("/improvements", { ...filing(), title: "めくる間に届いた提案" })
    }
    expect(paged).toEqual(all)
  })

  test("翌年度の版を、十六の取組の理由とともに作り、決裁まで進める", async () => {
    const { items } = (await planner.get("/plan/editions")).body
    const inForce = items.find((one: { status: string }) => one.status === "in-force")
    const started = await planner.post("/plan/revisions", { editionId: inForce.id, kind: "yearly" })
    expect(started.status).toBe(201)
    const id = started.body.editionId
    const tooEarly = await planner.post(`/plan/editions/${id}/submission`, { inForceOn: "2027-04-01" })
    expect([tooEarly.status, tooEarly.body.code]).toEqual([409, "plan.fates-missing"])
    const { missing } = (await planner.get(`/plan/editions/${id}/revision`)).body
    expect(missing).toHaveLength(16)
    for (const [at, one] of missing.entries()) {
      const decided = await planner.put(`/plan/editions/${id}/initiatives/${one.initiativeId}/fate`, { change: at % 5 === 0 ? "expand" : "continue", reason: `${one.title}の今年度の記録による。` })
      expect(decided.status).toBe(200)
    }
    const { body: sent } = await planner.post(`/plan/editions/${id}/submission`, { inForceOn: "2027-04-01", note: "理由は取組ごとに。" })
    for (const persona of ["plan-head", "finance-head", "director"]) {
      const decider = await programOf(house.origin, persona)
      const { contentHash, may } = (await decider.get(`/approvals/${sent.approvalId}`)).body
      expect([persona, may.take]).not.toEqual([persona, null])
      expect((await decider.post(`/approvals/${sent.approvalId}/approve`, { hash: contentHash })).status).toBe(200)
    }
    const edition = await planner.get(`/plan/editions/${id}`)
    // Frozen, until its day comes.
    expect(edition.body.edition).toMatchObject({ inForceOn: "2027-04-01", frozenAt: expect.any(String), frozenHash: expect.any(String) })
    const late = await planner.patch(`/plan/editions/${id}`, { title: "決まったあとの題名" }, { "If-Match": edition.headers.get("etag")! })
    expect(late.status).toBe(409)
    const { body: difference } = await planner.get(`/plan/comparison?a=${inForce.id}&b=${id}`)
    expect(difference).toMatchObject({ plan: expect.any(Array), initiatives: expect.any(Array) })
  })

  test("読むだけの鍵では書けず、取り消した鍵では読めない", async () => {
    const reader = await programOf(house.origin, "clerk", { write: false })
    expect((await reader.get("/improvements")).status).toBe(200)
    const refused = await reader.post("/improvements", filing())
    expect([refused.status, refused.body.code]).toEqual([403, "http.read-only-token"])
    await reader.revoke()
    expect((await reader.get("/improvements")).status).toBe(401)
  })
})
