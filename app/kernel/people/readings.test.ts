import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { peopleHouse } from "../../../tests/support/people-house.ts"
import type { TestHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../access/index.ts"
import { actorOfPerson } from "./identify.ts"

let house: TestHouse
let administrator: Actor
let someone: string
let unit: string

beforeAll(async () => {
  house = await peopleHouse()
  const { pool } = house.database
  const idOf = async (number: string) => (await pool.query("select id from person where staff_number = $1", [number])).rows[0].id
  someone = await idOf("100105")
  unit = (await pool.query("select unit_id from staff_post where person_id = $1 and main", [someone])).rows[0].unit_id
  administrator = await actorOfPerson(house.database.db, await idOf("100109"), new Date())
})
afterAll(() => house.close())

test.each([
  ["/people", "people.directory"],
  ["/people?q=" + encodeURIComponent("崎山"), "people.directory"],
  ["/people/roles", "people.roles"],
  ["/people/:person", "person"],
  ["/units/:unit", "unit"],
  ["/api/v1/people?q=a", "people.directory"],
  ["/api/v1/people/:person", "person"],
  ["/api/v1/units/:unit", "unit"],
])("%s を読むと、だれが何を読んだかが記録に残る", async (path, kind) => {
  const { pool } = house.database
  const count = async () => (await pool.query("select count(*)::int as n from audit_event where action = 'audit.read' and subject_kind = $1", [kind])).rows[0].n
  const before = await count()
  const answer = await house.request(path.replace(":person", someone).replace(":unit", unit), { as: administrator })
  expect(answer.status).toBe(200)
  expect(await count()).toBe(before + 1)
  const { rows } = await pool.query("select actor_id, subject_id, detail from audit_event where action = 'audit.read' and subject_kind = $1 order by at desc, seq desc limit 1", [kind])
  expect(rows[0].actor_id).toBe("id" in administrator ? administrator.id : "")
  if (kind === "person") expect(rows[0].subject_id).toBe(someone)
  if (path.includes("q=%")) expect(rows[0].detail).toMatchObject({ q: "崎山", count: 1 })
})

test("記録できなければ、見せない", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {})
  await house.work(system("test"), async (work) => {
    await work.db.schema.alterTable("audit_event").renameTo("audit_event_away").execute()
  })
  try {
    const answer = await house.request("/people", { as: administrator })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain("サキヤマ")
  } finally {
    log.mockRestore()
    await house.database.pool.query("alter table audit_event_away rename to audit_event")
  }
})
