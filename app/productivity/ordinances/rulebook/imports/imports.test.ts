import { zipSync } from "fflate"
import iconv from "iconv-lite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type RulebookHouse, rulebookHouse } from "../../../../../tests/support/rulebook-house.ts"
import { system } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import { rulebookPaths } from "../paths.ts"
import { UnreadableOrdinance } from "../../structure/index.ts"
import { beginImport } from "./begin-import.ts"
import { importFile } from "./import-file.ts"
import { getImport, importReport, listLines } from "./read-imports.ts"
import { importJob } from "./run-import.ts"

let house: RulebookHouse
beforeAll(async () => {
  house = await rulebookHouse()
})
afterAll(() => house.close())

const text = (title: string, number: number, body = "（趣旨）\n第1条　この条例は、試すためのものとする。\n（点検）\n第2条　施設は、毎年1回、目視により点検する。") => `○${title}\n令和8年4月1日　条例第${number}号\n${body}\n附　則\nこの条例は、公布の日から施行する。\n`
const file = (name: string, content: string | Uint8Array) => new File([typeof content === "string" ? content : new Uint8Array(content)], name)
const begin = (files: File[], more: { unitId?: string; effectiveOn?: string } = {}) => house.work(house.office, (work) => beginImport(work, { files, ...more }))
const run = (importId: string, signal?: AbortSignal) =>
  importJob.run(readingWork(house.database.db, { actor: system("test") }), { importId }, { attempt: 1, maxAttempts: 4, ...(signal ? { signal } : {}) } as never)
