import { joined, keyOf } from "./plain-text.ts"
import type { Block, Part } from "./read-blocks.ts"

/** A sentence that stands elsewhere in the text once more, perhaps broken over lines in another way. */
export interface Repeat {
  of: Block
  parts: Part[]
}

/** So short a text may stand in two places by chance. */
const SHORTEST = 8
const LINES = 8
const HEAD = 4

/**
 * Overviews show the same sentence on two pages: as a bullet in the table and as lines in the picture. Lines that
 * together say what a bullet (or a paragraph) says are taken out of whatever block they were read into.
 */
export function takeRepeats(blocks: readonly Block[]): Repeat[] {
  const originals = new Map<string, Block>()
  const byHead = new Map<string, string[]>()
  const learn = (block: Block) => {
    const key = keyOf(joined(block.body.map((part) => part.text)))
    if (key.length < SHORTEST || originals.has(key)) return
    originals.set(key, block)
    const head = key.slice(0, HEAD)
    const same = byHead.get(head) ?? []
    if (same.length < 40) byHead.set(head, [...same, key])
  }
  for (const block of blocks) if (block.kind === "bullet") learn(block)
  for (const block of blocks) if (block.kind === "free") learn(block)
  const repeats: Repeat[] = []
  for (const block of blocks) {
    if (block.kind === "label" || block.kind === "title" || block.kind === "page") continue
    for (let from = 0; from < block.body.length; from++) {
      const found = repeatAt(block, from, originals, byHead)
      if (!found) continue
      repeats.push({ of: found.of, parts: block.body.splice(from, found.count) })
      from--
    }
  }
  return repeats
}

function repeatAt(
  block: Block,
  from: number,
  originals: ReadonlyMap<string, Block>,
  byHead: ReadonlyMap<string, readonly string[]>,
): { of: Block; count: number } | undefined {
  let key = ""
  let wanted: readonly string[] | undefined
  for (let count = 1; count <= LINES && from + count <= block.body.length; count++) {
    key += keyOf(block.body[from + count - 1]!.text)
    if (key.length >= HEAD) wanted ??= byHead.get(key.slice(0, HEAD)) ?? []
    if (wanted && !wanted.some((one) => one.startsWith(key))) return undefined
    const of = originals.get(key)
    if (of && of !== block) return { of, count }
  }
  return undefined
}
