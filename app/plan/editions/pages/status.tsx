import { StatusTag, type Tone } from "../../../kernel/ui/index.ts"
import type { EditionStatus } from "../../tables.ts"
import { statusText } from "../words.ts"

const tones: Record<EditionStatus, Tone> = { draft: "neutral", "in-approval": "warning", "in-force": "success", closed: "neutral" }

export function EditionStatusTag({ edition }: { edition: { status: EditionStatus; frozenAt: Date | null } }) {
  return <StatusTag tone={tones[edition.status]}>{statusText(edition)}</StatusTag>
}
