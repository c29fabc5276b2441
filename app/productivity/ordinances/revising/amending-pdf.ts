import { makePdf } from "../../../kernel/documents/pdf/index.ts"
import type { AmendingOrdinance } from "./amending-ordinance.ts"
import type { Bill } from "./bill.ts"
import { textBlocks } from "./text-blocks.ts"

/** The amending text as a typeset paper. */
export async function amendingPdf(bill: Bill, { lead, text, supplementary }: AmendingOrdinance, madeAt: Date): Promise<Uint8Array> {
  const paragraph = (words: string) => ({ kind: "paragraph" as const, text: words })
  return makePdf({
    title: bill.title,
    ...(bill.promulgatedNumber ? { lead: [bill.promulgatedNumber] } : {}),
    madeAt,
    sections: [paragraph(`　${lead}`), ...textBlocks(text).map((block) => ("rows" in block ? tableOf(block.rows) : paragraph(block.line))), { kind: "heading", level: 2, text: "附　則" }, ...supplementary.map((line) => paragraph(/^[０-９]/.test(line) ? line : `　${line}`)), ...(bill.reason ? [{ kind: "heading" as const, level: 2 as const, text: "理由" }, ...bill.reason.split("\n").map((line) => paragraph(`　${line}`))] : [])],
  })
}

/** Its first row is its head. */
function tableOf([head = [], ...rows]: readonly (readonly string[])[]) {
  const width = Math.max(head.length, ...rows.map((cells) => cells.length))
  const filled = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? "")
  return { kind: "table" as const, columns: filled(head).map((title) => ({ title })), rows: rows.map(filled) }
}
