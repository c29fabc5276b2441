import { crc32 } from "node:zlib"
import { unzipSync } from "fflate"
import { expect, test } from "vitest"
import { type ZipEntry, zipStream } from "./zip-stream.ts"

const at = new Date("2026-04-01T00:00:00Z")
const block = new Uint8Array(65_536).map((_, n) => (n * 2_654_435_761) >>> 24)

test("名前と中身がそのまま入る", async () => {
  const zip = zipStream(
    (async function* (): AsyncGenerator<ZipEntry> {
      yield { path: "書類/001_見積/見積書（𠮷田）.txt", bytes: [new TextEncoder().encode("百円")], at }
      yield { path: "空.txt", bytes: [], at }
    })(),
  )
  const files = unzipSync(new Uint8Array(await new Response(zip).arrayBuffer()))
  expect(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([["書類/001_見積/見積書（𠮷田）.txt", "百円"], ["空.txt", ""]])
})

test("400 MB を書き出しても、読む側が進むだけしか読まない", async () => {
  let read = 0
  let sum = 0
  const zip = zipStream(
    (async function* (): AsyncGenerator<ZipEntry> {
      for (const name of ["a", "b"]) {
        yield {
          path: name,
          at,
          bytes: (async function* () {
            for (let n = 0; n < 3200; n++) {
              read += block.length
              sum = crc32(block, sum)
              yield block
            }
          })(),
        }
      }
    })(),
  )
  const reader = zip.getReader()
  await reader.read()
  await new Promise((resolve) => setTimeout(resolve, 50))
  // Nobody takes what is made: the buffers between are full, and no more is read.
  expect(read).toBeLessThan(8_000_000)
  const before = process.memoryUsage().rss
  let most = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) most = Math.max(most, process.memoryUsage().rss - before)
  expect(read).toBe(2 * 3200 * block.length)
  expect(most).toBeLessThan(150_000_000)
}, 60_000)

test("受け取る側がいなくなれば、読むのをやめて閉じる", async () => {
  let closed = 0
  let asked = 0
  const zip = zipStream(
    (async function* (): AsyncGenerator<ZipEntry> {
      try {
        for (;;) {
          asked++
          yield {
            path: `${asked}`,
            at,
            bytes: (async function* () {
              try {
                for (;;) yield block
              } finally {
                closed++
              }
            })(),
          }
        }
      } finally {
        closed++
      }
    })(),
  )
  const reader = zip.getReader()
  await reader.read()
  await reader.cancel()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect([asked, closed]).toEqual([1, 2])
})
