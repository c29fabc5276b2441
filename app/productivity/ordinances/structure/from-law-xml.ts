import { kindOf } from "./kinds.ts"
import { childOf, childrenOf, isNode, type LawNode, wordsOf } from "./law-tree.ts"
import type { Origin } from "./lines.ts"
import { appendixMark } from "./marks.ts"
import { numberOf } from "./numerals.ts"
import { civilDate, printedDate } from "./printed-dates.ts"
import { ProvisionList, some } from "./provision-list.ts"
import type { OrdinanceKind, ParsedOrdinance, ProvisionPart } from "./provision.ts"
import { type Cell, tableRows } from "./table-rows.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"
import { readXml } from "./xml-tree.ts"

/**
 * Laws of 法令標準XML, alone or in an answer of e-Gov's API. Read as a stream: an article becomes provisions at its end and is let
 * go. Entities that the file defines itself are not expanded: they make it unreadable.
 */
export function fromLawXml(xml: string, origin: Origin): ParsedOrdinance[] {
  const laws: ParsedOrdinance[] = []
  const stack: LawNode[] = []
  let reading: LawReading | undefined
  const around: Around = { lawId: "", lawNum: "", title: "" }
  readXml(xml, {
    open(tag, attr) {
      const node: LawNode = { tag, attr, children: [] }
      if (tag === "Law") reading = new LawReading(node, around, origin)
      stack.at(-1)?.children.push(node)
      stack.push(node)
      if (tag !== "Law") reading?.opened(node)
    },
    text(words) {
      stack.at(-1)?.children.push(words)
    },
    close() {
      const node = stack.pop()!
      if (reading) {
        if (node.tag === "Law") {
          laws.push(reading.finish())
          reading = undefined
          stack.at(-1)?.children.pop()
        } else if (reading.closed(node)) stack.at(-1)?.children.pop()
      } else if (node.tag === "law_id" || node.tag === "LawId") around.lawId = wordsOf(node)
      else if (node.tag === "law_num" || node.tag === "LawNum") around.lawNum = wordsOf(node)
      else if (node.tag === "law_title") around.title = wordsOf(node)
    },
  })
  if (laws.length === 0) throw new UnreadableOrdinance("法令標準XML（Law 要素）ではないXMLのため、読めません。")
  return laws
}

/** The Law element of an answer of e-Gov's API in JSON; undefined where a value is no such answer. */
export function lawTreeOf(value: unknown): { law: LawNode; lawId: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined
  const answer = value as { law_full_text?: unknown; law_info?: { law_id?: unknown }; tag?: unknown }
  const law = answer.tag === "Law" ? answer : answer.law_full_text
  if (typeof law !== "object" || law === null || (law as { tag?: unknown }).tag !== "Law") return undefined
  return { law: cleaned(law, 0), lawId: typeof answer.law_info?.law_id === "string" ? answer.law_info.law_id : "" }
}

function cleaned(value: unknown, depth: number): LawNode {
  const node = value as { tag?: unknown; attr?: unknown; children?: unknown }
  if (depth > 200 || typeof node.tag !== "string") throw new UnreadableOrdinance("法令のJSONの形が違います。")
  const attr = Object.fromEntries(Object.entries(typeof node.attr === "object" && node.attr !== null ? node.attr : {}).map(([name, text]) => [name, String(text)]))
  const children = Array.isArray(node.children) ? node.children.map((child: unknown) => (typeof child === "string" ? child : cleaned(child, depth + 1))) : []
  return { tag: node.tag, attr, children }
}

export function fromLawTree({ law, lawId }: { law: LawNode; lawId: string }, origin: Origin): ParsedOrdinance {
  const reading = new LawReading(law, { lawId, lawNum: "", title: "" }, origin)
  const visit = (node: LawNode) => {
    reading.opened(node)
    for (const child of node.children) if (isNode(child)) visit(child)
    reading.closed(node)
  }
  for (const child of law.children) if (isNode(child)) visit(child)
  return reading.finish()
}

interface Around {
  lawId: string
  lawNum: string
  title: string
}