const asOffice = () => readingWork(house.database.db, { actor: house.office })
const resultOf = async (importId: string) => {
  const [it, { items }] = await Promise.all([getImport(asOffice(), importId), listLines(asOffice(), importId, {}, { limit: 1000 })])
  return { it, lines: items.map(({ title, outcome, reason }) => `${title} ${outcome}${reason ? ` ${reason}` : ""}`), files: it.files.map(({ state, reason }) => (reason ? `${state} ${reason}` : state)) }
}
const take = async (...files: File[]) => {
  const id = await begin(files)
  await run(id)
  return resultOf(id)
}
const count = async (sql: string) => Number((await house.database.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)

describe("画面から取り込む", () => {
  const multipart = (name: string, content: string) => {
    const boundary = "----hagi"
    return {
      body: `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--${boundary}\r\nContent-Disposition: form-data; name="unitId"\r\n\r\n${house.road.unitId}\r\n--${boundary}--\r\n`,
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    }
  }
  test("送ると進みぐあいの画面になり、終わると結果とお知らせがある。同じファイルは「変更なし」", async () => {
    const sent = await house.request(rulebookPaths.imports, { as: house.office, method: "POST", ...multipart("画面.txt", text("画面の条例", 11)) })
    expect(sent.status).toBe(303)
    const path = sent.headers.get("location")!
    const waiting = await house.request(path, { as: house.office })
    expect(waiting.headers.get("refresh")).toBe("3")
    expect(await waiting.text()).toContain("順番待ち")
    await run(path.split("/").at(-1)!)
    const done = await house.request(path, { as: house.office })
    expect(done.headers.get("refresh")).toBeNull()
    const page = await done.text()
    expect(page).toContain("終わりました")
    expect(page).toContain("画面の条例")
    expect(await count(`notice_recipient where person_id = '${house.office.id}'`)).toBe(1)
    const list = await (await house.request(`${rulebookPaths.list}?unitId=${house.road.unitId}`, { as: house.road })).text()
    expect(list).toContain("画面の条例")
    const again = await house.request(rulebookPaths.imports, { as: house.office, method: "POST", ...multipart("画面.txt", text("画面の条例", 11)) })
    await run(again.headers.get("location")!.split("/").at(-1)!)
    expect((await resultOf(again.headers.get("location")!.split("/").at(-1)!)).lines).toEqual(["画面の条例 unchanged"])
    const report = await (await house.request(`${path}/report.csv`, { as: house.office })).text()
    expect(report).toMatch(/^ファイル,/)
    expect(report).toContain("画面の条例,令和8年条例第11号")
  })
  test.each([
    ["ファイルがない", "", "取り込むファイルを選んでください。"],
    ["知らない種類", "絵.png", "「絵.png」は取り込めない種類です。"],
    ["名前と中身が違う", "名前だけ.zip", "「名前だけ.zip」の中身が、名前の示す種類（zip）と違います。"],
  ])("断って、もう一度の画面：%s", async (_, name, sentence) => {
    const answer = await house.request(rulebookPaths.imports, name ? { as: house.office, method: "POST", ...multipart(name, "x") } : { as: house.office, form: { unitId: house.road.unitId } })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(sentence)
    expect(page).toContain(`value="${house.road.unitId}" selected`)
  })
  test("例規担当でない職員は、取込みの画面も結果も見られない", async () => {
    const id = await begin([file("a.txt", text("見えない条例", 12))])
    for (const path of [rulebookPaths.imports, rulebookPaths.newImport, rulebookPaths.import(id), rulebookPaths.importReport(id)]) {
      expect([path, (await house.request(path, { as: house.road })).status]).toEqual([path, 403])
    }
    expect((await house.request(rulebookPaths.imports, { as: house.road, form: { unitId: "" } })).status).toBe(403)
  })
})

describe("いろいろなファイル", () => {
  test("Shift_JIS のテキスト", async () => {
    const { lines, files } = await take(file("sjis.txt", iconv.encode(text("シフトジスの条例", 21), "cp932")))
    expect([lines, files]).toEqual([["シフトジスの条例 created"], ["done"]])
  })
  test("ZIP の中はファイルごと：読めないものは理由を添え、ほかは取り込む。日本語の名前は Shift_JIS でも読む", async () => {
    const zip = Buffer.from(
      zipSync({
        "gaku/b.html": Buffer.from(`<html><body><p>○ジップの条例</p><p>令和8年4月1日　条例第22号</p><p>第1条　試すためのものとする。</p></body></html>`),
        "XXXX.txt": Buffer.from(text("名前が日本語の条例", 23)),
        "c.xml": Buffer.from("<Law><a></Law>"),
        "画像.png": Buffer.from("x"),
      }),
    )
    // As Windows writes it: the name in its own code page, without a word about it.
    const name = iconv.encode("例規", "cp932")
    for (let at = zip.indexOf("XXXX"); at >= 0; at = zip.indexOf("XXXX", at + 1)) name.copy(zip, at)
    const { it, lines } = await take(file("集.zip", zip))
    expect(lines.map((line) => line.slice(0, 22)).sort()).toEqual([expect.stringMatching(/^c\.xml refused XML/), "ジップの条例 created", "名前が日本語の条例 created"])
    const { items } = await listLines(asOffice(), it.id, {})
    expect(items.map((line) => line.name).sort()).toEqual(["c.xml", "gaku/b.html", "例規.txt"])
  })
  test.each<[string, File, RegExp]>([
    ["壊れた ZIP", file("壊.zip", zipSync({ "a.txt": Buffer.from("x".repeat(5000)) }).slice(0, 60)), /^refused ZIP として読めません/],
    ["読めるもののない ZIP", file("空.zip", zipSync({ "a.png": Buffer.from("x") })), /^refused ZIP の中に/],
    ["開くと大きすぎる ZIP", file("爆.zip", zipSync({ "a.txt": new Uint8Array(201 * 1024 * 1024) }, { level: 1 })), /^refused ZIP を開くと 200 MB を超えます/],
    ["壊れた gzip", file("a.jsonl.gz", Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(40, 7), Buffer.from([9, 0, 0, 0])])), /^refused gzip として読めません/],
    ["PDF", file("a.txt", "%PDF-1.7 …"), /^refused PDF/],
    ["例規でないテキスト", file("memo.txt", "買い物の覚え書き。\n牛乳"), /^refused /],
    ["途中で壊れた JSON Lines", file("b.jsonl", `${JSON.stringify({ url: "", title: "途中までの条例", articles: [{ no: "第1条", caption: "", text: "試す。" }] })}\n{"title":`), /^refused /],
  ])("読めないファイルからは何も取り込まず、理由を言う：%s", async (_, broken, reason) => {
    const before = await count("ordinance")
    const { it, files, lines } = await take(broken)
    expect(files).toEqual([expect.stringMatching(reason)])
    expect(lines).toEqual([])
    expect(it.state).toBe("done")
    expect(await count("ordinance")).toBe(before)
    expect(await importReport(asOffice(), it.id)).toContain("（ファイル全体）")
  })
  test("50 MB を超えるファイルは、預かる前に断る", async () => {
    await expect(begin([file("大.txt", new Uint8Array(50 * 1024 * 1024 + 1).fill(0x61))])).rejects.toThrow("「大.txt」は大きすぎます（上限 50 MB）。")
  })
})

