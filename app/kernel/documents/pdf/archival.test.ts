import { inflateSync } from "node:zlib"
import { beforeAll, describe, expect, test } from "vitest"
import { makePdf, type Section } from "./index.ts"

/**
 * What PDF/A-2b (ISO 19005-2) asks of a file made of text and lines, read from the bytes themselves and not by the library that
 * wrote them. It is no validator: what such a file could have besides (pictures, forms, transparency) is tested to be absent.
 */
interface Part {
  dict: string
  stream?: Buffer
}
let bytes: Buffer
let raw: string
let parts: Map<number, Part>
const madeAt = new Date("2026-12-01T00:00:00Z")
const words = "髙﨑さん 𠮷田 葛\u{E0100} \u{E000}外字 ｶﾅ ÀéŁ ABC abc 0123 ー—…～\u200b\u0001 ☃ 한국어 العربية 🍙"
const sections: Section[] = [
  { kind: "heading", level: 1, text: `見出し ${words}` },
  { kind: "paragraph", text: words.repeat(9), large: true },
  { kind: "paragraph", text: words, align: "right", small: true },
  { kind: "list", items: [words, ""] },
  { kind: "summary", rows: [["名称", words], ["", ""]] },
  { kind: "table", caption: words, columns: [{ title: "問い" }, { title: "額", align: "right" }], rows: Array.from({ length: 70 }, (_, n) => [words, `${n}`]) },
  { kind: "bars", title: "件数", unit: "件", bars: [{ label: words, value: 3 }, { label: "なし", value: null }] },
  { kind: "sideBySide", columns: ["旧", "新"], rows: [[[{ indent: 0, hanging: 1, spans: [{ text: words, underlined: true }] }], []]] },
  { kind: "pageBreak" },
]

beforeAll(async () => {
  bytes = Buffer.from(await makePdf({ title: `目録 <&"> ${words}`, author: `宮城県 ${words}`, archival: true, madeAt, sections, footer: words }))
  raw = bytes.toString("latin1")
  parts = readParts()
})

function readParts(): Map<number, Part> {
  const found = new Map<number, Part>()
  const table = raw.slice(Number(/startxref\n(\d+)\n%%EOF\n?$/.exec(raw)![1]))
  expect(table.startsWith("xref\n0 ")).toBe(true)
  const places = [...table.matchAll(/^(\d{10}) (\d{5}) n/gm)].map(([, place]) => Number(place))
  for (const place of places) {
    const head = /^(\d+) 0 obj\n/.exec(raw.slice(place, place + 30))!
    const from = place + head[0].length
    const stream = raw.indexOf(">>\nstream\n", from)
    const end = raw.indexOf("endobj", from)
    if (stream < 0 || stream > end) {
      found.set(Number(head[1]), { dict: raw.slice(from, end) })
      continue
    }
    const dict = raw.slice(from, stream + 2)
    const start = stream + ">>\nstream\n".length
    const length = Number(/\/Length (\d+)/.exec(dict)![1])
    // 6.1.7.1: Length is what stands between the ends of line.
    expect(raw.slice(start + length, start + length + 11), dict).toBe("\nendstream\n")
    const inside = bytes.subarray(start, start + length)
    expect(dict).not.toMatch(/LZWDecode|Crypt|\/F\b|\/FFilter/)
    found.set(Number(head[1]), { dict, stream: dict.includes("/FlateDecode") ? inflateSync(inside) : inside })
  }
  return found
}
const at = (dict: string, key: string): Part => parts.get(Number(new RegExp(`/${key}\\s*\\[?\\s*(\\d+) 0 R`).exec(dict)![1]))!
const trailer = () => raw.slice(raw.lastIndexOf("trailer"))
const catalog = () => at(trailer(), "Root").dict
const xmp = () => at(catalog(), "Metadata").stream!.toString("utf8")
const tag = (name: string) => new RegExp(`<${name}[^>]*>(?:<[^/][^>]*>)*([^<]*)<`).exec(xmp())?.[1]

