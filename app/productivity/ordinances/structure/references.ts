import { addressText, subitemsOf } from "./addresses.ts"
import { type CitedName, citationsIn, plainNameBefore, shortNames } from "./cited-names.ts"
import { placesIn } from "./locate.ts"
import { appendixMark } from "./marks.ts"
import { NUMERAL, numberOf } from "./numerals.ts"
import type { ParsedOrdinance, Provision } from "./provision.ts"

/** What a text points to. */
export interface Target {
  /** same: this text; unknown: 「同条」 without a place before it, 「規則」 that nothing in the text names. */
  kind: "same" | "law" | "ordinance" | "unknown"
  title?: string
  number?: string
  /** Canonical (`addressText`). */
  address?: string
  /** Last of several: 「前2条」, 「前各号」. */
  to?: string
}

export interface Reference {
  start: number
  end: number
  words: string
  target: Target
  applies?: "準用" | "読替え"
}

type Text = Pick<ParsedOrdinance, "title" | "provisions">

/** References of the provisions of one text: what it calls 法 or 条例 is known from all of it. */
export function referenceReader(ordinance: Text): (provision: Provision) => Reference[] {
  const names = shortNames(ordinance)
  const places = new Map<string, Provision[]>()
  for (const provision of ordinance.provisions) {
    const series = seriesOf(provision.address)
    const group = places.get(series)
    if (group) group.push(provision)
    else places.set(series, [provision])
  }
  return (provision) => new Reading(ordinance, names, places.get(seriesOf(provision.address)) ?? [provision], provision).references()
}

/** Articles count on within their series: the main provisions, or one 附則. */
function seriesOf(address: string): string {
  return /^s\d+/.exec(address)?.[0] ?? (/^\d/.test(address) ? "main" : address)
}

const N = `[${NUMERAL}]+`
const BRANCH = `(?:[のノ]${N})*`
const KANA = "[ァ-ヶ](?![ァ-ヶー])"
const SUB = `(?:${KANA}|[（(](?:${N}|[ァ-ヶｦ-ﾟ])[）)](?=[の、及又若並にをはがと]))`
const KINDS = "(?:条例|規則|規程|要綱|要領|要項|訓令|告示|法律?|政令|省令|府令|令|細則|規約|基準)"

const PLACE = new RegExp(
  `(?<appendix>別表(?:第${N}${BRANCH})?|(?:別記)?様式第?${N}号?${BRANCH}|(?:別記)?第${N}号様式${BRANCH}|別記様式)|` +
    `(?<self>(?:この|本)${KINDS}(?!で定める))?(?<same>同${KINDS})?` +
    `(?<supplement>[附付]則)?` +
    `(?:(?<article>第${N}条${BRANCH})|(?<articleWord>前条|次条|同条|本条|この条|前${N}条))?` +
    `(?:(?<paragraph>第${N}項)|(?<paragraphWord>前項|次項|同項|本項|この項|前${N}項|前各項|各項))?` +
    `(?:(?<item>第${N}号${BRANCH})|(?<itemWord>前号|次号|同号|本号|前${N}号|前各号|次の各号|当該各号|各号))?` +
    `(?<subs>${SUB}*)`,
  "g",
)

const JOINS = /^(?:の規定)?(?:まで)?[\s\u3000]*(?:、|，|・|及び|又は|若しくは|並びに|から)+(?:これらの規定を)?$/

/** Last letters of 法, 法律, 令, 条例, 規則, 規程, 要綱, 要領, 告示, 規約, 基準: nothing else is a name of law. */
const NAME_ENDS = new Set("法律令例則程綱領示約準")

interface Place {
  kind: Target["kind"]
  name: CitedName | undefined
  supplementary: number | undefined
  /** 附則 is said, not only that the words stand in one. */
  said: boolean
  article: string | undefined
  paragraph: number | undefined
  item: string | undefined
}

class Reading {
  readonly #ordinance: Text
  readonly #names: ReadonlyMap<string, CitedName>
  readonly #series: readonly Provision[]
  readonly #provision: Provision
  readonly #text: string
  readonly #supplementary: number | undefined
  readonly #own: string | undefined
  /** Short names, longest first, to be looked for before a place. */
  readonly #heads: readonly string[]
  readonly #placeAt: ReturnType<typeof placesIn>
  #last: Place | undefined
  #lastLaw: CitedName | undefined

