import { createHash, randomBytes, randomUUID } from "node:crypto"
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../access/index.ts"
import {
  checkDocuments,
  cleanFileName,
  declareDocumentRules,
  diskStorage,
  failingStorage,
  limitDocuments,
  listDocuments,
  openDocument,
  readDocument,
  removeDocument,
  storeDocument,
  useDocumentStorage,
} from "./index.ts"
import { documentsModule } from "./module.ts"

const folder = mkdtempSync(join(tmpdir(), "hagi-files-"))
const storage = failingStorage(diskStorage(folder))
const subject = { kind: "idea", id: "1" }
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`)
const place = (sha: string) => join(folder, sha.slice(0, 2), sha.slice(2, 4), sha)

let house: TestHouse
let ume: Actor
let take: Actor
const as = (id: string): Actor => ({ kind: "staff", id, name: "職員", unitId: randomUUID(), unitName: "", postTitle: "", sessionId: "", grants: [] })
beforeAll(async () => {
  house = await testHouse({ modules: [documentsModule] })
  const people = await house.database.db
    .insertInto("person")
    .values([1, 2].map((n) => ({ kind: "staff" as const, name: `職員${n}`, staff_number: `${n}` })))
    .returning("id")
    .execute()
  ume = as(people[0]!.id)
  take = as(people[1]!.id)
  useDocumentStorage(storage)
  limitDocuments({ maxBytes: 1000 })
  declareDocumentRules([{ subjectKind: "idea", mayRead: (work) => work.actor.kind === "staff" && work.actor.id === (ume as { id: string }).id }])
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  storage.failPut = undefined
  storage.failRead = undefined
})
const put = (bytes: Uint8Array | AsyncIterable<Uint8Array>, name = "根拠.pdf", of = subject) =>
  house.work(ume, (w) => storeDocument(w, { bytes, name, subject: of }))

describe("保存する", () => {
  test("中身の指紋の名で保存され、読み返せる", async () => {
    const stored = await put(pdf("甲"))
    expect(new Uint8Array(readFileSync(place(stored.sha256)))).toEqual(pdf("甲"))
    const read = await house.work(ume, (w) => readDocument(w, stored.id))
    expect(read).toMatchObject({ name: "根拠.pdf", mediaType: "application/pdf" })
    expect(new Uint8Array(read.bytes)).toEqual(pdf("甲"))
  })

  // Up to 64 kB a file is read in one pause, larger ones piece by piece.
  test.each([65_535, 65_536, 65_537, 200_000])("%i バイトの中身も、読み返して同じと分かり、後から伸びても縮んでも分かる", async (size) => {
    const disk = diskStorage(folder)
    const bytes = randomBytes(size)
    const stored = await disk.put([bytes], size)
    expect(stored).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex"), size })
    expect(await disk.check(stored.sha256)).toEqual(stored)
    appendFileSync(place(stored.sha256), "x")
    expect(await disk.check(stored.sha256)).toMatchObject({ size: size + 1 })
    truncateSync(place(stored.sha256), size - 1)
    expect(await disk.check(stored.sha256)).toEqual({ sha256: createHash("sha256").update(bytes.subarray(0, -1)).digest("hex"), size: size - 1 })
    await disk.remove(stored.sha256)
    expect(await disk.check(stored.sha256)).toBeUndefined()
  })

  test("少しずつ届く中身も、同じ中身の二つ目も", async () => {
    async function* chunks() {
      yield pdf("少")
      yield new Uint8Array([1, 2, 3])
    }
    const first = await put(chunks())
    const second = await put(chunks())
    expect(first.sha256).toBe(second.sha256)
    expect(first.size).toBe(pdf("少").length + 3)
  })

  test.each([
    ["種類", pdf("x"), "絵.exe", "documents.type"],
    ["名前と違う中身", new Uint8Array([1, 2, 3]), "絵.pdf", "documents.content"],
    ["NUL のある文", new Uint8Array([65, 0, 66]), "文.txt", "documents.content"],
    ["空", new Uint8Array(), "空.pdf", "documents.empty"],
    ["大きさ", new Uint8Array([...pdf(""), ...new Uint8Array(1000)]), "大.pdf", "documents.too-large"],
  ])("%sで断る", async (_, bytes, name, code) => {
    await expect(put(bytes, name)).rejects.toMatchObject({ kind: "invalid", code })
  })

  test("届く元が同じ場所を使い回しても中身は正しく、受け取っても、断っても、失敗しても、元は閉じられる", async () => {
    let closed = 0
    async function* from(...parts: Uint8Array[]) {
      const one = new Uint8Array(Math.max(...parts.map(({ length }) => length)))
      try {
        for (const part of parts) {
          one.set(part)
          yield one.subarray(0, part.length)
        }
      } finally {
        closed++
      }
    }
    const stored = await put(from(pdf("使い回し"), new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])))
    expect(new Uint8Array(readFileSync(place(stored.sha256)))).toEqual(new Uint8Array([...pdf("使い回し"), 1, 2, 3, 4, 5]))
    await expect(put(from(new Uint8Array([1, 2, 3]), pdf("x")))).rejects.toMatchObject({ code: "documents.content" })
    await expect(put(from(pdf("長"), new Uint8Array(1000), new Uint8Array(1000)))).rejects.toMatchObject({ code: "documents.too-large" })
    storage.failPut = new Error("disk")
    await expect(put(from(pdf("x"), pdf("y")))).rejects.toThrow("disk")
    expect(closed).toBe(4)
  })

  test.each(["ENOSPC", "EIO", "EROFS"])("ディスクの故障 %s では受け付けず、記録も残らない", async (code) => {
    storage.failPut = Object.assign(new Error("disk"), { code })
    const before = await house.database.db.selectFrom("document").select("id").execute()
    await expect(put(pdf(code))).rejects.toMatchObject({ kind: "unavailable" })
    expect(await house.database.db.selectFrom("document").select("id").execute()).toEqual(before)
  })
})

test.each([
  ["../../etc/passwd.pdf", "passwd.pdf"],
  ["C:\\temp\\甲.pdf", "甲.pdf"],
  ["a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"],
  ["\u202efdp.exe.pdf", "fdp.exe.pdf"],
  ["...", "名称なし"],
  [`${"長".repeat(300)}.pdf`, `${"長".repeat(116)}.pdf`],
])("名前 %j は %j になる", (name, clean) => expect(cleanFileName(name)).toBe(clean))

describe("見てよい人だけに渡す", () => {
  test("決まりのない対象と、許されない人には、無いものとして答える", async () => {
    const stored = await put(pdf("秘"))
    const orphan = await put(pdf("決まりなし"), "甲.pdf", { kind: "unknown", id: "1" })
    await expect(house.work(take, (w) => openDocument(w, stored.id))).rejects.toMatchObject({ kind: "not-found" })
    await expect(house.work(ume, (w) => openDocument(w, orphan.id))).rejects.toMatchObject({ kind: "not-found" })
    expect(await house.work(take, (w) => listDocuments(w, subject))).toEqual([])
    expect((await house.request(`/documents/${stored.id}`, { as: take })).status).toBe(404)
    expect((await house.request(`/documents/${stored.id}`)).status).toBe(404)
    expect((await house.request("/documents/../etc", { as: ume })).status).toBe(404)
  })

  test("落とすときは添付として、日本語の名前で", async () => {
    const stored = await put(pdf("渡す"), "見積書 (1).pdf")
    const answer = await house.request(`/documents/${stored.id}`, { as: ume })
    expect(answer.headers.get("content-disposition")).toBe(
      "attachment; filename=\"___ (1).pdf\"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8%20%281%29.pdf",
    )
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pdf("渡す"))
  })

  test("取り除いたものは理由を残して渡さない", async () => {
    const stored = await put(pdf("消す"))
    await expect(house.work(ume, (w) => removeDocument(w, stored.id, " "))).rejects.toMatchObject({ field: "reason" })
    await house.work(ume, (w) => removeDocument(w, stored.id, "個人情報が写っていた"))
    expect((await house.request(`/documents/${stored.id}`, { as: ume })).status).toBe(404)
    const rows = await house.work(ume, (w) => listDocuments(w, subject, { removed: true }))
    expect(rows.find((row) => row.id === stored.id)).toMatchObject({ removedReason: "個人情報が写っていた" })
    await expect(house.work(ume, (w) => removeDocument(w, stored.id, "再"))).rejects.toMatchObject({ kind: "not-found" })
  })

  test("壊れた中身は渡さない", async () => {
    const stored = await put(pdf("壊れる"))
    writeFileSync(place(stored.sha256), pdf("壊れた"))
    expect((await house.request(`/documents/${stored.id}`, { as: ume })).status).toBe(503)
    storage.failRead = new Error("EIO")
    expect((await house.request(`/documents/${stored.id}`, { as: ume })).status).toBe(503)
  })
})

describe("点検", () => {
  test("失われたもの、壊れたものを見つけ、持ち主のないものを一日たってから片付ける", async () => {
    await house.database.db.deleteFrom("document").execute()
    const good = await put(pdf("良"))
    const lost = await put(pdf("失"), "失.pdf")
    const broken = await put(pdf("傷"), "傷.pdf")
    const undone = await house
      .work(ume, async (w) => {
        const stored = await storeDocument(w, { bytes: pdf("取消し"), name: "取.pdf", subject })
        throw Object.assign(new Error("undo"), { sha256: stored.sha256 })
      })
      .catch((error: { sha256: string }) => error.sha256)
    rmSync(place(lost.sha256))
    writeFileSync(place(broken.sha256), pdf("疵"))
    const fresh = await checkDocuments(house.database.db)
    expect(fresh.swept).toBeGreaterThanOrEqual(0)
    expect(readFileSync(place(undone as string)).length).toBeGreaterThan(0)
    const old = new Date(Date.now() - 2 * 86_400_000)
    utimesSync(place(undone as string), old, old)
    utimesSync(place(good.sha256), old, old)
    const report = await checkDocuments(house.database.db)
    expect(report.faults.map(({ fault, names }) => [fault, names]).sort()).toEqual([
      ["damaged", ["傷.pdf"]],
      ["missing", ["失.pdf"]],
    ])
    expect(() => readFileSync(place(undone as string))).toThrow()
    expect(readFileSync(place(good.sha256)).length).toBeGreaterThan(0)
    const admin: Actor = { ...as(randomUUID()), grants: [{ role: "administrator", unitIds: "all" }] } as Actor
    const html = await (await house.request("/documents", { as: admin })).text()
    expect(html).toContain("2件のファイルに異常があります")
    expect((await house.request("/documents", { as: take })).status).toBe(403)
  })

  test("システムは決まりにかかわらず読める", async () => {
    const stored = await put(pdf("系"), "甲.pdf", { kind: "unknown", id: "1" })
    expect((await house.work(system("backup"), (w) => readDocument(w, stored.id))).name).toBe("甲.pdf")
  })
})
