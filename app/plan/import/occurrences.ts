import { pairsOf, type Pairs } from "./likeness.ts"
import { joined, keyOf, tidied } from "./plain-text.ts"
import type { Block, Part } from "./read-blocks.ts"

/** An initiative's title each time it stands in the text: in the table of page one, above its text on page two. */
export interface Occurrence {
  block: Block
  number: number
  title: string
  key: string
  pairs: Pairs
  text: string
  /** Known where the text is in plain order; otherwise found out later. */
  direction?: number
}

export function occurrencesOf(initiatives: readonly Block[]): Occurrence[] {
  const keys = new Map<string, number>()
  for (const block of initiatives) {
    const key = titleKey(block)
    keys.set(key, (keys.get(key) ?? 0) + 1)
  }
  return initiatives.map((block) => {
    completeTitle(block, keys)
    const title = joined(block.head.map((part) => part.text))
    const text = joined(block.body.map((part) => part.text))
    const { number, direction } = block
    return { block, number, title, key: keyOf(title), pairs: pairsOf(title), text, ...(direction === undefined ? {} : { direction }) }
  })
}

/** A title broken over two lines, where it stands whole elsewhere or nothing else can follow it. */
function completeTitle(block: Block, keys: ReadonlyMap<string, number>): void {
  const [first, second] = block.body
  if (!first || (keys.get(titleKey(block)) ?? 0) > 1) return
  const whole = [1, 2].find((count) => {
    const key = titleKey(block) + keyOf(joined(block.body.slice(0, count).map((part) => part.text)))
    return block.body.length >= count && keys.has(key)
  })
  // A list holds titles only: a short line behind one of them is its end.
  const isEnd = block.listed && second === undefined && first.text.length <= 20 && !/[、。]/.test(first.text)
  const count = whole ?? (isEnd ? 1 : 0)
  block.head.push(...block.body.splice(0, count))
}

export function titleKey(block: Block): string {
  return keyOf(tidied(joined(block.head.map((part) => part.text))))
}

/** What stands behind the last full stop and never comes to one is not the initiative's text. */
export function takeRemnant(block: Block): Part[] {
  const last = block.body.findLastIndex((part) => /[。．！？][」』）)]?$/.test(part.text))
  return last < 0 ? [] : block.body.splice(last + 1)
}
