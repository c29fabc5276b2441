import { type UnzipFileInfo, unzipSync } from "fflate"
import { assemble } from "./assemble.ts"
import { layoutLines, type LinedCell } from "./layout-tables.ts"
import { type Line, lineOf, type LineRole, type Origin } from "./lines.ts"
import type { ParsedOrdinance } from "./provision.ts"
import { splitOrdinances } from "./split-ordinances.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"
import { WordNumbering } from "./word-numbering.ts"
import { childOf, childrenOf, readXml, type XmlNode, xmlTree } from "./xml-tree.ts"

// Of what is unpacked; the text of the largest 例規集 stays far below.
const LARGEST_PART = 100 * 1024 * 1024

/** Ordinances of a document of Word: its words with automatic numbers and tables, changes that are tracked taken as accepted. */
export function* fromDocx(bytes: Uint8Array, origin: Origin): Generator<ParsedOrdinance> {
  const parts = unpacked(bytes)
  const document = parts.get("word/document.xml")
  if (document === undefined) {
    throw new UnreadableOrdinance(
      [...parts.keys()].some((name) => name.startsWith("xl/"))
        ? "Excelのファイルは例規として読めません。Word（.docx）、HTML、テキストのいずれかで取り込んでください。"
        : "Wordの文書（.docx）ではないzipファイルのため、読めません。中のファイルを1つずつ取り込んでください。",
    )
  }
  const styles = stylesOf(parts.get("word/styles.xml"))
  const numbering = parts.get("word/numbering.xml")
  const reading = new WordReading(styles, new WordNumbering(numbering === undefined ? undefined : xmlTree(numbering)))
  readXml(document, reading)
  const remarks = [...(origin.remarks ?? [])]
  if (reading.changes > 0) remarks.push(`変更履歴が${reading.changes}か所あります。すべて反映した形で取り込みました。`)
  let found = 0
  for (const part of splitOrdinances(reading.lines)) {
    const parsed = assemble(part, { ...origin, remarks })
    if (!parsed) continue
    found++
    yield parsed
  }
  if (found === 0) throw new UnreadableOrdinance("このWord文書には「第1条」「附則」「別表」のいずれも見つからず、題名や例規番号もないため、例規として読めません。")
}

function unpacked(bytes: Uint8Array): Map<string, string> {
  const names: string[] = []
  const wanted = new Set(["word/document.xml", "word/styles.xml", "word/numbering.xml"])
  const filter = (file: UnzipFileInfo) => {
    if (names.length < 1000) names.push(file.name)
    if (!wanted.has(file.name)) return false
    if (file.originalSize > LARGEST_PART) throw new UnreadableOrdinance("このWord文書は中身が大きすぎるため、読めません（展開すると100MBを超えます）。")
    return true
  }
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof UnreadableOrdinance) throw error
    throw new UnreadableOrdinance("Word文書（.docx）が壊れているため、読めません。Wordで開いて保存し直してください。")
  }
  const parts = new Map<string, string>(names.filter((name) => !wanted.has(name)).map((name) => [name, ""]))
  for (const [name, file] of Object.entries(files)) parts.set(name, xmlText(file))
  return parts
}

