import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../access/index.ts"
import { declareJobs, defineJob, enqueue, type Job } from "./index.ts"
import { jobsModule } from "./module.ts"

const job = defineJob({ name: "t.mail", title: "便りを送る", maxAttempts: 3, run: async () => {} })
let house: TestHouse
let admin: Actor
const clerk: Actor = { kind: "staff", id: randomUUID(), name: "職員", unitId: randomUUID(), unitName: "", postTitle: "", sessionId: "", grants: [] }
let dead: number
beforeAll(async () => {
  house = await testHouse({ modules: [jobsModule] })
  declareJobs([job as Job], [{ job: job as Job, cron: "0 8 * * *", title: "朝の便り" }])
  const { id } = await house.database.db.insertInto("person").values({ kind: "staff", name: "管理者", staff_number: "1" }).returning("id").executeTakeFirstOrThrow()
  admin = { ...clerk, id, grants: [{ role: "administrator", unitIds: "all" }] } as Actor
  dead = await house.work(system("t"), (w) => enqueue(w, job, { secret: "宛先" }))
  await sql`update graphile_worker._private_jobs set attempts = 3, last_error = ${"<b>届きません</b>"} where id = ${dead}`.execute(house.database.db)
})
afterAll(() => house.close())

describe("ジョブの画面", () => {
  test("管理者だけが見る。中身（宛先など）は見せない", async () => {
    expect((await house.request("/jobs")).status).toBe(303)
    expect((await house.request("/jobs", { as: clerk })).status).toBe(403)
    const html = await (await house.request("/jobs?state=dead", { as: admin })).text()
    for (const words of ["便りを送る", "中止（失敗）", "3 / 3回", "&lt;b>届きません", "朝の便り", "0 8 * * *"]) expect(html).toContain(words)
    expect(html).not.toContain("宛先")
    expect((await house.request("/jobs/abc", { as: admin })).status).toBe(404)
    expect((await house.request("/jobs/999999", { as: admin })).status).toBe(404)
  })

  test("再試行すると、回数をはじめから数え直して待ちになる", async () => {
    expect((await house.request(`/jobs/${dead}/retry`, { as: clerk, form: {} })).status).toBe(403)
    expect((await house.request(`/jobs/${dead}/retry`, { as: admin, form: {} })).status).toBe(303)
    const { items } = await (await house.request("/api/v1/jobs", { as: admin })).json()
    expect(items).toMatchObject([{ id: dead, state: "waiting", attempts: 0 }])
  })

  test("実行中のものは再試行も破棄もできない", async () => {
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'x' where id = ${dead}`.execute(house.database.db)
    expect((await house.request(`/jobs/${dead}/retry`, { as: admin, form: {} })).status).toBe(409)
    expect((await house.request(`/jobs/${dead}/discard`, { as: admin, form: { reason: "不要" } })).status).toBe(409)
    await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null where id = ${dead}`.execute(house.database.db)
  })

  test("破棄には理由が要り、記録に残る", async () => {
    const empty = await house.request(`/jobs/${dead}/discard`, { as: admin, form: { reason: "" } })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain("理由を入力してください。")
    expect((await house.request(`/jobs/${dead}/discard`, { as: admin, form: { reason: "宛先がない" } })).status).toBe(303)
    const html = await (await house.request("/jobs", { as: admin })).text()
    expect(html).toContain("宛先がない")
    expect((await house.request(`/api/v1/jobs/${dead}/discard`, { as: admin, json: { reason: "再" } })).status).toBe(404)
  })

  test("REST の予定表", async () => {
    const { items } = await (await house.request("/api/v1/job-schedules", { as: admin })).json()
    expect(items).toMatchObject([{ job: "t.mail", cron: "0 8 * * *", last: null }])
    expect((await house.request("/api/v1/job-schedules", { as: clerk })).status).toBe(403)
  })
})
