import { existsSync, mkdtempSync, readdirSync, readlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import { expect, test } from "vitest"
import { BrokenMultipart, piecesOf, readMultipart } from "./multipart.ts"

// A place of its own: other posts of this machine wait in the usual one.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), "hagi-multipart-"))

const tooLarge = () => new Error("too large")

async function read(form: FormData, maxBytes = 50_000_000) {
  const request = new Response(form)
  const sent = new Response(await request.clone().arrayBuffer())
  return readMultipart(sent.body as ReadableStream<Uint8Array>, request.headers.get("content-type")!, maxBytes, tooLarge)
}

function raw(text: string, type = "multipart/form-data; boundary=y") {
  return readMultipart(new Response(text).body as ReadableStream<Uint8Array>, type, 1000, tooLarge)
}

/** Files of posts that are open in this process; what nobody closes keeps its place on the disk after it is removed. */
const open = () => (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").map(targetOf).filter((path) => path.includes("hagi-upload-")) : [])

function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    return ""
  }
}

test("欄とファイルを、送られた順に、名前も中身もそのまま読む", async () => {
  const form = new FormData()
  const large = new Uint8Array(3_000_000).map((_, at) => at % 251)
  form.append("題名", "申請\r\nの書類")
  form.append("files", new File([large], "見積書 「その1」\".pdf", { type: "application/pdf" }))
  form.append("files", new File(["小さい"], "メモ.txt"))
  form.append("empty", new File([], ""))
  form.append("題名", "二つ目")
  const found = await read(form)
  expect(found.fields).toEqual([["題名", "申請\r\nの書類"], ["題名", "二つ目"]])
  expect(found.files.map(([name, file]) => [name, file.name, file.size])).toEqual([
    ["files", "見積書 「その1」\".pdf", 3_000_000],
    ["files", "メモ.txt", 9],
    ["empty", "", 0],
  ])
  expect(Buffer.from(await found.files[0]![1].arrayBuffer()).equals(Buffer.from(large))).toBe(true)
  expect(await found.files[1]![1].text()).toBe("小さい")
  // Piece by piece it is the same, from disk and from memory; who stops half-way leaves nothing open.
  for (const [_, file] of found.files.slice(0, 2)) {
    const pieces: Buffer[] = []
    for await (const piece of piecesOf(file)) pieces.push(Buffer.from(piece))
    expect(Buffer.concat(pieces).equals(Buffer.from(await file.arrayBuffer()))).toBe(true)
    for await (const piece of piecesOf(file)) if (piece.length > 0) break
  }
  expect(open()).toEqual([])
  await found.drop()
  await expect(found.files[0]![1].arrayBuffer()).rejects.toThrow()
  await expect(piecesOf(found.files[0]![1]).next()).rejects.toThrow()
})

test("大きすぎるものは、途中で断り、何も残さない", async () => {
  const form = new FormData()
  form.append("file", new File([new Uint8Array(500_000)], "a.pdf"))
  await expect(read(form, 200_000)).rejects.toThrow("too large")
  expect([readdirSync(tmpdir()), open()]).toEqual([[], []])
})

test("途中で切れたものは、断り、開いたファイルを残さない", async () => {
  const head = '--y\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
  async function* cut() {
    yield Buffer.from(head)
    for (let n = 0; n < 8; n++) yield Buffer.alloc(64 * 1024)
    throw new Error("the connection was lost")
  }
  await expect(readMultipart(Readable.from(cut(), { objectMode: false }), "multipart/form-data; boundary=y", 50_000_000, tooLarge)).rejects.toThrow(BrokenMultipart)
  expect([readdirSync(tmpdir()), open()]).toEqual([[], []])
})

test.each([
  ["終わりがない", "--y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"],
  ["形がない", "--x\r\nbroken"],
])("%s本文は断る", async (_, text) => {
  await expect(raw(text)).rejects.toThrow(BrokenMultipart)
})

test("境界のない宣言は断り、短い境界は読む", async () => {
  await expect(raw("x", "multipart/form-data")).rejects.toThrow(BrokenMultipart)
  const found = await raw("--y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--y--\r\n")
  expect(found.fields).toEqual([["a", "1"]])
})
