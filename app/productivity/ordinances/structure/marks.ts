import { NUMERAL, numberOf } from "./numerals.ts"

/** How a line of a rulebook begins, told by its words alone. */

const N = `[${NUMERAL}]+`
const BRANCH = `(?:[ 　]*[のノ][ 　]*${N})*`
// What a line that begins with 「第5条」 but only continues a sentence goes on with.
const CONTINUES = /^(?:[のにをはがとで、。，中]|から|及び|又は|若しくは|並びに|まで|ただし書|各号|各項|第| ?(?:に規定|の規定|及び第|又は第)|[ 　]+[のにをはが、。])/

export interface ArticleMark {
  /** As printed, inner blanks removed: 第12条の3; 第5条から第7条まで of a range of deleted ones. */
  no: string
  numbers: readonly number[]
  caption: string
  rest: string
  /** The words leave no doubt: white space, a caption or nothing follows. */
  certain: boolean
}

const ARTICLE = new RegExp(`^第[ 　]*(${N})[ 　]*条(${BRANCH})`)
const RANGE = new RegExp(`^(?:から第${N}条${BRANCH}まで|(?:、第${N}条${BRANCH})*(?:及び|・)第${N}条${BRANCH})(?=[ 　]+削除|[ 　]*$)`)

export function articleMark(text: string): ArticleMark | undefined {
  const found = ARTICLE.exec(text)
  if (!found) return undefined
  const numbers = numbersOf(found[1]!, found[2]!)
  if (!numbers) return undefined
  let no = found[0].replace(/[ 　]/g, "")
  let rest = text.slice(found[0].length)
  const range = RANGE.exec(rest)
  if (range) {
    no += range[0]
    rest = rest.slice(range[0].length)
  }
  const caption = captionAtStart(rest)
  if (caption) return { no, numbers, caption: caption.caption, rest: caption.rest, certain: true }
  if (goesOn(rest)) return undefined
  return { no, numbers, caption: "", rest: rest.replace(/^[ 　]+/, ""), certain: rest === "" || /^[ 　]/.test(rest) }
}

/** 「第14条 第11条の規定に…」 and 「第2条 中小企業者は…」 begin an article: after a blank only a particle continues a sentence, and after a wide one nothing. */
function goesOn(rest: string): boolean {
  if (rest.startsWith("　")) return false
  return CONTINUES.test(rest) && !/^ +[第中各]/.test(rest)
}

const BARE_ARTICLE = new RegExp(`^第[ 　]*(${N})(${BRANCH})[ 　]+(?=\\S)`)

/** 「第１ 趣旨」: what 要綱 and 告示 without 条 are divided by. */
export function bareArticleMark(text: string): ArticleMark | undefined {
  const found = BARE_ARTICLE.exec(text)
  const numbers = found && numbersOf(found[1]!, found[2]!)
  if (!found || !numbers) return undefined
  const rest = text.slice(found[0].length)
  if (CONTINUES.test(rest)) return undefined
  return { no: found[0].replace(/[ 　]/g, ""), numbers, caption: "", rest, certain: true }
}

function numbersOf(first: string, branches: string): number[] | undefined {
  const numbers = [numberOf(first), ...[...branches.matchAll(new RegExp(N, "g"))].map((part) => numberOf(part[0]))]
  return numbers.every((number) => number !== undefined) ? numbers : undefined
}

