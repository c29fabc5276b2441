import type { Rate } from "./programme.ts"

const FULL = "０１２３４５６７８９／"
const narrow = (text: string) => text.replace(/[０-９／]/g, (c) => "0123456789/"[FULL.indexOf(c)]!)
const KANJI = "〇一二三四五六七八九"

/**
 * 「2/3」「８／１０」「3分の2」「三分の二」「1／2以内」「10割」「定額」 as a fraction.
 * @returns undefined for what is none, such as 1.5 or 3/2: a rate is at most the whole.
 */
export function rateOf(text: string): Rate | undefined {
  const plain = narrow(text).replace(/\s|以内|まで|相当/g, "")
  if (plain === "定額" || plain === "全額") return { numerator: 1, denominator: 1 }
  const [, top, bottom] = /^(\d{1,3})\/(\d{1,3})$/.exec(plain) ?? []
  if (top && bottom) return whole(Number(top), Number(bottom))
  const [, parts, of] = /^([\d〇一二三四五六七八九十]{1,3})分の([\d〇一二三四五六七八九十]{1,3})$/.exec(plain) ?? []
  if (parts && of) return whole(numberOf(of), numberOf(parts))
  const [, percent] = /^(\d{1,3})(?:%|％|パーセント)$/.exec(plain) ?? []
  if (percent) return whole(Number(percent), 100)
  return undefined
}

export function rateText(rate: Rate): string {
  return rate.numerator === rate.denominator ? "10/10（定額）" : `${rate.numerator}/${rate.denominator}`
}

/** What a form shows for a rate, and rateOf reads again. */
export function rateInput(rate: Rate): string {
  return `${rate.numerator}/${rate.denominator}`
}

function whole(numerator: number, denominator: number): Rate | undefined {
  return numerator >= 1 && denominator >= 1 && numerator <= denominator && denominator <= 1000 ? { numerator, denominator } : undefined
}

/** 「三」「十」「十二」「二十」; digits as they are. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [, tens = "", ten = "", ones = ""] = /^([一二三四五六七八九]?)(十?)([〇一二三四五六七八九]?)$/.exec(text) ?? []
  if (!ten) return tens && ones ? Number.NaN : KANJI.indexOf(tens || ones)
  return (tens ? KANJI.indexOf(tens) : 1) * 10 + (ones ? KANJI.indexOf(ones) : 0)
}
