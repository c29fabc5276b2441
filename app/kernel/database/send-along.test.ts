import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { freshDatabase, type FreshDatabase } from "../../../tests/support/database.ts"
import { inWork, readingWork, type Work } from "./index.ts"
import { sendAlong } from "./work.ts"

let database: FreshDatabase
const occasion = { actor: { kind: "system", name: "試し" } as const }
const put = (work: Work, n: number) => sql`insert into along values (${n})`.execute(work.db)
const kept = async () => (await sql<{ n: number }>`select n from along order by n`.execute(database.db)).rows.map((row) => row.n)
beforeAll(async () => {
  database = await freshDatabase({ poolSize: 1 })
  await sql`create table along (n int primary key)`.execute(database.db)
})
afterAll(() => database.drop())

test("答えを待たずに送った文も、確定とともに残る", async () => {
  const result = await inWork(
    database.db,
    occasion,
    async (work) => {
      await put(work, 1)
      await sendAlong(work, () => put(work, 2))
      return "済"
    },
    (work) => put(work, 3),
  )
  expect(result).toBe("済")
  expect(await kept()).toEqual([1, 2, 3])
})

test.each([
  ["待たずに送った文が失敗する", async (work: Work) => sendAlong(work, () => put(work, 1))],
  ["その後で処理が失敗する", async (work: Work) => {
    await sendAlong(work, () => put(work, 12))
    throw new Error("duplicate key をまねた失敗")
  }],
])("%sと、変更は何も残らず、その失敗が理由になる", async (_, act) => {
  const change = inWork(
    database.db,
    occasion,
    async (work) => {
      await put(work, 11)
      await act(work)
    },
    (work) => put(work, 13),
  )
  await expect(change).rejects.toThrow(/duplicate key/)
  expect(await kept()).toEqual([1, 2, 3])
})

test("確定より後に届く文は、次の変更に紛れずに断られる", async () => {
  let late: Promise<unknown> | undefined
  await inWork(database.db, occasion, async (work) => {
    await put(work, 21)
    late = new Promise((resolve) => setTimeout(resolve, 0)).then(() => put(work, 22))
    late.catch(() => {})
  })
  await expect(late).rejects.toThrow("after the commit")
  expect(await kept()).toEqual([1, 2, 3, 21])
})

test("送るまでに手間のかかるものは、終わるまで待つ", async () => {
  await inWork(database.db, occasion, async (work) => {
    await sendAlong(work, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await put(work, 31)
      await put(work, 32)
    })
  })
  expect(await kept()).toEqual([1, 2, 3, 21, 31, 32])
})

test("変更の外では、そのまま待つ", async () => {
  await sendAlong(readingWork(database.db, occasion), () => sql`insert into along values (41)`.execute(database.db))
  expect(await kept()).toContain(41)
})