function captionAtStart(rest: string): { caption: string; rest: string } | undefined {
  if (!/^[ 　]*[（(【［]/.test(rest)) return undefined
  const text = rest.replace(/^[ 　]+/, "")
  const end = closing(text)
  if (end === undefined) return undefined
  const caption = text.slice(1, end).trim()
  const after = text.slice(end + 1)
  // 「第5条（第2項を除く。）の規定」 is a reference.
  if (caption === "" || caption.length > 80 || caption.includes("。") || CONTINUES.test(after)) return undefined
  return { caption, rest: after.replace(/^[ 　]+/, "") }
}

const OPEN = "（(【［〔"
const CLOSE = "）)】］〕"

/** Where the bracket that opens a text closes. */
function closing(text: string): number | undefined {
  let depth = 0
  for (let at = 0; at < text.length && at < 200; at++) {
    if (OPEN.includes(text[at]!)) depth++
    else if (CLOSE.includes(text[at]!) && --depth === 0) return at
  }
  return undefined
}

/** The words of a line that is one pair of brackets and nothing else: a 見出し, if an article follows. */
export function bracketed(text: string): string | undefined {
  if (text.length > 120 || !OPEN.includes(text[0] ?? " ") || closing(text) !== text.length - 1) return undefined
  const inner = text.slice(1, -1).trim()
  return inner === "" ? undefined : inner
}

const LEVELS = "編章節款目"
const HEADING = new RegExp(`^第[ 　]*(${N})[ 　]*([${LEVELS}])(${BRANCH})(?:([ 　]+)(.*)|([^ 　].*))?$`)

export interface HeadingMark {
  /** 0 編 … 4 目 */
  level: number
  /** Level and number, to recognise a heading again that stood in the 目次. */
  key: string
}

/** 「第2章 監視」. Without white space after it only where the markup says so or it is short. */
export function headingMark(text: string, told = false): HeadingMark | undefined {
  if (text.length > 120) return undefined
  const found = HEADING.exec(text)
  if (!found) return undefined
  const name = found[5] ?? found[6] ?? ""
  if (name.includes("。") || (name !== "" && CONTINUES.test(name))) return undefined
  if (found[6] !== undefined && !told && (name.length > 30 || /[、，]/.test(name))) return undefined
  const numbers = numbersOf(found[1]!, found[3]!)
  if (!numbers) return undefined
  return { level: LEVELS.indexOf(found[2]!), key: `${found[2]}${numbers.join("-")}` }
}

const SUPPLEMENTARY = /^(?:改正|制定|原始)?[附付][ 　]*則[ 　]*(.*)$/

/** 「附 則（平成10年3月30日条例第5号）抄」: the line as printed, blanks inside 附則 removed. */
export function supplementaryMark(text: string): string | undefined {
  if (text.length > 160) return undefined
  const found = SUPPLEMENTARY.exec(text)
  if (!found) return undefined
  const tail = found[1]!
  if (tail !== "" && (/。(?![）)])/.test(tail) || !(/^[（(〔［抄]/.test(tail) || (/^(?:明治|大正|昭和|平成|令和)/.test(tail) && /[号日年]$|抄$/.test(tail))))) return undefined
  return `${text.slice(0, text.length - tail.length).replace(/[ 　]/g, "")}${tail}`
}

export interface AppendixMark {
  part: "table" | "form"
  /** "t1", "f2-2", "x1" (別図, 別紙); the bare letter where no number is printed. */
  address: string
  /** 別表第1, without what stands after it. */
  no: string
  /** 「（第3条関係）」 and a title. */
  rest: string
}

const TABLE = new RegExp(`^別[ 　]*表(?:[ 　]*第[ 　]*(${N})(${BRANCH})|[ 　]*(${N})(${BRANCH}))?`)
const FORM = new RegExp(`^(?:別記[ 　]*)?(?:様[ 　]*式|書式)(?:[ 　]*第?[ 　]*(${N})[ 　]*号?(${BRANCH}))?`)
const FORM_BEFORE = new RegExp(`^(?:別記[ 　]*)?第[ 　]*(${N})[ 　]*号(${BRANCH})[ 　]*(?:様式|書式)(${BRANCH})`)
const SHEET = new RegExp(`^(?:別[ 　]*[図紙記添]|付[ 　]*表|付[ 　]*図)(?:[ 　]*第?[ 　]*(${N})[ 　]*(?:号)?(${BRANCH}))?`)

export function appendixMark(text: string): AppendixMark | undefined {
  if (text.length > 160) return undefined
  const found = /^別[ 　]*表/.test(text) ? appendix(text, TABLE, "t") : (appendix(text, FORM_BEFORE, "f") ?? appendix(text, FORM, "f") ?? appendix(text, SHEET, "x"))
  if (!found) return undefined
  const { rest } = found
  if ((rest.includes("。") && !/^[（(].*[）)]$/.test(rest)) || rest.includes("〔ファイル：")) return undefined
  if (rest !== "" && (CONTINUES.test(rest) || !/^[ 　（(「【〔［]/.test(rest))) return undefined
  return { ...found, rest: rest.trim() }
}

function appendix(text: string, pattern: RegExp, letter: string): AppendixMark | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const first = found[1] ?? (letter === "t" ? found[3] : undefined)
  const branches = (found[1] !== undefined ? found[2] : found[4]) ?? ""
  const numbers = first === undefined ? [] : numbersOf(first, branches + (pattern === FORM_BEFORE ? (found[3] ?? "") : ""))
  if (!numbers) return undefined
  return {
    part: letter === "t" ? "table" : "form",
    address: `${letter}${numbers.join("-")}`,
    no: found[0].replace(/[ 　]/g, ""),
    rest: text.slice(found[0].length),
  }
}

export interface ListMark {
  /** As printed: 2, ２, ②, (1), 一, イ. */
  printed: string
  rest: string
  /** A number of this kind may begin a 項; the others are 号 or below. */
  number: number | undefined
  circled: boolean
}

const NUMBERED = /^([0-9０-９]{1,3})(?:[ 　]+|([．.])[ 　]*(?![0-9０-９]))(?=\S)/
const CIRCLED = /^([\u2460-\u2473\u3251-\u325f])[ 　]*(?=\S)/
const ITEM = new RegExp(
  `^(?:([（(](?:${N}(?:[のノ]${N})*|[ァ-ヶｦ-ﾟ]|[a-zａ-ｚ]{1,4}|[ⅰ-ⅻ]|[ぁ-ん])[）)](?:[のノ]${N})*)[ 　]*` +
    `|([〇一二三四五六七八九十百]+(?:[のノ][〇一二三四五六七八九十百]+)*|[ァ-ヶｦ-ﾟ]|[a-zａ-ｚ]|[ⅰ-ⅻ])(?:[ 　]+|[．、](?=\\S))` +
    `|([\u2474-\u2487\u3220-\u3229\u32d0-\u32fe])[ 　]*)(?=\\S)`,
)

/** A number of a 項, or the mark of a 号 or of what lies below it. */
export function listMark(text: string): ListMark | undefined {
  const numbered = NUMBERED.exec(text)
  if (numbered) return { printed: numbered[1]! + (numbered[2] ?? ""), rest: text.slice(numbered[0].length), number: numberOf(numbered[1]!), circled: false }
  const circled = CIRCLED.exec(text)
  if (circled) return { printed: circled[1]!, rest: text.slice(circled[0].length), number: circledNumber(circled[1]!), circled: true }
  const item = ITEM.exec(text)
  if (item) return { printed: (item[1] ?? item[2] ?? item[3])!, rest: text.slice(item[0].length), number: undefined, circled: false }
  return undefined
}

/** ① → 1. */
export function circledNumber(mark: string): number {
  const code = mark.charCodeAt(0)
  return code >= 0x3251 ? code - 0x3251 + 21 : code - 0x2460 + 1
}

const KIND_WORD = "(?:条例|規則|規程|訓令|告示|要綱|規約|公告|通達|達|決裁|内訓|法律|政令|勅令|省令|府令|庁令|布告|令|訓)"
const NUMBER_LINE = new RegExp(`^[（(〔［]?(?:制定|公布)?[ 　]*(.{0,60}?${KIND_WORD}[甲乙丙]?[ 　]*(?:第[ 　]*${N}[ 　]*号(?:[のノ]${N})?|${N}号))[）)〕］]?$`)
const DATE_ONLY = new RegExp(`^[（(〔［]?(?:制定|公布)?[ 　]*(?:明治|大正|昭和|平成|令和)[ 　]*[${NUMERAL}元]+[ 　]*年[ 　]*${N}[ 　]*月[ 　]*${N}[ 　]*日(?:制定|公布|決裁|施行)?[）)〕］]?$`)
const HISTORY = /^[（(〔［【]?(?:(?:最終|一部|全部)?改正|沿革|改正履歴|改正経過)/

/** A line that is a 例規番号, with or without its date: 「条例第8号」「平成9年9月24日 条例第20号」. */
export function numberLine(text: string): string | undefined {
  if (text.length > 90 || text.includes("。") || HISTORY.test(text)) return undefined
  return NUMBER_LINE.exec(text)?.[1]?.trim()
}

export function isDateLine(text: string): boolean {
  return text.length <= 40 && DATE_ONLY.test(text)
}

/** 「改正 平成10年3月30日条例第5号」 under the title of a text. */
export function isHistoryLine(text: string): boolean {
  return text.length <= 400 && HISTORY.test(text) && !text.includes("。")
}

const TITLE_END = /(?:条例|規則|規程|要綱|要領|要項|細則|訓令|告示|規約|協定|協約|基準|指針|方針|内規|心得|憲章|宣言|処分|(?:の|に関する|に係る|を定める)件|法|法律|政令|省令|施行令|の位置|の定め|計画)(?:の特例|[（(［〔].*[）)］〕])?$/

/** Whether a line could be the title of an ordinance. */
export function isTitleLike(text: string): boolean {
  return text.length <= 200 && !/[。、]$/.test(text) && TITLE_END.test(text.replace(/[ 　]/g, "")) && !numberLine(text)
}

// 「〇〇市…」 is a name, not a sign.
export const TITLE_SIGN = /^([○◯〇●◎])[ 　]*(?!\1)(?=\S)/

export function isContentsTitle(text: string): boolean {
  return /^[（(【〔]?目[ 　]*次[）)】〕]?$/.test(text)
}
