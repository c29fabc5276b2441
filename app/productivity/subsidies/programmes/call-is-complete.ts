import { type Refusal, refusal } from "../../../kernel/http/index.ts"
import type { Call } from "./programme.ts"

/** What applicants need to know before a call may be opened, the first thing missing first. */
export function callIsComplete(call: Call, now: Date): Refusal | undefined {
  const missing = (field: string, message: string) => refusal("invalid", "subsidies.call-incomplete", message, { field })
  if (!call.opensAt) return missing("opensOn", "受付の開始日を決めてください。")
  if (!call.closesAt) return missing("closesOn", "受付の締切日を決めてください。")
  if (call.closesAt <= now) return missing("closesOn", "締切がすでに過ぎています。")
  // 適正化法6条2項にならい、到達から決定までの標準的な期間を定めて公表する。
  if (!call.standardDays) return missing("standardDays", "標準処理期間を決めてください。公開すると申請する人にも見えます。")
  if (call.categories.length === 0) return missing("categories", "経費区分と補助率を1つ以上決めてください。")
  return undefined
}
