import { hasGlyph } from "./fonts.ts"

/** Variation selectors: 葛󠄀 is 葛 with a wish for one shape. The font draws them as boxes, so the wish is dropped. */
const SELECTORS = /[\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu
/** The sort that stood for a missing one in a composed page. */
const GETA = "〓"

/**
 * The characters a printed document cannot show as written (外字の確認): those without a picture, and those whose variant
 * would be printed in its common shape.
 */
export function missingGlyphs(text: string): { missing: string[]; variants: string[] } {
  const missing = new Set<string>()
  for (const character of text.normalize("NFC").replace(SELECTORS, "").replace(/[\p{Cc}\p{Cf}]/gu, "")) {
    if (!hasGlyph(character)) missing.add(character)
  }
  const variants = text.match(/\P{M}[\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu) ?? []
  return { missing: [...missing], variants: [...new Set(variants)] }
}

/** What is drawn: composed, without selectors and controls, 〓 where there is no picture. */
export function printable(text: string): string {
  const plain = text.normalize("NFC").replace(SELECTORS, "").replace(/\r\n?/g, "\n").replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "")
  let drawn = ""
  for (const character of plain) drawn += character === "\n" || hasGlyph(character) ? character : GETA
  return drawn
}