function xmlText(file: Uint8Array): string {
  const utf16 = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)
  return new TextDecoder(utf16 ? (file[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8").decode(file)
}

interface Style {
  name: string
  basedOn: string
  list: string | undefined
  level: number | undefined
}

function stylesOf(xml: string | undefined): Map<string, Style> {
  const styles = new Map<string, Style>()
  if (xml === undefined) return styles
  for (const style of childrenOf(xmlTree(xml), "style")) {
    const numbered = childOf(childOf(style, "pPr") ?? EMPTY, "numPr") ?? EMPTY
    const level = childOf(numbered, "ilvl")?.attributes.val
    styles.set(style.attributes.styleId ?? "", {
      name: childOf(style, "name")?.attributes.val ?? "",
      basedOn: childOf(style, "basedOn")?.attributes.val ?? "",
      list: childOf(numbered, "numId")?.attributes.val,
      level: level === undefined ? undefined : Number(level),
    })
  }
  return styles
}

const EMPTY: XmlNode = { name: "", attributes: {}, children: [] }

interface Paragraph {
  words: string
  style: string
  list: string | undefined
  level: number | undefined
  /** Its end was deleted: it goes on in the next. */
  joined: boolean
}

interface Table {
  rows: LinedCell[][]
  columns: number
  vertical: "restart" | "continue" | undefined
  /** Cells that others above go down through, by column. */
  above: Map<number, LinedCell>
  column: number
}

/** Elements whose words are not read: deleted, moved away, readings of ruby, codes of fields, copies for older programs. */
const SILENT = new Set(["del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "Fallback", "footnoteReference", "pict"])

class WordReading {
  readonly lines: Line[] = []
  changes = 0
  readonly #styles: ReadonlyMap<string, Style>
  readonly #numbering: WordNumbering
  readonly #tables: Table[] = []
  /** Paragraphs being read: one in a text box stands inside another. */
  readonly #paragraphs: Paragraph[] = []
  readonly #path: string[] = []
  #silent = 0
  #hidden = false
  #carried = ""

  constructor(styles: ReadonlyMap<string, Style>, numbering: WordNumbering) {
    this.#styles = styles
    this.#numbering = numbering
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const above = this.#path.at(-1) ?? ""
    this.#path.push(name)
    if (name === "ins" || name === "del" || name === "moveTo") {
      if (above !== "rPr" && above !== "trPr") this.changes++
      // The mark at the end of a paragraph was deleted.
      else if (name === "del" && this.#path.at(-3) === "pPr") {
        const paragraph = this.#paragraphs.at(-1)
        if (paragraph) paragraph.joined = true
        this.changes++
      }
    }
    if (SILENT.has(name) && above !== "rPr" && above !== "trPr") this.#silent++
    if (this.#silent > 0) return
    const paragraph = this.#paragraphs.at(-1)
    switch (name) {
      case "p":
        this.#paragraphs.push({ words: "", style: "", list: undefined, level: undefined, joined: false })
        break
      case "pStyle":
        if (paragraph) paragraph.style = attributes.val ?? ""
        break
      case "numId":
        if (paragraph && above === "numPr") paragraph.list = attributes.val
        break
      case "ilvl":
        if (paragraph && above === "numPr") paragraph.level = Number(attributes.val ?? 0)
        break
      case "r":
        this.#hidden = false
        break
      case "vanish":
        if (above === "rPr" && this.#path.at(-3) === "r" && attributes.val !== "0" && attributes.val !== "false") this.#hidden = true
        break
      case "tab":
        if (above === "r") this.#add("\u3000")
        break
      case "br":
      case "cr":
        this.#add("\n")
        break
      case "noBreakHyphen":
        this.#add("-")
        break
      case "tbl":
        this.#tables.push({ rows: [], columns: 1, vertical: undefined, above: new Map(), column: 0 })
        break
      case "tr": {
        const table = this.#tables.at(-1)
        if (table) {
          table.rows.push([])
          table.column = 0
        }
        break
      }
      case "tc": {
        const table = this.#tables.at(-1)
        if (table) {
          table.columns = 1
          table.vertical = undefined
          if (table.rows.length === 0) table.rows.push([])
          table.rows.at(-1)!.push({ cell: { text: "", columns: 1, rows: 1 }, lines: [] })
        }
        break
      }
      case "gridSpan": {
        const table = this.#tables.at(-1)
        if (table) table.columns = Math.min(Number(attributes.val) || 1, 100)
        break
      }
      case "vMerge": {
        const table = this.#tables.at(-1)
        if (table) table.vertical = attributes.val === "restart" ? "restart" : "continue"
        break
      }
      case "drawing":
        if (paragraph) paragraph.words += ""
        break
      case "docPr":
        if (paragraph && this.#path.includes("drawing") && !this.#path.includes("txbxContent") && attributes.descr) paragraph.words += `〔画像：${attributes.descr.replace(/\s+/g, " ")}〕`
        break
      default:
    }
  }

  text(words: string): void {
    if (this.#silent === 0 && this.#path.at(-1) === "t") this.#add(words)
  }

  close(name: string): void {
    this.#path.pop()
    const above = this.#path.at(-1) ?? ""
    const silent = this.#silent > 0
    if (SILENT.has(name) && above !== "rPr" && above !== "trPr") this.#silent--
    if (silent) return
    if (name === "p") this.#endOfParagraph()
    else if (name === "tc") this.#endOfCell()
    else if (name === "tbl") this.#endOfTable()
  }

  #add(words: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph && !this.#hidden) paragraph.words += words
  }

  #target(): Line[] {
    return this.#tables.at(-1)?.rows.at(-1)?.at(-1)?.lines ?? this.lines
  }

  #endOfParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    this.#hidden = false
    const words = this.#carried + paragraph.words
    if (paragraph.joined) {
      this.#carried = words
      return
    }
    this.#carried = ""
    const { list, level } = this.#listOf(paragraph)
    const number = list === undefined || list === "0" || words.trim() === "" ? "" : this.#numbering.next(list, level)
    const role = this.#roleOf(paragraph.style)
    for (const [at, part] of `${number}${words}`.split("\n").entries()) {
      const line = lineOf(part, at === 0 ? role : undefined)
      if (line) this.#target().push(line)
    }
  }

  #listOf(paragraph: Paragraph): { list: string | undefined; level: number } {
    let { list, level } = paragraph
    for (let style = this.#styles.get(paragraph.style), steps = 0; style && list === undefined && steps < 20; style = this.#styles.get(style.basedOn), steps++) {
      list = style.list
      level ??= style.level
    }
    return { list, level: level ?? 0 }
  }

  #roleOf(style: string): LineRole | undefined {
    const name = `${style} ${this.#styles.get(style)?.name ?? ""}`
    if (/^Title\b|\bTitle$|表題|題名/.test(name)) return "title"
    if (/^TOC\b|\btoc \d|目次 ?\d/i.test(name)) return "contents"
    return undefined
  }

  #endOfCell(): void {
    const table = this.#tables.at(-1)
    const cell = table?.rows.at(-1)?.at(-1)
    if (!table || !cell) return
    const { column } = table
    cell.cell.columns = table.columns
    const above = table.above.get(column)
    if (table.vertical === "continue" && above) {
      above.cell.rows++
      above.lines.push(...cell.lines)
      table.rows.at(-1)!.pop()
    } else if (table.vertical !== undefined) table.above.set(column, cell)
    else table.above.delete(column)
    table.column += table.columns
  }

  #endOfTable(): void {
    const table = this.#tables.pop()
    if (table) this.#target().push(...layoutLines(table.rows))
  }
}
