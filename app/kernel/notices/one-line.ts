/** A header is one line: line breaks and control characters in what people typed cannot start another. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim() || "（件名なし）"
}
