import { type EmbeddedFont, grayscale, PDF, type PDFPage, rgb } from "@libpdf/core"
import { breakLines } from "./break-lines.ts"
import { fontBytes, type Weight } from "./fonts.ts"
import { printable } from "./glyphs.ts"
import type { MarkedLine, PdfDocument, Section, TableColumn } from "./make-pdf.ts"
import { writeArchival } from "./archival.ts"
import { type Bookmark, writeBookmarks } from "./bookmarks.ts"

/** Points. A4, with room for a punched binder on the left. */
const SHORT = 595.28
const LONG = 841.89
const MARGIN = { left: 62, right: 48, top: 62, bottom: 56 }
const BODY = 10
const INK = grayscale(0.1)
const QUIET = grayscale(0.4)
const ACCENT = rgb(0.541, 0.169, 0.427)
const RULE = grayscale(0.75)
const SHADE = grayscale(0.94)
const HEADINGS = { 1: { size: 15, before: 18, after: 6 }, 2: { size: 12.5, before: 14, after: 4 }, 3: { size: 10.5, before: 10, after: 3 } } as const
const PADDING = 4
const [CREATOR, PRODUCER] = ["萩 Hagi", "@libpdf/core"] as const

interface Written {
  page: PDFPage
}

/** Sets one document from top to bottom. Kept small: one column, no floats, nothing moves back. */
export class Typesetter {
  #document: PdfDocument
  #pdf = PDF.create()
  #fonts: Record<Weight, EmbeddedFont>
  #widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() }
  #pages: Written[] = []
  #bookmarks: Bookmark[] = []
  #page!: PDFPage
  #y = 0
  #width: number
  #height: number

  constructor(document: PdfDocument) {
    this.#document = document
    this.#width = document.landscape ? LONG : SHORT
    this.#height = document.landscape ? SHORT : LONG
    this.#fonts = { regular: this.#pdf.embedFont(fontBytes("regular")), bold: this.#pdf.embedFont(fontBytes("bold")) }
    this.#newPage()
  }

  title(text: string, lead: readonly string[]): void {
    this.#lines(text, { size: 19, weight: "bold", leading: 1.35 })
    this.#y -= 2
    for (const line of lead) this.#lines(line, { size: BODY, color: QUIET })
    this.#rule(this.#y - 4, ACCENT, 1.2)
    this.#y -= 14
  }

  cover(text: string, lead: readonly string[], issuer: string): void {
    this.#y = this.#height * 0.68
    this.#rule(this.#y + 12, ACCENT, 2)
    this.#centred(text, { size: 26, weight: "bold", leading: 1.5 })
    this.#y -= 10
    this.#rule(this.#y, ACCENT, 2)
    this.#y -= 22
    lead.forEach((line, at) => this.#centred(line, { size: at === 0 ? 16 : 11, leading: 1.9, color: at === 0 ? INK : QUIET }))
    this.#y = 130
    this.#centred(issuer, { size: 14, leading: 1.5 })
    this.#newPage()
  }

  set(section: Section): void {
    switch (section.kind) {
      case "heading":
        return this.#heading(section.text, section.level)
      case "paragraph":
        this.#paragraph(section)
        return
      case "list":
        for (const item of section.items) this.#item(item)
        this.#y -= 3
        return
      case "summary":
        return this.#summary(section.rows)
      case "table":
        return this.#table(section.columns, section.rows, section.caption)
      case "bars":
        return this.#bars(section)
      case "sideBySide":
        return this.#sideBySide(section.columns, section.rows)
      case "pageBreak":
        return this.#newPage()
    }
  }

  async finish(): Promise<Uint8Array> {
    const { title, author, footer, madeAt } = this.#document
    const header = this.#document.header ?? title
    this.#pages.forEach(({ page }, at) => {
      if (at > 0) this.#put(page, clip(printable(header), 60), MARGIN.left, this.#height - 40, { size: 8, color: QUIET })
      if (at === 0 && this.#document.cover) return
      const number = `${at + 1} / ${this.#pages.length}`
      this.#put(page, number, this.#width - MARGIN.right - this.#measure(number, 8.5), 32, { size: 8.5, color: QUIET })
      if (footer) this.#put(page, clip(printable(footer), 80), MARGIN.left, 32, { size: 8, color: QUIET })
    })
    writeBookmarks(this.#pdf, this.#bookmarks)
    this.#pdf.setTitle(printable(title), { showInWindowTitleBar: true })
    if (author) this.#pdf.setAuthor(printable(author))
    this.#pdf.setLanguage("ja-JP")
    this.#pdf.setCreator(CREATOR)
    this.#pdf.setProducer(PRODUCER)
    const made = madeAt ?? new Date()
    this.#pdf.setCreationDate(made)
    this.#pdf.setModificationDate(made)
    const plain = this.#document.archival ? writeArchival(this.#pdf, { title: printable(title), author: author && printable(author), madeAt: made, creator: CREATOR, producer: PRODUCER }) : undefined
    return this.#pdf.save({ subsetFonts: true, ...(plain === undefined ? {} : { compressionThreshold: plain + 1 }) })
  }

  get #inner(): number {
    return this.#width - MARGIN.left - MARGIN.right
  }

