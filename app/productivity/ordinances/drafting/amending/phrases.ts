import { countOf, differencesOf, wordsOf } from "../words.ts"

/** One change of words: 「quote」を「text」に改め, 「quote」の下に「text」を加え, 「quote」を削り. */
export interface Phrase {
  kind: "change" | "insert" | "delete"
  quote: string
  text: string
}

interface Stretch {
  from: number
  to: number
  text: string
}

/** Most phrases of one unit; beyond that it is easier read rewritten. */
const MOST = 14

/**
 * The phrases that turn one text into the other, each quoting just enough words to be found once. `count` says how often words
 * stand in the place that the sentence will name, which may hold more than this text. undefined where no quotation does.
 */
export function phrasesOf(before: string, after: string, count: (words: string) => number): Phrase[] | undefined {
  const words = wordsOf(before)
  let stretches: Stretch[] = differencesOf(words, wordsOf(after)).map((one) => withStem(one, words))
  stretches = bracketed(joined(stretches, words), words)
  for (let round = 0; round <= words.length; round++) {
    const result = quoted(stretches, words, before, count)
    if (Array.isArray(result)) return result.length <= MOST ? result : undefined
    if (result === undefined) return undefined
    // The quotations of two neighbours would run into each other: one quotation for both.
    const [one, other] = [stretches[result.into]!, stretches[result.into + 1]!]
    const text = one.text + words.slice(one.to, other.from).join("") + other.text
    stretches = [...stretches.slice(0, result.into), { from: one.from, to: other.to, text }, ...stretches.slice(result.into + 2)]
  }
  return undefined
}

/** 「行う」を「行わない」に, not 「う」を「わない」に. */
function withStem(one: Stretch, words: readonly string[]): Stretch {
  const old = words.slice(one.from, one.to).join("")
  const stem = words[one.from - 1]
  if (!stem || !/[\p{Script=Han}ァ-ヴー]$/u.test(stem) || old === "" || old.length > 3 || !/^[ぁ-ゖ]+$/.test(old)) return one
  return { from: one.from - 1, to: one.to, text: stem + one.text }
}

function joined(stretches: readonly Stretch[], words: readonly string[]): Stretch[] {
  const result: Stretch[] = []
  for (const one of stretches) {
    const last = result.at(-1)
    if (last && one.from < last.to) throw new Error("differences overlap")
    if (last && one.from === last.to) result[result.length - 1] = { from: last.from, to: one.to, text: last.text + words.slice(last.to, one.from).join("") + one.text }
    else result.push(one)
  }
  return result
}

/** A bracket that one change opens and a later one closes came in as a whole: 「（電話を含む。）」 is not torn at the 「。」 the text had anyway. */
function bracketed(stretches: readonly Stretch[], words: readonly string[]): Stretch[] {
  const result: Stretch[] = []
  for (const one of stretches) {
    const last = result.at(-1)
    const open = last && depthOf(last.text) - depthOf(words.slice(last.from, last.to).join(""))
    if (!last || !open) result.push(one)
    else result[result.length - 1] = trimmed({ from: last.from, to: one.to, text: last.text + words.slice(last.to, one.from).join("") + one.text }, words)
  }
  return result
}

/** Without the words that both ends share. */
function trimmed({ from, to, text }: Stretch, words: readonly string[]): Stretch {
  let rest = text
  while (from < to && rest.startsWith(words[from]!)) rest = rest.slice(words[from++]!.length)
  while (from < to && rest.endsWith(words[to - 1]!)) rest = rest.slice(0, rest.length - words[--to]!.length)
  return { from, to, text: rest }
}

function depthOf(text: string): number {
  return [...text].reduce((depth, sign) => depth + (sign === "（" ? 1 : sign === "）" ? -1 : 0), 0)
}

function quoted(stretches: readonly Stretch[], words: readonly string[], before: string, count: (words: string) => number): Phrase[] | { into: number } | undefined {
  const alike = everyOccurrence(stretches, words, before, count)
  const phrases: Phrase[] = []
  const said = new Set<string>()
  let free = 0
  for (const [at, one] of stretches.entries()) {
    const old = words.slice(one.from, one.to).join("")
    if (alike.has(`${old}\n${one.text}`)) {
      if (!said.has(old)) phrases.push(one.text === "" ? { kind: "delete", quote: old, text: "" } : { kind: "change", quote: old, text: one.text })
      said.add(old)
      free = one.to
      continue
    }
    const limit = stretches[at + 1]?.from ?? words.length
    const found = extended(one, words, free, limit, count)
    if (found) {
      phrases.push(found.phrase)
      free = found.to
      continue
    }
    if (at + 1 < stretches.length) return { into: at }
    if (at > 0) return { into: at - 1 }
    return undefined
  }
  return phrases
}

