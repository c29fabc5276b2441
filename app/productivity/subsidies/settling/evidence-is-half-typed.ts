import { type Refusal, refusal } from "../../../kernel/http/index.ts"
import type { EvidenceInput } from "./inputs.ts"

const words = { quote: "見積", order: "発注・契約", delivery: "納品・検収", invoice: "請求", payment: "支払" } as const

/**
 * A paper is kept by its day and its amount: of one typed in part nothing may get lost without a word. The page shows it
 * again with all that was typed.
 */
export function evidenceIsHalfTyped(input: EvidenceInput): Refusal | undefined {
  const no = (field: string, message: string) => refusal("invalid", "subsidies.evidence-half-typed", message, { field })
  for (const [link, word] of Object.entries(words) as [keyof typeof words, string][]) {
    const { on, amount, name } = input[link]
    if (!on && amount === undefined && name.trim() === "") continue
    if (!on) return no(`${link}.on`, `${word}の日付を入力してください。書類がないときは、${word}の欄をすべて空にしてください。`)
    if (amount === undefined) return no(`${link}.amount`, `${word}の額を入力してください。書類がないときは、${word}の欄をすべて空にしてください。`)
  }
  if (input.withdrawnOn && !input.payment.on) return no("payment.on", "カードの引落日を入力したときは、支払の日付も入力してください。")
  for (const [at, { firm, amount }] of input.quotes.entries()) {
    if (firm && amount === undefined) return no(`quotes.${at}.amount`, `${at + 1}者目の見積の額を入力してください。`)
    if (!firm && amount !== undefined) return no(`quotes.${at}.firm`, `${at + 1}者目の会社の名を入力してください。`)
  }
  return undefined
}
