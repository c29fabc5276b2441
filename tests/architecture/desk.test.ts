import type pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type StaffActor, system } from "../../app/kernel/access/index.ts"
import { readingWork } from "../../app/kernel/database/index.ts"
import { poolOf } from "../../app/kernel/database/connect.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import { readDesk } from "../../app/desk/read-desk.ts"
import type { Module } from "../../app/module.ts"
import { modules } from "../../app/server.ts"
import { type TestHouse, testHouse } from "../support/house.ts"

/** What the desk costs the database, counted: time would say more about the machine that measures. */
let house: TestHouse
const count = { statements: 0, crossings: 0, connections: new Set<unknown>(), underWay: 0 }

beforeAll(async () => {
  house = await testHouse()
  await house.work(system("デモデータ"), async (work) => {
    for (const module of modules) await module.seed?.(work)
  })
  poolOf(house.house.db).on("connect", counting)
})
afterAll(() => house.close())

/** A crossing is a statement sent while no other is under way: something waited for the one before. */
function counting(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
  client.query = ((...args: unknown[]) => {
    count.statements++
    count.connections.add(client)
    if (count.underWay++ === 0) count.crossings++
    const answer = send(...args)
    const over = () => void count.underWay--
    answer.then(over, over)
    return answer
  }) as typeof client.query
}

async function deskOf(staffNumber: string, all: readonly Module[]) {
  const { rows } = await house.database.pool.query("select id from person where staff_number = $1", [staffNumber])
  const actor = (await actorOfPerson(house.database.db, rows[0].id, new Date())) as StaffActor
  Object.assign(count, { statements: 0, crossings: 0, connections: new Set(), underWay: 0 })
  const desk = await readDesk(readingWork(house.house.db, { actor }), all)
  return { desk, statements: count.statements, crossings: count.crossings, connections: count.connections.size }
}

const people = ["100101", "100102", "100104", "100105", "100106", "100110"]
const asking = modules.reduce((sum, { waiting, owned }) => sum + (waiting ? 1 : 0) + (owned ? 1 : 0), 0)

test.each(people)("職員 %s の机は、一つの接続で、二度の往復までに読める", async (staffNumber) => {
  const { desk, statements, crossings, connections } = await deskOf(staffNumber, modules)
  expect(desk.total + desk.owned.length).toBeGreaterThan(0)
  expect({ connections, fewCrossings: crossings <= 2 || crossings }).toEqual({ connections: 1, fewCrossings: true })
  expect(statements).toBeLessThanOrEqual(7)
})

test("モジュールが増えても、往復と接続は増えない", async () => {
  expect(asking).toBeGreaterThan(5)
  const more: Module[] = Array.from({ length: 30 }, (_, at) => ({
    name: `more-${at}`,
    title: "ほかの取組",
    waiting: async (work) => {
      await work.db.selectFrom("person").select("id").limit(1).execute()
      return []
    },
  }))
  const before = await deskOf("100104", modules)
  const after = await deskOf("100104", [...modules, ...more])
  expect(after.statements).toBe(before.statements + 30)
  expect(after.crossings).toBeLessThanOrEqual(2)
  expect(after.connections).toBe(1)
})
