import { readSign } from "../numerals.ts"
import { align, shapeOf, withRewritten } from "../similarity.ts"
import { linesOf, type Unit } from "../units.ts"
import { itemBlock, paragraphBlock } from "./blocks.ts"
import type { Names } from "./names.ts"
import { keptShare } from "./phrases.ts"
import { type Sentences, type Spot } from "./sentences.ts"
import { compareOrder, type Level, type Sibling, writeSiblings } from "./siblings.ts"
import { type LeadChange, leadChanges, linesChanges } from "./text-changes.ts"

/** Why a provision was written anew as a whole. */
export type CoarseReason = "mostly-rewritten" | "irregular-numbering" | "no-quotation" | "irregular-text" | "not-reproduced"

export class TooCoarse extends Error {
  override name = "TooCoarse"
  readonly reason: CoarseReason
  constructor(reason: CoarseReason) {
    super(reason)
    this.reason = reason
  }
}

/** Counted for whoever judges the draft: 号 and 項 written anew are usual drafting, many of them are not. */
export interface Tally {
  phrases: number
  moved: number
  added: number
  deleted: number
  rewrittenUnits: number
}

/** An article is written anew only where hardly anything of it survives. */
const LEAST = 0.2

interface UnitSibling extends Sibling {
  unit: Unit
}

/** Writes the changes of one provision's 項 and what is below them. Throws TooCoarse where only the whole can be replaced. */
export class UnitChanges {
  #sentences: Sentences
  #names: Names
  #tally: Tally

  constructor(sentences: Sentences, names: Names, tally: Tally) {
    this.#sentences = sentences
    this.#names = names
    this.#tally = tally
  }

  paragraphs(provision: Spot, before: readonly Unit[], after: readonly Unit[]): void {
    const [b, a] = [before.map((unit, at) => this.#paragraph(unit, at)), after.map((unit, at) => this.#paragraph(unit, at))]
    if (![b, a].every(inOrder)) throw new TooCoarse("irregular-numbering")
    // The same number printed otherwise (10 and １０) is no amendment that words could say.
    if (b.some((one) => a.some((other) => one.label === other.label && one.unit.label !== other.unit.label && other.label !== "1"))) throw new TooCoarse("irregular-numbering")
    const single = before.length === 1
    const spotOf = ({ name }: UnitSibling): Spot => (single ? provision : { ...provision, paragraph: name })
    const aligned = single && after.length === 1 ? [{ before: b[0]!, after: a[0]!, similarity: 1 }] : withRewritten(align(b, a))
    if (!aligned.some(({ before, after }) => before && after)) throw new TooCoarse("mostly-rewritten")
    this.#siblings(aligned, {
      counter: "項",
      spotOf,
      container: provision,
      block: paragraphBlock,
      // The only 項 of an article is the article: 第三条を次のように改める is the whole.
      mayRewrite: !single,
      becomesOne: after.length === 1,
      target: (one) => `${this.#sentences.place(provision)}${after.length === 1 ? "" : one.name}`,
      insteadOf: "各号列記以外の部分",
    })
  }

  #paragraph(unit: Unit, at: number): UnitSibling {
    const value = unit.label === "" ? [1] : readSign(unit.label)?.value
    if (!value || (at > 0 && unit.label === "")) throw new TooCoarse("irregular-numbering")
    return { unit, shape: shapeOf(linesOf(unit).join("\n")), label: value.join("-"), order: value, name: this.#names.numbered(value, "項") }
  }

