/** What a file is written in when it is not one byte a character: the sentence's words, or undefined. */
export function foreignEncoding(head: Uint8Array): string | undefined {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return "UTF-8（BOM付き）"
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16"
  // 「12」 in UTF-16 without a mark, either way round.
  if ((a === 0x31 && b === 0 && c! >= 0x30 && c! <= 0x39 && d === 0) || (a === 0 && b === 0x31 && c === 0)) return "UTF-16"
  // 「1」 and 「2」 in EBCDIC.
  if (a === 0xf1 && b !== undefined && b >= 0xf0 && b <= 0xf9 && c! >= 0xf0 && c! <= 0xf9) return "EBCDIC"
  return isUtf8(head) ? "UTF-8" : undefined
}

/** UTF-8 with kana or kanji in it: their first bytes (E3 to EF) are no characters of JIS X 0201. */
function isUtf8(whole: Uint8Array): boolean {
  // The first record has the sender's name.
  const head = whole.subarray(0, 4096)
  if (!head.some((byte) => byte >= 0xe3 && byte <= 0xef)) return false
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
