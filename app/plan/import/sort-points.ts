import { isTerm } from "./labels.ts"
import { joined } from "./plain-text.ts"
import type { Block } from "./read-blocks.ts"

/** The bullets and paragraphs of a plan that are not an initiative's text, by what they are. */
export interface Points {
  ideals: Block[]
  /** Aims whose direction is to be found by what they say. */
  aims: Block[]
  /** Aims that stand between a direction's heading and its first initiative. */
  under: { direction: number; block: Block }[]
  position?: Block
  term?: Block
}

/** An aim is something to do (「…を促進する」), an ideal something to be (「…信頼される組織」). */
const DOING = /(?:[うくすつぬふむぶるぐ]|ます)[。．]?$/
const POSITION = /(?:示すもの|示し|定めるもの|共有|位置[付づ]け|基本的な考え方|明らかにする)/

export function sortPoints(blocks: readonly Block[], directions: number): Points {
  const under = aimsUnderHeadings(blocks)
  const taken = new Set(under.map((one) => one.block))
  const bullets = blocks.filter((block) => block.kind === "bullet" && block.body.length > 0 && !taken.has(block))
  let aims = directions === 0 ? [] : bullets.filter((block) => DOING.test(textOf(block)))
  if (aims.length > directions) {
    // More than there can be: those beside the heading 「目指す姿」 are ideals all the same.
    const beside = besideIdeals(blocks)
    aims = aims.filter((block) => !beside.has(block))
  }
  const ideals = bullets.filter((block) => !aims.includes(block))
  const free = blocks.filter((block) => block.kind === "free" && block.body.length > 0 && !taken.has(block))
  const term = free.find((block) => isTerm(textOf(block))) ?? free.find((block) => block.behind === "term" && /年/.test(textOf(block)))
  const rest = free.filter((block) => block !== term && textOf(block).length >= 10)
  const position =
    rest.find((block) => block.behind === "position" && !nounLike(block)) ??
    rest.find((block) => /もの(?:です|である|とする)?[。．]?$/.test(textOf(block)) && POSITION.test(textOf(block))) ??
    rest.find((block) => block.behind === "position")
  const others = rest.filter((block) => block !== position)
  if (ideals.length === 0) ideals.push(...idealsWithoutBullets(blocks, others))
  if (aims.length === 0 && under.length === 0 && directions > 0) {
    const doing = others.filter((block) => !ideals.includes(block) && DOING.test(textOf(block)) && !/。/.test(textOf(block)))
    if (doing.length <= directions) aims.push(...doing)
  }
  return { ideals, aims, under, ...(position ? { position } : {}), ...(term ? { term } : {}) }
}

/** Only where each heading has at most one before its first initiative is the order of the text to be trusted. */
function aimsUnderHeadings(blocks: readonly Block[]): { direction: number; block: Block }[] {
  const found: { direction: number; block: Block }[] = []
  const headings = blocks.filter((block) => block.kind === "direction")
  for (const heading of headings) {
    const at = blocks.indexOf(heading)
    const own = blocks.slice(at + 1).filter((block) => block.under === heading)
    const first = own.findIndex((block) => block.kind === "initiative")
    if (first < 0) continue
    const between = own.slice(0, first).filter((block) => block.kind === "bullet" || block.kind === "free")
    const repeated = found.some((one) => one.direction === heading.number)
    for (const block of between) {
      if (!repeated && block.body.length > 0 && DOING.test(textOf(block))) found.push({ direction: heading.number, block })
    }
  }
  // Headings of columns that ran together stand far from what is theirs.
  const all = new Set(headings.map((heading) => heading.number))
  const withInitiatives = new Set(blocks.filter((block) => block.kind === "initiative" && block.under).map((block) => block.under!.number))
  return withInitiatives.size === all.size ? found : []
}

function besideIdeals(blocks: readonly Block[]): ReadonlySet<Block> {
  const beside = new Set<Block>()
  blocks.forEach((label, at) => {
    if (label.label !== "ideals") return
    for (let after = at + 1; blocks[after]?.kind === "bullet"; after++) beside.add(blocks[after]!)
    if (beside.size === 0) for (let before = at - 1; blocks[before]?.kind === "bullet"; before--) beside.add(blocks[before]!)
  })
  return beside
}

/** Paragraphs directly behind 「目指す姿」, up to the next heading. */
function idealsWithoutBullets(blocks: readonly Block[], candidates: readonly Block[]): Block[] {
  const label = blocks.findIndex((block) => block.label === "ideals")
  if (label < 0) return []
  const found: Block[] = []
  for (let at = label + 1; at < blocks.length; at++) {
    const block = blocks[at]!
    if (block.kind !== "free" && block.kind !== "page") break
    if (candidates.includes(block) && nounLike(block)) found.push(block)
  }
  return found
}

function nounLike(block: Block): boolean {
  const text = textOf(block)
  return !DOING.test(text) && !/。$/.test(text) && !/もの$/.test(text)
}

function textOf(block: Block): string {
  return joined(block.body.map((part) => part.text))
}
