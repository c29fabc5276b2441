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
  for (const line of stretchesOf(blocks)) {
    for (let from = 0; from < line.length; ) {
      const found = repeatAt(line, from, originals, byHead)
      if (!found) {
        from++
        continue
      }
      const taken = line.slice(from, from + found.count)
      for (const { block, part } of taken) block.body = block.body.filter((one) => one !== part)
      repeats.push({ of: found.of, parts: taken.map((one) => one.part) })
      from += found.count
    }
  }
  return repeats
}

interface Placed {
  block: Block
  part: Part
}

/** Lines that may belong together: those of one block, and of paragraphs that follow each other. */
function stretchesOf(blocks: readonly Block[]): Placed[][] {
  const stretches: Placed[][] = []
  let free: Placed[] | undefined
  for (const block of blocks) {
    if (block.kind === "page" || block.kind === "title") continue
    const line = block.body.map((part) => ({ block, part }))
    if (block.kind === "free" && free) free.push(...line)
    else if (block.kind !== "label") stretches.push(line)
    free = block.kind === "free" ? (free ?? line) : undefined
  }
  return stretches
}

function repeatAt(
  line: readonly Placed[],
  from: number,
  originals: ReadonlyMap<string, Block>,
  byHead: ReadonlyMap<string, readonly string[]>,
): { of: Block; count: number } | undefined {
  let key = ""
  let wanted: readonly string[] | undefined
  for (let count = 1; count <= LINES && from + count <= line.length; count++) {
    key += keyOf(line[from + count - 1]!.part.text)
    if (key.length >= HEAD) wanted ??= byHead.get(key.slice(0, HEAD)) ?? []
    if (wanted && !wanted.some((one) => one.startsWith(key))) return undefined
    const of = originals.get(key)
    if (of && line.slice(from, from + count).every((one) => one.block !== of)) return { of, count }
  }
  return undefined
}
