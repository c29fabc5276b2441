import fc from "fast-check"
import { expect, test } from "vitest"
import type { Provision } from "../structure/provision.ts"
import { amendingText, applyAmendingText } from "./index.ts"
import { type NumeralStyle, writeBranched, writeNumber } from "./numerals.ts"

interface Item {
  lead: string
  items: Item[]
}
interface Paragraph {
  lead: string
  proviso: string
  table: string[]
  items: Item[]
}
interface Article {
  /** Branches keep the numbers of the others: 第三条の二. */
  branch: boolean
  caption: string
  paragraphs: Paragraph[]
}

const words = ["市長", "町長", "申請者", "届出", "許可", "申請書", "記録媒体", "閲覧", "施設", "管理者", "を提出する", "に掲示しなければならない", "の規定による", "は、", "及び", "又は", "（以下「施設」という。）", "（次項において同じ。）", "とする", "に係る", "必要な", "第三条第一項", "別に定める"]
const phrase = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""))
const sentence = phrase.map((text) => `${text}。`)
const item: fc.Arbitrary<Item> = fc.record({ lead: phrase, items: fc.oneof({ weight: 4, arbitrary: fc.constant<Item[]>([]) }, { weight: 1, arbitrary: fc.array(fc.record({ lead: phrase, items: fc.constant<Item[]>([]) }), { minLength: 1, maxLength: 3 }) }) })
const row = fc.tuple(phrase, phrase).map(([one, other]) => `| ${one} | ${other} |`)
const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  lead: fc.array(sentence, { minLength: 1, maxLength: 2 }).map((parts) => parts.join("")),
  proviso: fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: sentence.map((text) => `ただし、${text}`) }),
  table: fc.oneof({ weight: 6, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.array(row, { minLength: 1, maxLength: 4 }) }),
  items: fc.oneof({ weight: 2, arbitrary: fc.constant<Item[]>([]) }, { weight: 1, arbitrary: fc.array(item, { minLength: 1, maxLength: 6 }) }),
})
const article: fc.Arbitrary<Article> = fc.record({
  branch: fc.constant(false),
  caption: fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 3, arbitrary: fc.constantFrom("趣旨", "定義", "許可の申請", "届出", "閲覧の方法", "委任") }),
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 4 }),
})
const change = fc.record({ kind: fc.constantFrom("words", "insert", "delete", "swap", "rewrite", "caption", "proviso", "table"), level: fc.constantFrom("article", "paragraph", "item", "below"), at: fc.nat(), other: fc.nat(), text: phrase, article, paragraph, item, branch: fc.boolean() })
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never
const ordinance = fc.record({ style: fc.constantFrom<NumeralStyle>("kanji", "zenkaku"), articles: fc.array(article, { minLength: 1, maxLength: 8 }), supplementary: paragraph, changes: fc.array(change, { minLength: 1, maxLength: 5 }), table: fc.array(row, { minLength: 1, maxLength: 5 }) })

function changed(articles: readonly Article[], changes: readonly Change[]): Article[] {
  const result = structuredClone(articles) as Article[]
  for (const one of changes) {
    const target = result[one.at % result.length]!
    const paragraph = target.paragraphs[one.other % target.paragraphs.length]!
    const items = one.level === "below" ? (paragraph.items[one.other % Math.max(paragraph.items.length, 1)]?.items ?? []) : paragraph.items
    const list: unknown[] = one.level === "article" ? result : one.level === "paragraph" ? target.paragraphs : items
    const at = one.at % (list.length + 1)
    const fresh = one.level === "article" ? { ...one.article, branch: one.branch && at > 0 } : one.level === "paragraph" ? one.paragraph : { ...one.item, items: one.level === "below" ? [] : one.item.items }
    if (one.kind === "insert") list.splice(at, 0, structuredClone(fresh))
    else if (one.kind === "delete" && list.length > (one.level === "item" || one.level === "below" ? 0 : 1)) list.splice(one.at % list.length, 1)
    else if (one.kind === "swap" && list.length > 1) list.push(list.splice(one.at % list.length, 1)[0])
    else if (one.kind === "rewrite") paragraph.lead = `${one.text}。`
    else if (one.kind === "caption") target.caption = one.text.slice(0, 12)
    else if (one.kind === "proviso") paragraph.proviso = paragraph.proviso === "" ? `ただし、${one.text}。` : ""
    else if (one.kind === "table") paragraph.table = paragraph.table.length > 0 ? [...paragraph.table.slice(1), `| ${one.text} | 新 |`] : [`| ${one.text} | 表 |`]
    else if (one.kind === "words") {
      const unit = one.level === "item" && items.length > 0 ? (items as Item[])[one.at % items.length]! : paragraph
      const from = words[one.at % words.length]!
      unit.lead = one.other % 2 === 0 ? unit.lead.replaceAll(from, one.text) : unit.lead.replace(from, one.text)
      if (unit.lead === "") unit.lead = "削る。"
    }
  }
  result[0]!.branch = false
  return result
}

function printed(articles: readonly Article[], style: NumeralStyle): Provision[] {
  let number = 0
  let branch = 1
  return articles.map(({ branch: isBranch, caption, paragraphs }) => {
    if (isBranch) branch++
    else {
      number++
      branch = 1
    }
    const value = isBranch ? [number, branch] : [number]
    const [first, ...rest] = value
    const no = [`第${writeNumber(first!, style)}条`, ...rest.map((one) => writeNumber(one, style))].join("の")
    return { part: "main", address: value.join("-"), no, caption, headings: ["第１章　総則"], text: paragraphs.map((one, at) => paragraphText(one, at, style)).join("\n") }
  })
}

const IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
const AIUEO = "アイウエオカキクケコサシスセソタチツテト"

function paragraphText({ lead, proviso, table, items }: Paragraph, at: number, style: NumeralStyle): string {
  const below = style === "kanji" ? IROHA : AIUEO
  const lines = items.flatMap((one, nth) => [`- ${style === "kanji" ? writeBranched([nth + 1], "kanji") : `(${nth + 1})`}　${one.lead}`, ...one.items.map((other, deep) => `- ${below[deep]}　${other.lead}`)])
  return [`${at === 0 ? "" : `${writeNumber(at + 1, "zenkaku")}　`}${lead}${proviso}`, ...table, ...lines].join("\n")
}

test("改め文を当てると、直した後の条文に一字一句一致する（作った例規）", () => {
  fc.assert(
    fc.property(ordinance, ({ style, articles, changes, supplementary, table }) => {
      const rest = (text: string, rows: readonly string[]): Provision[] => [
        { part: "supplementary", address: "s1", no: "附則", caption: "", headings: [], text },
        { part: "table", address: "t1", no: style === "kanji" ? "別表第一" : "別表第１", caption: "第三条関係", headings: [], text: rows.join("\n") },
      ]
      const [first] = changes
      const later = first!.kind === "table" ? [...table.slice(1), `| ${first!.text} | 別 |`] : table
      const before = [...printed(articles, style), ...rest(paragraphText(supplementary, 0, style), table)]
      const after = [...printed(changed(articles, changes), style), ...rest(paragraphText(first!.kind === "rewrite" ? first!.paragraph : supplementary, 0, style), later)]
      fc.pre(JSON.stringify(before) !== JSON.stringify(after))
      const { text, unsaid } = amendingText(before, after)
      const applied = applyAmendingText(before, text)
      expect(unsaid).toEqual([])
      expect(applied.problems.map(({ message }) => message), text).toEqual([])
      expect(applied.provisions, text).toEqual(after)
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  )
})
