import { type Refusal, refusal } from "../../../../kernel/http/refusal.ts"
import type { AmendingOrdinance } from "../amending-ordinance.ts"
import type { Bill } from "../bill.ts"

/** What stops a bill from being decided: no change, no reason, or words that do not lead to the text as edited. */
export function billIsNotComplete({ reason }: Pick<Bill, "reason">, { changes, problems }: Pick<AmendingOrdinance, "changes" | "problems">): Refusal | undefined {
  const no = (code: string, message: string) => refusal("conflict", `ordinances.${code}`, message)
  if (changes === 0) return no("nothing-changed", "まだどの条も変わっていません。条文を直してから起案してください。")
  if (reason.trim() === "") return no("no-reason-of-bill", "改正の理由を書いてから起案してください。")
  if (problems.length > 0) return no("not-expressible", `改め文が改正後の条文と合いません。${problems[0]}`)
  return undefined
}
