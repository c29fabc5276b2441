import type { Work } from "../../kernel/database/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Improvement } from "./improvement.ts"

/** Audit events are past tense: "improvements.filed". */
export async function recordStep(work: Work, event: string, it: Pick<Improvement, "id" | "authorUnitId">, detail: Record<string, unknown> = {}) {
  await record(work, { action: `improvements.${event}`, subject: { kind: "improvement", id: it.id }, detail })
}
