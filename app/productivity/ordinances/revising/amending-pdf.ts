import { makePdf } from "../../../kernel/documents/pdf/index.ts"
import type { AmendingOrdinance } from "./amending-ordinance.ts"
import type { Bill } from "./bill.ts"

/** The amending text as a typeset paper. */
export async function amendingPdf(bill: Bill, { lead, text, supplementary }: AmendingOrdinance, madeAt: Date): Promise<Uint8Array> {
  const paragraph = (words: string) => ({ kind: "paragraph" as const, text: words })
  return makePdf({
    title: bill.title,
    ...(bill.promulgatedNumber ? { lead: [bill.promulgatedNumber] } : {}),
    madeAt,
    sections: [paragraph(`　${lead}`), ...text.split("\n").map(paragraph), { kind: "heading", level: 2, text: "附　則" }, ...supplementary.map((line) => paragraph(/^[０-９]/.test(line) ? line : `　${line}`))],
  })
}
