import { isAscii, isUtf8 } from "node:buffer"
import { refusal } from "../../kernel/http/refusal.ts"
import { fileKind } from "./file-kind.ts"

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "shift_jis" | "euc-jp" | "iso-2022-jp" | "mixed"

export interface DecodedText {
  text: string
  encoding: Encoding
  /** Sentences for the person who gave the file. */
  warnings: string[]
}

export const LARGEST_PLAN_TEXT = 5 * 1024 * 1024

export const encodingWords: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16（リトルエンディアン）",
  "utf-16be": "UTF-16（ビッグエンディアン）",
  shift_jis: "Shift_JIS（CP932）",
  "euc-jp": "EUC-JP",
  "iso-2022-jp": "ISO-2022-JP（JIS）",
  mixed: "行ごとに異なる文字コード",
}

/** The text of a file of unknown encoding. Refuses, in one sentence, what is not a text. */
export function decodePlanText(bytes: Uint8Array): DecodedText {
  refuseSize(bytes)
  const kind = fileKind(bytes)
  if (kind) {
    throw refusal("invalid", "plan.file-is-not-text", `${kind}です。文字だけを取り出したテキストファイル（.txt）を選んでください。`, {
      field: "file",
    })
  }
  const decoded = decode(bytes)
  if (decoded.text.trim() === "") throw refusal("invalid", "plan.file-is-empty", "ファイルに文字がありません。", { field: "file" })
  return decoded
}

function refuseSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw refusal("invalid", "plan.file-is-empty", "ファイルが空です。", { field: "file" })
  if (bytes.length > LARGEST_PLAN_TEXT) {
    const size = (bytes.length / 1024 / 1024).toFixed(1)
    throw refusal("invalid", "plan.file-too-large", `ファイルが大きすぎます（${size} MB）。5 MB までのテキストファイルにしてください。`, {
      field: "file",
    })
  }
}

function decode(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, 0xff, 0xfe)) return whole("utf-16le", bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return whole("utf-16be", bytes)
  if (bytes.includes(0)) return decodeWithZeros(bytes)
  const utf8 = tryDecode("utf-8", bytes)
  // ISO-2022-JP is seven-bit: it passes for UTF-8 and shows by its escape sequences only.
  if (utf8 !== undefined && utf8.includes("\u001b$")) {
    const jis = tryDecode("iso-2022-jp", bytes)
    if (jis !== undefined) return { text: jis, encoding: "iso-2022-jp", warnings: [] }
  }
  if (utf8 !== undefined) return { text: utf8, encoding: "utf-8", warnings: garbledWarnings(utf8) }
  return decodeLines(bytes)
}

/** UTF-16 without a byte order mark has zero bytes in every line end and digit; anything else with zeros is not a text. */
function decodeWithZeros(bytes: Uint8Array): DecodedText {
  for (const encoding of ["utf-16le", "utf-16be"] as const) {
    const text = tryDecode(encoding, bytes)
    if (text !== undefined && !text.includes("\0") && plausibility(text) > 0.9) {
      return { text, encoding, warnings: ["文字コードの印（BOM）がないため、UTF-16 と推定して読みました。"] }
    }
  }
  throw refusal(
    "invalid",
    "plan.file-is-not-text",
    "文字ではないデータ（バイナリ）が含まれています。文字だけのテキストファイル（.txt）を選んでください。",
    { field: "file" },
  )
}

function whole(encoding: "utf-16le" | "utf-16be", bytes: Uint8Array): DecodedText {
  const text = decoder(encoding, false).decode(bytes)
  if (text.includes("\0")) return decodeWithZeros(bytes)
  return { text, encoding, warnings: garbledWarnings(text) }
}

const legacy = ["shift_jis", "euc-jp"] as const
type LineEncoding = "utf-8" | (typeof legacy)[number]

/** Past so many lines that are not UTF-8 they are no longer looked at one by one, but as one text. */
const LINES = 10_000
/** No plan has so many lines; then it is read in the one encoding its beginning is in. */
const MOST_LINES = 50_000

/**
 * Not UTF-8 throughout. No trail byte of Shift_JIS or EUC-JP is a line feed, so lines can be looked at one by one:
 * first the encoding most of the text is in, then the lines that are in another.
 */
function decodeLines(bytes: Uint8Array): DecodedText {
  if (lineCount(bytes) > MOST_LINES) return decodeAsOne(bytes)
  const lines = linesOf(bytes)
  const foreign = lines.filter((line) => !isUtf8(line))
  if (foreign.length > LINES) return decodeManyLines(bytes, lines, foreign)
  const readings = lines.map((line) => (isAscii(line) ? undefined : readingsOf(line)))
  const scores = { "utf-8": 0, shift_jis: 0, "euc-jp": 0 }
  readings.forEach((found, at) => {
    if (found) scores[best(found)?.encoding ?? "utf-8"] += lines[at]!.length
  })
  const main = (Object.keys(scores) as LineEncoding[]).sort((a, b) => scores[b] - scores[a])[0]!
  const others: Record<LineEncoding, number[]> = { "utf-8": [], shift_jis: [], "euc-jp": [] }
  const texts = lines.map((line, at) => {
    const found = readings[at] && best(readings[at], main)
    const encoding = found?.encoding ?? main
    if (encoding !== main) others[encoding].push(at + 1)
    return found?.text ?? decoder(encoding, false).decode(line)
  })
  const text = texts.join("\n")
  const warnings = (Object.keys(others) as LineEncoding[])
    .filter((encoding) => others[encoding].length > 0)
    .map(
      (encoding) =>
        `文字コードが混ざっています。全体は ${encodingWords[main]}、${ranges(others[encoding])}行目は ${encodingWords[encoding]} として読みました。`,
    )
  return { text, encoding: warnings.length > 0 ? "mixed" : main, warnings: [...warnings, ...garbledWarnings(text)] }
}

