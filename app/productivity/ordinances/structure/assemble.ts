import { HouseForm } from "./house-form.ts"
import { kindOf } from "./kinds.ts"
import type { Line, Origin } from "./lines.ts"
import {
  appendixMark, articleMark, type ArticleMark, bareArticleMark, bracketed, headingMark, isContentsTitle, isDateLine, isHistoryLine,
  isTitleLike, listMark, numberLine, supplementaryMark, TITLE_SIGN,
} from "./marks.ts"
import { printedDate, printedYear } from "./printed-dates.ts"
import { ProvisionList, some } from "./provision-list.ts"
import type { ParsedOrdinance } from "./provision.ts"

/**
 * The provisions of one text from its lines. A line is what its words say (第N条, （見出し）, （1）, 附則, 別表); the markup's word only
 * settles what the words leave open. Every line ends in a provision or in a remark.
 *
 * undefined: no article, no 附則, no 別表, and nothing that looks like the title or number of an ordinance.
 */
export function assemble(lines: readonly Line[], origin: Origin): ParsedOrdinance | undefined {
  const assembly = new Assembly(lines, origin)
  const parsed = assembly.run()
  return parsed.provisions.length > 0 && assembly.isOrdinance ? parsed : undefined
}

/** The same of lines that are known to be of an ordinance, whatever little they hold. */
export function assembleWhatever(lines: readonly Line[], origin: Origin): ParsedOrdinance {
  return new Assembly(lines, origin).run()
}

// A title stands near the beginning.
const FARTHEST_TITLE = 500

type Zone = "front" | "contents" | "main" | "supplementary" | "appendix"

class Assembly {
  readonly #lines: readonly Line[]
  readonly #origin: Origin
  readonly #list = new ProvisionList()
  readonly #bare: boolean
  #zone: Zone = "front"
  #headings: { level: number; text: string }[] = []
  /** Headings under which nothing stands yet, and those under which nothing came. */
  #fresh: { level: number; text: string }[] = []
  #idle: string[] = []
  #caption: string | undefined
  /** Numbers of the article before, to tell a following one from a reference at the start of a line. */
  #before: readonly number[] = []
  #supplementaries = 0
  #supplementary = ""
  #form = new HouseForm()
  #structured = false
  #title = ""
  #number = ""
  #date: string | undefined
  #aside: string[] = []
  #history: string[] = []
  #outOfOrder: string[] = []
  #pictures: string[] = []
  #contentsKeys = new Set<string>()

  constructor(lines: readonly Line[], origin: Origin) {
    this.#lines = withMarksJoined(lines)
    this.#origin = origin
    this.#bare = !lines.some((line) => articleMark(line.text)) && isBareSeries(lines)
  }

  get isOrdinance(): boolean {
    return this.#structured || this.#title !== "" || this.#number !== ""
  }

