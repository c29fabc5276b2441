import { StatusTag, type Tone } from "../../../../kernel/ui/index.ts"
import { type BillState, billStateWords } from "../bill.ts"

const tones: Readonly<Record<BillState, Tone>> = { draft: "info", "in-approval": "warning", approved: "accent", promulgated: "success", abandoned: "neutral" }

export function BillStateTag({ state }: { state: BillState }) {
  return <StatusTag tone={tones[state]}>{billStateWords[state]}</StatusTag>
}
