import { diffArrays } from "diff"

/** One place where two texts differ, in words of the first: words[from, to) became `text`. */
export interface Difference {
  from: number
  to: number
  text: string
}

/** Kanji and figures run together: 令和５年度, 第十二条の三第２項, 3,000円. */
const RUN = /(?:(?!若しくは|又は|及び|並びに)[\p{Script=Han}々〆〇ヶヵ0-9０-９]|(?<=[0-9０-９])[,，.．・](?=[0-9０-９])|(?<=[条項号])の(?=[〇一二三四五六七八九十百0-9０-９]))+/u
const WORD = new RegExp(`若しくは|又は|及び|並びに|${RUN.source}|[ァ-ヴー]+|[ぁ-ゖ]+|[A-Za-zＡ-Ｚａ-ｚ]+|[\\s\\S]`, "gu")

/**
 * Cut where a drafter would quote: a run of kanji stays whole (「市長」, never 「市」), so do katakana, kana, figures.
 * No dictionary: the same text gives the same words everywhere.
 */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? []
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
  for (const one of inOnePiece(found, before)) {
    const last = joined.at(-1)
    const between = last ? before.slice(last.to, one.from).join("") : ""
    if (last && between.length <= join && !/[。「」]/.test(between)) {
      last.text += between + one.text
      last.to = one.to
    } else joined.push({ ...one })
  }
  return joined
}

/**
 * The shortest difference can cut one insertion in two: of 「する（…を含む。）。」 the first 。 is taken for the one that was there. What
 * can be said as one insertion, or one deletion, is.
 */
function inOnePiece(differences: readonly Difference[], before: readonly string[]): Difference[] {
  const pieces: Difference[] = []
  for (const one of differences) {
    const last = pieces.at(-1)
    const whole = last && (inserted(last, one, before) ?? deleted(last, one, before))
    if (whole) pieces[pieces.length - 1] = whole
    else pieces.push({ ...one })
  }
  return pieces
}

function inserted(one: Difference, other: Difference, before: readonly string[]): Difference | undefined {
  if (one.from !== one.to || other.from !== other.to) return undefined
  const between = before.slice(one.to, other.from).join("")
  const text = one.text + between + other.text
  return text.endsWith(between) ? { from: one.from, to: one.to, text: text.slice(0, text.length - between.length) } : undefined
}

function deleted(one: Difference, other: Difference, before: readonly string[]): Difference | undefined {
  if (one.text !== "" || other.text !== "") return undefined
  const kept = before.slice(one.to, other.from)
  const to = other.to - kept.length
  return to >= one.to && before.slice(to, other.to).join("") === kept.join("") ? { from: one.from, to, text: "" } : undefined
}

/** How often a text is found in another, overlapping finds counted. */
export function countOf(text: string, sought: string): number {
  let count = 0
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) count++
  return count
}