const DIVISIONS = ["Part", "Chapter", "Section", "Subsection", "Division"]
const APPENDICES: Readonly<Record<string, { part: ProvisionPart; letter: string }>> = {
  AppdxTable: { part: "table", letter: "t" }, SupplProvisionAppdxTable: { part: "table", letter: "t" },
  AppdxStyle: { part: "form", letter: "f" }, SupplProvisionAppdxStyle: { part: "form", letter: "f" }, AppdxFormat: { part: "form", letter: "f" },
  AppdxNote: { part: "table", letter: "x" }, Appdx: { part: "table", letter: "x" }, AppdxFig: { part: "form", letter: "x" }, SupplProvisionAppdx: { part: "table", letter: "x" },
}
const ERAS: Readonly<Record<string, number>> = { Meiji: 1868, Taisho: 1912, Showa: 1926, Heisei: 1989, Reiwa: 2019 }
const TYPES: Readonly<Record<string, OrdinanceKind>> = { Constitution: "法律", Act: "法律", CabinetOrder: "政令", ImperialOrder: "政令", MinisterialOrdinance: "府省令", Rule: "府省令" }

class LawReading {
  readonly #law: LawNode
  readonly #around: Around
  readonly #origin: Origin
  readonly #list = new ProvisionList()
  #title = ""
  #number = ""
  #headings: string[] = []
  #supplementaries = 0
  #supplementary = ""
  #direct = false
  /** Elements quoted in an article (AmendProvision) have articles of their own, which are words of it. */
  #inside: string[] = ["Law"]
  #figures = 0
  #unplaced: string[] = []

  constructor(law: LawNode, around: Around, origin: Origin) {
    this.#law = law
    this.#around = around
    this.#origin = origin
  }

