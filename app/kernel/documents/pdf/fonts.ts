import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type EmbeddedFont, PDF } from "@libpdf/core"

export type Weight = "regular" | "bold"

const FILES: Record<Weight, string> = {
  regular: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
  bold: "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
}

/** Ten MB in all, for documents that are made now and then: they stay while one is made, and until memory is tidied up. */
const bytes = new Map<Weight, WeakRef<Uint8Array>>()

/** TrueType outlines: only these are subset by the library (a page weighs 20 kB, not 5 MB). */
export function fontBytes(weight: Weight): Uint8Array {
  const known = bytes.get(weight)?.deref()
  if (known) return known
  const read = readFileSync(createRequire(import.meta.url).resolve(FILES[weight]))
  bytes.set(weight, new WeakRef(read))
  return read
}

let looked: WeakRef<EmbeddedFont> | undefined
const drawn = new Map<string, boolean>()
/** More than the font has; somebody may send any character there is. */
const MOST_KNOWN = 20_000

/** Whether the font has a picture for the character. */
export function hasGlyph(character: string): boolean {
  let known = drawn.get(character)
  if (known === undefined) {
    let font = looked?.deref()
    if (!font) looked = new WeakRef((font = PDF.create().embedFont(fontBytes("regular"))))
    known = font.canEncode(character)
    if (drawn.size < MOST_KNOWN) drawn.set(character, known)
  }
  return known
}
