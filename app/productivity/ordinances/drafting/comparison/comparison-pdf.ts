import { type MarkedLine, makePdf } from "../../../../kernel/documents/pdf/index.ts"
import type { ComparisonLine, ComparisonTable } from "./comparison-table.ts"

export interface ComparisonPrint {
  /** 「○○条例の一部を改正する条例」. */
  title: string
  /** Lines under the title: what it compares, on which day. */
  lead?: readonly string[]
  /** 官報 has 改正後 left; many prefectures have 現行 left. */
  left?: "after" | "before"
  /** Left at the bottom of every page. */
  footer?: string
  madeAt?: Date
}

/** Headings of the columns by which stands left. */
export function columnTitles(left: "after" | "before"): readonly [string, string] {
  return left === "after" ? ["改正後", "改正前"] : ["現行", "改正案"]
}

/** A 新旧対照表 as PDF, changed words underlined. */
export async function comparisonPdf({ rows }: ComparisonTable, { title, lead, left = "after", footer, madeAt }: ComparisonPrint): Promise<Uint8Array> {
  const marked = (lines: readonly ComparisonLine[], note: string): MarkedLine[] => [
    ...lines.map(({ indent, hanging, spans }) => ({ indent, hanging, spans: spans.map(({ text, changed }) => ({ text, underlined: changed })) })),
    ...(note === "" ? [] : [{ indent: 0, hanging: 1, spans: [{ text: `〔${note}〕`, underlined: false }] }]),
  ]
  return makePdf({
    title: `${title}新旧対照表`,
    lead: [...(lead ?? []), "下線は改正部分"],
    landscape: true,
    ...(footer ? { footer } : {}),
    ...(madeAt ? { madeAt } : {}),
    sections: [
      {
        kind: "sideBySide",
        columns: columnTitles(left),
        rows: rows.map(({ before, after, note }) => {
          const sides = { after: marked(after, note), before: marked(before, "") }
          return left === "after" ? ([sides.after, sides.before] as const) : ([sides.before, sides.after] as const)
        }),
      },
    ],
  })
}
