import type { Provision } from "../../structure/provision.ts"
import type { NumeralStyle } from "../numerals.ts"
import { align, shapeOf, withRewritten } from "../similarity.ts"
import { textOfUnits, unitsOf } from "../units.ts"
import { isArticle, provisionBlock } from "./blocks.ts"
import { headingChanges } from "./headings.ts"
import { Names } from "./names.ts"
import { isBalanced, keptShare, phrasesOf } from "./phrases.ts"
import { Sentences, type Spot } from "./sentences.ts"
import { type Level, type Sibling, writeSiblings } from "./siblings.ts"
import { linesChanges } from "./text-changes.ts"
import { type CoarseReason, type Tally, TooCoarse, UnitChanges } from "./unit-changes.ts"

export interface AmendingOptions {
  /** 漢数字 or 全角 figures; as the ordinance's own articles unless given. */
  numerals?: NumeralStyle
  /** 題名, where it changes too. */
  title?: { before: string; after: string }
  /** Addresses of provisions to be written anew as a whole whatever changed in them. */
  whole?: ReadonlySet<string>
}

export interface AmendingText {
  /** 改め文: a sentence a line, added text below it. */
  text: string
  sentences: number
  /** What was used how often. */
  tally: Tally
  /** Provisions written anew as a whole, and why. */
  coarse: readonly { place: string; address: string; reason: CoarseReason }[]
  /** Changes the sentences do not say: a heading that cannot be named, a provision without number. */
  unsaid: readonly { place: string; reason: "heading" | "order" | "unnamed" }[]
}

interface Placed extends Sibling {
  provision: Provision
}

