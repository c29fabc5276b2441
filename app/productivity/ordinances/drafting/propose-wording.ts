import type { Category } from "../scanner/categories.ts"
import type { Provision } from "../structure/provision.ts"
import { analogPatterns, type WordingPattern } from "./analog-patterns.ts"

export interface ProposedWording {
  /** The provision's text with the wording in it: a proposal that a person edits. */
  text: string
  pattern: string
  /** Where the wording comes from. */
  note: string
}

/** Amended wording for one provision and category; undefined where no pattern fits or it is digital already. */
export function proposeWording(provision: Pick<Provision, "text">, category: Category, patterns: readonly WordingPattern[] = analogPatterns): ProposedWording | undefined {
  for (const pattern of patterns) {
    if (pattern.category !== category) continue
    const text = inText(provision.text, pattern)
    if (text !== provision.text) return { text, pattern: pattern.id, note: `案（人が直して使うもの）：${pattern.note}` }
  }
  return undefined
}

function inText(text: string, pattern: WordingPattern): string {
  let defined = pattern.unless.some((word) => text.includes(word))
  return paragraphsOf(text)
    .map((paragraph) => {
      if (pattern.unless.some((word) => paragraph.includes(word))) return paragraph
      const changed = inParagraph(paragraph, pattern, defined)
      if (changed !== paragraph) defined = true
      return changed
    })
    .join("\n")
}

/** 項 with the 号 below them: what one of them says makes the whole digital. */
function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = []
  for (const line of text.split("\n")) {
    if (paragraphs.length > 0 && /^(?:- |\|)/.test(line)) paragraphs[paragraphs.length - 1] += `\n${line}`
    else paragraphs.push(line)
  }
  return paragraphs
}

function inParagraph(text: string, { find, act }: WordingPattern, defined: boolean): string {
  const finds = findsOf(text, find)
  if (finds.length === 0) return text
  if (act.kind === "proviso") {
    const { to } = finds[0]!
    return text.includes("ただし、") ? text : text.slice(0, to) + act.text + text.slice(to)
  }
  if (act.kind === "insert") return finds.toReversed().reduce((result, { from }) => result.slice(0, from + act.after) + act.text + result.slice(from + act.after), text)
  const places = act.joined ? joined(text, finds) : finds
  return places.toReversed().reduce((result, { from, to }, at) => {
    const first = at === places.length - 1 && !defined && act.firstText !== undefined
    // What was defined in brackets behind it is defined by the new words.
    return result.slice(0, from) + (first ? act.firstText : act.text) + result.slice(to)
  }, text)
}

/** 閲覧に供してはならない, 立入検査を拒み, 縦覧に供された: nothing is demanded there. */
const NOT_DEMANDED = /^(?:し?てはならない|した|された|拒み|妨げ|忌避)/

interface Find {
  from: number
  to: number
}

function findsOf(text: string, words: readonly string[]): Find[] {
  const longest = words.toSorted((one, other) => other.length - one.length)
  const finds: Find[] = []
  for (let at = 0; at < text.length; ) {
    const word = longest.find((one) => text.startsWith(one, at))
    if (word && !NOT_DEMANDED.test(text.slice(at + word.length))) finds.push({ from: at, to: at + word.length })
    at += word?.length ?? 1
  }
  return finds
}

const BETWEEN = /^(?:、|又は|若しくは|及び|並びに|・|、又は|その他の)$/

function joined(text: string, finds: readonly Find[]): Find[] {
  const result: Find[] = []
  for (const one of finds) {
    const last = result.at(-1)
    if (last && BETWEEN.test(text.slice(last.to, one.from))) last.to = one.to
    else result.push({ ...one })
  }
  // 「…その他の記録媒体」 goes with what stands before it.
  for (const one of result) {
    const rest = /^(?:その他(?:の|これ(?:ら)?に(?:類する|準ずる))(?:電磁的)?(?:記録)?媒体|等の?(?:記録)?媒体)/.exec(text.slice(one.to))
    if (rest) one.to += rest[0].length
  }
  return result
}
