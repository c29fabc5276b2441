import { moveCase } from "../../kernel/cases/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../kernel/http/index.ts"
import { type ImprovementMove, improvementStates, moveFrom } from "./improvement-states.ts"
import type { Improvement } from "./improvement.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"
import { recordStep } from "./record-step.ts"
import type { Proposal } from "./tables.ts"

export interface MoveChanges {
  reason?: string | undefined
  set?: {
    approval_id?: string
    proposal?: Proposal
    decided_on?: string
    decision_reason?: string
    planned_on?: string | null
    done_on?: string
    done_note?: string
    measure_due_on?: string
    measured_on?: string
    measured_saved_minutes?: number
    filed_at?: Date
  }
  /** Past tense, for the audit: "adopted". */
  event: string
  detail?: Record<string, unknown>
}

/** One way from state to state: the case with its step, the row, the audit event. The caller tells. */
export async function moveImprovement(work: Work, it: Improvement, move: ImprovementMove, changes: MoveChanges): Promise<Improvement> {
  refuseIf(moveIsNotPossible(it, move))
  const to = moveFrom(it.state, move)!.to
  if (!it.caseId) throw refusal("conflict", "improvements.not-filed", "この提案はまだ提出されていません。")
  await moveCase(work, it.caseId, improvementStates, move, { reason: changes.reason ?? "", audit: false })
  const { proposal, ...set } = changes.set ?? {}
  await work.db
    .updateTable("improvement")
    .set({
      ...set,
      ...(proposal ? { proposal: JSON.stringify(proposal) } : {}),
      state: to,
      version: it.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", it.id)
    .execute()
  await recordStep(work, changes.event, it, { number: it.number, ...(changes.reason ? { reason: changes.reason } : {}), ...changes.detail })
  return { ...it, state: to, version: it.version + 1 }
}
