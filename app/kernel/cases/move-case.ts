import { sql } from "kysely"
import { actorName, personOf } from "../access/actor.ts"
import { appending, jsonText } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { notFound, refusal } from "../http/refusal.ts"
import type { MoveOf, StateOf, States } from "./states.ts"

export interface MoveOptions {
  reason?: string
  detail?: Record<string, unknown>
  /** false: the caller records its own event about the move in the same transaction. */
  audit?: boolean
}

export interface Moved<T extends States = States> {
  from: StateOf<T>
  to: StateOf<T>
  /** As the state table says. */
  tells: readonly string[]
}

/**
 * Moves a case along its state table and writes the step. Two people who move one case at once: the second waits,
 * then the table is asked again from the new state.
 */
export async function moveCase<T extends States>(work: Work, caseId: string, table: T, move: MoveOf<T>, options: MoveOptions = {}): Promise<Moved<T>> {
  const file = await work.db
    .selectFrom("case_file")
    .select(["id", "kind", "number", "state", "unit_id as unitId"])
    .where("id", "=", caseId)
    .forUpdate()
    .executeTakeFirst()
  if (!file) throw notFound("案件")
  const step = table[file.state]?.[move]
  if (!step) {
    throw refusal("conflict", "cases.illegal-move", "いまの状態では、この操作はできません。ほかの人が先に進めた可能性があります。画面を開き直してください。", {
      detail: { state: file.state, move },
    })
  }
  const { actor } = work
  const reason = (options.reason ?? "").replaceAll("\u0000", "")
  const moving = sql`case_move(${caseId}::uuid, ${move}::text, ${file.state}::text, ${step.to}::text, ${work.now}::timestamptz,
    ${actor.kind}::text, ${personOf(actor) ?? null}::uuid, ${actorName(actor)}::text, ${reason}::text, ${jsonText(options.detail ?? {})}::jsonb)`
  const event = {
    action: "cases.moved",
    subject: { kind: "case", id: caseId },
    detail: { kind: file.kind, number: file.number, move, from: file.state, to: step.to, ...(reason ? { reason } : {}), ...options.detail },
    unitId: file.unitId,
  }
  await (options.audit === false ? sql`select ${moving}` : sql`select ${moving}, ${appending(work, event)}`).execute(work.db)
  return { from: file.state, to: step.to, tells: step.tells ?? [] }
}
