import type { Slot } from "./document.ts"
import type { WordEdit } from "./read-clauses.ts"

export interface WordProblem {
  reason: "words-not-found" | "found-twice" | "overlapping"
  message: string
}

interface Find {
  slot: number
  from: number
  to: number
  edit: WordEdit
}

/**
 * Makes the changes of one sentence's words at once, all sought in the text as it stood before. 「改める」 and 「削る」 reach every
 * occurrence in the place named, as is usual; where something is to be added must be one place.
 */
export function editWords(slots: readonly Slot[], edits: readonly WordEdit[], place: string): { problems: WordProblem[]; repeated: { quote: string; count: number }[] } {
  const problems: WordProblem[] = []
  const repeated: { quote: string; count: number }[] = []
  const finds: Find[] = []
  for (const edit of edits) {
    const own: Find[] = []
    if (edit.quote !== "") {
      for (const [slot, { get }] of slots.entries()) {
        const text = get()
        for (let at = text.indexOf(edit.quote); at >= 0; at = text.indexOf(edit.quote, at + edit.quote.length)) own.push({ slot, from: at, to: at + edit.quote.length, edit })
      }
    }
    const adds = edit.kind === "after" || edit.kind === "before"
    if (own.length === 0) problems.push({ reason: "words-not-found", message: `${place}に「${edit.quote}」という字句がありません。` })
    else if (adds && own.length > 1) problems.push({ reason: "found-twice", message: `${place}に「${edit.quote}」が${own.length}か所あり、どこに加えるのか決まりません。前後の字句を含めて引用してください。` })
    else if (own.length > 1) repeated.push({ quote: edit.quote, count: own.length })
    finds.push(...own)
  }
  if (problems.length > 0) return { problems, repeated }
  const kept = finds.filter((one) => !finds.some((other) => other !== one && other.slot === one.slot && other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from))
  const sorted = kept.toSorted((one, other) => one.slot - other.slot || one.from - other.from)
  for (const [at, one] of sorted.entries()) {
    const next = sorted[at + 1]
    if (next && next.slot === one.slot && next.from < one.to) {
      return { problems: [{ reason: "overlapping", message: `${place}で「${one.edit.quote}」と「${next.edit.quote}」の引用が重なっています。` }], repeated }
    }
  }
  for (const { slot, from, to, edit } of sorted.toReversed()) {
    const text = slots[slot]!.get()
    const old = text.slice(from, to)
    const changed = edit.kind === "change" ? edit.text : edit.kind === "after" ? old + edit.text : edit.kind === "before" ? edit.text + old : ""
    slots[slot]!.set(text.slice(0, from) + changed + text.slice(to))
  }
  return { problems, repeated }
}

/** Whole lines quoted: rows of a table. */
export function editLines(lists: readonly string[][], { quote, text }: WordEdit, place: string): WordProblem | undefined {
  const sought = linesOf(quote)
  const found: { list: string[]; at: number }[] = []
  for (const list of lists) {
    for (let at = 0; at + sought.length <= list.length; at++) {
      if (sought.every((line, nth) => list[at + nth]!.trim() === line)) found.push({ list, at })
    }
  }
  const [only, second] = found
  if (!only) return { reason: "words-not-found", message: `${place}に、引用された行「${sought[0] ?? ""}」がありません。` }
  if (second) return { reason: "found-twice", message: `${place}に、引用された行「${sought[0]}」が${found.length}か所あります。` }
  only.list.splice(only.at, sought.length, ...linesOf(text))
  return undefined
}

export function quotesLines({ quote }: WordEdit): boolean {
  return /^[ 　]*\n/.test(quote)
}

function linesOf(quote: string): string[] {
  const lines = quote.split("\n").map((line) => line.trim())
  return lines.slice(lines[0] === "" ? 1 : 0, lines.at(-1) === "" ? -1 : undefined)
}
