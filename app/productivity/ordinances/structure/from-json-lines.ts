import { z } from "zod"
import { assembleWhatever } from "./assemble.ts"
import { houseText } from "./house-form.ts"
import { kindOf } from "./kinds.ts"
import { fromLawTree, lawTreeOf } from "./from-law-xml.ts"
import { type Line, lineOf, type Origin } from "./lines.ts"
import { appendixMark, articleMark, bareArticleMark, supplementaryMark } from "./marks.ts"
import { ProvisionList } from "./provision-list.ts"
import { type OrdinanceKind, ordinanceKinds, type ParsedOrdinance, type Provision } from "./provision.ts"
import { reattachItems, type ScrapedArticle, withoutScrapedBlanks } from "./reattach-items.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

const words = z.union([z.string(), z.number()]).nullish().transform((value) => (value === null || value === undefined ? "" : String(value)))

const scraped = z.object({
  url: words,
  title: z.string().min(1),
  type: words,
  // A collector's own code (rule, guideline) is no 体系 of a rulebook.
  category: words.transform((category) => (/^[\x20-\x7e]*$/.test(category) ? "" : category)),
  articles: z.array(z.object({ no: words, caption: words, text: words })),
  other: z.array(z.string()).nullish(),
  trailing_items: z.array(z.string()).nullish(),
})

const law = z.object({
  law_id: z.string().min(1),
  title: z.string().min(1),
  law_num: words,
  category: words,
  articles: z.array(z.object({ section: words, heading: words, no: words, caption: words, text: words })),
})

const single = z.object({ id: words, title: words, no: words, caption: words, text: z.string() })

/** Ordinances of JSON Lines, of a JSON array, or of an answer of e-Gov's API in JSON. Lines of single articles are put together by their title. */
export function* fromJsonLines(text: string, origin: Origin): Generator<ParsedOrdinance> {
  const singles = new Map<string, z.output<typeof single>[]>()
  let found = 0
  for (const { value, where } of values(text)) {
    const tree = lawTreeOf(value)
    if (tree) {
      found++
      yield fromLawTree(tree, origin)
      continue
    }
    const object = typeof value === "object" && value !== null ? value : {}
    if ("articles" in object && "law_id" in object) {
      found++
      yield fromLaw(checked(law, value, where), origin)
    } else if ("articles" in object) {
      found++
      yield fromScraped(checked(scraped, value, where), origin)
    } else {
      const one = checked(single, value, where)
      const group = singles.get(one.title)
      if (group) group.push(one)
      else singles.set(one.title, [one])
    }
  }
  for (const [title, articles] of singles) {
    found++
    yield fromSingles(title, articles, origin)
  }
  if (found === 0) throw new UnreadableOrdinance("JSONの中に条文がありません。")
}

function* values(text: string): Generator<{ value: unknown; where: string }> {
  if (/^\s*\[/.test(text)) {
    const whole = parsed(text)
    if (!Array.isArray(whole)) throw new UnreadableOrdinance("JSONとして読めません。")
    for (const [at, value] of whole.entries()) yield { value, where: `${at + 1}件目` }
    return
  }
  // One object over many lines, or an object a line.
  const end = text.indexOf("\n", text.search(/\S/))
  if (end >= 0 && parsed(text.slice(0, end)) === undefined) {
    const whole = parsed(text)
    if (whole !== undefined) {
      yield { value: whole, where: "1件目" }
      return
    }
  }
  let number = 0
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf("\n", at)
    const line = text.slice(at, next < 0 ? text.length : next).trim()
    at = next < 0 ? text.length : next + 1
    number++
    if (line === "") continue
    const value = parsed(line)
    if (value === undefined) throw new UnreadableOrdinance(`${number}行目がJSONとして読めません。`)
    yield { value, where: `${number}行目` }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new UnreadableOrdinance(`${where}の項目の形が違います（${result.error.issues[0]?.path.join(".") ?? ""}）。title と text、または title と articles が要ります。`)
  return result.data
}

function fromLaw(record: z.output<typeof law>, origin: Origin): ParsedOrdinance {
  const list = new ProvisionList()
  let supplementaries = 0
  let before: readonly number[] = []
  for (const article of record.articles) {
    const supplementary = article.section === "附則"
    const mark = articleMark(article.no)
    const numbers = mark?.numbers ?? []
    // 附則 follow one another without a line between: each begins its numbers anew.
    if (supplementary && (supplementaries === 0 || numbers.length === 0 || !later(numbers, before))) supplementaries++
    before = numbers
    const own = mark ? numbers.join("-") : ""
    const headings = supplementary ? ["附則"] : [article.heading].filter((heading) => heading !== "")
    const address = supplementary ? `s${supplementaries}${own ? `/${own}` : ""}` : own || "0"
    list.open(supplementary ? "supplementary" : "main", address, mark?.no ?? (supplementary ? "附則" : article.no), article.caption, headings)
    for (const line of article.text.split("\n")) {
      const branch = line === "" ? undefined : articleMark(line)
      // 「第三条ノ二 …」 of old laws stands inside the article before.
      if (branch?.certain && branch.numbers.length > 1 && branch.numbers[0] === numbers[0] && branch.numbers.length > numbers.length) {
        list.open(supplementary ? "supplementary" : "main", supplementary ? `s${supplementaries}/${branch.numbers.join("-")}` : branch.numbers.join("-"), branch.no, branch.caption, headings)
        list.add(branch.rest)
      } else if (line !== "") list.add(line)
    }
  }
  list.finish()
  return {
    title: record.title,
    number: record.law_num,
    kind: kindOf(record.title, record.law_num),
    category: record.category,
    promulgatedOn: undefined,
    sourceUrl: `https://laws.e-gov.go.jp/law/${record.law_id}`,
    lawId: record.law_id,
    provisions: list.provisions,
    remarks: [...(origin.remarks ?? []), ...list.remarks],
  }
}

function later(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < Math.max(a.length, b.length); at++) if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) > (b[at] ?? 0)
  return false
}

