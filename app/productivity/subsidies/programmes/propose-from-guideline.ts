import type { Rate } from "./programme.ts"
import { rateOf } from "./rate.ts"

/** Something read out of a 要綱. A person confirms each; nothing is taken over by itself. */
export interface Proposal<T> {
  value: T
  /** The sentence it was read in. */
  sentence: string
}

export interface GuidelineProposals {
  rates: Proposal<Rate>[]
  /** Whole yen. */
  caps: Proposal<number>[]
  documents: Proposal<string>[]
  withdrawalDays: Proposal<number>[]
  reportDays: Proposal<number>[]
  rounding: Proposal<"thousand-down" | "yen-down">[]
}

const RATE = /(?:[\d０-９〇一二三四五六七八九十]{1,3}分の[\d０-９〇一二三四五六七八九十]{1,3}|[\d０-９]{1,3}[/／][\d０-９]{1,3}|[\d０-９]{1,3}(?:%|％|パーセント)|定額)(?:以内)?/g
const MONEY = /([\d０-９,，]+)\s*(億|千万|百万|十万|万|千)?円/g
const TIMES: Readonly<Record<string, number>> = { 億: 100_000_000, 千万: 10_000_000, 百万: 1_000_000, 十万: 100_000, 万: 10_000, 千: 1000 }
/** Papers end like this; 「書面」 and 「書類」 name no paper of their own. */
const DOCUMENT = /([^\s、。（）()「」]{1,30}?(?:計画書|予算書|決算書|申請書|誓約書|同意書|証明書|名簿|見積書|登記事項証明書|謄本|定款|台帳|図面|写真|通帳の写し|写し))(?:[（(]([^）)]{1,30})[）)])?/g

/** Reads a 交付要綱 of any layout; what it does not say is not proposed. Full-width figures are understood. */
export function proposeFromGuideline(text: string): GuidelineProposals {
  const found: GuidelineProposals = { rates: [], caps: [], documents: [], withdrawalDays: [], reportDays: [], rounding: [] }
  for (const sentence of sentencesOf(text)) {
    if (/補助率|補助金の額|対象経費の|以内|定額/.test(sentence)) {
      for (const [match] of sentence.matchAll(RATE)) {
        const rate = rateOf(match)
        if (rate) add(found.rates, rate, sentence)
      }
    }
    if (/上限|限度|超えない|以内の額|を超える場合/.test(sentence)) {
      for (const [, figures, unit] of sentence.matchAll(MONEY)) add(found.caps, yenOf(figures!, unit), sentence)
    }
    if (/添付|添えて|提出/.test(sentence) || /^\s*[（(][\d０-９一二三四五六七八九十ア-ン][）)]/.test(sentence)) {
      for (const [, name] of sentence.matchAll(DOCUMENT)) add(found.documents, plain(name!), sentence)
    }
    const days = /([\d０-９]{1,3}|[〇一二三四五六七八九十]{1,3})日/.exec(sentence)?.[1]
    if (days && /取下げ|取り下げ/.test(sentence)) add(found.withdrawalDays, numberOf(days), sentence)
    if (days && /実績報告/.test(sentence)) add(found.reportDays, numberOf(days), sentence)
    if (/切り?捨て/.test(sentence)) {
      if (/(?:1000|1?千)円未満/.test(halfWidth(sentence))) add(found.rounding, "thousand-down", sentence)
      else if (/(?:^|[^\d千百万])[1一]?円未満/.test(halfWidth(sentence))) add(found.rounding, "yen-down", sentence)
    }
  }
  return found
}

function add<T>(list: Proposal<T>[], value: T, sentence: string): void {
  // A figure that was only half read is no amount and no number of days.
  if (typeof value === "number" && !(value >= 1 && value <= 999_999_999_999)) return
  if (list.length < 20 && !list.some((one) => JSON.stringify(one.value) === JSON.stringify(value))) list.push({ value, sentence: sentence.slice(0, 200) })
}

/** One line a 号, one sentence a 。; a text of one endless line is cut, not refused. */
function sentencesOf(text: string): string[] {
  return text
    .slice(0, 200_000)
    .split(/\r?\n|(?<=。)/)
    .map((line) => line.trim().slice(0, 1000))
    .filter(Boolean)
    .slice(0, 5000)
}

const halfWidth = (text: string) => text.normalize("NFKC").replaceAll(",", "")
function yenOf(figures: string, unit: string | undefined): number {
  return Number(halfWidth(figures)) * (unit ? TIMES[unit]! : 1)
}
/** "(1)" or "ア" and a space before a paper's name is no part of it. */
function plain(name: string): string {
  return name.replace(/^[（(]?[\d０-９一二三四五六七八九十ア-ン]{1,2}[）)．.\s]?\s*(?=\S{2})/, "").replace(/^(?:及び|並びに|又は|その他)/, "")
}
function numberOf(text: string): number {
  const digits = halfWidth(text)
  if (/^\d+$/.test(digits)) return Number(digits)
  const [, tens = "", ten = "", ones = ""] = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text) ?? []
  const one = (char: string) => "〇一二三四五六七八九".indexOf(char)
  return ten ? (tens ? one(tens) : 1) * 10 + (ones ? one(ones) : 0) : one(tens || ones)
}