describe("記録用の PDF（PDF/A-2b の要件）", () => {
  test("頭、識別子、終わり方。暗号化されていない（6.1.2, 6.1.3）", () => {
    expect(raw).toMatch(/^%PDF-1\.[4-7]\n%[\x80-\xff]{4}/)
    expect(trailer()).toMatch(/\/ID\s*\[<[0-9A-F]{32}> <[0-9A-F]{32}>\]/)
    expect(trailer()).not.toContain("/Encrypt")
    expect(raw.match(/%%EOF/g)).toHaveLength(1)
  })

  test("説明は XMP にあり、版を名のり、Info と同じことを言う（6.6.2, 6.6.4）", () => {
    expect(at(catalog(), "Metadata").dict).toMatch(/\/Type \/Metadata/)
    expect(xmp()).toMatch(/^<\?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"\?>/)
    expect([tag("pdfaid:part"), tag("pdfaid:conformance")]).toEqual(["2", "B"])
    const info = at(trailer(), "Info").dict
    expect([tag("dc:title"), tag("dc:creator"), tag("xmp:CreatorTool"), tag("pdf:Producer")].map((text) => text && plain(text))).toEqual(["Title", "Author", "Creator", "Producer"].map((key) => infoText(info, key)))
    expect([tag("xmp:CreateDate"), tag("xmp:ModifyDate")]).toEqual(["2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"])
    expect([infoText(info, "CreationDate"), infoText(info, "ModDate")]).toEqual(["D:20261201000000Z", "D:20261201000000Z"])
  })

  test("色は sRGB の出力インテントで決まり、プロファイルが読める（6.2.3）", () => {
    expect(catalog().match(/\/OutputIntents/g)).toHaveLength(1)
    const intent = at(catalog(), "OutputIntents").dict
    expect(intent).toMatch(/\/S \/GTS_PDFA1/)
    const { dict, stream } = at(intent, "DestOutputProfile")
    expect(dict).toMatch(/\/N 3/)
    const profile = stream!
    expect([profile.readUInt32BE(0), profile[8], profile.toString("latin1", 12, 24), profile.toString("latin1", 36, 40)]).toEqual([profile.length, 2, "mntrRGB XYZ ", "acsp"])
    const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, n) => 132 + n * 12)
    expect(tags.map((place) => profile.toString("latin1", place, place + 4)).sort()).toEqual(["bTRC", "bXYZ", "cprt", "desc", "gTRC", "gXYZ", "rTRC", "rXYZ", "wtpt"])
    for (const place of tags) expect(profile.readUInt32BE(place + 4) + profile.readUInt32BE(place + 8)).toBeLessThanOrEqual(profile.length)
  })

  test("字は埋め込まれ、どの字も絵と幅が字体にあり、.notdef がない（6.2.11）", () => {
    const shown = shownGlyphs()
    expect(shown.size).toBe(2)
    for (const [number, cids] of shown) {
      const font = parts.get(number)!.dict
      expect(font).toMatch(/\/Subtype \/Type0/)
      expect(font).toMatch(/\/Encoding \/Identity-H/)
      expect(font).toMatch(/\/ToUnicode/)
      const inner = at(font, "DescendantFonts").dict
      expect(inner).toMatch(/\/Subtype \/CIDFontType2/)
      const name = /\/BaseFont (\/\w+\+[\w-]+)/.exec(inner)![1]
      const descriptor = at(inner, "FontDescriptor").dict
      expect(descriptor).toContain(`/FontName ${name}`)
      const file = at(descriptor, "FontFile2").stream!
      const glyphs = at(inner, "CIDToGIDMap").stream!
      const widths = widthsOf(inner)
      for (const cid of cids) {
        const glyph = glyphs.readUInt16BE(cid * 2)
        expect([cid, glyph > 0]).toEqual([cid, true])
        expect(Math.abs((widths.get(cid) ?? 1000) - advanceOf(file, glyph)), `width of ${cid}`).toBeLessThanOrEqual(1)
      }
    }
  })

  test("動くもの、外を指すもの、透けるもの、ほかの色や絵はない", () => {
    for (const { dict } of parts.values()) expect(dict).not.toMatch(/\/(?:AA|OpenAction|JavaScript|Launch|URI|EmbeddedFiles?|AcroForm|Annots|OCProperties|XObject|ExtGState|ColorSpace|SMask|Group|PS|NeedAppearances|Perms)\b/)
    for (const content of contents()) expect(content).not.toMatch(/(?:^|\s)(?:Do|gs|cs|CS|scn|SCN|k|K|sh|ri|BI)(?:\s|$)/)
  })
})

