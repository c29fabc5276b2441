import { PassThrough, Readable } from "node:stream"
import { setTimeout as after } from "node:timers/promises"
import { expect, test } from "vitest"
import { inTurn, MOST_AT_ONCE } from "./in-turn.ts"

async function read(body: Readable): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of inTurn(body)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** A post whose pieces keep coming until it is told to end. */
function busy(): { body: PassThrough; end: () => void } {
  const body = new PassThrough()
  const writing = setInterval(() => body.write("。"), 2)
  return {
    body,
    end() {
      clearInterval(writing)
      body.end()
    },
  }
}

test("順番が来るまで、送られたものは読まれずに待つ", async () => {
  const first = Array.from({ length: MOST_AT_ONCE }, busy)
  const reads = first.map(({ body }) => read(body))
  const last = Readable.from([Buffer.from("最後の人")])
  let seen = ""
  const lastRead = read(last).then((text) => (seen = text))
  await after(60)
  expect(seen).toBe("")
  first[0]!.end()
  await lastRead
  expect(seen).toBe("最後の人")
  for (const { end } of first) end()
  for (const text of await Promise.all(reads)) expect(text).toMatch(/^。+$/)
})

test("止まっている人は順番を空け、続きが来ればまた読まれる。ひとりも待たせず、一字も失わない", async () => {
  const slow = Array.from({ length: MOST_AT_ONCE * 3 }, () => new PassThrough())
  const reads = slow.map(read)
  for (const [at, body] of slow.entries()) body.write(`${at}の前半、`)
  await after(100)
  expect(await read(Readable.from([Buffer.from("速い人")]))).toBe("速い人")
  for (const body of slow) body.end("後半")
  expect(await Promise.all(reads)).toEqual(slow.map((_, at) => `${at}の前半、後半`))
})

test("途中で切れた人と、途中で読むのをやめた人の順番も空く", async () => {
  for (let round = 0; round < MOST_AT_ONCE * 2; round++) {
    const cut = new PassThrough()
    const reading = read(cut)
    cut.write("途中")
    cut.destroy(new Error("cut off"))
    await expect(reading).rejects.toThrow("cut off")
    for await (const piece of inTurn(Readable.from([Buffer.from("長い"), Buffer.from("文")]))) if (piece.length > 0) break
  }
  expect(await read(Readable.from([Buffer.from("次の人")]))).toBe("次の人")
})