/** Changes that befall every occurrence of their words alike need no more than the words. */
function everyOccurrence(stretches: readonly Stretch[], words: readonly string[], before: string, count: (words: string) => number): Set<string> {
  const groups = new Map<string, { old: string; size: number }>()
  for (const { from, to, text } of stretches) {
    const old = words.slice(from, to).join("")
    const group = groups.get(`${old}\n${text}`) ?? { old, size: 0 }
    group.size++
    groups.set(`${old}\n${text}`, group)
  }
  const alike = new Set<string>()
  for (const [key, { old, size }] of groups) {
    if (size > 1 && old.length > 1 && isBalanced(old) && isBalanced(key.slice(old.length + 1)) && countOf(before, old) === size && count(old) === size) alike.add(key)
  }
  return alike
}

/** The least words round a change that are found once, taken from between its neighbours; whole words where that costs little. */
function extended(one: Stretch, words: readonly string[], free: number, limit: number, count: (words: string) => number): { phrase: Phrase; to: number } | undefined {
  return nearest(one, words, free, limit, count, true) ?? nearest(one, words, free, limit, count, false)
}

/** How many words more than the least are worth a quotation that does not begin or end inside one. */
const WORTH = 6

function nearest({ from, to, text }: Stretch, words: readonly string[], free: number, limit: number, count: (words: string) => number, well: boolean): { phrase: Phrase; to: number } | undefined {
  const once = (start: number, end: number) => {
    const quote = words.slice(start, end).join("")
    if (quote.trim() === "" || !isBalanced(quote) || (well && (!isWellCut(words, start, end) || (start < from && JOINT.test(words[start]!)))) || count(quote) !== 1) return undefined
    return quote
  }
  if (text === "") {
    const quote = once(from, to)
    if (quote) return { phrase: { kind: "delete", quote, text: "" }, to }
  }
  if (from === to && isBalanced(text)) {
    for (let start = from - 1; start >= Math.max(free, from - WORTH); start--) {
      const quote = once(start, from)
      if (quote && quote.length <= 40) return { phrase: { kind: "insert", quote, text }, to }
    }
  }
  for (let more = 0; more <= (well ? Math.min(WORTH, limit - free) : limit - free); more++) {
    for (let left = 0; left <= Math.min(more, from - free); left++) {
      const right = more - left
      if (to + right > limit) continue
      const quote = once(from - left, to + right)
      if (!quote) continue
      const replaced = words.slice(from - left, from).join("") + text + words.slice(to, to + right).join("")
      if (!isBalanced(replaced) || replaced === "") continue
      return { phrase: { kind: "change", quote, text: replaced }, to: to + right }
    }
  }
  return undefined
}

/** What joins a word to the one before it: no quotation reaches out to begin with it. */
const JOINT = /^(?:[のをにはがでともへやか]|から|まで|より|には|とは)$/
const PARTICLE = /^[のをにはがでともへやかよな]/

/** Whether a quotation is one that a drafter would make: no 「く。」 of 「除く。」, no 「押」 of 「押す」, no lone sign. */
function isWellCut(words: readonly string[], start: number, end: number): boolean {
  const quote = words.slice(start, end).join("")
  if (quote.replace(/[、。（）「」・　 ]|若しくは|又は|及び|並びに/g, "").length < 2) return false
  const isKana = (word: string | undefined) => word !== undefined && /^[ぁ-ゖ]/.test(word) && !PARTICLE.test(word)
  const isStem = (word: string | undefined) => word !== undefined && /[\p{Script=Han}々]$/u.test(word)
  if (isKana(words[start]) && isStem(words[start - 1])) return false
  const [last, next] = [words[end - 1], words[end]]
  if (!isStem(last) || !isKana(next)) return true
  // 「提出」 of 「提出する」 stands well alone, 「押」 of 「押す」 does not.
  return last!.length > 1 && /^(?:す|し|さ|せ)/.test(next!)
}

/** Quotation marks inside a quotation must pair, or nobody sees where it ends. */
export function isBalanced(text: string): boolean {
  let depth = 0
  for (const sign of text) {
    if (sign === "「") depth++
    if (sign === "」" && --depth < 0) return false
  }
  return depth === 0
}

/** How much of a text survives, by the words both have in common. */
export function keptShare(before: string, after: string): number {
  const words = wordsOf(before)
  const lost = differencesOf(words, wordsOf(after), 0).reduce((sum, { from, to }) => sum + words.slice(from, to).join("").length, 0)
  return (before.length - lost) / Math.max(before.length, after.length, 1)
}
