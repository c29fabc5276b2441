import { type Label, LABEL_KEYS, isDatedTitle, isOnlyYear, isPageNumber, isTerm, isUndatedTitle, labelled } from "./labels.ts"
import { type Levels, levelsOf, type Marker, markerAt, type MarkerKind } from "./markers.ts"
import { keyOf, tidied } from "./plain-text.ts"
import { type Cell, readCells } from "./read-cells.ts"
import type { Use } from "./types.ts"

/** The smallest thing that is placed: a line, or its share of a block. */
export interface Part {
  line: number
  /** As it stands in the text, with its number or bullet. */
  raw: string
  /** Without them. */
  text: string
  used?: Use
  place?: string
  reason?: string
}

export interface Block {
  kind: "direction" | "initiative" | "bullet" | "free" | "label" | "title" | "page"
  number: number
  /** Ⅰ-③ names its direction. */
  direction?: number
  /** Of a direction or an initiative, its title. */
  head: Part[]
  body: Part[]
  column: number
  /** How many empty lines were before its last part. */
  blanks: number
  /** One of several initiatives on one line, or one of a list without texts. */
  listed: boolean
  label?: Label
  /** The direction heading it stands under, and the label it stands directly behind. */
  under?: Block
  behind?: Label
}

export interface Blocks {
  blocks: Block[]
  /** In the order of the text; every character that is not a space is in exactly one of them. */
  parts: Part[]
}

const LONGEST_TITLE = 60
const STOP = /[。．！？!?][」』）)]?$/
/** A line that ends so goes on. */
const GOES_ON = /(?:[、，をにがはでとへや・]|(?<!も)の)$/
/** A paragraph that begins so belongs to the one before it. */
const CONNECTIVE = /^(?:また|なお|さらに|更に|加えて|併せて|あわせて|このため|そのため|その際|一方|特に|具体的には|これにより)[、，]/
const PARTICLE = /^(?:及び|並びに|又は|または|[、，・のとにをはがで～〜\-－])/

export function readBlocks(text: string): Blocks {
  const { cells, rest } = readCells(text)
  const { blocks, parts } = new Reader(cells).read()
  const reason = "プランの文書としては長すぎるため、読み取りません。"
  return { blocks, parts: [...parts, ...rest.map(({ line, text }): Part => ({ line, raw: text, text, reason }))].sort((a, b) => a.line - b.line) }
}

class Reader {
  cells: readonly Cell[]
  levels: Levels
  headings: ReadonlySet<MarkerKind>
  atLineStart: ReadonlySet<string> = new Set()
  furniture: ReadonlySet<Cell>
  knownTitles = new Set<string>()
  blocks: Block[] = []
  parts: Part[] = []
  open: Block[] = []
  directions: Block[] = []
  seenDirections = new Set<number>()
  behind: Label | undefined
  pending: { marker: Marker; part: Part } | undefined
  titleFound = false
  labelParts = new Map<number, number>()

  constructor(cells: readonly Cell[]) {
    this.cells = cells
    this.levels = levelsOf(cells.flatMap((cell) => possibleHeadings(cell.text)))
    this.headings = new Set(
      [this.levels.direction, this.levels.initiative, "both" as const].filter((kind) => kind !== undefined),
    )
    this.atLineStart = new Set(
      cells.flatMap(({ text }) => {
        const marker = markerAt(text, 0, this.headings)
        return marker && marker.end < text.length ? [headingKey(text, marker)] : []
      }),
    )
    this.furniture = furnitureOf(cells, (text) => this.marked(text))
    for (const cell of cells) {
      for (const { text } of this.piecesOf(cell.text)) {
        const title = tidied(text)
        if (title.length >= 4 && title.length <= LONGEST_TITLE && !title.includes("。")) this.knownTitles.add(keyOf(title))
        if (this.knownTitles.size > 500) break
      }
    }
    this.findBrokenLabels()
  }

  read(): Blocks {
    for (let at = 0; at < this.cells.length; at++) at += this.readCell(at)
    if (this.pending) this.free(this.pending.part, this.cells.at(-1)!)
    return { blocks: this.blocks, parts: this.parts }
  }