test("コマンドから：例規ごとに結果を返し、二度目は変更なし。ファイル全体が読めなければ何も取り込まない", async () => {
  const taken = async (bytes: Uint8Array, name: string) => {
    const found: string[] = []
    for await (const { title, outcome } of importFile(house.database.db, system("hagi"), { bytes, name })) found.push(`${title} ${outcome}`)
    return found
  }
  const two = Buffer.from(`${text("コマンドの条例その一", 31)}\n${text("コマンドの条例その二", 32)}`)
  expect(await taken(two, "a.txt")).toEqual(["コマンドの条例その一 created", "コマンドの条例その二 created"])
  expect(await taken(two, "a.txt")).toEqual(["コマンドの条例その一 unchanged", "コマンドの条例その二 unchanged"])
  await expect(taken(Buffer.from("%PDF-1.7"), "b.txt")).rejects.toThrow(UnreadableOrdinance)
})

describe("途中で止まる、同時に走る", () => {
  const many = (count: number, from: number) => file("多.zip", zipSync(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${from + at}.txt`, Buffer.from(text(`多くの条例その${from + at}`, from + at))]))))
  test("止まった取込みは、次の実行が残りから続け、どの例規も1行ずつ", async () => {
    const id = await begin([many(12, 100)])
    const stop = new AbortController()
    const watch = setInterval(() => void count(`ordinance_import_line where import_id = '${id}'`).then((n) => n >= 3 && stop.abort()), 5)
    await expect(run(id, stop.signal)).rejects.toThrow("stopping")
    clearInterval(watch)
    const written = await count(`ordinance_import_line where import_id = '${id}'`)
    expect(written).toBeGreaterThanOrEqual(3)
    expect(written).toBeLessThan(12)
    await run(id)
    const { it, lines } = await resultOf(id)
    expect(it.state).toBe("done")
    expect(it.found).toBe(12)
    expect(lines).toEqual(Array.from({ length: 12 }, (_, at) => `多くの条例その${100 + at} created`))
    // Once more: nothing is left to do.
    await run(id)
    expect((await resultOf(id)).lines).toHaveLength(12)
  })
  test("同じファイルを二人が同時に取り込むと、どの例規も一つで、一方は「変更なし」", async () => {
    const ids = [await begin([many(10, 200)]), await begin([many(10, 200)])]
    await Promise.all(ids.map((id) => run(id)))
    const all = (await Promise.all(ids.map(resultOf))).flatMap(({ lines }) => lines)
    expect(all.filter((line) => line.endsWith("created"))).toHaveLength(10)
    expect(all.filter((line) => line.endsWith("unchanged"))).toHaveLength(10)
    expect(await count("ordinance where title like '多くの条例その2%'")).toBe(10)
  })
})
