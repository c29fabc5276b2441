import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import type { Provision } from "../structure/provision.ts"
import { amendingOrdinanceDocx, comparisonDocx, type ComparisonLine, comparisonPdf, comparisonTable } from "./index.ts"

function article(address: string, no: string, caption: string, text: string): Provision {
  return { part: "main", address, no, caption, headings: [], text }
}

const before: Provision[] = [
  article("1", "第１条", "趣旨", "この条例は、広告物について定める。"),
  article("2", "第２条", "定義", "この条例において「広告物」とは、次のものをいう。\n- (1)　広告塔\n- (2)　広告板\n- (3)　立看板\n- (4)　横断幕"),
  article("3", "第３条", "許可", "広告物を表示する者は、市長の許可を受けなければならない。\n２　市長は、許可の旨を掲示場に掲示しなければならない。"),
  article("4", "第４条", "閲覧", "市長は、許可台帳を閲覧に供する。"),
  article("5", "第５条", "委任", "この条例の施行に関し必要な事項は、規則で定める。"),
  { part: "table", address: "t1", no: "別表", caption: "第３条関係", headings: [], text: "| 区分 | 金額 |\n| --- | --- |\n| 広告塔 | 3,000円 |" },
]
const after: Provision[] = [
  before[0]!,
  article("2", "第２条", "定義", "この条例において「広告物」とは、次のものをいう。\n- (1)　広告塔\n- (2)　映像による広告板\n- (3)　広告板\n- (4)　立看板\n- (5)　横断幕"),
  article("3", "第３条", "許可", "広告物を表示する者は、市長の許可を受けなければならない。\n２　前項の申請は、電子情報処理組織により行うことができる。\n３　市長は、許可の旨をインターネットの利用により公表しなければならない。"),
  article("5", "第４条", "委任", "この条例の施行に関し必要な事項は、規則で定める。"),
  { part: "table", address: "t1", no: "別表", caption: "第３条関係", headings: [], text: "| 区分 | 金額 |\n| --- | --- |\n| 広告塔 | 4,000円 |" },
]

/** Marked words in brackets, as a person would read underlines. */
function read(lines: readonly ComparisonLine[]): string {
  return lines.map(({ indent, spans }) => "　".repeat(indent) + spans.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("")).join("\n")
}

test("改正後と改正前を条・項・号ごとに並べ、番号がずれても同じものを並べる", () => {
  const { rows, changed } = comparisonTable(before, after)
  expect(rows.map(({ kind, after, before }) => [kind, read(after), read(before)])).toEqual([
    ["elided", "第１条　（略）", "第１条　（略）"],
    ["elided", "　（定義）\n第２条　（略）", "　（定義）\n第２条　（略）"],
    ["elided", "　(1)　（略）", "　(1)　（略）"],
    ["added", "　[(2)　映像による広告板]", "　[（新設）]"],
    ["changed", "　[(3)～(5)]　（略）", "　[(2)～(4)]　（略）"],
    ["elided", "　（許可）\n第３条　（略）", "　（許可）\n第３条　（略）"],
    ["added", "[２　前項の申請は、電子情報処理組織により行うことができる。]", "[（新設）]"],
    ["changed", "[３]　市長は、許可の旨を[インターネットの利用により公表]しなければならない。", "[２]　市長は、許可の旨を[掲示場に掲示]しなければならない。"],
    ["deleted", "[（削る）]", "　[（閲覧）]\n[第４条　市長は、許可台帳を閲覧に供する。]"],
    ["changed", "　（委任）\n[第４条]　（略）", "　（委任）\n[第５条]　（略）"],
    ["changed", "別表（第３条関係）\n（略）\n広告塔｜[4,000円]", "別表（第３条関係）\n（略）\n広告塔｜[3,000円]"],
  ])
  expect(changed).toBe(5)
})

test("よそから移した条は、移したことを書き添える", () => {
  const moved = article("6", "第６条", "閲覧", "市長は、許可台帳を閲覧に供する。")
  const { rows } = comparisonTable(before, [...before.slice(0, 3), before[4]!, moved, before[5]!])
  expect(rows.find(({ kind }) => kind === "added")!.note).toBe("改正前の第４条から移した")
})

test("同じ条文なら（略）だけになる", () => {
  expect(comparisonTable(before, before)).toMatchObject({ changed: 0, rows: [{ kind: "elided" }, { kind: "elided" }] })
})

const have = (program: string) => {
  try {
    execFileSync("which", [program], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

function run(program: string, ...given: string[]): string {
  return execFileSync(program, given).toString()
}

function inFile<T>(bytes: Uint8Array, name: string, run: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "hagi-comparison-"))
  try {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return run(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test.skipIf(!have("pdftotext"))("新旧対照表のPDF：左右の題は並びに従い、長い条文は次のページに見出しを付けて続く", async () => {
  const long = article("3", "第３条", "許可", Array.from({ length: 60 }, (_, at) => `広告物を表示する者は、第${at}の許可を受けなければならない。`).join(""))
  const table = comparisonTable(before, [...after.slice(0, 2), long, ...after.slice(3)])
  for (const [left, titles] of [
    ["after", /改正後\s+改正前/],
    ["before", /現行\s+改正案/],
  ] as const) {
    const bytes = await comparisonPdf(table, { title: "広告物条例の一部を改正する条例", left })
    const text = inFile(bytes, "a.pdf", (path) => run("pdftotext", "-layout", path, "-"))
    expect(text.match(new RegExp(titles.source, "g"))!.length).toBeGreaterThan(1)
    expect(text).toContain("広告物条例の一部を改正する条例新旧対照表")
    for (let at = 0; at < 60; at += 7) expect(text.replace(/\s/g, "")).toContain(`第${at}の許可`)
  }
})

test.skipIf(!have("unzip"))("新旧対照表のDOCX：改めた所だけに下線があり、見出しの行は各ページに付く", async () => {
  const bytes = await comparisonDocx(comparisonTable(before, after), { title: "広告物条例の一部を改正する条例" })
  const xml = inFile(bytes, "a.docx", (path) => run("unzip", "-p", path, "word/document.xml"))
  const underlined = [...xml.matchAll(/<w:r>(?:(?!<\/w:r>).)*<w:u [^>]*\/>(?:(?!<\/w:r>).)*<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1])
  expect(underlined).toContain("4,000円")
  expect(underlined).toContain("(2)　映像による広告板")
  expect(underlined).not.toContain("（略）")
  expect(xml).toContain("<w:tblHeader/>")
  expect(xml).toContain('w:orient="landscape"')
})

test.skipIf(!have("unzip"))("改正条例のDOCX：題名、改正文、改め文、附則がこの順に入る", async () => {
  const bytes = await amendingOrdinanceDocx({ title: "広告物条例の一部を改正する条例", number: "", lead: "広告物条例（平成５年条例第12号）の一部を次のように改正する。", text: "　第３条中「市長」を「知事」に改める。\n　別表を次のように改める。\n　別表（第３条関係）\n　| 区分 | 金額 |\n　| 広告塔 | 4,000円 |", supplementary: ["（施行期日）", "１　この条例は、公布の日から施行する。"] })
  const xml = inFile(bytes, "a.docx", (path) => run("unzip", "-p", path, "word/document.xml"))
  const places = ["広告物条例の一部を改正する条例", "の一部を次のように改正する。", "第３条中「市長」を「知事」に改める。", "<w:tbl>", "附　則", "この条例は、公布の日から施行する。"].map((words) => xml.indexOf(words))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(Math.min(...places)).toBeGreaterThan(0)
})
