/**
 * How text and query are made equal before they are compared: NFKC (full-width ＡＢＣ and half-width ｶﾅ), letter case, and
 * what typesetting varies without changing the word.
 */

/** Variants of one character that people do not tell apart when they search. */
const SAME: Record<string, string> = {
  ヶ: "ケ",
  ヵ: "カ",
  髙: "高",
  﨑: "崎",
  德: "徳",
  瀨: "瀬",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "―": "-",
  "−": "-",
  "〜": "~",
  "“": '"',
  "”": '"',
  "’": "'",
}

let kana = false

/** Whether ひらがな finds カタカナ. A change needs `hagi search rebuild`. */
export function configureFolding(options: { kana: boolean }): void {
  kana = options.kana
}

/** A character with the marks that belong to it: half-width ｶﾞ is two, a letter with combining accents several. */
const CLUSTER = /[^\s][\u0300-\u036f\u3099\u309a\uff9e\uff9f]+/
const PLAIN = /^[\u3041-\u3094\u30a1-\u30f4\u30fc\u4e00-\u9fa5\u3001\u3002]+$/
const NEEDS_WORK = /[ヶヵ髙﨑德瀨]/

/** The text as it is compared. */
export function fold(text: string): string {
  if (!kana && PLAIN.test(text) && !NEEDS_WORK.test(text)) return text
  let folded = text.normalize("NFKC").toLowerCase()
  folded = folded.replace(/[\u{E0100}-\u{E01EF}\uFE00-\uFE0F\u00AD\u200B-\u200D\u2060\uFEFF]/gu, "")
  folded = folded.replace(/[ヶヵ髙﨑德瀨‐‑–—―−〜“”’]/g, (c) => SAME[c]!)
  if (kana) folded = folded.replace(/[ァ-ヴヽヾ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
  return folded.replace(/[\s\p{Cc}]+/gu, " ").trim()
}

/** Folded it is itself: most of any Japanese text. */
function isPlain(unit: number): boolean {
  if (unit >= 0x4e00 && unit <= 0x9fa5) return !NEEDS_WORK.test(String.fromCharCode(unit))
  return (unit >= 0x3041 && unit <= 0x3094) || unit === 0x3001 || unit === 0x3002 || (!kana && unit >= 0x30a1 && unit <= 0x30f4)
}

function joinsBefore(unit: number): boolean {
  return (
    (unit >= 0x300 && unit <= 0x36f) || unit === 0x3099 || unit === 0x309a || unit === 0xff9e || unit === 0xff9f ||
    (unit >= 0xfe00 && unit <= 0xfe0f) || unit === 0xdb40
  )
}

export interface Folded {
  text: string
  /** For each code unit of `text` where it begins in the source, and at the end the source's length. */
  at: number[]
}

/** As fold, knowing where each piece came from, so that what was found can be marked in the text as people wrote it. */
export function foldWithPlaces(source: string): Folded {
  let text = ""
  const at: number[] = []
  let index = 0
  while (index < source.length) {
    if (isPlain(source.charCodeAt(index)) && !joinsBefore(source.charCodeAt(index + 1))) {
      at.push(index)
      text += source[index++]
      continue
    }
    const marked = CLUSTER.exec(source.slice(index, index + 8))
    const cluster = marked && marked.index === 0 ? marked[0] : String.fromCodePoint(source.codePointAt(index)!)
    const piece = /^[\s\p{Cc}]+$/u.test(cluster) ? " " : fold(cluster)
    if (piece !== " " || (text !== "" && !text.endsWith(" "))) {
      for (let n = 0; n < piece.length; n++) at.push(index)
      text += piece
    }
    index += cluster.length
  }
  at.push(source.length)
  return { text, at }
}
