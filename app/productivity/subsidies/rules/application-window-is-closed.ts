import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { dateTime } from "../../../kernel/ui/formats.ts"

/**
 * An application is filed while the call is open. The moment of arrival at our server decides, to the second, and the
 * closing moment itself is still in time (到達主義, 行政手続法37条 for the idea [M]); both moments are shown in Japan time.
 * Refusal: conflict before and after. What has been typed stays in the draft either way.
 */
export function applicationWindowIsClosed(call: { opensAt: Date; closesAt: Date }, arrivedAt: Date): Refusal | undefined {
  if (arrivedAt < call.opensAt) return refusal("conflict", "subsidies.call-is-not-open-yet", `申請の受付は${dateTime(call.opensAt)}からです。下書きは保存されています。`)
  if (arrivedAt <= call.closesAt) return undefined
  return refusal("conflict", "subsidies.call-is-closed", `申請の受付は${dateTime(call.closesAt)}で終わりました。`)
}
