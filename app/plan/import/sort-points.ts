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

/** What an ideal is about: without a bullet, a heading or a repetition this is all there is to know it by. */
const STATE = /(?:組織|職場|風土|文化|社会|地域|行政|体制|環境|県庁|市役所|未来|姿|まち|くらし|県)$/

export function sortPoints(blocks: readonly Block[], directions: number, repeated: ReadonlySet<Block>, plain: ReadonlySet<Block>): Points {
  const under = aimsUnderHeadings(blocks, plain)
  // Several under one heading are all its own; a single one is placed with the others, by what it says as well.
  const several = under.some((one) => under.some((other) => other !== one && other.direction === one.direction))
  const taken = new Set(several ? under.map((one) => one.block) : [])
  const bullets = blocks.filter((block) => block.kind === "bullet" && block.body.length > 0 && !taken.has(block))
  const free = blocks.filter((block) => block.kind === "free" && block.body.length > 0 && !taken.has(block))
  const single = new Set(several ? [] : under.map((one) => one.block))
  let aims = directions === 0 ? [] : [...bullets, ...free].filter((block) => single.has(block) || (block.kind === "bullet" && DOING.test(textOf(block))))
  if (aims.length > directions) {
    // More than there can be: those beside the heading 「目指す姿」 are ideals all the same.
    const beside = besideIdeals(blocks)
    aims = aims.filter((block) => !beside.has(block))
  }
  const ideals = bullets.filter((block) => !aims.includes(block))
  const term = free.find((block) => isTerm(textOf(block))) ?? free.find((block) => block.behind === "term" && /年/.test(textOf(block)))
  const rest = free.filter((block) => block !== term && !aims.includes(block) && textOf(block).length >= 10)
  const position = rest
    .map((block) => ({ block, score: positionScore(block) }))
    .filter((one) => one.score >= 2)
    .reduce<{ block?: Block; score: number }>((best, one) => (one.score > best.score ? one : best), { score: 0 }).block
  const others = rest.filter((block) => block !== position)
  if (ideals.length === 0) {
    const nouns = others.filter(nounLike)
    const found = [
      nouns.filter((block) => repeated.has(block)),
      idealsBehindLabel(blocks, nouns),
      nouns.filter((block) => bullets.length === 0 && STATE.test(textOf(block))),
    ]
    ideals.push(...(found.find((list) => list.length > 0) ?? []))
  }
  if (aims.length === 0 && under.length === 0 && directions > 0) {
    const doing = others.filter((block) => !ideals.includes(block) && DOING.test(textOf(block)) && !/。/.test(textOf(block)))
    if (doing.length <= directions) aims.push(...doing)
  }
  return { ideals, aims, under, ...(position ? { position } : {}), ...(term ? { term } : {}) }
}

/** It says what the plan shows and to whom, often as 「…もの」, at best right behind its heading. */
function positionScore(block: Block): number {
  const text = textOf(block)
  const thing = /もの(?:です|である|とする|とします)?[。．]?$/.test(text)
  return (thing ? 2 : 0) + (POSITION.test(text) ? 1 : 0) + (block.behind === "position" ? 2 : 0) - (nounLike(block) && !thing ? 1 : 0)
}

/** Between a heading and its first initiative, where each heading has its own. */
function aimsUnderHeadings(blocks: readonly Block[], plain: ReadonlySet<Block>): { direction: number; block: Block }[] {
  const found: { direction: number; block: Block }[] = []
  const closed = new Set<Block>()
  for (const block of blocks) {
    const heading = block.under
    if (!heading || !plain.has(heading) || closed.has(heading)) continue
    if (block.kind === "initiative") closed.add(heading)
    if (block.kind !== "bullet" && block.kind !== "free") continue
    if (block.body.length > 0 && DOING.test(textOf(block))) found.push({ direction: heading.number, block })
  }
  return found
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
function idealsBehindLabel(blocks: readonly Block[], candidates: readonly Block[]): Block[] {
  const label = blocks.findIndex((block) => block.label === "ideals")
  if (label < 0) return []
  const found: Block[] = []
  for (let at = label + 1; at < blocks.length; at++) {
    const block = blocks[at]!
    if (block.kind !== "free" && block.kind !== "page") break
    if (candidates.includes(block)) found.push(block)
  }
  return found
}

function nounLike(block: Block): boolean {
  const text = textOf(block)
  return !DOING.test(text) && !text.endsWith("。") && !text.endsWith("もの")
}

function textOf(block: Block): string {
  return joined(block.body.map((part) => part.text))
}
