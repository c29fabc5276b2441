import { expect, test } from "vitest"
import type { Db } from "./connect.ts"
import { rememberEach, rememberFor } from "./remember.ts"
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

test("問いごとに一度読む。数えている間に来た人は、その答えを待つ", async () => {
  let reads = 0
  const read = rememberEach(60_000, (_, ask: string) => ask, async (_, ask) => {
    const n = ++reads
    await new Promise((resolve) => setImmediate(resolve))
    if (ask === "fails") throw new Error("no database")
    return `${ask} ${n}`
  })
  const [one, two] = [{ isTransaction: false }, { isTransaction: false }]
  expect(await Promise.all([read(workOn(one), "a"), read(workOn(one), "a"), read(workOn(one), "b"), read(workOn(two), "a")])).toEqual(["a 1", "a 1", "b 2", "a 3"])
  expect(await read(workOn({ isTransaction: true }), "a")).toBe("a 4")
  await expect(read(workOn(one), "fails")).rejects.toThrow("no database")
  await expect(read(workOn(one), "fails")).rejects.toThrow("no database")
  expect([await read(workOn(one), "a"), reads]).toEqual(["a 1", 6])
  // The oldest is forgotten before the memory grows without end.
  for (let n = 0; n < 200; n++) await read(workOn(one), `many ${n}`)
  expect(await read(workOn(one), "a")).toBe("a 207")
})