/** The 改め文 that turns one text into the other, as fine as it can be said. */
export function amendingText(before: readonly Provision[], after: readonly Provision[], options: AmendingOptions = {}): AmendingText {
  const names = new Names(before.length > 0 ? before : after, options.numerals)
  const afterNames = new Names(after, names.style)
  const sentences = new Sentences()
  const tally: Tally = { phrases: 0, moved: 0, added: 0, deleted: 0, rewrittenUnits: 0 }
  const coarse: { place: string; address: string; reason: CoarseReason }[] = []
  const unsaid: { place: string; reason: "heading" | "order" | "unnamed" }[] = []
  if (options.title && options.title.before !== options.title.after) {
    sentences.clause("題名を次のように", "change")
    sentences.block([`　　　${options.title.after}`])
  }
  const series = new Set([...before, ...after].map(seriesOf))
  const settled: Provision[] = []
  for (const one of inPartOrder([...series])) {
    const [b, a] = [before, after].map((list, at) => list.filter((provision) => seriesOf(provision) === one).map((provision) => placed(provision, at === 0 ? names : afterNames)))
    const aligned = withRewritten(align(b!, a!))
    writeSeries(aligned, one)
    for (const { before: from, after: to } of aligned) if (to) settled.push(from ? { ...to.provision, headings: from.provision.headings } : to.provision)
  }
  headings()
  sentences.end()
  return { text: sentences.lines.join("\n"), sentences: sentences.count, tally, coarse, unsaid }

  function writeSeries(aligned: ReturnType<typeof align<Placed>>, series: string): void {
    const standing = before.filter((provision) => rank(seriesOf(provision)) < rank(series))
    const level: Level<Placed> = {
      counter: aligned.some(({ before, after }) => isArticle((before ?? after)!.provision)) ? "条" : undefined,
      place: (one) => sentences.place(names.spot(one.provision)),
      target: (one) => one.name,
      prefix: () => "",
      hasInner: ({ provision: from }, { provision: to }) => from.text !== to.text || from.caption !== to.caption,
      inner: (from, to, moves) => {
        // 第六条を第七条とし、第五条中「…」を「…」に改め、同条を第六条とし: what moves is one sentence.
        if (!moves) sentences.end()
        writeInner(from.provision, to.provision)
      },
      rewrites: () => false,
      rewriteAll: () => {},
      add: (group, anchor, next) => addProvisions(group, anchor, next, standing),
      afterMove: () => sentences.stayAt(undefined),
      settle: () => sentences.end(),
      number: (value) => names.number([value]),
    }
    writeSiblings(sentences, aligned, level)
    for (const { before: from, after: to } of aligned) {
      if (!to) tally.deleted++
      else if (from && from.label !== to.label) tally.moved++
    }
    sentences.end()
  }

  function writeInner(from: Provision, to: Provision): void {
    const mark = sentences.mark()
    const counted = { ...tally }
    try {
      if (options.whole?.has(from.address)) throw new TooCoarse("not-reproduced")
      const spot = names.spot(from)
      writeCaption(spot, from, to)
      if (from.text !== to.text) writeBody(spot, from, to)
    } catch (error) {
      if (!(error instanceof TooCoarse)) throw error
      sentences.takeBack(mark)
      Object.assign(tally, counted)
      coarse.push({ place: names.name(from), address: from.address, reason: error.reason })
      sentences.clause(`${sentences.place(names.spot(from))}を次のように`, "change")
      // Under the number it has now; its new one follows.
      sentences.block(provisionBlock({ ...to, no: from.no }))
    }
  }

  function writeCaption(spot: Spot, from: Provision, to: Provision): void {
    if (from.caption === to.caption) return
    if (!isArticle(from) && from.part !== "supplementary") throw new TooCoarse("irregular-text")
    if (!isBalanced(to.caption)) throw new TooCoarse("no-quotation")
    if (from.caption === "") return sentences.clause(`${sentences.place(spot)}に見出しとして「（${to.caption}）」を`, "attach")
    if (to.caption === "") return sentences.clause(`${sentences.place(spot)}の見出しを`, "delete")
    const count = (words: string) => from.caption.split(words).length - 1
    const phrases = keptShare(from.caption, to.caption) >= 0.35 ? phrasesOf(from.caption, to.caption, count) : undefined
    if (phrases) sentences.phrases(`${sentences.place(spot)}の見出し`, phrases)
    else sentences.clause(`${sentences.place(spot)}の見出しを「（${to.caption}）」に`, "change")
  }

  function writeBody(spot: Spot, from: Provision, to: Provision): void {
    if (from.part === "table" || from.part === "form" || from.address === "toc") {
      const changes = linesChanges(from.text.split("\n"), to.text.split("\n"))
      if (!changes) throw new TooCoarse("mostly-rewritten")
      for (const change of changes) {
        if (change.kind === "phrases") {
          tally.phrases += change.phrases.length
          sentences.phrases(sentences.place(spot), change.phrases)
        } else {
          sentences.clause(`${sentences.place(spot)}に次のように`, "add")
          sentences.block(change.lines.map((line) => `　${line}`))
        }
      }
      return
    }
    const [units, others] = [unitsOf(from.text), unitsOf(to.text)]
    if (textOfUnits(units) !== from.text || textOfUnits(others) !== to.text) throw new TooCoarse("irregular-text")
    if (to.text === "削除" || from.text === "削除") throw new TooCoarse("mostly-rewritten")
    new UnitChanges(sentences, names, tally).paragraphs(spot, units, others)
  }

  function addProvisions(group: readonly Placed[], anchor: Placed | undefined, next: Placed | undefined, standing: readonly Provision[]): void {
    tally.added += group.length
    const articles = group.every(({ provision }) => isArticle(provision))
    const object = articles ? `次の${names.number([group.length])}条を` : "次のように"
    const heading = group[0]!.provision.headings.join("\n")
    const inNext = next && next.provision.headings.join("\n") === heading && anchor?.provision.headings.join("\n") !== heading
    if (anchor && !inNext) sentences.clause(`${anchor.name}の次に${object}`, "add")
    else if (next) sentences.clause(`${next.name}の前に${object}`, "add")
    else if (standing.length > 0) sentences.clause(`${names.name(standing.at(-1)!)}の次に${object}`, "add")
    else sentences.clause(`本則に${object}`, "add")
    sentences.block(group.flatMap(({ provision }) => provisionBlock(provision)))
    for (const { provision } of group) if (!isArticle(provision) && provision.part === "main") unsaid.push({ place: provision.no, reason: "unnamed" })
  }

  function headings(): void {
    const changes = headingChanges(settled, after, (provision) => afterNames.name(provision))
    if (!changes) unsaid.push({ place: "章名", reason: "heading" })
    else {
      for (const { text, verb, block } of changes) {
        sentences.clause(text, verb)
        if (block) sentences.block(block)
        else sentences.end()
      }
    }
  }
}

/** Provisions numbered together: 本則, each 附則, 別表, 様式. */
function seriesOf({ part, address }: Provision): string {
  if (part === "supplementary") return address.includes("/") ? `supplementary ${address.split("/")[0]}` : "supplementary"
  return part
}

const PARTS = ["preamble", "main", "supplementary", "table", "form"]

function rank(series: string): number {
  return PARTS.indexOf(series.split(" ")[0]!)
}

function inPartOrder(series: readonly string[]): string[] {
  return series.toSorted((one, other) => rank(one) - rank(other))
}

function placed(provision: Provision, names: Names): Placed {
  const own = provision.address.split("/").at(-1)!.replace(/~\d+$/, "")
  const numbers = own.replace(/^[a-z]+/, "").split("-").map(Number)
  const order = numbers.every((one) => !Number.isNaN(one)) ? numbers : [0]
  return { provision, shape: shapeOf(`${provision.caption}\n${provision.text}`), label: provision.address, order, name: names.name(provision) }
}
