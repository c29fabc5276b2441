import type { ParsedOrdinance } from "./provision.ts"

/** A law or ordinance as a text names it. */
export interface CitedName {
  kind: "law" | "ordinance"
  title: string
  /** 例規番号 or 法律番号 as printed; "" where the text gives none. */
  number: string
}

const ENDS = "(?:法律?|条例|規則|規程|要綱|要領|細則|省令|政令|府令|庁令|施行令|令|告示|訓令|規約|基準|憲法)"
const NUMBER = "(?:明治|大正|昭和|平成|令和)[^（）()、。「」]{1,50}?第?[0-9０-９〇一二三四五六七八九十百千]+号"
// What stands before a name and is not of it.
const CUT = /[、。，「」『』\n\u3000|]|[はが](?=[^\n]{2})(?!い)|(?:する|した|され|ている|いう|よる|より|基づく|基づき|定める|係る)(?=[^\n]{0,3}(?:地方|国|県|市|町|村|都))|において|その他の?|又は(?=[^\n]*法$)|を除く/g
const LEADING = /^(?:及び|又は|並びに|若しくは|かつ|とともに|その他|に規定する|の規定に(?:より|基づき|よる|基づく)|から|で|に|の|を|と|は|が|も|や|ただし|改正[前後]の|旧|新)+/

const BRACKET = new RegExp(`[（(](${NUMBER})(?=[。、）)，]|の)[^（）()]{0,120}?[）)]`, "g")
const SHORT = new RegExp(`以下(?:[^「」（）()]{0,30})?「([^「」]{1,40})」という`)

/** A named law or ordinance with its number in brackets. */
export interface Citation extends CitedName {
  /** Where its name begins and its bracket ends. */
  start: number
  end: number
  short: string
}

/** 「道路交通法(昭和35年法律第105号。以下「法」という。)」: every name with a number in brackets, and the short name it is given. */
export function citationsIn(text: string): Citation[] {
  const citations: Citation[] = []
  for (const found of text.matchAll(BRACKET)) {
    const title = nameBefore(text, found.index)
    if (title === "") continue
    const number = found[1]!
    citations.push({
      kind: isLaw(title, number) ? "law" : "ordinance",
      title,
      number,
      short: SHORT.exec(found[0])?.[1] ?? "",
      start: found.index - title.length,
      end: found.index + found[0].length,
    })
  }
  return citations
}

function isLaw(title: string, number: string): boolean {
  if (/(?:法律|[政勅省府庁閣]令|太政官)/.test(number)) return true
  if (/条例|要綱|訓令/.test(number)) return false
  return /法$|法律$|法施行令$|法施行規則$/.test(title)
}

const ENDING = new RegExp(`${ENDS}$`)

/** The name of a law or ordinance that ends at a position; "" where none does. */
export function nameBefore(text: string, end: number): string {
  let start = Math.max(0, end - 120)
  const before = text.slice(start, end)
  if (!ENDING.test(before)) return ""
  CUT.lastIndex = 0
  for (let found = CUT.exec(before); found; found = CUT.exec(before)) start = Math.max(start, end - before.length + found.index + found[0].length)
  // Past a bracket that closes, the name before it.
  const closing = Math.max(...["）", ")", "（", "("].map((bracket) => before.lastIndexOf(bracket)))
  start = Math.max(start, end - before.length + closing + 1)
  const name = text.slice(start, end).replace(/^[ \u3000|-]+/, "").replace(LEADING, "")
  return ENDING.test(name) && name.length >= 2 ? name : ""
}

const SHORT_NAMED = new RegExp(`([^、。「」（）()\\n]{1,80}?${ENDS})[（(][^（）()]{0,60}?以下(?:[^「」（）()]{0,30})?「([^「」]{1,40})」という`, "g")

/** Short names of a whole ordinance: 「法」, 「条例」, 「新条例」. First what it says; then what the title of a 施行規則 implies. */
export function shortNames(ordinance: Pick<ParsedOrdinance, "title" | "provisions">): Map<string, CitedName> {
  const names = new Map<string, CitedName>()
  const put = (short: string, name: CitedName) => {
    if (short !== "" && !names.has(short) && new RegExp(`${ENDS}$`).test(short)) names.set(short, name)
  }
  for (const provision of ordinance.provisions) {
    for (const citation of citationsIn(provision.text)) {
      put(citation.short, citation)
      put(citation.title, citation)
    }
    for (const found of provision.text.matchAll(SHORT_NAMED)) {
      const title = nameBefore(found[1]!, found[1]!.length)
      if (title !== "") put(found[2]!, { kind: isLaw(title, "") ? "law" : "ordinance", title, number: "" })
    }
  }
  const parent = /^(.*(?:法|条例|令))(?:の)?施行(?:令|規則|規程|細則)$/.exec(ordinance.title.replace(/[ \u3000]/g, ""))?.[1]
  if (parent) {
    const kind = parent.endsWith("条例") ? "ordinance" : "law"
    put(parent.endsWith("条例") ? "条例" : parent.endsWith("令") ? "令" : "法", { kind, title: parent, number: "" })
  }
  return names
}

const PLAIN_NAME = new RegExp(`[\\p{Script=Han}\\p{Script=Katakana}ー・々]{1,40}(?:法|条例|施行令|規則|規程|省令|政令)$`, "u")

/** A name without number or definition that ends at a position, where its letters leave no doubt how far it reaches. */
export function plainNameBefore(text: string, end: number): CitedName | undefined {
  const found = PLAIN_NAME.exec(text.slice(Math.max(0, end - 45), end))
  if (!found) return undefined
  const title = found[0].replace(/^(?:及|又|並|若|同|当該|前記|改正[前後]|旧|新|項|号|条|各|本|昭和|平成|令和)+/, "")
  if (title.length < 3) return undefined
  return { kind: isLaw(title, "") ? "law" : "ordinance", title, number: "" }
}
