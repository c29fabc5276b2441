import { type Address, markOf, readAddress } from "./addresses.ts"
import { circledNumber } from "./marks.ts"
import { NUMERAL, numberOf } from "./numerals.ts"
import type { Provision } from "./provision.ts"

/** Positions in Provision.text. */
export interface Span {
  start: number
  end: number
}

interface TextLine extends Span {
  text: string
}

/**
 * Where a 項, 号 or what lies below it stands in the text of its provision, with all that belongs to it (a 項 with its 号 and
 * tables). A 項 left out of the address is the first. undefined where the text has no such place.
 */
export function locate(provision: Pick<Provision, "text">, address: Address | string): Span | undefined {
  const place = typeof address === "string" ? readAddress(address) : address
  if (!place) return undefined
  const lines = linesOf(provision.text)
  if (place.paragraph === undefined && place.item === undefined) return { start: 0, end: provision.text.length }
  const paragraph = paragraphsOf(lines).find((one) => one.number === (place.paragraph ?? 1))
  if (!paragraph) return undefined
  if (place.item === undefined) return spanOf(paragraph.lines)
  let within: TextLine[] | undefined = itemsUnder(paragraph.lines, (mark) => itemNumber(mark) === place.item)
  for (const mark of place.subitems ?? []) within = within && itemsUnder(within.slice(1), (printed) => markOf(printed) === mark)
  return within && spanOf(within)
}

export interface Place {
  paragraph: number
  item?: string
}

/** The 項 and 号 around a position: what 「前項」 and 「次号」 count from. */
export function placeAt(text: string, position: number): Place {
  return placesIn(text)(position)
}

/** The same for many positions of one text, asked in rising order. */
export function placesIn(text: string): (position: number) => Place {
  const places: (Place & { start: number })[] = []
  for (const one of paragraphsOf(linesOf(text))) {
    let kind: string | undefined
    let item: string | undefined
    for (const line of one.lines) {
      const mark = markOfLine(line)
      if (mark === undefined) {
        if (!line.text.startsWith("|")) item = undefined
      } else {
        kind ??= kindOfMark(mark)
        if (kindOfMark(mark) === kind) item = itemNumber(mark)
      }
      places.push({ start: line.start, paragraph: one.number, ...(item === undefined ? {} : { item }) })
    }
  }
  places.sort((a, b) => a.start - b.start)
  let at = 0
  return (position) => {
    if ((places[at]?.start ?? 0) > position) at = 0
    while (at + 1 < places.length && places[at + 1]!.start <= position) at++
    const place = places[at]
    return { paragraph: place?.paragraph ?? 1, ...(place?.item === undefined ? {} : { item: place.item }) }
  }
}

function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = []
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf("\n", start)
    const end = next < 0 ? text.length : next
    lines.push({ start, end, text: text.slice(start, end) })
    start = end + 1
  }
  return lines
}

function spanOf(lines: readonly TextLine[]): Span | undefined {
  return lines.length > 0 ? { start: lines[0]!.start, end: lines.at(-1)!.end } : undefined
}

const PARAGRAPH = /^(?:([0-9０-９]{1,3})[．.]?[\u3000 ]|([\u2460-\u2473\u3251-\u325f])[\u3000 ]?)/

/** The 項 of a text; the 見出し of a 項 belongs to the one after it. */
function paragraphsOf(lines: readonly TextLine[]): { number: number; lines: TextLine[] }[] {
  const paragraphs: { number: number; lines: TextLine[] }[] = []
  for (const line of lines) {
    const found = PARAGRAPH.exec(line.text)
    const number = found && (found[1] !== undefined ? numberOf(found[1]) : circledNumber(found[2]!))
    const before = paragraphs.at(-1)
    const onlyCaptions = before !== undefined && before.lines.every((one) => isCaption(one.text))
    if (number && (!before || number > before.number || onlyCaptions)) {
      // A line of brackets alone is the 見出し of the 項 after it.
      while (before && before.lines.length > 0 && isCaption(before.lines.at(-1)!.text)) before.lines.pop()
      if (before && before.lines.length === 0) paragraphs.pop()
      paragraphs.push({ number, lines: [line] })
    } else if (before) before.lines.push(line)
    else paragraphs.push({ number: 1, lines: [line] })
  }
  return paragraphs
}

function isCaption(text: string): boolean {
  return /^[（(][^（）()]*[）)]$/.test(text)
}

const MARK = new RegExp(`^- ((?:[（(][^（）()]{1,8}[）)]|[^\\s（(]{1,8}?)(?:[のノ][${NUMERAL}]+)*)[．.、]?(?:\\u3000|$)`)

function markOfLine(line: TextLine): string | undefined {
  return line.text.startsWith("- ") ? MARK.exec(line.text)?.[1] : undefined
}

/** (2)の2, (2の2), 二の二, 2 → "2-2", "2". */
function itemNumber(mark: string): string | undefined {
  if (/^[\u2460-\u2473]$/.test(mark)) return String(circledNumber(mark))
  if (/^[\u2474-\u2487]$/.test(mark)) return String(mark.charCodeAt(0) - 0x2473)
  if (/^[\u3220-\u3229]$/.test(mark)) return String(mark.charCodeAt(0) - 0x321f)
  const numbers = mark.replace(/[（()）]/g, "").split(/[のノ]/).map((part) => numberOf(part))
  return numbers.every((number) => number !== undefined) ? numbers.join("-") : undefined
}

/** What tells levels apart: brackets or none, digits, kanji or kana. */
function kindOfMark(mark: string): string {
  const inner = mark.replace(/[（()）]/g, "")
  const letters = /^[0-9０-９]/.test(inner) ? "digit" : /^[〇一二三四五六七八九十百千]/.test(inner) ? "kanji" : /^[ァ-ヶｦ-ﾟ]/.test(inner) ? "kana" : /^[\u2460-\u2473]/.test(inner) ? "circled" : /^[\u2474-\u2487]/.test(inner) ? "bracketed" : "letter"
  return `${/^[（(]/.test(mark) ? "()" : ""}${letters}`
}

/** The item of a level that fits, with what lies below it; the level is that of the first item. */
function itemsUnder(lines: readonly TextLine[], fits: (mark: string) => boolean): TextLine[] | undefined {
  let kind: string | undefined
  let taken: TextLine[] | undefined
  for (const line of lines) {
    const mark = markOfLine(line)
    if (mark === undefined) {
      if (taken && line.text.startsWith("|")) taken.push(line)
      else if (taken) return taken
      continue
    }
    kind ??= kindOfMark(mark)
    if (kindOfMark(mark) !== kind) {
      taken?.push(line)
      continue
    }
    if (taken) return taken
    if (fits(mark)) taken = [line]
  }
  return taken
}
