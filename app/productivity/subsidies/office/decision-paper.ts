import type { CivilDate } from "../../../kernel/database/index.ts"
import type { PdfDocument, Section } from "../../../kernel/documents/pdf/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { type Application, type DecisionKind, decisionWords } from "../applications/application.ts"
import { totalCost } from "../applications/award-terms.ts"
import type { Call } from "../programmes/programme.ts"
import { fractionText, sum } from "../rules/money.ts"
import { paperWords, remedyText } from "./paper-words.ts"

/** What a decision rests on, kept with it. Other keys are the deciding part's own and are not printed. */
export interface DecisionTerms {
  /** Printed as they are, in order: 「完了期限」 and its day. */
  particulars?: readonly { label: string; value: string }[]
  [more: string]: unknown
}

export interface PaperContent {
  kind: DecisionKind
  /** 文書番号; undefined on a preview. */
  number?: string | undefined
  day: CivilDate
  it: Pick<Application, "party" | "title" | "number" | "filedAt" | "costs">
  call: Pick<Call, "title" | "categories" | "withdrawalDays" | "reportDays">
  /** 交付要綱の名称 */
  basis: string
  /** 「萩野県」 */
  prefecture: string
  unitName: string
  contact: string
  amountYen: number | null
  terms: DecisionTerms
  conditions: readonly string[]
  reason: string
}

/** One decision as the letter that tells it: addressee, number, day, what was decided, amount, conditions, reason, remedy. */
export function decisionPaper(content: PaperContent): PdfDocument {
  const { kind, it, call } = content
  const title = decisionWords[kind]
  const words = paperWords[kind]
  const addressee = [it.party.name, it.party.representative && [it.party.representativeTitle, it.party.representative].filter(Boolean).join("　")].filter(Boolean) as string[]
  const sections: Section[] = [
    { kind: "paragraph", align: "right", text: content.number ? `${content.number}` : "（文書番号は決定のときに付きます）" },
    { kind: "paragraph", align: "right", text: wareki(content.day) },
    { kind: "paragraph", text: `${[it.party.postalCode && `〒${it.party.postalCode}`, `${it.party.municipality ?? ""}${it.party.address ?? ""}`].filter(Boolean).join("　")}\n${addressee.join("\n")}　様` },
    { kind: "paragraph", align: "right", text: `${content.prefecture}知事` },
    { kind: "paragraph", align: "center", large: true, text: title },
    { kind: "paragraph", text: `　${wareki(it.filedAt)}付けで申請のあった「${it.title}」（受付番号 ${it.number ?? ""}）については、${content.basis ? `${content.basis}に基づき、` : ""}${words.text}` },
    { kind: "paragraph", align: "center", text: "記" },
    { kind: "summary", rows: summaryRows(content) },
  ]
  if (kind === "award") sections.push(costTable(content))
  if (content.conditions.length > 0) {
    sections.push({ kind: "heading", level: 3, text: words.conditions }, { kind: "list", items: content.conditions })
  }
  if (content.reason.trim()) sections.push({ kind: "heading", level: 3, text: words.reason }, { kind: "paragraph", text: content.reason })
  if (kind === "award") {
    sections.push(
      { kind: "heading", level: 3, text: "この通知の後のこと" },
      {
        kind: "list",
        items: [
          `決定の内容や条件に不服があるときは、この通知を受け取った日から${call.withdrawalDays}日以内（受け取った日は数えません）に申請を取り下げることができます。取り下げたときは、この決定はなかったものとみなします。`,
          "この決定の日より前に発注、契約又は支払をした経費は、事前着手の承認を受けたものを除き、補助の対象になりません。",
          `事業が完了したときは、完了の日から${call.reportDays}日以内に実績を報告してください。`,
        ],
      },
    )
  }
  if (words.remedy) {
    sections.push({ kind: "heading", level: 3, text: "この決定に不服がある場合" })
    for (const text of remedyText(content.prefecture)) sections.push({ kind: "paragraph", text: `　${text}`, small: true })
  }
  sections.push({ kind: "paragraph", align: "right", small: true, text: `担当　${content.unitName}${content.contact ? `（${content.contact.replaceAll("\n", "　")}）` : ""}` })
  return { title, author: `${content.prefecture}知事`, letter: true, sections, footer: content.number ?? "", madeAt: new Date(`${content.day}T00:00:00+09:00`) }
}

function summaryRows({ kind, it, call, amountYen, terms }: PaperContent): [string, string][] {
  const words = paperWords[kind]
  return [
    ["補助金の名称", call.title],
    ["補助事業の名称", it.title],
    ...(kind === "award" ? ([["補助事業に要する経費", yenText(totalCost(it.costs))], ["補助対象経費", yenText(sum(it.costs.map(({ eligible }) => eligible)))]] as [string, string][]) : []),
    ...(words.amount && amountYen !== null ? ([[words.amount, `金 ${yenText(amountYen)}`]] as [string, string][]) : []),
    ...(terms.particulars ?? []).map(({ label, value }): [string, string] => [label, value]),
  ]
}

function costTable({ it, call }: PaperContent): Section {
  return {
    kind: "table",
    caption: "経費の配分",
    columns: [{ title: "経費区分", share: 2 }, { title: "要する経費", align: "right" }, { title: "補助対象経費", align: "right" }, { title: "補助率", align: "right" }],
    rows: call.categories.map(({ key, title, rate }) => {
      const line = it.costs.find(({ category }) => category === key)
      return [title, yenText(line?.total ?? 0), yenText(line?.eligible ?? 0), fractionText(rate)]
    }),
  }
}

/** Every text of the letter, for the check of characters before anybody decides. */
export function textOfPaper(document: PdfDocument): string {
  return document.sections
    .flatMap((section) => {
      switch (section.kind) {
        case "heading":
        case "paragraph":
          return [section.text]
        case "list":
          return section.items
        case "summary":
          return section.rows.flat()
        case "table":
          return [section.caption ?? "", ...section.columns.map(({ title }) => title), ...section.rows.flat()]
        default:
          return []
      }
    })
    .join("\n")
}