  /** How many further cells it took. */
  readCell(at: number): number {
    const cell = this.cells[at]!
    if (this.furniture.has(cell)) return this.aside("page", cell, "ページの見出しや欄外のように繰り返されています。")
    if (isPageNumber(cell.text)) return this.aside("page", cell)
    if (this.isTitle(cell, at)) return this.aside("title", cell)
    const broken = this.brokenTitle(at)
    if (broken > 0) {
      for (let next = at; next <= at + broken; next++) this.aside("title", this.cells[next]!)
      return broken
    }
    const taken = this.labelParts.get(at)
    if (taken !== undefined) {
      for (let next = at; next < at + taken; next++) this.label(this.cells[next]!, this.cells[next]!.text, "section")
      return taken - 1
    }
    const label = labelled(cell.text)
    if (label) {
      const own = label.rest === undefined ? cell.text : cell.text.trim().slice(0, cell.text.trim().length - label.rest.length)
      this.label(cell, own, label.label)
      if (label.rest !== undefined) this.readText(cell, at, label.rest)
      return 0
    }
    this.readText(cell, at, cell.text)
    return 0
  }

  readText(cell: Cell, at: number, text: string): void {
    for (const { marker, raw, text: own } of this.piecesOf(text, cell)) {
      if (!marker) this.continuation(cell, at, raw)
      else if (tidied(own) === "") this.lone(cell, at, marker, raw)
      else this.marker(cell, at, marker, raw, own)
    }
  }

  /** ① alone on its line: the title comes with the next. */
  lone(cell: Cell, at: number, marker: Marker, raw: string): void {
    if (this.pending) this.free(this.pending.part, cell)
    this.pending = undefined
    const part = this.part(cell, raw, "")
    const next = this.cells[at + 1]
    const holds = next && marker.kind !== "bullet" && next.text.length <= LONGEST_TITLE && !this.marked(next.text) && !next.text.includes("。")
    if (holds) this.pending = { marker, part }
    else this.free(part, cell)
  }

  marker(cell: Cell, at: number, marker: Marker, raw: string, own: string): void {
    const current = this.openFor(cell)
    const unfinished = current && current.blanks === cell.blanks && !STOP.test(lastText(current))
    if (unfinished && current.kind !== "bullet" && PARTICLE.test(own) && !this.knownTitles.has(keyOf(own))) return this.attach(current, cell, raw)
    // A line that was broken before a middle dot, inside a sentence or a title.
    if (unfinished && marker.kind === "bullet" && current.kind === "initiative") {
      if (current.body.length > 0 || (current.listed && own.length < 12)) return this.attach(current, cell, raw)
    }
    if (marker.kind === "bullet") {
      const block = this.add({ kind: "bullet", number: 0, cell, body: [this.part(cell, raw, own)] })
      this.openBlock(block)
      return
    }
    const cut = own.length > LONGEST_TITLE || /[。、]/.test(own) ? this.titleEnd(own) : own.length
    if (cut === undefined) return this.continuation(cell, at, raw)
    const head = this.part(cell, raw.slice(0, raw.length - own.length + cut), own.slice(0, cut))
    this.heading(cell, marker, [head])
    const rest = own.slice(cut)
    if (rest.trim() === "") return
    const block = this.blocks.at(-1)!
    if (block.kind === "initiative") this.attach(block, cell, rest)
    else this.free(this.part(cell, rest, rest), cell)
  }

  heading(cell: Cell, marker: Marker, head: Part[]): void {
    const isDirection = marker.kind === this.levels.direction
    const before = this.blocks.at(-1)
    const block = this.add({ kind: isDirection ? "direction" : "initiative", number: marker.number, cell, head })
    if (marker.direction !== undefined) block.direction = marker.direction
    if (isDirection) {
      // A number that comes again begins another pass through the plan.
      if (this.seenDirections.has(marker.number)) {
        this.seenDirections.clear()
        this.directions = []
      }
      this.seenDirections.add(marker.number)
      this.directions = [...this.directions.filter((one) => one.column !== cell.column), block]
      delete block.under
    } else if (before?.kind === "initiative" && isBare(before) && block.number === before.number + 1) {
      const sameLine = [...before.head, ...before.body].at(-1)!.line === cell.line
      if (sameLine || before.column === cell.column) {
        block.listed = true
        before.listed = true
      }
    }
    this.openBlock(block)
  }

