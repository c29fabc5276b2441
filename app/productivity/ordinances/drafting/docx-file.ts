import { AlignmentType, BorderStyle, Document, type ISectionOptions, PageOrientation, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx"
import type { ComparisonLine, ComparisonTable } from "./comparison/comparison-table.ts"
import { columnTitles, type ComparisonPrint } from "./comparison/comparison-pdf.ts"

export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** Twentieths of a point: A4, and one 全角 of 10.5 points. */
const SHORT = 11906
const LONG = 16838
const WIDE = 210
const FONT = { ascii: "Century", hAnsi: "Century", eastAsia: "ＭＳ 明朝" } as const

export interface AmendingOrdinanceText {
  /** 「○○条例の一部を改正する条例」. */
  title: string
  /** 「令和8年○○県条例第○号」; "" while it has none. */
  number: string
  /** 「○○条例（平成5年条例第12号）の一部を次のように改正する。」 */
  lead: string
  /** 改め文, a sentence or a line of added text a line. */
  text: string
  /** 附則: 施行期日 and 経過措置, a paragraph each; with its own 見出し where a line is in brackets. */
  supplementary: readonly string[]
  /** 提案理由, behind the text as a bill has it; "" for none. */
  reason?: string
}

/** The amending ordinance as a Word file: 題名, 改め文, 附則. */
export async function amendingOrdinanceDocx({ title, number, lead, text, supplementary, reason = "" }: AmendingOrdinanceText): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [
    ...(number === "" ? [] : [line(number, { align: "right" })]),
    line(title, { indent: 3, bold: true, after: 200 }),
    line(lead, { first: 1 }),
    ...text.split("\n").flatMap((one, at, lines): (Paragraph | Table)[] => {
      const spaces = /^　*/.exec(one)![0].length
      if (!isRow(one)) return [line(one.slice(spaces), isBlock(one) ? { indent: spaces + 1, hanging: 1 } : { first: spaces })]
      if (at > 0 && isRow(lines[at - 1]!)) return []
      const end = lines.findIndex((other, nth) => nth > at && !isRow(other))
      return [table(lines.slice(at, end < 0 ? lines.length : end).map(cellsOf).filter((cells) => !cells.every((cell) => /^:?-{3,}:?$/.test(cell))))]
    }),
    line("附　則", { indent: 3, before: 200 }),
    ...supplementary.map((one) => (/^（.*）$/.test(one) ? line(one, { indent: 1 }) : /^[０-９]+　/.test(one) ? line(one, { indent: 1, hanging: 1 }) : line(one, { first: 1 }))),
    ...(reason === "" ? [] : [line("理　由", { indent: 3, before: 400 }), ...reason.split("\n").map((one) => line(one, { first: 1 }))]),
  ]
  return packed(title, { children, properties: { page: { size: { width: SHORT, height: LONG }, margin: { top: 1418, bottom: 1418, left: 1418, right: 1418 } } } })
}

/** A 新旧対照表 as a Word file: a ruled table of two columns, its head on every page, changed words underlined. */
export async function comparisonDocx({ rows }: ComparisonTable, { title, lead, left = "after" }: ComparisonPrint): Promise<Uint8Array> {
  const column = Math.floor((LONG - 2 * 1134) / 2)
  const border = { style: BorderStyle.SINGLE, size: 4, color: "auto" }
  const cell = (children: Paragraph[]) => new TableCell({ children: children.length > 0 ? children : [new Paragraph({})], width: { size: column, type: WidthType.DXA }, margins: { top: 40, bottom: 40, left: 80, right: 80 } })
  const marked = (lines: readonly ComparisonLine[], note: string) => [
    ...lines.map(({ indent, hanging, spans }) => new Paragraph({ indent: { left: hanging * WIDE, hanging: (hanging - indent) * WIDE }, children: spans.map(({ text, changed }) => new TextRun({ text, ...(changed ? { underline: {} } : {}) })) })),
    ...(note === "" ? [] : [new Paragraph({ children: [new TextRun({ text: `〔${note}〕`, size: 18 })] })]),
  ]
  const head = new TableRow({ tableHeader: true, children: columnTitles(left).map((text) => cell([new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text })] })])) })
  const body = rows.map(({ before, after, note }) => {
    const sides = { after: cell(marked(after, note)), before: cell(marked(before, "")) }
    return new TableRow({ children: left === "after" ? [sides.after, sides.before] : [sides.before, sides.after] })
  })
  const children = [
    line(`${title}新旧対照表`, { align: "center", bold: true, after: 120 }),
    ...(lead ?? []).map((one) => line(one, {})),
    line("（下線は改正部分）", { align: "right" }),
    new Table({ rows: [head, ...body], width: { size: column * 2, type: WidthType.DXA }, columnWidths: [column, column], borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border } }),
  ]
  // Word swaps the sides of a landscape page itself: they are given as of the upright one.
  return packed(title, { children, properties: { page: { size: { width: SHORT, height: LONG, orientation: PageOrientation.LANDSCAPE }, margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 } } } })
}

interface LineStyle {
  align?: "right" | "center"
  bold?: boolean
  indent?: number
  hanging?: number
  first?: number
  before?: number
  after?: number
}

function line(text: string, { align, bold, indent = 0, hanging = 0, first = 0, before = 0, after = 0 }: LineStyle): Paragraph {
  return new Paragraph({
    ...(align ? { alignment: align === "right" ? AlignmentType.RIGHT : AlignmentType.CENTER } : {}),
    indent: { left: indent * WIDE, ...(hanging > 0 ? { hanging: hanging * WIDE } : { firstLine: first * WIDE }) },
    spacing: { before, after },
    children: [new TextRun({ text, ...(bold ? { bold } : {}) })],
  })
}

/** Added text hangs under its number; a sentence begins one in and goes on at the margin. */
function isBlock(text: string): boolean {
  return /^　+(?:第[^　 ]+条(?:の[^　 ]+)*　|[０-９]+　|[〇一二三四五六七八九十]+　|[（(][^）)]+[）)]|[ァ-ヴ]　|[①-⑳]　|\|)/.test(text)
}

function isRow(text: string): boolean {
  return /^　*\|/.test(text)
}

function cellsOf(row: string): string[] {
  return row.replace(/^　*\|\s*|\s*\|$/g, "").split("|").map((cell) => cell.trim())
}

/** Rows of a 別表 as a ruled table. */
function table(rows: readonly (readonly string[])[]): Table {
  const width = Math.floor((SHORT - 2 * 1418) / Math.max(1, ...rows.map((cells) => cells.length)))
  return new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map((text) => new TableCell({ width: { size: width, type: WidthType.DXA }, children: [line(text, {})] })) })) })
}

async function packed(title: string, section: ISectionOptions): Promise<Uint8Array> {
  const document = new Document({ title, creator: "萩 Hagi", styles: { default: { document: { run: { font: FONT, size: 21, language: { eastAsia: "ja-JP" } } } } }, sections: [section] })
  return new Uint8Array(await Packer.toBuffer(document))
}
