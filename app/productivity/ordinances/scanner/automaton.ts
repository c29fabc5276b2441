import { foldCharacter, isIgnored } from "./folding.ts"

/**
 * All terms at once, in one pass over the text (Aho and Corasick 1975), as a dense table: one addition and two look-ups a
 * character, however many the terms. Characters that no term contains share one column, folded characters share theirs.
 */
export interface Automaton {
  terms: readonly string[]
  /** Column of every UTF-16 unit. */
  columns: Uint16Array
  /** State (a row's offset) after a state and a column. */
  next: Int32Array
  /** States from here on end a term. */
  firstEnding: number
  width: number
  /** Of the ending states, by row: the terms that end there, longest first. */
  endings: Int32Array[]
  lengths: Int32Array
  /** Whether spaces are passed over. */
  folded: boolean
  /** Of every unit: BEGINS, FOLLOWS. Undefined where a term has one character, as then every beginning is a find. */
  pairs: Uint8Array | undefined
}

const OTHER = 0
const IGNORED = 1
/** A term begins with it; it may be the second of a term. */
const BEGINS = 1
const FOLLOWS = 2

export function buildAutomaton(terms: readonly string[], { folded = true }: { folded?: boolean } = {}): Automaton {
  const fold = folded ? foldCharacter : (character: string) => character
  const { columns, width } = columnsOf(terms, fold, folded)
  // The tree of all terms, breadth first, with the usual failure links resolved into the table at once.
  const nodes: { edges: Map<number, number>; ends: number[]; depth: number }[] = [{ edges: new Map(), ends: [], depth: 0 }]
  for (const [term, text] of terms.entries()) {
    if (text.length === 0) throw new Error("an empty term")
    let node = 0
    for (let i = 0; i < text.length; i++) {
      const column = columns[text.charCodeAt(i)]!
      let to = nodes[node]!.edges.get(column)
      if (to === undefined) {
        to = nodes.push({ edges: new Map(), ends: [], depth: i + 1 }) - 1
        nodes[node]!.edges.set(column, to)
      }
      node = to
    }
    nodes[node]!.ends.push(term)
  }
  const table = new Int32Array(nodes.length * width)
  const failures = new Int32Array(nodes.length)
  const queue = [0]
  for (const node of queue) {
    const failure = failures[node]!
    if (node > 0) table.copyWithin(node * width, failure * width, (failure + 1) * width)
    for (const [column, to] of nodes[node]!.edges) {
      failures[to] = node > 0 ? table[failure * width + column]! : 0
      table[node * width + column] = to
      nodes[to]!.ends.push(...nodes[failures[to]!]!.ends)
      queue.push(to)
    }
    if (folded) table[node * width + IGNORED] = node
  }
  const states = renumbered(nodes, table, width)
  const lengths = Int32Array.from(terms, (text) => text.length)
  return { terms, columns, width, folded, ...states, lengths, pairs: terms.some((text) => text.length < 2) ? undefined : pairsOf(columns, width, states.next) }
}

/** Which two characters can begin a term: most text is passed over by this alone. */
function pairsOf(columns: Uint16Array, width: number, next: Int32Array): Uint8Array {
  const row = Array.from({ length: width }, (_, column) => next[column]!)
  const firsts = new Set(row.filter((state) => state !== 0))
  const follows = row.map((_, column) => [...firsts].some((state) => column === IGNORED || (next[state + column] !== 0 && !firsts.has(next[state + column]!))))
  return Uint8Array.from(columns, (column) => (row[column] === 0 ? 0 : BEGINS) | (follows[column] ? FOLLOWS : 0))
}

/** States that end a term come last, and a state is the offset of its row. */
function renumbered(nodes: readonly { ends: number[] }[], table: Int32Array, width: number): Pick<Automaton, "next" | "firstEnding" | "endings"> {
  const plain = nodes.flatMap(({ ends }, node) => (ends.length === 0 ? [node] : []))
  const ending = nodes.flatMap(({ ends }, node) => (ends.length > 0 ? [node] : []))
  const rows = new Int32Array(nodes.length)
  const order = [...plain, ...ending]
  for (const [row, node] of order.entries()) rows[node] = row * width
  const next = new Int32Array(table.length)
  for (const [row, node] of order.entries()) {
    for (let column = 0; column < width; column++) next[row * width + column] = rows[table[node * width + column]!]!
  }
  return { next, firstEnding: plain.length * width, endings: ending.map((node) => Int32Array.from(nodes[node]!.ends)) }
}

function columnsOf(terms: readonly string[], fold: (character: string) => string, folded: boolean): { columns: Uint16Array; width: number } {
  const columns = new Uint16Array(0x10000)
  const known = new Map<string, number>()
  for (const text of terms) {
    for (let i = 0; i < text.length; i++) {
      const key = fold(text[i]!)
      if (!known.has(key)) known.set(key, known.size + 2)
    }
  }
  for (let code = 0; code < 0x10000; code++) {
    columns[code] = folded && isIgnored(code) ? IGNORED : (known.get(fold(String.fromCharCode(code))) ?? OTHER)
  }
  return { columns, width: known.size + 2 }
}

// A piece of text at a time as plain numbers, which are read several times faster than a string's characters.
const PIECE = 1 << 15
const units = new Uint16Array(PIECE)
const bytes = Buffer.from(units.buffer)

/** Every occurrence of every term, overlapping ones too, by where they end. `end` is exclusive; `found` must not look for terms itself. */
export function findTerms({ columns, next, firstEnding, width, endings, pairs }: Automaton, text: string, found: (term: number, end: number) => void): void {
  let state = 0
  for (let from = 0; from < text.length; from += PIECE) {
    const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE)
    bytes.write(piece, "utf16le")
    const { length } = piece
    for (let i = 0; i < length; i++) {
      if (pairs && state === 0) {
        while (i < length - 1 && ((pairs[units[i]!]! & BEGINS) === 0 || (pairs[units[i + 1]!]! & FOLLOWS) === 0)) i++
      }
      const column = columns[units[i]!]!
      state = next[state + column]!
      if (state >= firstEnding && column !== IGNORED) {
        const terms = endings[(state - firstEnding) / width]!
        for (let t = 0; t < terms.length; t++) found(terms[t]!, from + i + 1)
      }
    }
  }
}

/** Where an occurrence begins: its end less its length, spaces passed over. */
export function startOf({ lengths, folded }: Automaton, text: string, term: number, end: number): number {
  let left = lengths[term]!
  if (!folded) return end - left
  let at = end
  while (left > 0) if (!isIgnored(text.charCodeAt(--at))) left--
  return at
}
