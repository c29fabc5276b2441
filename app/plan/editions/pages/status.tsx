import { StatusTag, type Tone } from "../../../kernel/ui/index.ts"
import type { EditionStatus } from "../../tables.ts"
import { statusWords } from "../words.ts"

const tones: Record<EditionStatus, Tone> = { draft: "neutral", "in-approval": "warning", "in-force": "success", closed: "neutral" }

export function EditionStatusTag({ status }: { status: EditionStatus }) {
  return <StatusTag tone={tones[status]}>{statusWords[status]}</StatusTag>
}
