import { setTimeout as wait } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { freshDatabase, type FreshDatabase } from "../../../tests/support/database.ts"
import type { Actor } from "../access/index.ts"
import { rememberActors, type Remembering } from "./remember-actors.ts"
import { rememberForAll, rememberWith } from "./remembered.ts"

let database: FreshDatabase
let remembering: Remembering
let asked = 0
const somebody: Actor = { kind: "applicant", id: "p", name: "人", sessionId: "s", grants: [] }
beforeAll(async () => {
  database = await freshDatabase()
  remembering = rememberActors(database.url, async (token) => {
    asked++
    return token === "live" ? somebody : { kind: "visitor" }
  })
  // It begins to remember once it listens.
  for (let i = 0; i < 200; i++) {
    await remembering.identify("live", new Date())
    const before = asked
    await remembering.identify("live", new Date())
    if (asked === before) break
    await wait(20)
  }
})
afterAll(async () => {
  await remembering.stop()
  await database.drop()
})

async function asksFor(token: string, now = new Date()): Promise<number> {
  const before = asked
  await remembering.identify(token, now)
  return asked - before
}

test("同じ人を続けて尋ねない", async () => {
  expect(await asksFor("live")).toBe(0)
})

test("その人から決まることも、その人を覚えているあいだだけ覚える", async () => {
  let read = 0
  const place = async () => rememberWith(await remembering.identify("live", new Date()), "place", async () => ++read)
  expect([await place(), await place()]).toEqual([1, 1])
  remembering.forget()
  expect(await place()).toBe(2)
  const stranger: Actor = { kind: "system", name: "係" }
  expect([await rememberWith(stranger, "place", async () => ++read), await rememberWith(stranger, "place", async () => ++read)]).toEqual([3, 4])
  const failing = async () => rememberWith(await remembering.identify("live", new Date()), "fails", async () => Promise.reject(new Error("no")))
  await expect(failing()).rejects.toThrow("no")
})

test("だれが尋ねても同じことは、みなで一度だけ読み、変わったと聞けば読み直す", async () => {
  let read = 0
  const workers = async (token: string) => rememberForAll(await remembering.identify(token, new Date()), "workers", async () => ++read)
  expect([await workers("live"), await workers("live")]).toEqual([1, 1])
  // Another of the same people.
  const other = rememberForAll(await remembering.identify("live", new Date(Date.now() + 60_000)), "workers", async () => ++read)
  expect(await other).toBe(1)
  await database.pool.query("select pg_notify('hagi_people', '')")
  await expect.poll(() => workers("live"), { timeout: 5000 }).toBe(2)
  expect([await workers("gone"), await workers("gone")]).toEqual([3, 4])
})

test("知らない人は覚えない", async () => {
  expect(await asksFor("gone")).toBe(1)
  expect(await asksFor("gone")).toBe(1)
})

test("30秒たつか、日本の日付が変わると尋ね直す", async () => {
  await remembering.identify("live", new Date())
  expect(await asksFor("live", new Date(Date.now() + 31_000))).toBe(1)
  remembering.forget()
  const midnight = new Date("2026-11-23T14:59:59.900Z")
  expect(await asksFor("live", midnight)).toBe(1)
  expect(await asksFor("live", midnight)).toBe(0)
  expect(await asksFor("live", new Date("2026-11-23T15:00:00Z"))).toBe(1)
})

test.each([
  ["役割が変わる", "insert into role_grant (person_id, role, valid_from) values ($1, 'auditor', '2026-04-01')"],
  ["人が去る", "update person set status = 'left' where id = $1"],
  ["施行中のプランが変わる", "update plan_edition set status = status where id = $1"],
  ["取組の担当所属が変わる", "update plan_sheet set owner_unit_id = owner_unit_id where id = $1"],
  ["サインインが取り消される", "update session set revoked_at = now() where person_id = $1"],
])("%s と、ほかの接続からでも忘れる", async (_, sql) => {
  const { rows } = await database.pool.query(
    "insert into person (kind, name, staff_number) values ('staff', '職員', gen_random_uuid()::text) returning id",
  )
  await wait(50)
  await remembering.identify("live", new Date())
  expect(await asksFor("live")).toBe(0)
  await database.pool.query(sql, [rows[0].id])
  await wait(100)
  expect(await asksFor("live")).toBe(1)
})
