import { appendixMark } from "./marks.ts"
import { kanjiNumber, NUMERAL, numberOf, wideNumber } from "./numerals.ts"

/** A place in a text of law, to the depth that is named. */
export interface Address {
  /** Which 附則, from the first; undefined: not in one. */
  supplementary?: number
  /** "12", "12-3"; "0" in a text without articles. */
  article?: string
  paragraph?: number
  /** "1", "2-2" */
  item?: string
  /** イ, (1), (ｱ): as printed, brackets and digits of half width. */
  subitems?: readonly string[]
  /** "t1", "f2-2", "x1", also below a 附則: what stands behind the articles. */
  appendix?: string
  /** 前文 or 目次, or which of two with the same number ("5~2"). */
  other?: string
}

const N = `[${NUMERAL}]+`
const BRANCH = `(?:[のノ]${N})*`
const KANA = "[ァ-ヶ](?![ァ-ヶー])"
const SUBITEM = `(?:${KANA}|[（(](?:${N}|[ァ-ヶｦ-ﾟ]|[a-zａ-ｚ]+|[ⅰ-ⅻ])[）)]|[\u2460-\u2473])`
const WORDS = new RegExp(
  `^(?:(?:第(${N})の)?([附付])則)?(?:第(${N})条(${BRANCH}))?(?:第(${N})項)?(?:第(${N})号(${BRANCH}))?((?:${SUBITEM})*)$`,
)

/** 「第12条の3第2項第1号イ」「附則第2項」「別表第１」, digits of either width or kanji. undefined where the words are no address. */
export function parseAddress(words: string): Address | undefined {
  const text = words.replace(/[ \u3000]/g, "")
  if (text === "" || text.length > 120) return undefined
  const appendix = appendixMark(text)
  if (appendix && appendix.rest === "") return { appendix: appendix.address }
  if (text === "前文") return { other: "p" }
  if (text === "目次") return { other: "toc" }
  const found = WORDS.exec(text)
  if (!found) return undefined
  const [, which, supplement, article, articleBranch, paragraph, item, itemBranch, subitems] = found
  const address: Address = {}
  if (supplement !== undefined) address.supplementary = which === undefined ? 1 : (numberOf(which) ?? 0)
  else if (which !== undefined) return undefined
  if (address.supplementary === 0) return undefined
  if (article !== undefined) {
    const number = branched(article, articleBranch ?? "")
    if (number === undefined) return undefined
    address.article = number
  } else if (supplement === undefined) address.article = "0"
  if (paragraph !== undefined) {
    const number = numberOf(paragraph)
    if (number === undefined) return undefined
    address.paragraph = number
  }
  if (item !== undefined) {
    const number = branched(item, itemBranch ?? "")
    if (number === undefined) return undefined
    address.item = number
  }
  const subs = subitemsOf(subitems ?? "")
  if (subs.length > 0) {
    if (address.item === undefined) return undefined
    address.subitems = subs
  }
  // Nothing was named.
  if (article === undefined && supplement === undefined && paragraph === undefined && item === undefined) return undefined
  return address
}

function branched(first: string, branches: string): string | undefined {
  const numbers = [first, ...(branches.match(new RegExp(N, "g")) ?? [])].map((number) => numberOf(number))
  return numbers.every((number) => number !== undefined) ? numbers.join("-") : undefined
}

/** イ(1) → イ and (1). */
export function subitemsOf(words: string): string[] {
  return (words.match(new RegExp(SUBITEM, "g")) ?? []).map((mark) => markOf(mark))
}

/** A mark with brackets and digits of half width, kanji between brackets as digits: （１）, (一) → (1). */
export function markOf(printed: string): string {
  return printed.replace(/[（(](.*)[）)]/, (_, inner: string) => `(${numberOf(inner) ?? inner.normalize("NFKC")})`)
}

export type Digits = "half" | "wide" | "kanji"

/** The address in words: 第12条の3第2項第1号イ. A later 附則 than the first is 「第2の附則」, which is ours: law has no words for it. */
export function printAddress(address: Address, digits: Digits = "half"): string {
  const number = (value: number) => (digits === "kanji" ? kanjiNumber(value) : digits === "wide" ? wideNumber(value) : String(value))
  const branch = (printed: string, unit: string) => {
    const [first, ...others] = printed.split("-").map((part) => number(Number(part)))
    return `第${first}${unit}${others.map((other) => `の${other}`).join("")}`
  }
  let words = ""
  if (address.supplementary !== undefined) words += `${address.supplementary > 1 ? `第${number(address.supplementary)}の` : ""}附則`
  if (address.appendix !== undefined) {
    const [letter, numbers] = [address.appendix[0], address.appendix.slice(1)]
    if (letter === "t") return `${words}別表${numbers === "" ? "" : branch(numbers, "")}`
    if (letter === "f") return `${words}様式${numbers === "" ? "" : branch(numbers, "号")}`
    return `${words}別紙${numbers === "" ? "" : branch(numbers, "")}`
  }
  if (address.other === "p") return "前文"
  if (address.other === "toc") return "目次"
  if (address.article !== undefined && address.article !== "0") words += branch(address.article, "条")
  if (address.paragraph !== undefined) words += `第${number(address.paragraph)}項`
  if (address.item !== undefined) words += branch(address.item, "号")
  return words + (address.subitems ?? []).join("")
}

