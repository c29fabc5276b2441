import { Tabs, type Tone } from "../../../../kernel/ui/index.ts"
import type { BatchState } from "../batches/batch.ts"
import type { PaymentState } from "../payments/payment.ts"
import { payingPaths } from "../paths.ts"

export const payingCrumbs = [{ title: "補助金の支払", href: payingPaths.home }]

export const paymentTones: Readonly<Record<PaymentState, Tone>> = {
  asked: "warning",
  approved: "info",
  "in-batch": "info",
  sent: "accent",
  paid: "success",
  "came-back": "danger",
  cancelled: "neutral",
}

export const batchTones: Readonly<Record<BatchState, Tone>> = { draft: "neutral", "in-approval": "accent", approved: "warning", sent: "info", done: "success", dropped: "neutral" }

const rooms = [
  ["claims", "請求", payingPaths.home],
  ["payments", "支払", payingPaths.payments],
  ["batches", "一括", payingPaths.batches],
  ["creditors", "債主", payingPaths.creditors],
  ["settings", "設定", payingPaths.settings],
] as const

export function PayingTabs({ current }: { current: (typeof rooms)[number][0] }) {
  return <Tabs label="補助金の支払" tabs={rooms.map(([key, title, href]) => ({ title, href, current: key === current }))} />
}
