import { addressText, parseAddress } from "../../structure/index.ts"
import { provisionOf } from "../links/references-of.ts"

/**
 * What people type for a place: 「第12条の3第2項」, 「１２条の３」, 「12の3」, 「附則第2項」, or the canonical address. Canonical, if the text
 * has the provision it lies in.
 */
export function placeTyped(typed: string, provisions: readonly { address: string }[]): string | undefined {
  if (typed.length > 200) return undefined
  const known = new Set(provisions.map(({ address }) => address))
  const text = typed.normalize("NFKC").replace(/\s/g, "")
  if (known.has(text)) return text
  const spoken = text.replace(/^([0-9〇一二三四五六七八九十百千]+)((?:の[0-9〇一二三四五六七八九十百千]+)*)(条)?/, (_, number: string, branches: string, article?: string) => `第${number}条${article ? "" : branches}`)
  for (const shape of [text, text.startsWith("第") ? "" : `第${text}`, spoken]) {
    const address = shape ? parseAddress(shape) : undefined
    const canonical = address && addressText(address)
    const provision = canonical && provisionOf(canonical)
    if (canonical && provision && known.has(provision)) return canonical
  }
  return undefined
}