/** Canonical, as in Provision.address and on from there: "12-3/2/1/イ", "12//1" (第12条第1号), "s2/3/1", "s1//2" (附則第2項), "t1". */
export function addressText(address: Address): string {
  const parts: string[] = []
  if (address.supplementary !== undefined) parts.push(`s${address.supplementary}`)
  if (address.appendix !== undefined) parts.push(address.appendix)
  else if (address.other !== undefined) parts.push(address.other)
  else parts.push(address.article ?? "", address.paragraph?.toString() ?? "", address.item ?? "", ...(address.subitems ?? []))
  while (parts.length > 1 && parts.at(-1) === "") parts.pop()
  return parts.join("/")
}

/** Reads the canonical form; undefined where a text is none. */
export function readAddress(text: string): Address | undefined {
  const parts = text.split("/")
  const address: Address = {}
  const supplementary = /^s(\d{1,5})$/.exec(parts[0]!)
  if (supplementary) {
    address.supplementary = Number(supplementary[1])
    parts.shift()
    if (parts.length === 0) return address
  }
  const [article = "", paragraph = "", item = "", ...subitems] = parts
  if (/^(?:[tfx](?:\d+(?:-\d+)*)?)(?:~\d+)?$/.test(article) && parts.length === 1) return { ...address, appendix: article }
  if (/^(?:p|toc|\d+(?:-\d+)*~\d+)$/.test(article) && parts.length === 1) return { ...address, other: article }
  if (!/^(?:\d{1,5}(?:-\d{1,5})*)?$/.test(article) || !/^\d{0,5}$/.test(paragraph) || !/^(?:\d{1,5}(?:-\d{1,5})*)?$/.test(item)) return undefined
  if (article === "" && address.supplementary === undefined) return undefined
  if (article !== "") address.article = article
  if (paragraph !== "") address.paragraph = Number(paragraph)
  if (item !== "") address.item = item
  if (subitems.length > 0) {
    if (item === "" || subitems.some((mark) => mark === "" || mark.length > 6)) return undefined
    address.subitems = subitems
  }
  return address
}

/** The provision an address lies in: "12-3/2/1" → "12-3", "s2/3/1" → "s2/3", "s1//2" → "s1". */
export function provisionAddress(address: Address): string {
  if (address.appendix !== undefined || address.other !== undefined) return addressText(address)
  if (address.supplementary === undefined) return address.article ?? ""
  return address.article === undefined ? `s${address.supplementary}` : `s${address.supplementary}/${address.article}`
}

/** In the order of print: 目次, 前文, articles, 附則 one after another, 別表, 様式. */
export function compareAddresses(a: Address, b: Address): number {
  return (
    rank(a) - rank(b) ||
    (a.supplementary ?? 0) - (b.supplementary ?? 0) ||
    byNumbers(a.appendix?.slice(1) ?? "", b.appendix?.slice(1) ?? "") ||
    byNumbers(a.article ?? (a.other ?? "").replace("~", "-"), b.article ?? (b.other ?? "").replace("~", "-")) ||
    (a.paragraph ?? (a.item === undefined ? 0 : 1)) - (b.paragraph ?? (b.item === undefined ? 0 : 1)) ||
    byNumbers(a.item ?? "", b.item ?? "") ||
    bySubitems(a.subitems ?? [], b.subitems ?? [])
  )
}

function rank(address: Address): number {
  if (address.other === "toc") return 0
  if (address.other === "p") return 1
  if (address.appendix !== undefined) return { t: 4, f: 5 }[address.appendix[0]!] ?? 6
  return address.supplementary === undefined ? 2 : 3
}

function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (text === "" ? [] : text.split("-").map(Number)))
  for (let at = 0; at < Math.max(left!.length, right!.length); at++) {
    const difference = (left![at] ?? -1) - (right![at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

function bySubitems(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    if (a[at] === undefined || b[at] === undefined) return a.length - b.length
    const difference = markOrder(a[at]!) - markOrder(b[at]!)
    if (difference !== 0) return difference
  }
  return 0
}

const GOJUON = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
const IROHA = "イロハニホヘトチリヌルヲワ"

/** Ordinances count アイウ, laws イロハ: a kana among the first of イロハ (but イ, second of アイウ) counts by it. */
function markOrder(mark: string): number {
  const inner = mark.replace(/[()]/g, "").normalize("NFKC")
  const iroha = IROHA.indexOf(inner)
  if (iroha > 0) return iroha + 1
  const kana = GOJUON.indexOf(inner)
  if (kana >= 0) return kana
  return numberOf(inner) ?? (/^[\u2460-\u2473]$/.test(mark) ? mark.charCodeAt(0) - 0x245f : inner.charCodeAt(0))
}