  /** Text without a number or bullet: does it go on with what is open, or stand for itself? */
  continuation(cell: Cell, at: number, raw: string): void {
    if (this.pending) {
      const { marker, part } = this.pending
      this.pending = undefined
      return this.heading(cell, marker, [part, this.part(cell, raw, raw)])
    }
    const block = this.openFor(cell)
    if (block && this.goesOn(block, cell, at, raw)) return this.attach(block, cell, raw)
    this.free(this.part(cell, raw, raw), cell)
  }

  goesOn(block: Block, cell: Cell, at: number, raw: string): boolean {
    const gap = block.blanks !== cell.blanks
    const text = lastText(block)
    switch (block.kind) {
      case "direction":
        return !gap && isShort(raw) && block.head.length + block.body.length < 3
      case "bullet":
        return gap ? GOES_ON.test(text) : !isTerm(raw)
      case "free":
        if (isTerm(raw)) return false
        if (isTerm(block.body[0]!.text) && balanced(block.body)) return false
        return gap ? GOES_ON.test(text) : true
      case "initiative":
        if (block.body.length > 0) {
          if (STOP.test(text)) return !gap || CONNECTIVE.test(raw)
          return !gap || this.reachesStop(at)
        }
        if (!block.listed) return true
        return gap ? block.head[0]!.line !== this.blocks.at(-2)?.head[0]?.line && this.reachesStop(at) : true
      default:
        return false
    }
  }

  /** Do the lines from here on, up to the next heading, come to a full stop? */
  reachesStop(at: number): boolean {
    for (let next = at; next < this.cells.length && next < at + 12; next++) {
      const cell = this.cells[next]!
      if (next > at && (this.marked(cell.text) || labelled(cell.text) || isTerm(cell.text))) return false
      if (/。/.test(cell.text)) return true
    }
    return false
  }

  attach(block: Block, cell: Cell, raw: string): void {
    block.body.push(this.part(cell, raw, raw))
    block.blanks = cell.blanks
  }

  free(part: Part, cell: Cell): void {
    const block = this.add({ kind: "free", number: 0, cell, body: [part] })
    this.openBlock(block)
  }

  label(cell: Cell, raw: string, label: Label): void {
    const block = this.add({ kind: "label", number: 0, cell, body: [this.part(cell, raw, raw)] })
    block.label = label
    this.behind = label
    this.open = []
  }

  aside(kind: "page" | "title", cell: Cell, reason?: string): number {
    const part = this.part(cell, cell.text, cell.text)
    if (reason) part.reason = reason
    this.add({ kind, number: 0, cell, body: [part] })
    return 0
  }

  isTitle(cell: Cell, at: number): boolean {
    if (this.marked(cell.text)) return false
    const block = this.openFor(cell)
    const inside = block?.kind === "initiative" && block.body.length > 0 && block.blanks === cell.blanks && !STOP.test(lastText(block))
    if (isDatedTitle(withoutPageNumber(cell.text))) return !inside || /年度/.test(cell.text)
    if (isOnlyYear(cell.text)) return this.blocks.at(-1)?.kind === "title"
    const alone = this.cells[at - 1]?.blanks !== cell.blanks || at === 0
    if (inside || !alone || !isUndatedTitle(cell.text)) return false
    return at < 3 || (!this.titleFound && isOnlyYear(this.cells[at + 1]?.text ?? ""))
  }

  /** A title on two or three lines: how many follow the first. */
  brokenTitle(at: number): number {
    const first = this.cells[at]!
    if (this.marked(first.text) || /[。、]/.test(first.text) || first.text.length > 50 || labelled(first.text)) return 0
    let text = first.text
    for (let more = 1; more <= 2; more++) {
      const next = this.cells[at + more]
      if (!next || next.blanks !== first.blanks || next.text.length > 50 || labelled(next.text) || isDatedTitle(next.text)) return 0
      text += next.text
      if (isDatedTitle(text)) return more
    }
    return 0
  }

