import type { Characters } from "./layout.ts"

/** JIS X 0201: one byte a character; 0x5C is ¥, and kana stand from 0xA1 to 0xDF. */

const DIGIT = 1
const NAME = 2
const BANK = 4
const EDI = 8
const SPACE = 16

/** What each byte may be part of. */
const classes = new Uint8Array(256)
mark("0123456789", DIGIT | NAME | BANK | EDI)
mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", NAME | BANK | EDI)
mark(" ", NAME | BANK | EDI | SPACE)
mark("-", NAME | BANK | EDI)
mark("().", NAME | EDI)
// ｱ to ﾝ and the two sound marks: without ｦ (0xA6), the small letters (0xA7 to 0xAF) and ｰ (0xB0).
for (let byte = 0xb1; byte <= 0xdf; byte++) classes[byte]! |= NAME | BANK | EDI
// PCA: 「EDI情報項目に使われる文字」, not in names.
mark("¥｢｣ｦ'+,/:?", EDI)

const allowed: Readonly<Record<Characters, number>> = { name: NAME, bank: BANK, edi: EDI, blank: SPACE, flag: 255 }

function mark(characters: string, bits: number): void {
  for (const character of characters) classes[byteOf(character)!]! |= bits
}

/** The byte of a character, or undefined when JIS X 0201 has none. */
export function byteOf(character: string): number | undefined {
  const code = character.charCodeAt(0)
  if (character.length !== 1) return undefined
  if (code === 0xa5) return 0x5c
  if (code >= 0x20 && code <= 0x7d && code !== 0x5c) return code
  if (code >= 0xff61 && code <= 0xff9f) return code - 0xfec0
  return undefined
}

export function characterOf(byte: number): string {
  if (byte >= 0xa1 && byte <= 0xdf) return String.fromCharCode(byte + 0xfec0)
  if (byte === 0x5c) return "¥"
  return byte >= 0x20 && byte <= 0x7d ? String.fromCharCode(byte) : "\ufffd"
}

const codes = Uint16Array.from({ length: 256 }, (_, byte) => characterOf(byte).charCodeAt(0))

/** Made at once from its UTF-16 units: character by character a file of ten thousand records takes ten times as long. */
export function decode(bytes: Uint8Array): string {
  const units = Buffer.allocUnsafe(bytes.length * 2)
  for (let i = 0; i < bytes.length; i++) {
    const code = codes[bytes[i]!]!
    units[i * 2] = code & 0xff
    units[i * 2 + 1] = code >> 8
  }
  return units.toString("utf16le")
}

/** The first byte that a field of this kind may not hold and how many there are; undefined when all may stand. */
export function firstForbidden(bytes: Uint8Array, start: number, end: number, kind: Characters): { at: number; count: number } | undefined {
  const bit = allowed[kind]
  let at = -1
  let count = 0
  for (let i = start; i < end; i++) {
    if (classes[bytes[i]!]! & bit) continue
    if (at < 0) at = i
    count++
  }
  return at < 0 ? undefined : { at, count }
}

/** The first byte that is no digit, or -1. */
export function firstNonDigit(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i++) if (bytes[i]! < 0x30 || bytes[i]! > 0x39) return i
  return -1
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== 0x20) return false
  return true
}

export function mayStand(character: string, kind: Characters): boolean {
  const byte = byteOf(character)
  return byte !== undefined && (classes[byte]! & allowed[kind]) !== 0
}

/** 「ｧ」（小さいカナ）: what a byte is, for a person who looks for it in an editor. */
export function nameOfByte(byte: number): string {
  const shown = `「${characterOf(byte)}」`
  if (byte === 0x20) return "空白"
  if (byte === 0xa6) return `${shown}（ヲ）`
  if (byte >= 0xa7 && byte <= 0xaf) return `${shown}（小さいカナ。大きいカナで書きます）`
  if (byte === 0xb0) return `${shown}（長音。ハイフン「-」で書きます）`
  if (byte === 0xa5) return `${shown}（中点）`
  if (byte >= 0x61 && byte <= 0x7a) return `${shown}（英小文字。大文字で書きます）`
  if (byte < 0x20 || byte === 0x7f) return `制御文字（0x${hex(byte)}）`
  if ((byte >= 0x80 && byte <= 0xa0) || byte >= 0xe0) return `1バイトのカナ・英数字でないバイト（0x${hex(byte)}。全角文字の一部かもしれません）`
  if (byte === 0x7e) return "記号（0x7E）"
  return shown
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0")
}
