import { type PlaceText, PlaceReader } from "./read-places.ts"

/** What one clause of a sentence does. */
export type Clause =
  | { kind: "words"; place: PlaceText[] | undefined; edits: WordEdit[] }
  | { kind: "rewrite"; places: PlaceText[] }
  | { kind: "replace"; place: PlaceText; text: string }
  | { kind: "delete"; places: PlaceText[] }
  | { kind: "become"; from: PlaceText; to: PlaceText }
  | { kind: "shift"; from: PlaceText; to: PlaceText; by: number }
  | { kind: "add"; anchor: PlaceText; where: "after" | "before" | "in"; what: Added; first: PlaceText | undefined }
  | { kind: "caption"; place: PlaceText; text: string }
  | { kind: "title"; text: string | undefined }
  | { kind: "context"; place: PlaceText }

export interface WordEdit {
  kind: "change" | "after" | "before" | "delete"
  quote: string
  text: string
}

export type Added = "条" | "項" | "号" | "表" | "ただし書" | "後段" | "見出し" | "text"

export class UnreadableSentence extends Error {
  override name = "UnreadableSentence"
}

const QUOTED = "\ue000-\uf8ff"
const VERBS = "改め|加え|削り|とし|繰り上げ|繰り下げ|付し|改める|加える|削る|とする|繰り上げる|繰り下げる|付する|付す"
const CLAUSE = new RegExp(`(.*?)(${VERBS})(?:、|。|$)`, "gsy")
const Q = `[${QUOTED}]`
const QUOTES = `${Q}(?:(?:、|及び|並びに)${Q})*`
const DIGITS = "[0-9０-９〇一二三四五六七八九十百千]+"

/** Whether a text is a sentence of a 改め文 from end to end. */
export function isClauses(sentence: string): boolean {
  try {
    return readClauses(sentence).length > 0
  } catch (error) {
    if (error instanceof UnreadableSentence) return false
    throw error
  }
}

/** Whether a text means to be one, so that what is wrong with it is said rather than taken for added text. */
export function looksLikeSentence(sentence: string): boolean {
  return /^[ 　]*(?:第[0-9０-９〇一二三四五六七八九十百千]+[条項号編章節款]|附則|別表|様式|前文|本則|題名|同[条項号])[^　 「」]*?(?:中「|中第|の次に次の|の前に次の|に次の|を次のように|(?:[条項号]|ただし書|後段|見出し|別表)を削|を第|の見出し)/.test(sentence)
}

/** The clauses of a sentence in order. Refuses what is none. */
export function readClauses(sentence: string): Clause[] {
  const quotes: string[] = []
  const masked = mask(sentence.trim(), quotes)
  const clauses: Clause[] = []
  CLAUSE.lastIndex = 0
  let end = 0
  for (let match = CLAUSE.exec(masked); match && match[0] !== ""; match = CLAUSE.exec(masked)) {
    end = CLAUSE.lastIndex
    clauses.push(...readClause(match[1]!.replace(/[ 　]/g, ""), match[2]!, quotes))
  }
  if (end < masked.trimEnd().length) throw new UnreadableSentence(`「${short(unmask(masked.slice(end), quotes))}」が改正の文として読めません`)
  return clauses
}

/** Quotations put aside, each as one sign, so that what they say is not read as the sentence. */
function mask(sentence: string, quotes: string[]): string {
  let depth = 0
  let from = 0
  let masked = ""
  for (let at = 0; at < sentence.length; at++) {
    const sign = sentence[at]!
    if (sign === "「") {
      if (depth++ === 0) from = at + 1
    } else if (sign === "」") {
      if (--depth < 0) throw new UnreadableSentence("かぎ括弧の対応が取れません")
      if (depth === 0) {
        masked += String.fromCharCode(0xe000 + quotes.length)
        quotes.push(sentence.slice(from, at))
      }
    } else if (depth === 0) masked += sign
  }
  if (depth > 0) throw new UnreadableSentence("かぎ括弧が閉じていません")
  return masked
}

