import { keyOf, tidied } from "./plain-text.ts"

/** The words a plan's pages are laid out with. They name a place; they are not part of what the plan says. */
export type Label = "position" | "term" | "ideals" | "section"

const labels: readonly { label: Label; pattern: RegExp }[] = [
  { label: "position", pattern: /^(?:本?(?:プラン|計画|方針)の)?位置[付づ]け$/ },
  { label: "term", pattern: /^(?:本?(?:プラン|計画|方針)の)?(?:有効期間|計画期間|推進期間|取組期間|対象期間|期間)$/ },
  { label: "ideals", pattern: /^(?:[0-9一二三四五]つの)?(?:目指す(?:べき)?姿|めざす(?:べき)?姿|目標とする姿)$/ },
  { label: "section", pattern: /^(?:取組の)?方向性(?:[と及び・]+(?:主な)?取組)?$/ },
  { label: "section", pattern: /^(?:主な|具体的な)?取組(?:の概要|の体系|内容|一覧|項目)?$/ },
  { label: "section", pattern: /^(?:本?(?:プラン|計画|方針)の)?(?:概要|体系図?|構成|目次)$/ },
]

const DECORATION = /^[■□◆◇●○▼▽▶►★☆【〔［[<＜《「]+|[】〕］\]>＞》」:：]+$/g
const NUMBERING = /^(?:[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．)）]?|[Ⅰ-Ⅻ①-⑳⑴-⒇⒈-⒛])\s*[.．、:：]?\s*/u

export interface Labelled {
  label: Label
  /** 「有効期間：１年」: what stands on the same line. */
  rest?: string
}

export function labelled(text: string): Labelled | undefined {
  const plain = text.trim()
  if (plain.length > 400) return undefined
  const whole = labelOf(plain)
  if (whole) return { label: whole }
  const cut = /^(.{2,16}?)\s*(?:[:：】］]|\s)\s*(\S.*)$/u.exec(plain)
  const label = cut && labelOf(cut[1]!)
  if (!cut || !label) return undefined
  // 「位置付け 有効期間 目指す姿」: headings of columns that ran together.
  if (cut[2]!.split(/\s+/).every((word) => labelOf(word))) return { label: "section" }
  return label === "section" ? undefined : { label, rest: cut[2]! }
}

function labelOf(text: string): Label | undefined {
  if (text.length > 30) return undefined
  const bare = keyOf(text.replace(NUMBERING, "").replace(DECORATION, "").replace(NUMBERING, ""))
  return labels.find(({ pattern }) => pattern.test(bare))?.label
}

/** Short labels whose characters may stand on two lines in a narrow column. */
export const LABEL_KEYS: readonly string[] = ["目指す姿", "めざす姿", "位置付け", "位置づけ", "有効期間", "計画期間", "取組の方向性と主な取組"]

const KIND = "(?:プラン|計画|方針|プログラム|大綱|戦略|ビジョン)"
const YEAR = "(?:令和|平成|R|H)?(?:[0-9]{1,4}|元)年度(?:版)?"
const AFTER = "(?:[(\\[【〔][^)\\]】〕]{1,14}[)\\]】〕]|概要版?|の概要|案)*"
const DATED = new RegExp(`^.{0,50}${KIND}[(\\[【]?${YEAR}[)\\]】]?${AFTER}$|^${YEAR}.{0,50}${KIND}${AFTER}$`, "u")
const UNDATED = new RegExp(`^.{2,50}${KIND}${AFTER}$`, "u")
const ONLY_YEAR = new RegExp(`^[(\\[【]?${YEAR}[)\\]】]?$`, "u")

export function isDatedTitle(text: string): boolean {
  return text.length <= 90 && DATED.test(keyOf(text).toUpperCase())
}

export function isUndatedTitle(text: string): boolean {
  return text.length <= 90 && !/[。、]/.test(text) && UNDATED.test(keyOf(text).toUpperCase())
}

export function isOnlyYear(text: string): boolean {
  return text.length <= 20 && ONLY_YEAR.test(keyOf(text).toUpperCase())
}

/** 令和7年度 → 2025 */
export function fiscalYearIn(text: string): number | undefined {
  const found = /(令和|平成|R|H)?([0-9]{1,4}|元)年度/.exec(keyOf(text).toUpperCase())
  if (!found) return undefined
  const number = found[2] === "元" ? 1 : Number(found[2])
  if (found[1] === "平成" || found[1] === "H") return 1988 + number
  if (found[1] !== undefined) return 2018 + number
  return number > 1900 && number < 2200 ? number : number < 100 ? 2018 + number : undefined
}

/** - 1 -、1/2、P.3、３ページ */
export function isPageNumber(text: string): boolean {
  if (text.length > 16) return false
  return /^[-‐–—―ー\s]*(?:p(?:age|\.)?)?\s*[0-9]{1,3}\s*(?:\/\s*[0-9]{1,3})?\s*(?:ページ|頁)?[-‐–—―ー\s]*$/i.test(tidied(text).normalize("NFKC"))
}

/** １年（…）、令和７年度から令和９年度まで */
export function isTerm(text: string): boolean {
  const plain = keyOf(text)
  return (
    plain.length <= 120 &&
    /^(?:約|概ね|おおむね)?[0-9一二三四五]{1,2}(?:か|カ|ヶ|箇)?年(?:間|$|\()|^(?:令和|平成|r|h)?[0-9]{1,4}年(?:度|[0-9]{1,2}月).{0,12}(?:から|~|〜|-).{0,30}(?:まで|年度?|月|日|\)|間)$/.test(plain)
  )
}
