import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type StaffActor, system } from "../../app/kernel/access/index.ts"
import { listSteps } from "../../app/kernel/cases/index.ts"
import { readingWork } from "../../app/kernel/database/index.ts"
import {
  actorOfPerson,
  cancelReorganisation,
  carryOutReorganisations,
  findUnitByCode,
  membersOf,
  previewReorganisation,
  reorganise,
  type UnitChange,
} from "../../app/kernel/people/index.ts"
import { modules } from "../../app/server.ts"
import { type TestHouse, testHouse } from "../support/house.ts"

/** A unit with work of every module is closed: on the day it goes to who takes over, and until then it can be taken back. */
let house: TestHouse
let administrator: StaffActor
let clerk: StaffActor
let old: string
const year = new Date(Date.now() + 9 * 3_600_000).getUTCFullYear() + 1
const on = `${year}-04-01`
const morning = new Date(`${on}T00:00:30+09:00`)
const plan = {
  on,
  reason: "商工部門の再編",
  changes: [
    { kind: "open", code: "SHOKO-KIGYO", name: "企業支援課", level: "課", parentCode: "SHOKO" },
    { kind: "close", code: "SHOKO-CHUSHO", to: ["SHOKO-KIGYO", "SHOKO-KANKO"] },
  ] satisfies UnitChange[],
}

beforeAll(async () => {
  house = await testHouse()
  await house.work(system("デモデータ"), async (work) => {
    for (const module of modules) await module.seed?.(work)
  })
  administrator = await staff("100109")
  clerk = await staff("100105")
  old = clerk.unitId
  // 専決規程の一つが、この課の合議を求めている
  await house.database.pool.query("update approval_rule set concurrence_unit_ids = array[$1::uuid] where id = (select id from approval_rule where valid_until is null order by id limit 1)", [old])
})
afterAll(() => house.close())

async function one<T>(sql: string, values: unknown[] = []): Promise<T> {
  return (await house.database.pool.query(sql, values)).rows[0]
}

async function staff(number: string, at = new Date()): Promise<StaffActor> {
  const { id } = await one<{ id: string }>("select id from person where staff_number = $1", [number])
  return (await actorOfPerson(house.database.db, id, at)) as StaffActor
}

const tables = ["unit", "unit_period", "unit_succession", "staff_post", "role_grant"]
async function organisation(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const table of tables) all[table] = (await house.database.pool.query(`select * from ${table} t order by t::text`)).rows
  return all
}

async function heldBy(unitId: string) {
  const open = "not in ('declined', 'withdrawn', 'measured', 'closed', 'rejected', 'dismissed', 'cancelled')"
  return one<Record<string, number>>(
    `select (select count(*)::int from subsidy_programme where unit_id = $1) as programmes,
      (select count(*)::int from subsidy_application a join case_file f on f.id = a.case_id where f.unit_id = $1 and a.unit_id = $1 and a.state ${open}) as applications,
      (select count(*)::int from improvement where owner_unit_id = $1 and state ${open}) as improvements,
      (select count(*)::int from approval_step where unit_id = $1 and state in ('waiting', 'current')) as steps,
      (select count(*)::int from approval_rule where $1 = any(concurrence_unit_ids) and valid_until is null) as rules`,
    [unitId],
  )
}