function decodeAsOne(bytes: Uint8Array): DecodedText {
  const main = likeliestLegacy(bytes.subarray(0, 200_000))
  const text = decoder(main, false).decode(bytes)
  const warning = `行が多すぎるため、全体を ${encodingWords[main]} として読みました。`
  return { text, encoding: main, warnings: [warning, ...garbledWarnings(text)] }
}

function lineCount(bytes: Uint8Array): number {
  let count = 1
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}

function decodeManyLines(bytes: Uint8Array, lines: readonly Uint8Array[], foreign: readonly Uint8Array[]): DecodedText {
  const main = likeliestLegacy(joinLines(foreign.slice(0, LINES)))
  const others: number[] = []
  lines.forEach((line, at) => {
    if (!isAscii(line) && isUtf8(line)) others.push(at + 1)
  })
  // A few that are valid UTF-8 among ten thousand that are not are so by chance.
  if (others.length * 20 < foreign.length) {
    const text = decoder(main, false).decode(bytes)
    return { text, encoding: main, warnings: garbledWarnings(text) }
  }
  const text = lines.map((line) => decoder(isUtf8(line) ? "utf-8" : main, false).decode(line)).join("\n")
  const warning = `文字コードが混ざっています。${ranges(others)}行目は UTF-8、ほかは ${encodingWords[main]} として読みました。`
  return { text, encoding: "mixed", warnings: [warning, ...garbledWarnings(text)] }
}

interface Reading {
  encoding: LineEncoding
  text: string
  /** How much it looks like Japanese. */
  score: number
}

/** Every encoding a line can be read in. */
function readingsOf(line: Uint8Array): Reading[] {
  return (isUtf8(line) ? (["utf-8", ...legacy] as const) : legacy).flatMap((encoding) => {
    const text = tryDecode(encoding, line)
    // Text that is in a legacy encoding is hardly ever valid UTF-8 by chance.
    return text === undefined ? [] : [{ encoding, text, score: plausibility(text) + (encoding === "utf-8" ? 0.1 : 0) }]
  })
}

/** What the rest of the text is in wins unless another is clearly better. */
function best(readings: readonly Reading[], favourite?: LineEncoding): Reading | undefined {
  const weight = (one: Reading) => one.score + (one.encoding === favourite ? 0.15 : 0)
  return readings.reduce<Reading | undefined>((top, one) => (top && weight(top) >= weight(one) ? top : one), undefined)
}

function likeliestLegacy(bytes: Uint8Array): LineEncoding {
  const score = (encoding: LineEncoding) => plausibility(decoder(encoding, false).decode(bytes))
  return score("euc-jp") > score("shift_jis") ? "euc-jp" : "shift_jis"
}

/** How much of it is what Japanese documents are written with. Half-width kana and rare kanji are what mistakes look like. */
function plausibility(text: string): number {
  let [good, all] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || code === 0x0d || code === 0x09 || code === 0x20) continue
    all++
    if (code >= 0x3041 && code <= 0x30fe) good += 1
    else if (code >= 0x21 && code <= 0x7e) good += 1
    else if (code >= 0x3001 && code <= 0x3017) good += 1
    else if ((code >= 0x2460 && code <= 0x2473) || (code >= 0x2160 && code <= 0x216b)) good += 1
    else if (code >= 0xff01 && code <= 0xff5e) good += 0.9
    else if (code >= 0x4e00 && code <= 0x9fff) good += isMojibake(code) ? -1 : 0.8
  }
  return all === 0 ? 0 : good / all
}

/** 縺 繧 繝 荳 莠 譁: what hiragana and katakana of UTF-8 become when read as Shift_JIS. */
function isMojibake(code: number): boolean {
  return MOJIBAKE.has(code)
}

const MOJIBAKE = new Set([..."縺繧繝荳莠譁蜷譛譌邨螟遘"].map((char) => char.charCodeAt(0)))

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  lines.push(bytes.subarray(start))
  return lines
}

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((line) => [line, NEWLINE]))
}

const NEWLINE = Buffer.from("\n")

function garbledWarnings(text: string): string[] {
  if (!text.includes("\ufffd")) return []
  const lines: number[] = []
  text.split("\n").forEach((line, at) => {
    if (line.includes("\ufffd")) lines.push(at + 1)
  })
  return [`読み取れない文字があります（${ranges(lines)}行目）。その文字は「\ufffd」として残しました。`]
}

/** 3、5～8 */
function ranges(lines: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < lines.length && parts.length < 20; ) {
    let end = at
    while (lines[end + 1] === lines[end]! + 1) end++
    parts.push(end === at ? `${lines[at]}` : `${lines[at]}～${lines[end]}`)
    at = end + 1
    if (parts.length === 20 && at < lines.length) parts.push("…")
  }
  return parts.join("、")
}

function startsWith(bytes: Uint8Array, ...head: number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte)
}

function tryDecode(encoding: Exclude<Encoding, "mixed">, bytes: Uint8Array): string | undefined {
  try {
    return decoder(encoding, true).decode(bytes)
  } catch {
    return undefined
  }
}

const decoders = new Map<string, TextDecoder>()

function decoder(encoding: string, fatal: boolean): TextDecoder {
  const key = `${encoding} ${fatal}`
  const known = decoders.get(key) ?? new TextDecoder(encoding, { fatal })
  decoders.set(key, known)
  return known
}