function fromScraped(record: z.output<typeof scraped>, origin: Origin): ParsedOrdinance {
  const others = (record.other ?? []).flatMap((block) => linesOf(withoutScrapedBlanks(block)))
  const around = assembleWhatever(others, { fileName: record.title, title: record.title })
  const { articles, remarks } = reattachItems(record.articles satisfies ScrapedArticle[], record.trailing_items ?? [])
  const list = new ProvisionList()
  const place = (provision: Provision) => {
    list.open(provision.part, provision.address, provision.no, provision.caption, provision.headings)
    for (const line of provision.text.split("\n")) if (line !== "") list.add(line)
  }
  const surroundings = around.provisions
  const hasArticles = articles.length > 0
  for (const provision of surroundings) {
    if (hasArticles && provision.address === "0") place({ ...provision, part: "preamble", address: "p" })
    else if (provision.part === "preamble" || provision.part === "main") place(provision)
  }
  for (const article of articles) {
    const mark = articleMark(article.no) ?? bareArticleMark(`${article.no}　`)
    list.open("main", mark ? mark.numbers.join("-") : "0", mark?.no ?? article.no, article.caption, [])
    for (const line of houseText(article.text).split("\n")) if (line !== "") list.add(line)
  }
  for (const provision of surroundings) if (provision.part !== "preamble" && provision.part !== "main") place(provision)
  list.finish()
  const number = around.number
  return {
    title: record.title,
    number,
    kind: (ordinanceKinds as readonly string[]).includes(record.type) && record.type !== "その他" ? (record.type as OrdinanceKind) : kindOf(record.title, number),
    category: record.category,
    promulgatedOn: around.promulgatedOn,
    sourceUrl: record.url,
    lawId: undefined,
    provisions: list.provisions,
    remarks: [...(origin.remarks ?? []), ...remarks, ...list.remarks, ...around.remarks],
  }
}

function linesOf(block: string): Line[] {
  return block.split("\n").map((line) => lineOf(line)).filter((line) => line !== undefined)
}

function fromSingles(title: string, articles: readonly z.output<typeof single>[], origin: Origin): ParsedOrdinance {
  const list = new ProvisionList()
  let supplementaries = 0
  for (const article of articles) {
    const supplementary = supplementaryMark(article.no) ?? (/^[附付]則/.test(article.no) ? "附則" : undefined)
    const inner = supplementary === undefined ? article.no : article.no.replace(/^[附付]則[ 　]*/, "")
    const mark = articleMark(inner) ?? bareArticleMark(`${inner}　・`)
    const appendix = appendixMark(article.no)
    const caption = article.caption.replace(/^[（(](.*)[）)]$/, "$1")
    if (appendix) list.open(appendix.part, appendix.address, appendix.no, caption || appendix.rest, [])
    else if (supplementary !== undefined) {
      if (!mark || supplementaries === 0) supplementaries++
      list.open("supplementary", mark ? `s${supplementaries}/${mark.numbers.join("-")}` : `s${supplementaries}`, mark?.no ?? "附則", caption, [supplementary])
    } else list.open("main", mark ? mark.numbers.join("-") : "0", mark?.no ?? article.no, caption, [])
    for (const line of houseText(article.text).split("\n")) if (line !== "") list.add(line)
  }
  list.finish()
  return {
    title: title || origin.fileName.replace(/\.[^.]*$/, ""),
    number: "",
    kind: kindOf(title, ""),
    category: "",
    promulgatedOn: undefined,
    sourceUrl: "",
    lawId: undefined,
    provisions: list.provisions,
    remarks: [...(origin.remarks ?? []), ...(title === "" ? ["題名のない行があるため、ファイル名を題名にしています。"] : []), ...list.remarks],
  }
}