  run(): ParsedOrdinance {
    const front = this.#front()
    for (let at = front; at < this.#lines.length; at++) this.#read(at)
    this.#flushCaption()
    this.#list.finish()
    const title = this.#title || this.#origin.title || ""
    const number = this.#number || this.#origin.number || ""
    return {
      title: (title || this.#origin.fileName.replace(/\.[^.]*$/, "") || "（題名なし）").slice(0, 500),
      number: number.slice(0, 200),
      kind: kindOf(title, number),
      category: this.#origin.category ?? "",
      promulgatedOn: this.#date,
      sourceUrl: this.#origin.sourceUrl ?? "",
      lawId: undefined,
      provisions: this.#list.provisions,
      remarks: this.#remarks(title),
    }
  }

  #remarks(title: string): string[] {
    const remarks = [...(this.#origin.remarks ?? [])]
    if (title === "") remarks.push("題名が見つからないため、ファイル名を題名にしています。")
    if (this.#outOfOrder.length > 0) remarks.push(`条の番号が順になっていません：${some(this.#outOfOrder)}。`)
    if (this.#pictures.length > 0) remarks.push(`画像やファイルの中の文字は読めません：${some(this.#pictures)}。`)
    const idle = [...this.#idle, ...this.#fresh.map((one) => one.text)]
    if (idle.length > 0) remarks.push(`下に条のない見出しです：${idle.join("、")}。`)
    remarks.push(...this.#list.remarks)
    if (this.#history.length > 0) remarks.push(`条文ではない沿革の行です：${this.#history.join(" ／ ")}`)
    if (this.#aside.length > 0) remarks.push(`条文の外にあるため取り込んでいない行です（${this.#aside.length}行）：${some(this.#aside)}。`)
    return remarks
  }

  /** Title, number, date and whatever else stands before the first article; gives the index of the first line after it. */
  #front(): number {
    const lines = this.#lines
    let end = 0
    while (end < lines.length && !this.#begins(end)) end++
    const titleAt = this.#titleAt(end)
    if (end - 1 > titleAt && titleAt >= 0 && this.#isToldCaption(end - 1)) end--
    const body: Line[] = []
    for (let at = 0; at < end; at++) {
      const line = lines[at]!
      const { text } = line
      if (line.role === "aside" || line.role === "contents") this.#aside.push(text)
      else if (at === titleAt) this.#title = text.replace(TITLE_SIGN, "").trim()
      else if (this.#number === "" && numberLine(text) !== undefined && !line.rows) this.#numbered(text)
      else if (this.#date === undefined && isDateLine(text)) {
        this.#date = printedDate(text)
        this.#dated(text)
      } else if (isHistoryLine(text) || numberLine(text) !== undefined || isDateLine(text)) this.#history.push(text)
      else if (sameTitle(text, this.#title)) this.#aside.push(text)
      // Before the title only what is not of the text: menus, the name of the site.
      else if (at < titleAt) this.#aside.push(text)
      else body.push(line)
    }
    if (body.length > 0) {
      // Words before the first article are a 前文 or 制定文; where no article follows they are the text itself.
      const next = end < lines.length ? lines[end]! : undefined
      const preamble = next !== undefined && (this.#bare || !(supplementaryMark(next.text) || appendixMark(next.text)))
      this.#zone = "main"
      this.#open(preamble ? "preamble" : "main", preamble ? "p" : "0", "", "", [])
      for (const line of body) this.#body(line)
      if (preamble && body.some((line) => line.text.endsWith("。"))) this.#structured = true
    }
    this.#zone = "front"
    return end
  }

  #begins(at: number): boolean {
    const line = this.#lines[at]!
    if (line.rows || line.role === "aside" || line.role === "contents") return false
    const { text } = line
    return (
      this.#article(line) !== undefined || headingMark(text, line.role === "heading") !== undefined || supplementaryMark(text) !== undefined ||
      appendixMark(text) !== undefined || isContentsTitle(text) || (bracketed(text) !== undefined && numberLine(text) === undefined && !isDateLine(text) && this.#articleFollows(at))
    )
  }

  #titleAt(end: number): number {
    const lines = this.#lines
    const first = (test: (line: Line, at: number) => boolean) => {
      for (let at = 0; at < Math.min(end, FARTHEST_TITLE); at++) {
        const line = lines[at]!
        if (!line.rows && line.role !== "aside" && line.role !== "contents" && !isDateLine(line.text) && test(line, at)) return at
      }
      return -1
    }
    const tries = [
      (line: Line) => line.role === "title" && !line.text.endsWith("。") && listMark(line.text) === undefined && bracketed(line.text) === undefined && numberLine(line.text) === undefined,
      (line: Line) => TITLE_SIGN.test(line.text) && !line.text.endsWith("。"),
      (line: Line) => isTitleLike(line.text),
      (line: Line) => this.#origin.title !== undefined && sameTitle(line.text, this.#origin.title),
    ]
    for (const test of tries) {
      const at = first(test)
      if (at >= 0) return at
    }
    // The first words of a plain text whose next lines are its number or date.
    return first((line, at) =>
      line.text.length <= 100 && !line.text.endsWith("。") && numberLine(line.text) === undefined &&
      lines.slice(at + 1, at + 3).some((next) => numberLine(next.text) !== undefined || isDateLine(next.text)),
    )
  }

  #numbered(text: string): void {
    const printed = numberLine(text)!
    const date = printedDate(text)
    if (date !== undefined && this.#date === undefined) this.#date = date
    const bare = printed.replace(/^(?:明治|大正|昭和|平成|令和)[^年]*年(?:[^月]*月[^日]*日)?[ 　]*/, "")
    this.#number = `${printedYear(printed)}${bare}`
    if (this.#year !== "") this.#dated(this.#year)
  }

  #year = ""
  /** A number printed without its year (「条例第20号」 under a line of the date) takes it from the date. */
  #dated(text: string): void {
    this.#year = printedYear(text)
    if (this.#number !== "" && printedYear(this.#number) === "") this.#number = `${this.#year}${this.#number}`
  }

  #article(line: Line): ArticleMark | undefined {
    if (line.rows || line.role === "contents" || line.role === "aside" || line.role === "caption") return undefined
    if (this.#bare) return bareArticleMark(line.text)
    const mark = articleMark(line.text)
    if (!mark) return undefined
    if (mark.certain || line.role === "article") return mark
    // 「第3条この条例…」 without white space: only the number that is due.
    return follows(this.#before, mark.numbers) && mark.rest.length >= 4 ? mark : undefined
  }

  /** A 見出し without brackets, which only the markup tells. */
  #isToldCaption(at: number): boolean {
    const line = this.#lines[at]!
    return !line.rows && (line.role === "caption" || line.role === "title") && line.text.length <= 60 && !/[。：]/.test(line.text) && listMark(line.text) === undefined && numberLine(line.text) === undefined && !isDateLine(line.text) && this.#articleFollows(at)
  }

  /** Whether the next line that is not a caption begins an article. */
  #articleFollows(at: number): boolean {
    for (let next = at + 1; next < this.#lines.length && next <= at + 2; next++) {
      const line = this.#lines[next]!
      if (this.#article(line)) return true
      if (bracketed(line.text) === undefined) return false
    }
    return false
  }

  #read(at: number): void {
    const line = this.#lines[at]!
    const { text } = line
    if (line.role === "aside" || (line.role === "contents" && this.#zone !== "contents")) {
      this.#aside.push(text)
      return
    }
    if (line.rows) {
      this.#flushCaption()
      this.#body(line)
      return
    }
    if (isContentsTitle(text) && this.#zone === "front" && this.#before.length === 0) {
      this.#zone = "contents"
      this.#open("preamble", "toc", "目次", "", [])
      this.#contentsKeys.clear()
      return
    }
    if (this.#zone === "contents" && this.#inContents(at)) {
      this.#list.add(text)
      return
    }
    const supplementary = supplementaryMark(text)
    if (supplementary !== undefined) {
      this.#beginSupplementary(supplementary)
      return
    }
    const appendix = appendixMark(text)
    if (appendix !== undefined) {
      this.#flushCaption()
      this.#zone = "appendix"
      this.#structured = true
      this.#open(appendix.part, appendix.address, appendix.no, bracketed(appendix.rest) ?? appendix.rest, [])
        return
    }
    const heading = this.#zone === "front" || this.#zone === "main" || this.#zone === "contents" ? headingMark(text, line.role === "heading") : undefined
    if (heading) {
      this.#flushCaption()
      this.#list.close()
      this.#zone = "main"
      this.#structured = true
      const replaced = this.#headings.filter((one) => one.level >= heading.level)
      this.#idle.push(...this.#fresh.filter((one) => replaced.includes(one)).map((one) => one.text))
      const entry = { level: heading.level, text }
      this.#fresh = [...this.#fresh.filter((one) => !replaced.includes(one)), entry]
      this.#headings = [...this.#headings.filter((one) => one.level < heading.level), entry]
      return
    }
    const article = this.#zone === "appendix" && line.role !== "article" ? undefined : this.#article(line)
    if (article && !(this.#zone === "supplementary" && this.#insideAmendment(article, line))) {
      this.#beginArticle(article)
      return
    }
    if (this.#zone !== "appendix" && ((bracketed(text) !== undefined && (line.role === "caption" || this.#articleFollows(at))) || this.#isToldCaption(at))) {
      this.#flushCaption()
      this.#caption = text
      return
    }
    this.#flushCaption()
    if (this.#zone === "contents") {
      this.#zone = "front"
      this.#structured = true
      this.#open("preamble", "p", "", "", [])
    }
    this.#body(line)
  }

  #open(...provision: Parameters<ProvisionList["open"]>): void {
    this.#list.open(...provision)
    this.#form = new HouseForm()
  }

  #inContents(at: number): boolean {
    const line = this.#lines[at]!
    const heading = headingMark(line.text, line.role === "heading")
    if (heading) {
      // The same chapter a second time: the text itself has begun.
      if (this.#contentsKeys.has(heading.key) && [...this.#contentsKeys][0] === heading.key) return false
      this.#contentsKeys.add(heading.key)
      return true
    }
    if (bracketed(line.text) !== undefined && this.#articleFollows(at)) return false
    const article = this.#article(line)
    if (article) return !/。/.test(line.text) && article.caption + article.rest !== "" && this.#nextIsEntry(at)
    return !line.text.endsWith("。")
  }

  #nextIsEntry(at: number): boolean {
    const next = this.#lines[at + 1]
    return next !== undefined && (this.#article(next) !== undefined || headingMark(next.text) !== undefined || supplementaryMark(next.text) !== undefined)
  }

  #beginSupplementary(printed: string): void {
    this.#flushCaption()
    this.#structured = true
    this.#zone = "supplementary"
    this.#supplementaries++
    this.#supplementary = printed
    this.#before = []
    this.#open("supplementary", `s${this.#supplementaries}`, "附則", "", [printed])
  }

  /** An amended article quoted in a 附則 (「第3条 …を加える」 indented further) is not an article of it, unless its number is due. */
  #insideAmendment(article: ArticleMark, line: Line): boolean {
    if (line.role === "article" || this.#before.length === 0) return false
    return !follows(this.#before, article.numbers) && line.indent >= 4
  }

  #beginArticle(article: ArticleMark): void {
    const inSupplementary = this.#zone === "supplementary"
    if (!inSupplementary) this.#zone = "main"
    this.#structured = true
    const own = article.numbers.join("-")
    let caption = article.caption
    if (this.#caption !== undefined) {
      if (caption === "") {
        caption = bracketed(this.#caption) ?? this.#caption
        this.#caption = undefined
      } else if (bracketed(this.#caption) === undefined && !inSupplementary) {
        // A heading without a number, told by the markup.
        this.#headings = [...this.#headings.filter((one) => one.level < 4), { level: 4, text: this.#caption }]
        this.#caption = undefined
      } else this.#flushCaption()
    }
    if (!inSupplementary) this.#fresh = []
    const headings = inSupplementary ? [this.#supplementary] : this.#headings.map((heading) => heading.text)
    if (this.#before.length > 0 && compare(article.numbers, this.#before) < 0) this.#outOfOrder.push(article.no)
    // A 附則 divided into articles has nothing of its own.
    if (inSupplementary && this.#list.isEmpty && this.#before.length === 0) this.#list.discard()
    this.#open(inSupplementary ? "supplementary" : "main", inSupplementary ? `s${this.#supplementaries}/${own}` : own, article.no, caption, headings)
    this.#before = article.numbers
    if (article.rest !== "") this.#body({ text: article.rest, indent: 0 })
  }

  /** Brackets that no article followed are words like others. */
  #flushCaption(): void {
    if (this.#caption === undefined) return
    const text = this.#caption
    this.#caption = undefined
    this.#body({ text, indent: 0 })
  }

  #body(line: Line): void {
    if (!this.#list.isOpen) this.#fresh = []
    if (!this.#list.isOpen) this.#open("main", "0", "", "", this.#headings.map((heading) => heading.text))
    if (line.rows) {
      for (const row of line.rows) this.#list.add(row)
      return
    }
    if (line.role === "picture") this.#pictures.push(line.text)
    this.#list.add(this.#form.line(line))
  }
}

/** A mark that stands alone on its line, (1) or イ, and the words it belongs to on the next are one line. */
function withMarksJoined(lines: readonly Line[]): readonly Line[] {
  if (!lines.some((line, at) => isMarkAlone(line) || isNumberAlone(line, lines[at + 1]))) return lines
  const joined: Line[] = []
  let mark: Line | undefined
  for (const [at, line] of lines.entries()) {
    if (mark) {
      if (!line.rows && !isMarkAlone(line) && listMark(line.text) === undefined && articleMark(line.text) === undefined && supplementaryMark(line.text) === undefined) {
        joined.push({ ...line, ...mark, text: `${mark.text}　${line.text}` })
        mark = undefined
        continue
      }
      joined.push(mark)
      mark = undefined
    }
    if (isMarkAlone(line) || isNumberAlone(line, lines[at + 1])) mark = line
    else joined.push(line)
  }
  if (mark) joined.push(mark)
  return joined
}

function isMarkAlone(line: Line): boolean {
  if (line.rows || line.text.length > 8) return false
  const mark = listMark(`${line.text}　・`)
  return mark?.rest === "・" && (mark.number === undefined || mark.circled || line.role === "paragraph")
}

/** 「２」 alone is the number of a 項 where a sentence follows; else it may be a page. */
function isNumberAlone(line: Line, next: Line | undefined): boolean {
  return !line.rows && /^(?:[0-9０-９]{1,2})$/.test(line.text) && next !== undefined && !next.rows && /。/.test(next.text) && listMark(next.text) === undefined && articleMark(next.text) === undefined
}

function isBareSeries(lines: readonly Line[]): boolean {
  let due = 1
  for (const line of lines) {
    if (line.rows) continue
    const mark = bareArticleMark(line.text)
    if (mark && mark.numbers.length === 1 && mark.numbers[0] === due && ++due > 2) return true
  }
  return false
}

/** Whether an article's number is the one due after another: 5 → 6 or 5-2; 5-2 → 5-3 or 6. */
function follows(before: readonly number[], numbers: readonly number[]): boolean {
  if (before.length === 0) return numbers.length === 1 && numbers[0] === 1
  if (numbers.length === 1) return numbers[0] === before[0]! + 1
  return compare(numbers, before) > 0 && numbers[0] === before[0]
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function sameTitle(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(TITLE_SIGN, "").replace(/[ 　]/g, "")
  return b !== "" && plain(a) === plain(b)
}