  #newPage(): void {
    this.#page = this.#pdf.addPage({ width: this.#width, height: this.#height })
    this.#pages.push({ page: this.#page })
    this.#y = this.#height - MARGIN.top
  }

  /** Room for so much, on this page or the next. */
  #need(height: number): void {
    if (this.#y - height < MARGIN.bottom && this.#y < this.#height - MARGIN.top) this.#newPage()
  }

  #measure(text: string, size: number, weight: Weight = "regular"): number {
    const known = this.#widths[weight]
    let width = 0
    for (const character of text) {
      let one = known.get(character)
      if (one === undefined) known.set(character, (one = this.#fonts[weight].getTextWidth(character, 1000) / 1000))
      width += one
    }
    return width * size
  }

  #break(text: string, width: number, size: number, weight: Weight = "regular"): string[] {
    return breakLines(printable(text), width, (piece) => this.#measure(piece, size, weight))
  }

  #put(page: PDFPage, text: string, x: number, y: number, { size, weight = "regular", color = INK }: { size: number; weight?: Weight; color?: typeof INK | typeof ACCENT }): void {
    if (text) page.drawText(text, { x, y, size, font: this.#fonts[weight], color })
  }

  #rule(y: number, color: typeof INK | typeof ACCENT = RULE, thickness = 0.5, from = MARGIN.left, to = this.#width - MARGIN.right): void {
    this.#page.drawLine({ start: { x: from, y }, end: { x: to, y }, color, thickness })
  }

  #lines(text: string, { size, weight = "regular", color = INK, leading = 1.55, indent = 0 }: LineStyle): void {
    const height = size * leading
    for (const line of this.#break(text, this.#inner - indent, size, weight)) {
      this.#need(height)
      this.#y -= height
      this.#put(this.#page, line, MARGIN.left + indent, this.#y + height * 0.28, { size, weight, color })
    }
  }

  #centred(text: string, { size, weight = "regular", color = INK, leading = 1.55 }: LineStyle): void {
    for (const line of this.#break(text, this.#inner, size, weight)) {
      this.#y -= size * leading
      const x = MARGIN.left + (this.#inner - this.#measure(line, size, weight)) / 2
      this.#put(this.#page, line, x, this.#y + size * leading * 0.28, { size, weight, color })
    }
  }

  #paragraph({ text, small, large, align }: Extract<Section, { kind: "paragraph" }>): void {
    const style: LineStyle = { size: large ? 15 : small ? 8.5 : BODY, ...(large ? { weight: "bold" as const } : {}) }
    if (!align) this.#lines(text, style)
    else {
      for (const line of this.#break(text, this.#inner, style.size, style.weight)) {
        const free = Math.max(0, this.#inner - this.#measure(line, style.size, style.weight))
        this.#lines(line, { ...style, indent: align === "center" ? free / 2 : Math.max(0, free - 0.01) })
      }
    }
    this.#y -= large ? 10 : 5
  }

  #heading(text: string, level: 1 | 2 | 3): void {
    const { size, before, after } = HEADINGS[level]
    // A heading is not left alone at the foot of a page.
    this.#need(before + size * 1.5 + after + BODY * 3.2)
    if (this.#y < this.#height - MARGIN.top) this.#y -= before
    this.#bookmarks.push({ title: printable(text).replaceAll("\n", " "), level, page: this.#page, top: this.#y + 4 })
    this.#lines(text, { size, weight: "bold", leading: 1.4, color: level === 1 ? ACCENT : INK })
    if (level === 1) this.#rule(this.#y - 1)
    this.#y -= after
  }

  #item(text: string): void {
    const before = this.#pages.length
    const top = this.#y
    this.#lines(text, { size: BODY, indent: 12 })
    // The dot stands beside the first line, on whichever page that is.
    const height = BODY * 1.55
    const turned = this.#pages.length > before && top - height < MARGIN.bottom
    const { page } = turned ? this.#pages[before]! : this.#pages[before - 1]!
    this.#put(page, "・", MARGIN.left, (turned ? this.#height - MARGIN.top : top) - height + height * 0.28, { size: BODY })
  }

  #summary(rows: readonly (readonly [string, string])[]): void {
    const label = Math.min(150, this.#inner * 0.28)
    for (const [key, value] of rows) {
      this.#row([{ text: key, x: 0, width: label, weight: "bold" }, { text: value === "" ? "－" : value, x: label, width: this.#inner - label }])
    }
    this.#y -= 8
  }

  #table(columns: readonly TableColumn[], rows: readonly (readonly string[])[], caption?: string): void {
    const shares = columns.reduce((sum, column) => sum + (column.share ?? 1), 0)
    let x = 0
    const places = columns.map((column) => {
      const width = (this.#inner * (column.share ?? 1)) / shares
      x += width
      return { x: x - width, width, align: column.align ?? ("left" as const) }
    })
    const head = () => {
      this.#row(columns.map((column, at) => ({ ...places[at]!, text: column.title, weight: "bold" as const })), { shade: true })
    }
    this.#need(BODY * 6)
    if (caption) this.#lines(caption, { size: 9, weight: "bold" })
    head()
    for (const row of rows) {
      const cells = columns.map((_, at) => ({ ...places[at]!, text: row[at] ?? "" }))
      this.#row(cells, { again: head })
    }
    if (rows.length === 0) this.#row([{ x: 0, width: this.#inner, align: "left", text: "該当するものはありません。" }])
    this.#y -= 8
  }

  /** One row; its lines go on to the next page under the header again when it is longer than what is left. */
  #row(cells: readonly Cell[], { shade = false, again }: { shade?: boolean; again?: () => void } = {}): void {
    const size = 9
    const leading = size * 1.45
    const broken = cells.map((cell) => this.#break(cell.text, cell.width - PADDING * 2, size, cell.weight))
    const total = Math.max(...broken.map((lines) => lines.length))
    let done = 0
    do {
      let room = Math.floor((this.#y - MARGIN.bottom - PADDING * 2) / leading)
      const left = total - done
      if (room < left && (room < 3 || left <= 12) && this.#y < this.#height - MARGIN.top - leading * 4) {
        this.#newPage()
        again?.()
        room = Math.floor((this.#y - MARGIN.bottom - PADDING * 2) / leading)
      }
      const count = Math.max(1, Math.min(left, room))
      const height = count * leading + PADDING * 2
      if (shade) this.#page.drawRectangle({ x: MARGIN.left, y: this.#y - height, width: this.#inner, height, color: SHADE })
      cells.forEach((cell, at) => {
        broken[at]!.slice(done, done + count).forEach((line, n) => {
          const width = this.#measure(line, size, cell.weight)
          const free = cell.width - PADDING * 2 - width
          const shift = cell.align === "right" ? free : cell.align === "center" ? free / 2 : 0
          const x = MARGIN.left + cell.x + PADDING + Math.max(0, shift)
          this.#put(this.#page, line, x, this.#y - PADDING - (n + 1) * leading + leading * 0.3, { size, ...(cell.weight ? { weight: cell.weight } : {}) })
        })
      })
      this.#y -= height
      this.#rule(this.#y)
      done += count
    } while (done < total)
  }

  #sideBySide(columns: readonly [string, string], rows: readonly (readonly [readonly MarkedLine[], readonly MarkedLine[]])[]): void {
    const size = 9.5
    const leading = size * 1.5
    const width = this.#inner / 2
    const border = (top: number, bottom: number) => {
      for (const x of [MARGIN.left, MARGIN.left + width, MARGIN.left + this.#inner]) {
        this.#page.drawLine({ start: { x, y: top }, end: { x, y: bottom }, color: QUIET, thickness: 0.5 })
      }
      this.#rule(bottom, QUIET)
    }
    const head = () => {
      const top = this.#y
      this.#rule(top, QUIET)
      columns.forEach((title, at) => {
        const x = MARGIN.left + width * at + (width - this.#measure(title, size, "bold")) / 2
        this.#put(this.#page, printable(title), x, top - PADDING - leading * 0.7, { size, weight: "bold" })
      })
      this.#y -= leading + PADDING
      border(top, this.#y)
    }
    this.#need(leading * 6)
    head()
    for (const row of rows) {
      const cells = row.map((lines) => lines.flatMap((line) => this.#marked(line, width - PADDING * 2, size)))
      const total = Math.max(1, ...cells.map((lines) => lines.length))
      let done = 0
      do {
        let room = Math.floor((this.#y - MARGIN.bottom - PADDING * 2) / leading)
        const left = total - done
        if (room < left && (room < 3 || left <= 6) && this.#y < this.#height - MARGIN.top - leading * 4) {
          this.#newPage()
          head()
          room = Math.floor((this.#y - MARGIN.bottom - PADDING * 2) / leading)
        }
        const count = Math.max(1, Math.min(left, room))
        const top = this.#y
        cells.forEach((lines, at) => {
          lines.slice(done, done + count).forEach((line, nth) => {
            let x = MARGIN.left + width * at + PADDING + line.indent
            const y = top - PADDING - (nth + 1) * leading + leading * 0.32
            for (const { text, underlined } of line.spans) {
              const advance = this.#measure(text, size)
              this.#put(this.#page, text, x, y, { size })
              if (underlined) this.#page.drawLine({ start: { x, y: y - 2 }, end: { x: x + advance, y: y - 2 }, color: INK, thickness: 0.6 })
              x += advance
            }
          })
        })
        this.#y -= count * leading + PADDING * 2
        border(top, this.#y)
        done += count
      } while (done < total)
    }
    this.#y -= 8
  }

  /** One marked text as the lines it takes, each with its spans cut to it. */
  #marked({ indent, hanging, spans }: MarkedLine, width: number, size: number): { indent: number; spans: { text: string; underlined: boolean }[] }[] {
    const drawn = spans.map(({ text, underlined }) => ({ text: printable(text), underlined }))
    const whole = drawn.map(({ text }) => text).join("")
    const lines = this.#break(whole, width - Math.max(indent, hanging) * size, size)
    let at = 0
    return lines.map((line, nth) => {
      const from = whole.indexOf(line, at)
      at = from + line.length
      const cut: { text: string; underlined: boolean }[] = []
      let start = 0
      for (const { text, underlined } of drawn) {
        const piece = text.slice(Math.max(0, from - start), Math.max(0, at - start))
        if (piece) cut.push({ text: piece, underlined })
        start += text.length
      }
      return { indent: (nth === 0 ? indent : hanging) * size, spans: cut }
    })
  }

  #bars({ title, unit, bars }: Extract<Section, { kind: "bars" }>): void {
    const height = 17
    const label = this.#inner * 0.34
    const figure = 80
    const room = this.#inner - label - figure
    const top = Math.max(1e-9, ...bars.map((bar) => bar.value ?? 0))
    this.#need(height * Math.min(bars.length, 6) + 24)
    this.#lines(`${title}（${unit}）`, { size: 9.5, weight: "bold" })
    for (const bar of bars) {
      this.#need(height)
      const y = this.#y - height
      const [name = ""] = this.#break(bar.label, label - PADDING, 8.5)
      this.#put(this.#page, name, MARGIN.left, y + 5, { size: 8.5 })
      this.#page.drawRectangle({ x: MARGIN.left + label, y: y + 3, width: room, height: height - 6, color: SHADE })
      const width = bar.value === null ? 0 : (Math.max(0, bar.value) / top) * room
      if (width > 0) this.#page.drawRectangle({ x: MARGIN.left + label, y: y + 3, width, height: height - 6, color: ACCENT })
      const words = bar.value === null ? "－" : bar.value.toLocaleString("ja-JP", { maximumFractionDigits: 2 })
      this.#put(this.#page, words, this.#width - MARGIN.right - this.#measure(words, 9), y + 5, { size: 9 })
      this.#y = y
    }
    this.#y -= 10
  }
}

interface LineStyle {
  size: number
  weight?: Weight
  color?: typeof INK | typeof ACCENT
  leading?: number
  indent?: number
}

interface Cell {
  text: string
  x: number
  width: number
  align?: "left" | "right" | "center"
  weight?: Weight
}

function clip(text: string, most: number): string {
  const characters = [...text.replaceAll("\n", " ")]
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : characters.join("")
}
