/**
 * The language of patterns: a row of elements with bounded gaps, found in time proportional to the words in the sentence,
 * so that no pattern an office writes can explode.
 *
 *     place=見やすい場所 …12 act=掲示する        a class of terms, up to twelve characters between, another class
 *     act=検査|点検 「を」 行う                   one of several classes; literal words in 「」; nothing between
 *     期間 ‥6 ごと                              ‥ : a gap that does not go over a 読点
 */
export interface Pattern {
  elements: readonly Element[]
  source: string
}

interface Element {
  /** Classes of terms, or literal words in 「」. */
  any: readonly string[]
  slot?: string
  /** Characters allowed between the element before and this one. */
  gap: number
  overComma: boolean
}

export const MAX_ELEMENTS = 8
export const MAX_GAP = 120
const USUAL_GAP = 20
export const slotNames = ["who", "act", "object", "place", "frequency", "medium"] as const
export type SlotName = (typeof slotNames)[number]

export class PatternError extends Error {
  override name = "PatternError"
}

export function parsePattern(source: string): Pattern {
  const elements: Element[] = []
  let gap = 0
  let overComma = true
  let gapRead = false
  for (const word of source.trim().split(/\s+/)) {
    const between = /^([…‥])(\d*)$/.exec(word)
    if (between) {
      if (elements.length === 0 || gapRead) throw new PatternError(`パターン「${source}」: 「${word}」は二つの要素の間に一つだけ書きます`)
      gap = between[2] ? Number(between[2]) : USUAL_GAP
      if (gap > MAX_GAP) throw new PatternError(`パターン「${source}」: 間隔は${MAX_GAP}文字までです`)
      overComma = between[1] === "…"
      gapRead = true
      continue
    }
    elements.push({ ...elementOf(word, source), gap, overComma })
    gap = 0
    overComma = true
    gapRead = false
  }
  if (elements.length === 0 || gapRead) throw new PatternError(`パターン「${source}」が要素で終わっていません`)
  if (elements.length > MAX_ELEMENTS) throw new PatternError(`パターン「${source}」: 要素は${MAX_ELEMENTS}個までです`)
  return { elements, source }
}

function elementOf(word: string, source: string): Pick<Element, "any" | "slot"> {
  const named = /^([a-z]+)=(.*)$/.exec(word)
  if (named && !slotNames.includes(named[1] as SlotName)) {
    throw new PatternError(`パターン「${source}」: 枠の名前は ${slotNames.join("、")} のどれかです`)
  }
  const any = (named?.[2] ?? word).split("|")
  for (const one of any) {
    const good = one.startsWith("「") ? /^「[^「」]+」$/.test(one) : /^[^「」=*+?()[\]{}\\^$]+$/.test(one)
    if (!good) throw new PatternError(`パターン「${source}」: 「${one}」は語の組の名前でも「 」で囲んだ語でもありません（正規表現は使えません）`)
  }
  return { any, ...(named ? { slot: named[1]! } : {}) }
}