  constructor(ordinance: Text, names: ReadonlyMap<string, CitedName>, series: readonly Provision[], provision: Provision) {
    this.#ordinance = ordinance
    this.#names = names
    this.#series = series
    this.#provision = provision
    this.#text = provision.text
    this.#placeAt = placesIn(provision.text)
    const supplementary = /^s(\d+)(?:\/(.*))?$/.exec(provision.address)
    this.#supplementary = supplementary ? Number(supplementary[1]) : undefined
    this.#own = supplementary ? supplementary[2] : /^\d/.test(provision.address) ? provision.address : undefined
    this.#heads = [...names.keys()].sort((a, b) => b.length - a.length)
  }

  references(): Reference[] {
    const text = this.#text
    const citations = citationsIn(text)
    const quoted = quotedSpans(text)
    const found: Reference[] = []
    let nextCitation = 0
    let nextQuote = 0
    let before: { end: number; place: Place } | undefined
    PLACE.lastIndex = 0
    const takeCitation = (until: number) => {
      while (nextCitation < citations.length && citations[nextCitation]!.end <= until) {
        const citation = citations[nextCitation++]!
        const name = this.#known(citation)
        this.#lastLaw = name
        found.push({ start: citation.start, end: citation.end, words: text.slice(citation.start, citation.end), target: targetOf(name, this.#ordinance.title) })
      }
    }
    for (let match = PLACE.exec(text); match; match = PLACE.exec(text)) {
      if (match[0] === "") {
        PLACE.lastIndex++
        continue
      }
      const start = match.index
      const end = start + match[0].length
      takeCitation(start)
      while (nextQuote < quoted.length && quoted[nextQuote]!.end <= start) nextQuote++
      if (quoted[nextQuote] && quoted[nextQuote]!.start < start) continue
      // Inside the brackets of a number: 「平成5年条例第3号」 names no 号 of this text.
      if (citations[nextCitation] && citations[nextCitation]!.start < start) continue
      const groups = match.groups!
      if (isNumberOfLaw(text, start, groups)) continue
      const join = before && JOINS.test(text.slice(before.end, start)) ? before.place : undefined
      const read = this.#read(groups, start, join, found)
      if (!read) continue
      found.push({ start: read.start, end, words: text.slice(read.start, end), target: read.target })
      before = { end, place: read.place }
      this.#last = read.place
      if (read.place.name) this.#lastLaw = read.place.name
    }
    takeCitation(text.length)
    const merged = merge(found, text)
    return withApplications(merged, text)
  }

  #known(citation: CitedName): CitedName {
    return { kind: citation.kind, title: citation.title, number: citation.number }
  }

  #read(groups: Record<string, string | undefined>, start: number, join: Place | undefined, found: readonly Reference[]): { start: number; target: Target; place: Place } | undefined {
    const { self, same, supplement, article, articleWord, paragraph, paragraphWord, item, itemWord, subs, appendix } = groups
    const named = [article, articleWord, paragraph, paragraphWord, item, itemWord, supplement, appendix].some((part) => part !== undefined)
    if (!named && !self && !same) return undefined
    const head = self || same ? undefined : this.#headBefore(start, found)
    const from = head?.start ?? start
    const place: Place = { kind: "same", name: undefined, supplementary: undefined, said: false, article: undefined, paragraph: undefined, item: undefined }
    if (same) {
      place.name = this.#lastLaw && fitsKind(same.slice(1), this.#lastLaw.title) ? this.#lastLaw : undefined
      place.kind = place.name?.kind ?? "unknown"
    } else if (head) {
      place.name = head.name
      place.kind = head.kind
    } else if (!self && join && (article !== undefined || paragraph !== undefined || item !== undefined || appendix !== undefined || supplement !== undefined)) {
      // 「法第6条第1項及び第2項」: what a later member leaves out is that of the one before.
      Object.assign(place, { kind: join.kind, name: join.name, supplementary: supplement || (article !== undefined && !join.said) ? undefined : join.supplementary, said: join.said })
      if (article === undefined && supplement === undefined) place.article = join.article
      if (article === undefined && paragraph === undefined) place.paragraph = join.paragraph
    }
    if (place.name && sameTitle(place.name.title, this.#ordinance.title)) {
      place.kind = "same"
      place.name = undefined
    }
    const here = this.#placeAt(start)
    const inherits = place.kind !== "same" || join !== undefined || self !== undefined
    if (appendix) return this.#result(from, place, appendixMark(appendix)?.address)
    if (itemWord === "次の各号" || itemWord === "当該各号") {
      if (itemWord === "次の各号" && paragraph === undefined && article === undefined && paragraphWord === undefined && articleWord === undefined) return undefined
      if (itemWord === "当該各号") return undefined
    }
    if (supplement && !head && place.kind === "unknown") place.kind = "same"
    if (supplement) place.said = true
    if (supplement) place.supplementary = place.kind === "same" && this.#supplementary !== undefined ? this.#supplementary : 1
    let to: Partial<Place> | undefined
    if (article) {
      place.article = numbersOf(article)
      // A later 附則 is that of an amending text: its 第2条 is an article of that text, unless it says 附則.
      if (place.kind === "same" && !place.said && !self && !head && this.#supplementary !== undefined && this.#supplementary > 1) place.kind = "unknown"
    } else if (articleWord) {
      const pointed = this.#articleWord(articleWord)
      if (!pointed) place.kind = "unknown"
      else {
        Object.assign(place, pointed.place)
        to = pointed.to
      }
    }
    if (paragraph) {
      place.paragraph = numberOf(paragraph.slice(1, -1))
      if (!article && !articleWord && !supplement && !inherits) this.#inOwnArticle(place)
    } else if (paragraphWord) {
      if (paragraphWord === "同項") {
        if (this.#last?.paragraph !== undefined) Object.assign(place, { ...this.#last, item: undefined })
        else place.kind = "unknown"
      } else if (paragraphWord !== "各項") {
        if (article === undefined && articleWord === undefined) this.#inOwnArticle(place)
        const counted = counting(paragraphWord, here.paragraph)
        if (!counted) place.kind = "unknown"
        else {
          place.paragraph = counted.first
          if (counted.last !== counted.first) to = { paragraph: counted.last }
        }
      } else if (article === undefined && articleWord === undefined) return undefined
    }
    if (item) {
      place.item = numbersOf(item)
      if (!article && !articleWord && !paragraph && !paragraphWord && !inherits && !supplement) {
        this.#inOwnArticle(place)
        place.paragraph = here.paragraph
      }
    } else if (itemWord) {
      if (itemWord === "同号") {
        if (this.#last?.item !== undefined) Object.assign(place, this.#last)
        else place.kind = "unknown"
      } else if (itemWord === "各号" || itemWord === "次の各号") {
        if (article === undefined && articleWord === undefined && paragraph === undefined && paragraphWord === undefined) return undefined
      } else {
        if (article === undefined && articleWord === undefined && paragraph === undefined && paragraphWord === undefined) {
          this.#inOwnArticle(place)
          place.paragraph = here.paragraph
        }
        const counted = counting(itemWord, here.item === undefined ? undefined : Number(here.item.split("-")[0]))
        if (!counted) place.kind = "unknown"
        else {
          place.item = String(counted.first)
          if (counted.last !== counted.first) to = { item: String(counted.last) }
        }
      }
    }
    const subitems = place.item === undefined ? [] : subitemsOf(subs ?? "")
    const last = to && { ...place, ...to }
    return this.#result(from, place, undefined, subitems, last)
  }

  #result(start: number, place: Place, appendix?: string, subitems: readonly string[] = [], to?: Place): { start: number; target: Target; place: Place } {
    const words = (one: Place) => {
      const address = addressText({
        ...(one.supplementary !== undefined ? { supplementary: one.supplementary } : {}),
        ...(appendix !== undefined ? { appendix } : {}),
        ...(one.article !== undefined ? { article: one.article } : one.supplementary === undefined && (one.paragraph ?? one.item) !== undefined ? { article: "0" } : {}),
        ...(one.paragraph !== undefined ? { paragraph: one.paragraph } : {}),
        ...(one.item !== undefined ? { item: one.item } : {}),
        ...(subitems.length > 0 ? { subitems } : {}),
      })
      return address === "" ? undefined : address
    }
    const address = place.kind === "unknown" && place.article === undefined && appendix === undefined ? undefined : words(place)
    const last = to && words(to)
    return {
      start,
      target: {
        kind: place.kind,
        ...(place.name ? { title: place.name.title, ...(place.name.number ? { number: place.name.number } : {}) } : {}),
        ...(address !== undefined ? { address } : {}),
        ...(last !== undefined && last !== address ? { to: last } : {}),
      },
      place,
    }
  }

  #inOwnArticle(place: Place): void {
    place.supplementary = this.#supplementary
    place.article = this.#own
  }

  #articleWord(word: string): { place: Partial<Place>; to?: Partial<Place> } | undefined {
    if (word === "同条") {
      if (this.#last?.article === undefined) return undefined
      return { place: { ...this.#last, paragraph: undefined, item: undefined } }
    }
    if (word === "本条" || word === "この条") return { place: { supplementary: this.#supplementary, article: this.#own } }
    const articles = this.#series.filter((one) => one.address !== `s${this.#supplementary}` && (/^\d/.test(one.address) || /^s\d+\//.test(one.address)))
    const at = articles.findIndex((one) => one.address === this.#provision.address)
    if (at < 0) return undefined
    const articleOf = (index: number) => articles[index] && { supplementary: this.#supplementary, article: articles[index].address.replace(/^s\d+\//, "") }
    if (word === "次条") {
      const next = articleOf(at + 1)
      return next && { place: next }
    }
    const count = word === "前条" ? 1 : (numberOf(word.slice(1, -1)) ?? 0)
    const first = articleOf(at - count)
    const last = articleOf(at - 1)
    if (count < 1 || !first || !last) return undefined
    return count === 1 ? { place: first } : { place: first, to: last }
  }

  /** The law or ordinance named right before a place. */
  #headBefore(start: number, found: readonly Reference[]): { start: number; name: CitedName | undefined; kind: Target["kind"] } | undefined {
    const text = this.#text
    const citation = found.at(-1)
    if (citation && citation.end === start && citation.target.address === undefined && (citation.target.title !== undefined || citation.target.kind === "same")) {
      const name = citation.target.title === undefined ? undefined : this.#lastLaw
      return { start: citation.start, name, kind: citation.target.kind }
    }
    if (!NAME_ENDS.has(text[start - 1] ?? "")) return undefined
    const before = text.slice(Math.max(0, start - 60), start)
    const short = this.#heads.find((head) => before.endsWith(head))
    const plain = plainNameBefore(text, start)
    if (short !== undefined && !(plain && plain.title.length > short.length && !/^(?:旧|新|改正[前後]の?)$/.test(plain.title.slice(0, plain.title.length - short.length)))) {
      const name = this.#names.get(short)!
      return { start: start - short.length, name, kind: sameTitle(name.title, this.#ordinance.title) ? "same" : name.kind }
    }
    if (plain) return { start: start - plain.title.length, name: plain, kind: plain.kind }
    // 「規則第3条」 that the text nowhere names.
    const word = /(?:条例|規則|規程|要綱|省令|政令|法|令)$/.exec(before)
    return word ? { start: start - word[0].length, name: undefined, kind: "unknown" } : undefined
  }
}

function targetOf(name: CitedName, own: string): Target {
  if (sameTitle(name.title, own)) return { kind: "same" }
  return { kind: name.kind, title: name.title, ...(name.number ? { number: name.number } : {}) }
}

function sameTitle(a: string, b: string): boolean {
  const plain = (title: string) => title.replace(/[ \u3000]/g, "").replace(/^.*による改正[前後]の|^改正[前後]の/, "")
  return plain(a) === plain(b)
}

function fitsKind(word: string, title: string): boolean {
  return title.endsWith(word) || (word === "法" && /法律?$/.test(title)) || (word === "法律" && title.endsWith("法")) || (word === "令" && title.endsWith("令")) || (/省令|規則/.test(word) && title.endsWith("規則"))
}

function numbersOf(printed: string): string | undefined {
  const numbers = [...printed.matchAll(new RegExp(N, "g"))].map((part) => numberOf(part[0]))
  return numbers.every((number) => number !== undefined) ? numbers.join("-") : undefined
}

/** 前項, 前3項, 前各号, 次号 from where they stand. */
function counting(word: string, here: number | undefined): { first: number; last: number } | undefined {
  if (here === undefined) return undefined
  if (word.startsWith("本") || word.startsWith("この")) return { first: here, last: here }
  if (word.startsWith("次")) return { first: here + 1, last: here + 1 }
  const count = word.startsWith("前各") ? here - 1 : word.length === 2 ? 1 : (numberOf(word.slice(1, -1)) ?? 0)
  return count >= 1 && here - count >= 1 ? { first: here - count, last: here - 1 } : undefined
}

/** 「第12号」 of 「平成5年条例第12号」, 「告示第3号」, and forms before their word (第1号様式 is read as a form). */
function isNumberOfLaw(text: string, start: number, groups: Record<string, string | undefined>): boolean {
  if (groups.item === undefined || groups.article || groups.articleWord || groups.paragraph || groups.paragraphWord) return false
  return /(?:条例|規則|規程|法律|[政省府勅庁]令|告示|訓令|要綱|訓|達|発|通知|基発|議案)[甲乙丙]?$/.test(text.slice(Math.max(0, start - 6), start)) && /(?:年|月|日)[^。、「」]{0,25}$/.test(text.slice(Math.max(0, start - 40), start))
}

/** What stands between 「 and 」: words quoted, not pointing anywhere themselves. */
function quotedSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === "「") {
      if (depth++ === 0) from = at
    } else if (letter === "」" && depth > 0 && --depth === 0) spans.push({ start: from, end: at + 1 })
    else if (letter === "\n") depth = 0
  }
  return spans
}

/** A name and the place named right after it are one reference. */
function merge(found: readonly Reference[], text: string): Reference[] {
  const merged: Reference[] = []
  for (const reference of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = merged.at(-1)
    if (before && reference.start < before.end) {
      if (reference.end > before.end) merged[merged.length - 1] = { ...reference, start: before.start, words: text.slice(before.start, reference.end) }
      continue
    }
    merged.push(reference)
  }
  return merged
}

/** Marks what is applied by analogy (準用) or read with other words (読替え), sentence by sentence. */
function withApplications(references: Reference[], text: string): Reference[] {
  let first = 0
  for (const sentence of sentencesOf(text)) {
    while (first < references.length && references[first]!.start < sentence.start) first++
    const words = text.slice(sentence.start, sentence.end)
    if (words.length > LONGEST_SENTENCE || !/準用|読み替え|読替え/.test(words)) continue
    for (let at = first; at < references.length && references[at]!.end <= sentence.end; at++) {
      // The members of 「第3条、第5条及び第7条の規定」 share what follows the last.
      let last = at
      while (last + 1 < references.length && JOINS.test(text.slice(references[last]!.end, references[last + 1]!.start))) last++
      const after = text.slice(references[last]!.end, sentence.end)
      const before = text.slice(sentence.start, references[at]!.start)
      const applies = /^[^、。]{0,3}中「|^中/.test(after) && /読み?替え/.test(after)
        ? ("読替え" as const)
        : (/^(?:まで)?(?:[（(][^（）()]*[）)])?(?:の規定)?(?:は|を)/.test(after) && /準用/.test(after)) || /準用する(?:この条例|この規則|同法|法|令)?$/.test(before)
          ? ("準用" as const)
          : undefined
      if (applies) for (let member = at; member <= last; member++) references[member] = { ...references[member]!, applies }
      at = last
    }
  }
  return references
}

// Longer is no sentence but a table without marks.
const LONGEST_SENTENCE = 20_000

function sentencesOf(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = []
  let start = 0
  for (const found of text.matchAll(/。(?![）)」])|\n/g)) {
    sentences.push({ start, end: found.index + 1 })
    start = found.index + 1
  }
  sentences.push({ start, end: text.length })
  return sentences
}
