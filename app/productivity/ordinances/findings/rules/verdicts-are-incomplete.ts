import { refusal, type Refusal } from "../../../../kernel/http/refusal.ts"
import type { Verdict } from "../finding.ts"

export interface JudgedCategory {
  category: string
  verdict?: Verdict | undefined
  reasonCode?: string | undefined
  note?: string | undefined
}

/** Every category is decided at once; what is 非該当 says why. `codes`: what may be said. */
export function verdictsAreIncomplete(categories: readonly JudgedCategory[], codes: readonly string[]): Refusal | undefined {
  for (const [at, { category, verdict, reasonCode, note }] of categories.entries()) {
    const field = (name: string) => ({ field: `categories.${at}.${name}` })
    if (!verdict) return refusal("invalid", "findings.verdict-is-missing", `「${category}」が該当か非該当かを選んでください。`, field("verdict"))
    if (verdict === "applicable") continue
    if (!reasonCode) return refusal("invalid", "findings.reason-is-missing", `「${category}」を非該当とする理由を選んでください。`, field("reasonCode"))
    if (!codes.includes(reasonCode)) return refusal("invalid", "findings.no-such-reason", `「${category}」の理由を選び直してください。`, field("reasonCode"))
    if (reasonCode === "⑭" && !note) return refusal("invalid", "findings.note-is-missing", `「${category}」を非該当とする理由をメモに書いてください。`, field("note"))
  }
  return undefined
}
