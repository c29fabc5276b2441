import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { freshDatabase } from "./database.ts"

const one = await freshDatabase()
const other = await freshDatabase()
afterAll(() => Promise.all([one.drop(), other.drop()]))

test("テストごとのデータベースは移行済みで、互いに見えない", async () => {
  await sql`create table only_here (n int)`.execute(one.db)
  expect(await one.db.selectFrom("hagi_migration").select("name").execute()).not.toEqual([])
  const { rows } = await sql<{ there: boolean }>`select to_regclass('only_here') is not null as there`.execute(other.db)
  expect(rows).toEqual([{ there: false }])
})
