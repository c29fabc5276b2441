import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type EmbeddedFont, PDF } from "@libpdf/core"

export type Weight = "regular" | "bold"

const FILES: Record<Weight, string> = {
  regular: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
  bold: "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
}
const bytes = new Map<Weight, Uint8Array>()

/** TrueType outlines: only these are subset by the library (a page weighs 20 kB, not 5 MB). */
export function fontBytes(weight: Weight): Uint8Array {
  let known = bytes.get(weight)
  if (!known) {
    known = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve(FILES[weight])))
    bytes.set(weight, known)
  }
  return known
}

let looked: EmbeddedFont | undefined

/** Whether the font has a picture for the character. */
export function hasGlyph(character: string): boolean {
  looked ??= PDF.create().embedFont(fontBytes("regular"))
  return looked.canEncode(character)
}
