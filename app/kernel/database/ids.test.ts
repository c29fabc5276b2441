import { afterAll, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { newId } from "./ids.ts"
import { idsInOrder, sameMillisecond, timeOrderedId } from "../../../tests/support/ids-in-order.ts"

const database = await freshDatabase()
afterAll(() => database.drop())

test("サーバーのなかで作る識別子も、作った順に並ぶ", () => {
  const ids = Array.from({ length: 20_000 }, newId)
  expect(sameMillisecond(ids)).toBe(true)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(id).toMatch(timeOrderedId)
})

test("ひとつのミリ秒のなかでも、識別子は作った順に並ぶ", async () => {
  const ids = await idsInOrder(database.url)
  expect(sameMillisecond(ids)).toBe(true)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(id).toMatch(timeOrderedId)
})