describe("登録する前と、取り消すとき", () => {
  test("確かめると、引き継がれる仕事が所属と件数で分かる。引継先がなければ断る", async () => {
    const preview = await house.work(administrator, (work) => previewReorganisation(work, plan))
    expect(preview.problems).toEqual([])
    const counts = new Map(preview.held.map(({ what, count }) => [what, count]))
    const real = await heldBy(old)
    expect(counts.get("補助金の制度")).toBe(real.programmes)
    expect(counts.get("補助金の申請（処理中）")).toBeGreaterThan(0)
    expect(counts.get("専決規程の定め")).toBe(1)
    expect(preview.held.every(({ fromName, toName }) => fromName === "中小企業支援課" && toName === "企業支援課")).toBe(true)
    const without = { ...plan, changes: [{ kind: "close", code: "SHOKO-CHUSHO", to: [] } satisfies UnitChange] }
    const refused = await house.work(administrator, (work) => previewReorganisation(work, without))
    expect(refused.problems.map(({ message }) => message).join()).toMatch(/処理中の仕事（補助金の制度 \d+件）/)
    const page = await house.request("/units/reorganise", { as: administrator, form: { on, reason: "再編", "changes.0.kind": "close", "changes.0.code": "SHOKO-CHUSHO", "changes.0.to": "SHOKO-KANKO" } })
    expect(await page.text()).toContain("補助金の申請（処理中）")
  })

  test("取り消すと、組織も発令も役割も、登録する前と一行も違わない", async () => {
    const before = await organisation()
    const { id } = await house.work(administrator, (work) => reorganise(work, plan))
    expect(await organisation()).not.toEqual(before)
    await expect(house.work(clerk, (work) => cancelReorganisation(work, id, "間違い"))).rejects.toMatchObject({ kind: "forbidden" })
    const page = await house.request(`/units/reorganisations/${id}`, { as: administrator })
    expect(await page.text()).toContain("この組織改正を取り消す")
    expect(await (await house.request(`/units/reorganisations/${id}`, { as: clerk })).text()).not.toContain("この組織改正を取り消す")
    const empty = await house.request(`/units/reorganisations/${id}/cancel`, { as: administrator, form: { reason: "" } })
    expect([empty.status, (await empty.text()).includes("取り消す理由")]).toEqual([422, true])
    expect((await house.request(`/units/reorganisations/${id}/cancel`, { as: administrator, form: { reason: "議会で継続審議となった" } })).status).toBe(303)
    expect(await organisation()).toEqual(before)
    await expect(house.work(administrator, (work) => cancelReorganisation(work, id, "もう一度"))).rejects.toMatchObject({ code: "people.reorganisation-cancelled" })
    expect(await (await house.request("/units", { as: clerk })).text()).toContain("取消し")
    // その日が来ても、取り消したものは実施されない
    expect(await house.work(system("日程"), (work) => carryOutReorganisations(work), morning)).toBe(0)
  })

  test("後の改正や異動があれば、失うものがあるので取り消せない", async () => {
    const { id } = await house.work(administrator, (work) => reorganise(work, plan))
    const later = await house.work(administrator, (work) => reorganise(work, { on, reason: "改称", changes: [{ kind: "rename", code: "SHOKO-KANKO", name: "観光交流課" }] }))
    await expect(house.work(administrator, (work) => cancelReorganisation(work, id, "x"))).rejects.toMatchObject({ code: "people.reorganisation-not-last" })
    await house.work(administrator, (work) => cancelReorganisation(work, later.id, "x"))
    const heir = (await findUnitByCode(house.database.db, "SHOKO-KIGYO", on))!
    await house.database.pool.query("insert into staff_post (person_id, unit_id, title, rank, valid_from) values ($1, $2, '主事', 80, $3)", [administrator.id, heir.id, on])
    await expect(house.work(administrator, (work) => cancelReorganisation(work, id, "x"))).rejects.toMatchObject({ code: "people.reorganisation-built-on" })
    await house.database.pool.query("delete from staff_post where unit_id = $1 and person_id = $2", [heir.id, administrator.id])
    await house.work(administrator, (work) => cancelReorganisation(work, id, "x"))
    await expect(house.work(administrator, (work) => cancelReorganisation(work, "01900000-0000-7000-8000-000000000000", "x"))).rejects.toMatchObject({ kind: "not-found" })
  })
})