  opened(node: LawNode): void {
    this.#inside.push(node.tag)
    if (this.#quoted()) return
    if (node.tag === "SupplProvision") {
      this.#supplementaries++
      const amending = node.attr.AmendLawNum ? `（${node.attr.AmendLawNum}）` : ""
      this.#supplementary = `附則${amending}${node.attr.Extract === "true" ? "抄" : ""}`
      this.#direct = false
    } else if (node.tag === "Fig") this.#figures++
  }

  /** Takes an element that is complete; true where nothing above needs it any more. */
  closed(node: LawNode): boolean {
    this.#inside.pop()
    if (this.#quoted()) return false
    const { tag } = node
    const above = this.#inside.at(-1) ?? ""
    if (tag === "LawNum") this.#number = wordsOf(node)
    else if (tag === "LawTitle") this.#title = wordsOf(node)
    else if (tag === "TOC") this.#lines("preamble", "toc", "目次", this.#contents(node))
    else if (tag === "EnactStatement" || tag === "Preamble") this.#preamble(node)
    else if (DIVISIONS.some((division) => tag === `${division}Title`) && DIVISIONS.includes(above)) {
      const level = DIVISIONS.indexOf(above)
      this.#headings = [...this.#headings.slice(0, level), ...Array.from({ length: Math.max(0, level - this.#headings.length) }, () => ""), wordsOf(node)]
    } else if (DIVISIONS.includes(tag)) this.#headings = this.#headings.slice(0, DIVISIONS.indexOf(tag))
    else if (tag === "Article") this.#article(node)
    else if (tag === "Paragraph" && (above === "MainProvision" || above === "SupplProvision" || DIVISIONS.includes(above))) this.#paragraphAlone(node)
    else if (tag in APPENDICES) this.#appendix(node)
    else if (tag === "SupplProvisionLabel") {
      // 「附則」 is known; only another wording is kept.
      if (!/^[附付]\s*則/.test(wordsOf(node).replace(/[ 　]/g, ""))) this.#unplaced.push(wordsOf(node))
    } else if (above === "Law" || above === "LawBody" || above === "MainProvision" || above === "SupplProvision") {
      if (!["LawBody", "MainProvision", "SupplProvision"].includes(tag) && wordsOf(node) !== "") this.#unplaced.push(wordsOf(node))
    } else return false
    return true
  }

  #quoted(): boolean {
    return this.#inside.some((tag) => tag === "Article" || tag === "Paragraph" || tag === "TOC" || tag === "Preamble" || tag === "EnactStatement" || tag in APPENDICES)
  }

  finish(): ParsedOrdinance {
    this.#list.finish()
    const title = this.#title || this.#around.title || this.#origin.fileName.replace(/\.[^.]*$/, "")
    const number = this.#number || this.#around.lawNum
    const remarks = [...(this.#origin.remarks ?? []), ...this.#list.remarks]
    if (this.#figures > 0) remarks.push(`画像の中の文字は読めません（${this.#figures}点）。`)
    if (this.#unplaced.length > 0) remarks.push(`置き場所の分からない語です：${some(this.#unplaced)}。`)
    if (this.#list.provisions.length === 0) throw new UnreadableOrdinance(`「${title}」に条も附則もないため、読めません。`)
    const lawId = this.#around.lawId || (/^(\d{3}[A-Z0-9]{12})(?=[_.]|$)/.exec(this.#origin.fileName)?.[1] ?? "")
    const local = /条例|県規則|市規則/.test(number)
    return {
      title: title.slice(0, 500),
      number: number.slice(0, 200),
      kind: (local ? undefined : TYPES[this.#law.attr.LawType ?? ""]) ?? kindOf(title, number),
      category: this.#origin.category ?? "",
      promulgatedOn: this.#promulgated(number),
      sourceUrl: this.#origin.sourceUrl ?? (lawId ? `https://laws.e-gov.go.jp/law/${lawId}` : ""),
      lawId: lawId || undefined,
      provisions: this.#list.provisions,
      remarks,
    }
  }

  #promulgated(number: string): string | undefined {
    const { Era, Year, PromulgateMonth, PromulgateDay } = this.#law.attr
    const first = ERAS[Era ?? ""]
    const year = numberOf(Year ?? "")
    const month = numberOf(PromulgateMonth ?? "")
    const day = numberOf(PromulgateDay ?? "")
    if (first === undefined || year === undefined || month === undefined || day === undefined) return printedDate(number)
    return civilDate(first + year - 1, month, day)
  }

  #lines(part: ProvisionPart, address: string, no: string, lines: readonly string[]): void {
    if (lines.length === 0) return
    this.#list.open(part, address, no, "", [])
    for (const line of lines) this.#list.add(line)
    this.#list.close()
  }

  #contents(node: LawNode): string[] {
    const lines: string[] = []
    const visit = (one: LawNode) => {
      if (/^TOC(?:Part|Chapter|Section|Subsection|Division|Article|SupplProvision|AppdxTableLabel)$/.test(one.tag)) {
        const own = one.children.filter((child) => isNode(child) && !child.tag.startsWith("TOC")).map((child) => wordsOf(child as LawNode)).join("")
        if (own !== "") lines.push(own)
      }
      for (const child of one.children) if (isNode(child) && child.tag.startsWith("TOC")) visit(child)
      else if (isNode(child) && one.tag === "TOC" && child.tag !== "TOCLabel") lines.push(wordsOf(child))
    }
    visit(node)
    return lines
  }

  #preamble(node: LawNode): void {
    const lines = node.tag === "EnactStatement" ? [wordsOf(node)] : childrenOf(node, "Paragraph").flatMap((paragraph) => paragraphLines(paragraph))
    this.#lines("preamble", "p", node.tag === "Preamble" ? "前文" : "", lines.filter((line) => line !== ""))
  }

  #article(node: LawNode): void {
    const no = wordsOf(childOf(node, "ArticleTitle"))
    const own = (node.attr.Num ?? "").split(":")[0]!.replaceAll("_", "-")
    const supplementary = this.#inside.includes("SupplProvision")
    const address = supplementary ? `s${this.#supplementaries}/${own}` : own
    this.#list.open(supplementary ? "supplementary" : "main", address || "0", no, captionOf(childOf(node, "ArticleCaption")), supplementary ? [this.#supplementary] : this.#headings.filter((text) => text !== ""))
    for (const child of node.children) {
      if (!isNode(child) || child.tag === "ArticleTitle" || child.tag === "ArticleCaption") continue
      for (const line of child.tag === "Paragraph" ? paragraphLines(child) : anyLines(child)) this.#list.add(line)
    }
    this.#list.close()
  }

  /** A 項 that stands in no article: of a 附則, or of a text without articles. */
  #paragraphAlone(node: LawNode): void {
    const supplementary = this.#inside.includes("SupplProvision")
    if (!this.#list.isOpen || this.#direct !== supplementary || supplementary !== this.#wasSupplementary) {
      this.#list.open(supplementary ? "supplementary" : "main", supplementary ? `s${this.#supplementaries}` : "0", supplementary ? "附則" : "", "", supplementary ? [this.#supplementary] : this.#headings.filter((text) => text !== ""))
      this.#direct = supplementary
      this.#wasSupplementary = supplementary
    }
    for (const line of paragraphLines(node)) this.#list.add(line)
  }

  #wasSupplementary = false

  #appendix(node: LawNode): void {
    const { part, letter } = APPENDICES[node.tag]!
    const titleNode = childOf(node, `${node.tag}Title`) ?? node.children.filter(isNode).find((child) => child.tag.endsWith("Title"))
    const title = wordsOf(titleNode)
    const mark = appendixMark(title)
    const related = wordsOf(childOf(node, "RelatedArticleNum"))
    const address = mark?.address.startsWith(letter) ? mark.address : `${letter}${node.attr.Num?.replaceAll("_", "-") ?? ""}`
    const supplementary = this.#inside.includes("SupplProvision")
    this.#list.open(part, supplementary ? `s${this.#supplementaries}/${address}` : address, mark?.no ?? title, [mark?.rest ?? "", related].filter((words) => words !== "").join("").replace(/^（(.*)）$/, "$1"), supplementary ? [this.#supplementary] : [])
    for (const child of node.children) {
      if (!isNode(child) || child === titleNode || child.tag === "RelatedArticleNum") continue
      for (const line of anyLines(child)) this.#list.add(line)
    }
    this.#list.close()
  }
}

function captionOf(node: LawNode | undefined): string {
  return wordsOf(node).replace(/^[（(](.*)[）)]$/, "$1")
}

/** A 項 in the house form, with its own 見出し on a line before it. */
function paragraphLines(node: LawNode): string[] {
  const lines: string[] = []
  let number = ""
  for (const child of node.children) {
    if (!isNode(child)) continue
    if (child.tag === "ParagraphCaption") lines.push(wordsOf(child))
    else if (child.tag === "ParagraphNum") number = wordsOf(child)
    else if (child.tag === "ParagraphSentence") {
      const words = wordsOf(child)
      lines.push(number === "" ? words : `${number}　${words}`)
      number = ""
    } else lines.push(...anyLines(child))
  }
  if (number !== "") lines.push(number)
  return lines.filter((line) => line !== "")
}

/** Whatever may stand under a 項, a 号 or in an appendix: items, tables, forms, notes. */
function anyLines(node: LawNode): string[] {
  if (node.tag === "Item" || /^Subitem\d+$/.test(node.tag)) return itemLines(node)
  if (node.tag === "Table") return tableLines(node)
  if (node.tag === "Paragraph") return paragraphLines(node)
  if (node.tag === "Article") {
    const title = wordsOf(childOf(node, "ArticleTitle"))
    const rest = node.children.filter(isNode).filter((child) => child.tag !== "ArticleTitle").flatMap((child) => (child.tag === "ArticleCaption" ? [wordsOf(child)] : anyLines(child)))
    const [first, ...others] = rest
    return childOf(node, "ArticleCaption") ? [first ?? "", `${title}　${others[0] ?? ""}`, ...others.slice(1)] : [`${title}　${first ?? ""}`, ...others]
  }
  if (!node.children.some((child) => isNode(child) && HOLDS_LINES.test(child.tag))) {
    const words = wordsOf(node)
    return words === "" ? [] : [words]
  }
  const lines: string[] = []
  let words = ""
  for (const child of node.children) {
    if (isNode(child) && HOLDS_LINES.test(child.tag)) {
      if (words.trim() !== "") lines.push(words.trim())
      words = ""
      lines.push(...anyLines(child))
    } else words += isNode(child) ? wordsOf(child) : child.trim()
  }
  if (words.trim() !== "") lines.push(words.trim())
  return lines
}

const HOLDS_LINES =
  /^(?:Item|Subitem\d+|Table|TableStruct|Paragraph|Article|FigStruct|List|ListSentence|Sublist\d+|StyleStruct|Style|FormatStruct|Format|NoteStruct|Note|Remarks|AmendProvision|NewProvision|AppdxTable|Chapter|Section|ChapterTitle|SectionTitle|TableStructTitle|RemarksLabel|.*Sentence|.*Title|Fig|Class|ClassSentence|ArticleCaption|QuoteStruct)$/

function itemLines(node: LawNode): string[] {
  const lines: string[] = []
  let title = ""
  for (const child of node.children) {
    if (!isNode(child)) continue
    if (/^(?:Item|Subitem\d+)Title$/.test(child.tag)) title = wordsOf(child)
    else if (/^(?:Item|Subitem\d+)Sentence$/.test(child.tag)) {
      // A table may stand in the place of a sentence.
      const [first, ...others] = childOf(child, "Table") ? anyLines(child) : [wordsOf(child)]
      lines.push(`- ${title}　${first ?? ""}`, ...others)
      title = ""
    } else lines.push(...anyLines(child))
  }
  if (title !== "") lines.unshift(`- ${title}　`)
  return lines
}

function tableLines(table: LawNode): string[] {
  return tableRows(
    childrenOf(table, "TableRow", "TableHeaderRow").map((row) =>
      childrenOf(row, "TableColumn", "TableHeaderColumn").map((column): Cell => ({
        text: anyLines(column).map((line) => line.replace(/^- /, "")).join(" "),
        columns: Number(column.attr.colspan) || 1,
        rows: Number(column.attr.rowspan) || 1,
      })),
    ),
  )
}
