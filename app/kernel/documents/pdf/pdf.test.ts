import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { breakLines, makePdf, missingGlyphs, type Section } from "./index.ts"

const measure = (text: string) => [...text].reduce((sum, c) => sum + (c <= "\u00ff" ? 1 : 2), 0)

describe("行分け", () => {
  test.each([
    ["句点は行の頭に来ない", "あいうえお。かきくけこ", 10, ["あいうえ", "お。かきく", "けこ"]],
    ["閉じ括弧も", "あいうえ「か」。き", 12, ["あいうえ", "「か」。き"]],
    ["開き括弧は行の終わりに残らない", "あいうえ「かきく」", 10, ["あいうえ", "「かきく」"]],
    ["小さい仮名と長音も", "あいうえファーム", 10, ["あいうえ", "ファーム"]],
    ["英単語と数は割らない", "東京 Hagi 2026", 8, ["東京", "Hagi", "2026"]],
    ["長すぎる語は割る", "abcdefghijkl", 5, ["abcde", "fghij", "kl"]],
    ["改行は守る", "甲\n\n乙", 10, ["甲", "", "乙"]],
  ])("%s", (_, text, width, lines) => expect(breakLines(text, width, measure)).toEqual(lines))

  test("どんな文でも、字は失われず、幅を超えるのは一字では収まらないときだけ", () => {
    const text = fc.array(fc.constantFrom(..."あ漢、。「」（）ーっa1-/ …".split("")), { maxLength: 80 }).map((list) => list.join(""))
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (source, width) => {
        const lines = breakLines(source, width, measure)
        expect(lines.join("").replaceAll(" ", "")).toBe(source.replaceAll(" ", ""))
        for (const line of lines) if ([...line].length > 9) expect(measure(line)).toBeLessThanOrEqual(Math.max(width, 20))
      }),
    )
  })
})

test("外字の確認：字形のない字と、異体字の指定を挙げる", () => {
  expect(missingGlyphs("髙﨑德𠮷㈱①萩")).toEqual({ missing: [], variants: [] })
  expect(missingGlyphs("葛󠄀城\u{2A6DF}\u{E000}")).toEqual({ missing: ["\u{2A6DF}", "\u{E000}"], variants: ["葛󠄀"] })
})

const have = (program: string) => {
  try {
    execFileSync("which", [program], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!have("pdftotext"))("できた PDF", () => {
  const folder = mkdtempSync(join(tmpdir(), "hagi-pdf-"))
  const file = join(folder, "a.pdf")
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" })
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeAll(async () => {
    const long = "県の行政運営と働き方の改革を進めるため、業務の見直しを行う。".repeat(12)
    const sections: Section[] = [
      { kind: "heading", level: 1, text: "取組の方向性Ⅰ" },
      { kind: "paragraph", text: long },
      { kind: "heading", level: 2, text: "①生成AIの活用" },
      { kind: "list", items: ["髙橋さんの葛󠄀城市", "\u{E000}は外字", long] },
      { kind: "summary", rows: [["主管課", "行政経営企画課"], ["指標", ""]] },
      {
        kind: "table",
        caption: "改善提案",
        columns: [{ title: "題名の見出し", share: 3 }, { title: "時間", align: "right" }],
        rows: Array.from({ length: 80 }, (_, n) => [`提案${n} ${n % 7 === 0 ? long : ""}`, `${n * 10}`]),
      },
      { kind: "bars", title: "減らした時間", unit: "時間", bars: [{ label: "総務部", value: 120.5 }, { label: "土木部", value: null }] },
      { kind: "pageBreak" },
      { kind: "heading", level: 1, text: "取組の方向性Ⅱ" },
    ]
    const started = performance.now()
    writeFileSync(file, await makePdf({ title: "推進プラン 令和8年度", author: "県", sections, footer: "令和8年11月23日 作成", lead: ["行政経営企画課"] }))
    console.log(`pdf: ${Math.round(performance.now() - started)} ms`)
  })

  test("字は埋め込まれ、使う分だけ", () => {
    const lines = run("pdffonts", file).split("\n").slice(2).filter(Boolean)
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/^[A-Z]{6}\+NotoSansJP.*\byes yes yes\b/)
    expect(Number(/File size:\s+(\d+)/.exec(run("pdfinfo", file))![1])).toBeLessThan(300_000)
  })

  test("文字として読み出せ、見出しは各ページで繰り返され、ページ番号がある", () => {
    const text = run("pdftotext", "-layout", file, "-")
    for (const words of ["推進プラン 令和8年度", "髙橋さんの葛城市", "〓は外字", "提案79", "120.5"]) expect(text).toContain(words)
    const pages = Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", file))![1])
    expect(pages).toBeGreaterThan(3)
    expect(text.replaceAll(" ", "")).toContain(`${pages}/${pages}`)
    const heads = text.split("\f").filter((page) => page.includes("題名の見出し")).length
    const tables = text.split("\f").filter((page) => /提案\d/.test(page)).length
    expect(heads).toBe(tables)
    const starts = text.split("\n").map((line) => line.trim()).filter((line) => /^[、。」）]/.test(line))
    expect(starts).toEqual([])
  })

  test("しおりがあり、書類として正しい", () => {
    expect(run("pdfinfo", file)).toMatch(/Title:\s+推進プラン/)
    const outline = run("pdftohtml", "-xml", "-stdout", "-i", file)
    expect(outline).toContain("取組の方向性Ⅰ")
    expect(outline).toMatch(/<outline>[\s\S]*①生成AIの活用[\s\S]*<\/outline>/)
    if (have("qpdf")) run("qpdf", "--check", file)
  })
})