describe("改正の日", () => {
  test("処理中の仕事は引継先へ移り、番号と担当者は変わらず、終わったものと前の日は変わらない", async () => {
    const before = await heldBy(old)
    // 回議の途中の決裁が、廃止される課の課長を待っている
    await house.database.pool.query("update approval_step set unit_id = $1 where id = (select id from approval_step where state = 'current' and kind <> 'post-review' limit 1)", [old])
    const steps = (await heldBy(old)).steps!
    const ended = (await house.database.pool.query("select case_id from subsidy_application a where unit_id = $1 and state in ('rejected', 'dismissed', 'withdrawn', 'closed') and case_id is not null", [old])).rows
    const file = await one<{ id: string; number: string; assignee_id: string | null }>(
      "select f.id, f.number, f.assignee_id from case_file f join subsidy_application a on a.case_id = f.id where f.unit_id = $1 and a.state = 'formal-check' order by f.assignee_id is null limit 1",
      [old],
    )
    const { id } = await house.work(administrator, (work) => reorganise(work, plan))
    expect(await heldBy(old)).toMatchObject({ programmes: before.programmes, applications: before.applications })
    // その日の前には何も起きない。その日に一度だけ起きる
    expect(await house.work(system("日程"), (work) => carryOutReorganisations(work), new Date(`${year}-03-31T23:59:00+09:00`))).toBe(0)
    expect(await house.work(system("日程"), (work) => carryOutReorganisations(work), morning)).toBe(1)
    expect(await house.work(system("日程"), (work) => carryOutReorganisations(work), morning)).toBe(0)

    const heir = (await findUnitByCode(house.database.db, "SHOKO-KIGYO", on))!
    expect(await heldBy(old)).toEqual({ programmes: 0, applications: 0, improvements: 0, steps: 0, rules: 0 })
    expect(await heldBy(heir.id)).toEqual({ programmes: before.programmes, applications: before.applications, improvements: before.improvements, steps, rules: 1 })
    const moved = await one<{ number: string; unit_id: string; assignee_id: string | null }>("select number, unit_id, assignee_id from case_file where id = $1", [file.id])
    expect(moved).toEqual({ number: file.number, unit_id: heir.id, assignee_id: file.assignee_id })
    const work = readingWork(house.database.db, { actor: administrator })
    expect((await listSteps(work, file.id)).at(-1)).toMatchObject({ move: "transfer", reason: "商工部門の再編", detail: { from: old, to: heir.id, on } })
    for (const row of ended) expect((await one<{ unit_id: string }>("select unit_id from case_file where id = $1", [row.case_id])).unit_id).toBe(old)
    // 前の定めは、その日までの定めとして残る
    expect(await one("select valid_until from approval_rule where $1 = any(concurrence_unit_ids)", [old])).toMatchObject({ valid_until: on })
    expect((await one<{ n: number }>("select count(*)::int as n from audit_event where action = 'people.reorganisation-carried-out'")).n).toBe(1)

    const told = await house.database.pool.query("select r.person_id, n.subject, n.body from notice n join notice_recipient r on r.notice_id = n.id where n.name = 'people.work-received'")
    expect(new Set(told.rows.map((row) => row.person_id))).toEqual(new Set((await membersOf(house.database.db, heir.id, on)).map(({ personId }) => personId)))
    expect(told.rows[0]).toMatchObject({ subject: "中小企業支援課の仕事を企業支援課が引き継ぎました" })
    expect(told.rows[0].body).toContain("補助金の申請（処理中）")
    const page = await (await house.request(`/units/reorganisations/${id}`, { as: administrator })).text()
    for (const words of ["実施済み", "引き継がれた仕事", "補助金の制度"]) expect(page).toContain(words)
    await expect(house.work(administrator, (work) => cancelReorganisation(work, id, "x"), morning)).rejects.toMatchObject({ code: "people.reorganisation-done" })
  })

  test("引き継いだ課の職員は、移った申請も終わった申請も見られ、待っていることが机に並ぶ", async () => {
    const heir = await staff("100105", morning)
    expect(heir.unitName).toBe("企業支援課")
    const applications = await house.database.pool.query("select id, unit_id from subsidy_application where filed_at is not null and unit_id in (select unit_id from unit_succession where false union select $1::uuid union select $2::uuid)", [old, heir.unitId])
    expect(applications.rows.length).toBeGreaterThan(0)
    for (const { id } of applications.rows) expect([id, (await house.request(`/subsidies/office/${id}`, { as: heir })).status]).toEqual([id, 200])
    const desk = await (await house.request("/desk", { as: heir })).text()
    expect(desk).toContain("補助金の申請「")
    expect(desk).toContain("中小企業支援課の仕事を企業支援課が引き継ぎました")
  })

  test("REST でも登録し、確かめ、取り消せる", async () => {
    const body = { on, reason: "広報の再編", changes: [{ kind: "close", code: "KIKAKU-KOHO", to: ["KIKAKU-CHOSEI"] }] }
    const preview = await house.request("/api/v1/reorganisations/preview", { as: administrator, json: body })
    expect([preview.status, (await preview.json()).problems]).toEqual([200, []])
    const made = await house.request("/api/v1/reorganisations", { as: administrator, json: body })
    expect(made.status).toBe(201)
    const path = made.headers.get("location")!
    expect((await house.request(`${path}/cancel`, { as: clerk, json: { reason: "x" } })).status).toBe(403)
    const cancelled = await house.request(`${path}/cancel`, { as: administrator, json: { reason: "見送り" } })
    expect(await cancelled.json()).toMatchObject({ cancelReason: "見送り", carriedOutAt: null })
    expect((await house.request("/api/v1/reorganisations/not-an-id", { as: clerk })).status).toBe(404)
  })
})