  #items(spot: Spot, before: readonly Unit[], after: readonly Unit[]): void {
    const depth = spot.items.length
    const firsts = [...before, ...after].map(({ label }) => bare(label))
    const kana = firsts.includes("ア") ? AIUEO : IROHA
    const item = (unit: Unit): UnitSibling => {
      const value = readSign(unit.label)?.value
      const numbered = depth === 0 && value !== undefined
      const order = value ?? [kana.indexOf(bare(unit.label)) >= 0 ? kana.indexOf(bare(unit.label)) : bare(unit.label).codePointAt(0)!]
      return { unit, shape: shapeOf(linesOf(unit).join("\n")), label: numbered ? value.join("-") : unit.label, order, name: numbered ? this.#names.numbered(value, "号") : unit.label }
    }
    const [b, a] = [before.map(item), after.map(item)]
    if (![b, a].every(inOrder)) throw new TooCoarse("irregular-numbering")
    this.#siblings(withRewritten(align(b, a)), {
      counter: depth === 0 ? "号" : undefined,
      spotOf: ({ name }) => ({ ...spot, items: [...spot.items, name] }),
      container: spot,
      block: (unit) => itemBlock(unit, depth + 1),
      mayRewrite: true,
      becomesOne: false,
      target: (one) => `${this.#sentences.place(spot)}${one.name}`,
      insteadOf: "",
    })
  }

  #siblings(aligned: ReturnType<typeof align<UnitSibling>>, list: List): void {
    const sentences = this.#sentences
    const level: Level<UnitSibling> = {
      counter: list.counter,
      place: (one) => sentences.place(list.spotOf(one)),
      target: list.target,
      prefix: () => (list.becomesOne ? "" : `${sentences.place(list.container)}中`),
      hasInner: (before, after) => JSON.stringify(bodyOf(before.unit)) !== JSON.stringify(bodyOf(after.unit)),
      inner: (before, after) => this.#unit(list, before, after),
      rewrites: (before, after) => list.mayRewrite && this.#plan(list, before, after) === undefined && after.unit.lead !== "",
      rewriteAll: (pairs) => {
        const names = pairs.map(({ before }) => before.name)
        const first = sentences.place(list.spotOf(pairs[0]!.before))
        this.#tally.rewrittenUnits += pairs.length
        sentences.clause(`${names.length === 2 ? `${first}及び${names[1]}` : `${first}から${names.at(-1)}まで`}を次のように`, "change")
        sentences.block(pairs.flatMap(({ before, after }) => list.block({ ...after.unit, label: before.unit.label })))
      },
      add: (group, anchor, next, bareNames) => {
        this.#tally.added += group.length
        const counted = list.counter ? `次の${this.#names.number([group.length])}${list.counter}` : "次のように"
        const object = list.counter ? `${counted}を` : counted
        const name = (one: UnitSibling) => (bareNames ? one.name : sentences.place(list.spotOf({ ...one })))
        if (anchor && !next) sentences.clause(`${sentences.place(list.container)}に${object}`, "add")
        else if (anchor) sentences.clause(`${list.counter === "項" && !bareNames ? sentences.place(list.container) + anchor.name : name(anchor)}の次に${object}`, "add")
        else sentences.clause(`${sentences.place(list.container)}に${group.length === 1 ? `${group[0]!.name}として` : `${group[0]!.name}${group.length === 2 ? "及び" : "から"}${group.at(-1)!.name}${group.length === 2 ? "" : "まで"}として`}${object}`, "add")
        sentences.block(group.flatMap(({ unit }) => list.block(unit)))
      },
      afterMove: () => {
        this.#tally.moved++
        sentences.stayAt(list.container)
      },
      settle: () => {},
      number: (value) => this.#names.number([value]),
    }
    this.#tally.deleted += aligned.filter(({ after }) => !after).length
    writeSiblings(sentences, aligned, level)
  }

  /** How the words of a unit and its table can be amended; undefined where it has to be written anew. */
  #plan(list: List, before: UnitSibling, after: UnitSibling): { changes: LeadChange[] | undefined; tail: (() => void)[] } | undefined {
    const [from, to] = [before.unit, after.unit]
    const changes = leadChanges(from, to, { whole: list.insteadOf || remainder(from), ...(list.mayRewrite ? {} : { floor: LEAST }) })
    const tail = sameLines(from.tail, to.tail) ? [] : this.#tail(list.spotOf(before), from, to)
    const keepsItems = from.items.length > 0 && to.items.length > 0
    // The 柱書 alone may be written anew over its 号.
    const leadAlone = keepsItems && from.tail.length === 0 && from.lead !== "" && to.lead !== ""
    return tail === undefined || (changes === undefined && !leadAlone) ? undefined : { changes, tail }
  }

  #unit(list: List, before: UnitSibling, after: UnitSibling): void {
    const spot = list.spotOf(before)
    const [from, to] = [before.unit, after.unit]
    const sentences = this.#sentences
    const plan = this.#plan(list, before, after)
    if (!plan) return this.#rewrite(list, spot, before, after)
    const { changes, tail } = plan
    if (changes === undefined) {
      sentences.clause(`${sentences.place(spot)}${list.insteadOf || remainder(from)}を次のように`, "change")
      sentences.block([`　${to.lead}`])
      this.#tally.rewrittenUnits++
    } else {
      for (const change of changes) {
        if (change.kind === "phrases") {
          this.#tally.phrases += change.phrases.length
          sentences.phrases(sentences.place(spot) + change.suffix, change.phrases)
        } else if (change.kind === "remove") sentences.clause(`${sentences.place(spot)}${change.suffix}を`, "delete")
        else if (change.kind === "rewrite") {
          sentences.clause(`${sentences.place(spot)}${change.suffix}を次のように`, "change")
          sentences.block([`　${change.text}`])
        } else {
          sentences.clause(change.part === "後段" ? `${sentences.place(spot)}に後段として次のように` : `${sentences.place(spot)}に次のただし書を`, "add")
          sentences.block([`　${change.text}`])
        }
      }
    }
    for (const write of tail) write()
    if (to.items.length === 0 && from.items.length > 0) {
      this.#tally.deleted += from.items.length
      sentences.clause(spot.items.length > 0 ? `${sentences.place(spot)}${listedSigns(from)}を` : `${sentences.place(spot)}各号を`, "delete")
    } else if (from.items.length === 0 && to.items.length > 0) {
      this.#tally.added += to.items.length
      sentences.clause(spot.items.length > 0 ? `${sentences.place(spot)}に次のように` : `${sentences.place(spot)}に次の各号を`, "add")
      sentences.block(to.items.flatMap((item) => itemBlock(item, spot.items.length + 1)))
    } else if (from.items.length > 0) this.#items(spot, from.items, to.items)
  }

  /** The unit anew, under the number it has now: its new one follows. */
  #rewrite(list: List, spot: Spot, before: UnitSibling, after: UnitSibling): void {
    if (!list.mayRewrite) throw new TooCoarse(keptShare(before.unit.lead, after.unit.lead) < LEAST ? "mostly-rewritten" : sameLines(before.unit.tail, after.unit.tail) ? "no-quotation" : "irregular-text")
    // 項 without a word of their own have no line to begin the text with.
    if (after.unit.lead === "" && after.unit.label === "") throw new TooCoarse("irregular-text")
    this.#tally.rewrittenUnits++
    this.#sentences.clause(`${this.#sentences.place(spot)}を次のように`, "change")
    this.#sentences.block(list.block({ ...after.unit, label: before.unit.label }))
  }

  #tail(spot: Spot, from: Unit, to: Unit): (() => void)[] | undefined {
    const sentences = this.#sentences
    const table = (lines: readonly string[]) => lines.every((line) => line.startsWith("|"))
    if (!table(from.tail) || !table(to.tail)) return undefined
    const margin = (lines: readonly string[]) => lines.map((line) => `　${line}`)
    if (from.tail.length === 0) {
      return [
        () => {
          sentences.clause(`${sentences.place(spot)}に次の表を`, "add")
          sentences.block(margin(to.tail))
        },
      ]
    }
    if (to.tail.length === 0) return [() => sentences.clause(`${sentences.place(spot)}の表を`, "delete")]
    const changes = linesChanges(from.tail, to.tail)
    if (!changes) {
      return [
        () => {
          this.#tally.rewrittenUnits++
          sentences.clause(`${sentences.place(spot)}の表を次のように`, "change")
          sentences.block(margin(to.tail))
        },
      ]
    }
    return changes.map((change) => () => {
      if (change.kind === "phrases") {
        this.#tally.phrases += change.phrases.length
        sentences.phrases(`${sentences.place(spot)}の表`, change.phrases)
      } else {
        sentences.clause(`${sentences.place(spot)}の表に次のように`, "add")
        sentences.block(margin(change.lines))
      }
    })
  }
}

interface List {
  counter: "項" | "号" | undefined
  spotOf(one: UnitSibling): Spot
  container: Spot
  block(unit: Unit): string[]
  mayRewrite: boolean
  /** An article left with one 項, which is called by its article: 第二項を同条とする. */
  becomesOne: boolean
  target(one: UnitSibling): string
  /** How the 柱書 is called beside its 号. */
  insteadOf: string
}

const IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
const AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"

function bare(label: string): string {
  return label.replace(/[（()）]/g, "").normalize("NFKC")
}

function inOrder(siblings: readonly UnitSibling[]): boolean {
  return siblings.every((one, at) => at === 0 || compareOrder(siblings[at - 1]!.order, one.order) < 0)
}

function bodyOf({ lead, tail, items }: Unit): unknown {
  return { lead, tail, items }
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at])
}

function listedSigns({ items }: Unit): string {
  const labels = items.map(({ label }) => label)
  if (labels.length < 3) return labels.join("及び")
  return `${labels[0]}から${labels.at(-1)}まで`
}

/** イからハまで以外の部分: how the 柱書 of a 号 is told from what is below it. */
function remainder(unit: Unit): string {
  return unit.items.length === 0 ? "" : `${listedSigns(unit)}以外の部分`
}