const plain = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")

/** A text string of the Info dictionary, as ASCII or UTF-16 with its mark. */
function infoText(info: string, key: string): string {
  const hex = new RegExp(`/${key}\\s*<([0-9A-Fa-f]+)>`).exec(info)?.[1]
  if (!hex) return unescaped(new RegExp(`/${key}\\s*\\(((?:\\\\.|[^\\\\)])*)\\)`, "s").exec(info)![1]!)
  return utf16(Buffer.from(hex, "hex"))
}
function unescaped(text: string): string {
  const value = text.replace(/\\(?:([0-7]{3})|n|r|t|b|f|(.))/gs, (all, octal?: string, one?: string) => (octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (one ?? { "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\b": "\b", "\\f": "\f" }[all]!)))
  return utf16(Buffer.from(value, "latin1"))
}
function utf16(value: Buffer): string {
  return value[0] === 0xfe && value[1] === 0xff ? Buffer.from(value.subarray(2)).swap16().toString("utf16le") : value.toString("latin1")
}

/** Each page's content, and the fonts its names stand for. */
function pages() {
  return [...parts.values()]
    .filter(({ dict }) => /\/Type \/Page\b(?!s)/.test(dict))
    .map(({ dict }) => ({
      content: [.../\/Contents\s*\[([^\]]*)\]/.exec(dict)![1]!.matchAll(/(\d+) 0 R/g)].map(([, number]) => parts.get(Number(number))!.stream!.toString("latin1")).join("\n"),
      fonts: new Map([...dict.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name!, Number(number)])),
    }))
}
const contents = () => pages().map(({ content }) => content)

/** By the font: every code that is drawn with it. */
function shownGlyphs(): Map<number, Set<number>> {
  const shown = new Map<number, Set<number>>()
  for (const { content, fonts } of pages()) {
    let font = 0
    for (const [, name, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]*)> Tj/g)) {
      if (name) font = fonts.get(name)!
      else for (const code of hex!.match(/.{4}/g) ?? []) shown.set(font, (shown.get(font) ?? new Set()).add(Number.parseInt(code, 16)))
    }
  }
  return shown
}

/** 「c [w1 w2 …]」 and 「from to w」 of a CID font: the width of each code; 1000 for the others, as DW is not given. */
function widthsOf(font: string): Map<number, number> {
  expect(font).not.toContain("/DW ")
  const runs = /\/W\s*\[((?:[^[\]]|\[[^\]]*\])*)\]/.exec(font)![1]!.matchAll(/(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+(\d+)/g)
  return new Map(
    [...runs].flatMap(([, first, widths, from, to, width]) =>
      widths === undefined
        ? Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => [Number(from) + n, Number(width)] as const)
        : widths.trim().split(/\s+/).map((one, n) => [Number(first) + n, Number(one)] as const),
    ),
  )
}

/** From the font's own tables, in thousandths of its em. */
function advanceOf(file: Buffer, glyph: number): number {
  const tables = new Map(Array.from({ length: file.readUInt16BE(4) }, (_, n) => [file.toString("latin1", 12 + n * 16, 16 + n * 16), file.readUInt32BE(20 + n * 16)]))
  const measures = file.readUInt16BE(tables.get("hhea")! + 34)
  const unit = file.readUInt16BE(tables.get("head")! + 18)
  return (file.readUInt16BE(tables.get("hmtx")! + Math.min(glyph, measures - 1) * 4) * 1000) / unit
}