function unmask(text: string, quotes: readonly string[]): string {
  return text.replace(new RegExp(Q, "g"), (sign) => `「${quotes[sign.charCodeAt(0) - 0xe000]}」`)
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function readClause(body: string, verb: string, quotes: readonly string[]): Clause[] {
  const clauses: Clause[] = []
  let rest = body
  // 「第三条中第四項を…」: what follows is called within it.
  const context = placesBefore(rest, "中")
  if (context && !new RegExp(`^${Q}`).test(context.rest)) {
    if (context.places.length !== 1) throw unreadable(body, verb, quotes)
    clauses.push({ kind: "context", place: context.places[0]! })
    rest = context.rest
  }
  const words = readWords(rest, verb, quotes)
  if (words) return [...clauses, words]
  const clause = verb.startsWith("改") ? readChange(rest, quotes) : verb.startsWith("加") || verb.startsWith("付") ? readAddition(rest, quotes) : verb.startsWith("削") ? readDeletion(rest) : verb.startsWith("と") ? readMove(rest) : readShift(rest, verb.startsWith("繰り上") ? -1 : 1)
  if (!clause) throw unreadable(body, verb, quotes)
  return [...clauses, clause]
}

function unreadable(body: string, verb: string, quotes: readonly string[]): UnreadableSentence {
  return new UnreadableSentence(`「${short(unmask(body, quotes))}${verb}」が改正の文として読めません`)
}

/** 「…」を「…」に(改め) | 「…」の下に「…」を(加え) | 「…」を(削り), with or without 「第三条中」. */
function readWords(body: string, verb: string, quotes: readonly string[]): Clause | undefined {
  const lead = placesBefore(body, "中")
  const text = lead ? lead.rest : body
  const quote = (sign: string) => quotes[sign.charCodeAt(0) - 0xe000]!
  const all = (signs: string) => [...signs].filter((sign) => new RegExp(Q).test(sign)).map(quote)
  const form = verb.startsWith("改") ? `(${QUOTES})を(${Q})に` : verb.startsWith("加") ? `(${QUOTES})の(下|次|上|前)に(${Q})を` : `(${QUOTES})を`
  if (!verb.startsWith("改") && !verb.startsWith("加") && !verb.startsWith("削")) return undefined
  const one = new RegExp(`^${form}(?:、|$)`)
  const edits: WordEdit[] = []
  let rest = text
  while (rest !== "") {
    const match = one.exec(rest)
    if (!match) return undefined
    for (const found of all(match[1]!)) {
      if (verb.startsWith("改")) edits.push({ kind: "change", quote: found, text: quote(match[2]!) })
      else if (verb.startsWith("加")) edits.push({ kind: match[2] === "下" || match[2] === "次" ? "after" : "before", quote: found, text: quote(match[3]!) })
      else edits.push({ kind: "delete", quote: found, text: "" })
    }
    rest = rest.slice(match[0].length)
  }
  return edits.length > 0 ? { kind: "words", place: lead?.places, edits } : undefined
}

function readChange(body: string, quotes: readonly string[]): Clause | undefined {
  if (body === "題名を次のように") return { kind: "title", text: undefined }
  const title = new RegExp(`^題名を(${Q})に$`).exec(body)
  if (title) return { kind: "title", text: quotes[title[1]!.charCodeAt(0) - 0xe000]! }
  const rewrite = placesBefore(body, "を次のように")
  if (rewrite?.rest === "") return { kind: "rewrite", places: rewrite.places }
  const replace = placesBefore(body, "を")
  const text = replace && new RegExp(`^(${Q})に$`).exec(replace.rest)
  if (text && replace.places.length === 1) return { kind: "replace", place: replace.places[0]!, text: quotes[text[1]!.charCodeAt(0) - 0xe000]! }
  return undefined
}

function readAddition(body: string, quotes: readonly string[]): Clause | undefined {
  for (const [sign, where] of [
    ["の次に", "after"],
    ["の前に", "before"],
    ["に", "in"],
  ] as const) {
    const found = placesBefore(body, sign)
    if (!found || found.places.length !== 1) continue
    const [anchor] = found.places as [PlaceText]
    const caption = new RegExp(`^見出しとして(${Q})を$`).exec(found.rest)
    if (caption && where === "in") return { kind: "caption", place: anchor, text: quotes[caption[1]!.charCodeAt(0) - 0xe000]! }
    const reader = new PlaceReader(found.rest)
    const first = reader.places()
    const asFirst = first.length > 0 && first[0]!.part === undefined && reader.takes("として")
    const rest = asFirst ? reader.rest : found.rest
    const counted = new RegExp(`^次の(?:${DIGITS}(条|項|号|章|表|ただし書|後段)|(ただし書|各号|後段|表|[編章節款目]名|見出し|別表|様式))を$`).exec(rest)
    const what = counted?.[1] ?? counted?.[2] ?? /^(?:(後段|ただし書)として)?次のように$/.exec(rest)?.[1] ?? (/^次のように$/.test(rest) ? "" : undefined)
    if (what === undefined) continue
    const added: Added = what === "各号" ? "号" : /名$|見出し/.test(what) ? "見出し" : ["条", "項", "号", "表", "ただし書", "後段"].includes(what) ? (what as Added) : "text"
    return { kind: "add", anchor, where, what: added, first: asFirst ? first[0] : undefined }
  }
  return undefined
}

function readDeletion(body: string): Clause | undefined {
  const found = placesBefore(body, "を")
  return found?.rest === "" ? { kind: "delete", places: found.places } : undefined
}

function readMove(body: string): Clause | undefined {
  const found = placesBefore(body, "を")
  if (!found || found.places.length !== 1) return undefined
  const reader = new PlaceReader(found.rest)
  const to = reader.places()
  return to.length === 1 && reader.rest === "" ? { kind: "become", from: found.places[0]!, to: to[0]! } : undefined
}

function readShift(body: string, sign: 1 | -1): Clause | undefined {
  const found = placesBefore(body, "を")
  const step = found && new RegExp(`^(${DIGITS})[条項号]ずつ$`).exec(found.rest)
  if (!step || found.places.length !== 1) return undefined
  const [place] = found.places as [PlaceText]
  return { kind: "shift", from: { ...place, until: undefined }, to: place.until ?? place, by: sign * PlaceReader.number(step[1]!) }
}

/** The places that stand before a word, and what follows it. */
function placesBefore(body: string, word: string): { places: PlaceText[]; rest: string } | undefined {
  const reader = new PlaceReader(body)
  const places = reader.places()
  return places.length > 0 && reader.takes(word) ? { places, rest: reader.rest } : undefined
}
