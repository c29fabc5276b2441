import { diffArrays } from "diff"

/** One place where two texts differ, in words of the first: words[from, to) became `text`. */
export interface Difference {
  from: number
  to: number
  text: string
}

/**
 * Cut where a drafter would quote: a run of kanji stays whole (「市長」, never 「市」), so do katakana, kana, figures.
 * No dictionary: the same text gives the same words everywhere.
 */
export function wordsOf(text: string): string[] {
  return text.match(/若しくは|又は|及び|並びに|(?:(?!若しくは|又は|及び|並びに)[\p{Script=Han}々〆〇ヶヵ])+|[ァ-ヴー]+|[ぁ-ゖ]+|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[\s\S]/gu) ?? []
}

/** Differences in order; what is between two of them and too short to stand alone is taken into one. */
export function differencesOf(before: readonly string[], after: readonly string[], join = 2): Difference[] {
  const found: Difference[] = []
  let at = 0
  for (const part of diffArrays([...before], [...after])) {
    if (!part.added && !part.removed) {
      at += part.count
      continue
    }
    const last = found.at(-1)
    const current = last && last.to === at ? last : undefined
    const target = current ?? { from: at, to: at, text: "" }
    if (!current) found.push(target)
    if (part.removed) {
      at += part.count
      target.to = at
    } else target.text += part.value.join("")
  }
  const joined: Difference[] = []
  for (const one of found) {
    const last = joined.at(-1)
    const between = last ? before.slice(last.to, one.from).join("") : ""
    if (last && between.length <= join && !/[。「」]/.test(between)) {
      last.text += between + one.text
      last.to = one.to
    } else joined.push({ ...one })
  }
  return joined
}

/** How often a text is found in another, overlapping finds counted. */
export function countOf(text: string, sought: string): number {
  let count = 0
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) count++
  return count
}