  openFor(cell: Cell): Block | undefined {
    let nearest: Block | undefined
    for (const block of this.open) {
      if (!nearest || Math.abs(block.column - cell.column) <= Math.abs(nearest.column - cell.column)) nearest = block
    }
    return nearest
  }

  openBlock(block: Block): void {
    this.open = [...this.open.filter((one) => one.column !== block.column).slice(-7), block]
  }

  add(made: { kind: Block["kind"]; number: number; cell: Cell; head?: Part[]; body?: Part[] }): Block {
    const { kind, number, cell, head = [], body = [] } = made
    const block: Block = { kind, number, head, body, column: cell.column, blanks: cell.blanks, listed: false }
    const under = this.directions.reduce<Block | undefined>(
      (best, one) => (best && Math.abs(best.column - cell.column) < Math.abs(one.column - cell.column) ? best : one),
      undefined,
    )
    if (under) block.under = under
    if (this.behind && kind !== "page" && kind !== "title") {
      block.behind = this.behind
      this.behind = undefined
    }
    if (kind === "title") this.titleFound = true
    this.blocks.push(block)
    return block
  }

  part(cell: Cell, raw: string, text: string): Part {
    const part: Part = { line: cell.line, raw: raw.trim(), text: tidied(text) }
    this.parts.push(part)
    return part
  }

  marked(text: string): boolean {
    const marker = markerAt(text, 0, new Set([...this.headings, "bullet"]))
    return marker !== undefined && marker.end <= text.length
  }

  /** 「①題名 ここから本文」: where the title of a heading ends that has its text on the same line. */
  titleEnd(own: string): number | undefined {
    const head = own.slice(0, LONGEST_TITLE + 1)
    const space = /\S\s+/.exec(head)
    if (space && space.index + 1 < head.length && !/[。、]/.test(own.slice(0, space.index + 1))) return space.index + 1
    let longest: number | undefined
    for (let end = 4; end <= Math.min(own.length, LONGEST_TITLE); end++) if (this.knownTitles.has(keyOf(own.slice(0, end)))) longest = end
    if (longest !== undefined) return longest
    return own.length <= LONGEST_TITLE && !own.includes("。") ? own.length : undefined
  }

  /** A line cut where headings and bullets begin in it. */
  piecesOf(text: string, cell?: Cell): { marker?: Marker; raw: string; text: string }[] {
    const allowed = new Set<MarkerKind>([...this.headings, "bullet"])
    const found: Marker[] = []
    for (let at = 0; at < text.length; ) {
      const marker = mayBegin(text, at) ? markerAt(text, at, allowed) : undefined
      if (marker && this.accepts(text, marker, found.at(-1), cell)) {
        found.push(marker)
        at = marker.end
      } else at++
    }
    const pieces: { marker?: Marker; raw: string; text: string }[] = []
    const first = found[0]?.at ?? text.length
    if (text.slice(0, first).trim() !== "") pieces.push({ raw: text.slice(0, first), text: text.slice(0, first) })
    found.forEach((marker, index) => {
      const end = found[index + 1]?.at ?? text.length
      pieces.push({ marker, raw: text.slice(marker.at, end), text: text.slice(marker.end, end) })
    })
    return pieces
  }

  accepts(text: string, marker: Marker, previous: Marker | undefined, cell: Cell | undefined): boolean {
    const { at, end, kind, number } = marker
    if (at === 0) return true
    const spaced = /\s/.test(text[at - 1]!)
    const listed = previous?.kind === kind && number === previous.number + 1
    // The last of a line whose title is on the next.
    if (end >= text.length) return spaced && previous?.kind === kind && (kind === "roman" || kind === "circled")
    if (kind === "bullet") return spaced && !/\s/.test(text[at + 1] ?? " ") && (previous !== undefined || text.length > 20)
    // The same heading stands at the beginning of another line: here two ran together.
    if (this.atLineStart.has(headingKey(text, marker))) return true
    if (kind === "roman") return spaced || (previous?.kind === kind && previous.number !== number && text.length - end > 2)
    if (kind === "both") return spaced
    if (kind === "circled" || kind === "enclosed") {
      if (PARTICLE.test(text.slice(end, end + 3)) && !listed) return false
      return spaced || (listed && kind === "circled")
    }
    // Plain digits begin a heading inside a line only as the next of a list.
    const before = previous?.kind === kind ? previous.number : cell && this.openFor(cell)?.number
    return spaced && (kind === "letters" ? previous?.kind === kind : number === (before ?? 0) + 1)
  }

