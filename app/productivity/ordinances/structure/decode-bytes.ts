import iconv from "iconv-lite"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

export interface Decoded {
  text: string
  /** Letters that could not be read; each stands as U+FFFD in the text. */
  lost: number
}

// Where more letters than this are lost, the guess of the character set is wrong or it is no text at all.
const MOST_LOST = 0.05

/**
 * The text of a file by its BOM, by being valid UTF-8, by what it says of itself (meta, XML declaration), else by which of the
 * character sets of Japan loses the fewest letters.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new UnreadableOrdinance("ファイルが空です。")
  const marked = byMark(bytes)
  if (marked !== undefined) return decoded(marked)
  if (bytes.subarray(0, 4096).includes(0)) throw new UnreadableOrdinance("文章のファイルではありません（文字でないバイトがあります）。")
  try {
    return { text: plain(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), lost: 0 }
  } catch {
    // Not wholly UTF-8.
  }
  if (bytes.subarray(0, 65_536).includes(0x1b) && isJis(bytes)) return decoded(new TextDecoder("iso-2022-jp").decode(bytes))
  const declared = declaredSet(bytes)
  const candidates = declared ? [declared, ...sets.filter((set) => set !== declared)] : [...sets]
  const sample = bytes.length > 262_144 ? bytes.subarray(0, 262_144) : bytes
  let best: { set: Set; score: number } | undefined
  for (const set of candidates) {
    const score = badness(decodeAs(set, sample)) - (set === declared ? sample.length * 0.002 : 0)
    if (!best || score < best.score) best = { set, score }
  }
  return decoded(decodeAs(best!.set, bytes))
}

const sets = ["utf-8", "Shift_JIS", "EUC-JP"] as const
type Set = (typeof sets)[number]

function decodeAs(set: Set, bytes: Uint8Array): string {
  return set === "utf-8" ? new TextDecoder("utf-8").decode(bytes) : iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), set === "Shift_JIS" ? "cp932" : "euc-jp")
}

/** Lost letters, and half-width katakana in rows and letters out of use, which are what a wrong reading of Japanese turns into. */
function badness(text: string): number {
  let bad = 0
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    if (code === 0xfffd) bad += 10
    else if (code >= 0xff61 && code <= 0xff9f) bad += 1
    else if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13) || (code >= 0x80 && code < 0xa0)) bad += 5
    else if (code >= 0x3040 && code <= 0x309f) bad -= 0.2
  }
  return bad
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder("utf-8").decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  return undefined
}

function isJis(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0 && at < 65_536; at = bytes.indexOf(0x1b, at + 1)) if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) return true
  return false
}

function declaredSet(bytes: Uint8Array): Set | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096))
  const name = (/<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head) ?? /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head))?.[1]?.toLowerCase()
  if (name === undefined) return undefined
  if (/^utf-?8$/.test(name)) return "utf-8"
  if (/^(?:shift[_-]?jis|x-sjis|sjis|windows-31j|cp932|ms932)$/.test(name)) return "Shift_JIS"
  if (/^(?:euc-?jp|x-euc-jp|eucjp-ms)$/.test(name)) return "EUC-JP"
  return undefined
}

function decoded(text: string): Decoded {
  const cleaned = plain(text)
  let lost = 0
  for (let at = cleaned.indexOf("\ufffd"); at >= 0; at = cleaned.indexOf("\ufffd", at + 1)) lost++
  if (lost > 20 && lost > cleaned.length * MOST_LOST) throw new UnreadableOrdinance("文字コードが UTF-8・Shift_JIS・EUC-JP・UTF-16 のいずれでもないため、読めません。")
  if (lost > 0 && lost >= cleaned.length / 2) throw new UnreadableOrdinance("文字コードが分からないため、読めません。")
  return { text: cleaned, lost }
}

function plain(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text
}
