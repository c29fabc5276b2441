import { expect, test } from "vitest"
import type { Db } from "./connect.ts"
import { rememberFor } from "./remember.ts"
import type { Work } from "./work.ts"

const workOn = (db: object) => ({ db: db as Db, actor: { kind: "visitor" }, now: new Date(), requestId: "r" }) as Work

test("読むのは一度。ほかのデータベース、取引の中、失敗のあとは読み直す", async () => {
  let reads = 0
  const read = rememberFor(60_000, async () => ++reads)
  const [one, two] = [{ isTransaction: false }, { isTransaction: false }]
  expect([await read(workOn(one)), await read(workOn(one)), await read(workOn(two))]).toEqual([1, 1, 2])
  expect(await read(workOn({ isTransaction: true }))).toBe(3)

  let fails = true
  const risky = rememberFor(60_000, async () => {
    if (fails) throw new Error("no database")
    return "ok"
  })
  await expect(risky(workOn(one))).rejects.toThrow("no database")
  fails = false
  expect(await risky(workOn(one))).toBe("ok")
})

test("時間がたてば読み直す", async () => {
  let reads = 0
  const read = rememberFor(0, async () => ++reads)
  const db = {}
  expect([await read(workOn(db)), await read(workOn(db))]).toEqual([1, 2])
})