  findBrokenLabels(): void {
    for (let at = 0; at + 1 < this.cells.length; at++) {
      let key = keyOf(this.cells[at]!.text)
      for (let taken = 2; taken <= 4 && key.length <= 8; taken++) {
        const next = this.cells[at + taken - 1]
        if (!next || next.text.length > 8) break
        key += keyOf(next.text)
        if (LABEL_KEYS.includes(key)) this.labelParts.set(at, taken)
      }
    }
  }
}

function headingKey(text: string, { kind, number, end }: Marker): string {
  return `${kind}${number} ${/^\S{1,60}/.exec(text.slice(end, end + LONGEST_TITLE))?.[0] ?? ""}`
}

function withoutPageNumber(text: string): string {
  return text.replace(/\s[-－–]?\s?[0-9０-９]{1,3}(?:[/／][0-9０-９]{1,3})?\s?[-－–]?$|^[0-9０-９]{1,3}\s/, "")
}

/** A title in a list, perhaps with its end on the next line. */
function isBare(block: Block): boolean {
  return block.body.length === 0 || (block.listed && block.body.length === 1 && isShort(block.body[0]!.text))
}

function isShort(text: string): boolean {
  return text.length <= 20 && !/[、。]/.test(text)
}

function lastText(block: Block): string {
  return (block.body.at(-1) ?? block.head.at(-1))!.text
}

function balanced(parts: readonly Part[]): boolean {
  const text = parts.map((part) => part.text).join("")
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0
  return count(/[（(]/g) === count(/[）)]/g)
}

/** Only here can a heading begin; looking at every character for every kind would cost more. */
function mayBegin(text: string, at: number): boolean {
  return at === 0 || /\s/.test(text[at - 1]!) || /[①-⑳❶-❿➀-➉⓵-⓾Ⅰ-Ⅻⅰ-ⅻ]/.test(text[at]!)
}

/** Everything in a line that could be the number of a heading, for telling which kinds this text uses. */
function possibleHeadings(text: string): Marker[] {
  if (text.length > 400 || labelled(text) || isPageNumber(text) || isTerm(text)) return []
  const found: Marker[] = []
  for (let at = 0; at < text.length; at++) {
    if (at > 0 && !mayBegin(text, at)) continue
    const marker = markerAt(text, at)
    if (!marker || marker.kind === "bullet" || marker.kind === "both" || marker.end >= text.length) continue
    const title = text.slice(marker.end, marker.end + LONGEST_TITLE).split(/\s/)[0]!
    if (title.length >= 2 && !/。/.test(title) && !PARTICLE.test(title)) found.push(marker)
    at = marker.end - 1
  }
  return found
}

/** Page headers and footers: the same words at the edge of more than one page. */
function furnitureOf(cells: readonly Cell[], marked: (text: string) => boolean): ReadonlySet<Cell> {
  const isEdge = (at: number) => {
    const beside = [cells[at - 1], cells[at + 1]]
    return beside.some((other) => !other || other.page !== cells[at]!.page || isPageNumber(other.text) || isDatedTitle(other.text))
  }
  const seen = new Map<string, Cell[]>()
  cells.forEach((cell, at) => {
    if (cell.text.length > 40 || /[。、]$/.test(cell.text) || !isEdge(at)) return
    if (marked(cell.text) || labelled(cell.text) || isPageNumber(cell.text) || isDatedTitle(cell.text)) return
    const key = keyOf(cell.text).replace(/[0-9]+/g, "#")
    const same = seen.get(key)
    if (same) same.push(cell)
    else seen.set(key, [cell])
  })
  return new Set([...seen.values()].filter((same) => same.length > 1).flat())
}
