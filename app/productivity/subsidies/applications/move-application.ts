import { record } from "../../../kernel/audit/index.ts"
import { moveCase } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { type ApplicationMove, applicationMove, applicationStates, type ApplicationState, type Mover } from "../application-states.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import type { Application } from "./application.ts"

export interface MoveChanges {
  reason?: string | undefined
  detail?: Record<string, unknown>
  set?: {
    awarded_yen?: number | null
    settled_yen?: number | null
    clerk_id?: string | null
    process_by?: string | null
    decided_on?: string
    notified_on?: string
    completed_on?: string
    settled_on?: string
    ended_on?: string
    ends_on?: string
    costs?: string
    income?: string
    answers?: string
    asked?: string
  }
}

/**
 * One way of the state table: who may, its reason, the case with its step, the row, the audit event. The guards of the
 * table are asked by the operation that makes the move, before it; the operation tells. `it` is locked.
 */
export async function moveApplication(work: Work, it: Application, move: ApplicationMove, changes: MoveChanges = {}): Promise<Application> {
  const by = moverOf(work)
  const reason = changes.reason ?? ""
  refuseIf(moveIsNotPossible(applicationStates, it, move, { by, reason }))
  if (!it.caseId) throw refusal("conflict", "subsidies.not-filed", "この申請はまだ提出されていません。")
  const { to } = applicationMove(it.state, move)!
  await moveCase(work, it.caseId, applicationStates, move as never, { reason, audit: false, ...(changes.detail ? { detail: changes.detail } : {}) })
  await work.db
    .updateTable("subsidy_application")
    .set({ ...changes.set, state: to, version: it.version + 1, updated_at: work.now })
    .where("id", "=", it.id)
    .execute()
  await record(work, {
    action: `subsidies.moved`,
    subject: { kind: "subsidy-application", id: it.id },
    detail: { number: it.number, move, from: it.state, to, ...(reason ? { reason } : {}), ...changes.detail },
    unitId: it.unitId,
  })
  return { ...it, ...renamed(changes.set), state: to as ApplicationState, version: it.version + 1, updatedAt: work.now }
}

export function moverOf(work: Work): Mover {
  if (work.actor.kind === "applicant") return "applicant"
  if (work.actor.kind === "staff") return "office"
  if (work.actor.kind === "system") return "system"
  throw refusal("forbidden", "subsidies.not-your-move", "この操作をする権限がありません。")
}

function renamed(set: MoveChanges["set"] = {}): Partial<Application> {
  return {
    ...(set.awarded_yen !== undefined ? { awardedYen: set.awarded_yen } : {}),
    ...(set.settled_yen !== undefined ? { settledYen: set.settled_yen } : {}),
    ...(set.clerk_id !== undefined ? { clerkId: set.clerk_id } : {}),
    ...(set.process_by !== undefined ? { processBy: set.process_by } : {}),
    ...(set.decided_on ? { decidedOn: set.decided_on } : {}),
    ...(set.notified_on ? { notifiedOn: set.notified_on } : {}),
    ...(set.completed_on ? { completedOn: set.completed_on } : {}),
    ...(set.settled_on ? { settledOn: set.settled_on } : {}),
    ...(set.ended_on ? { endedOn: set.ended_on } : {}),
    ...(set.ends_on ? { endsOn: set.ends_on } : {}),
    ...(set.costs ? { costs: JSON.parse(set.costs) } : {}),
    ...(set.income ? { income: JSON.parse(set.income) } : {}),
    ...(set.answers ? { answers: JSON.parse(set.answers) } : {}),
  }
}
