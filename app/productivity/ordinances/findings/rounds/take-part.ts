import { actorName, mustBeAllowed } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { moveCase } from "../../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { roundAnswered, roundClosed, roundExtended } from "../notices.ts"
import { decidesOn } from "../scope.ts"
import type { AnswerInput, ExtensionInput } from "./inputs.ts"
import { getRound, type Round, type RoundUnit } from "./read-rounds.ts"
import { roundStates } from "./round-states.ts"

/** The round and one section's part in it, both locked. */
async function lockPart(work: Work, roundId: string, unitId: string): Promise<{ round: Round; part: RoundUnit; caseId: string }> {
  await lockRound(work, roundId)
  const round = await getRound(work, roundId)
  const part = round.units.find((unit) => unit.unitId === unitId)
  if (!part) throw notFound("この所属への照会")
  if (round.closedAt) throw refusal("conflict", "findings.round-is-closed", "この照会は締め切られています。")
  if (part.answeredAt) throw refusal("conflict", "findings.round-is-answered", "この所属はもう回答しています。")
  const { case_id: caseId } = await work.db.selectFrom("analog_round_unit").select("case_id").where("round_id", "=", roundId).where("unit_id", "=", unitId).executeTakeFirstOrThrow()
  return { round, part, caseId }
}

async function lockRound(work: Work, id: string): Promise<void> {
  if (!isIdText(id)) throw notFound("照会")
  await work.db.selectFrom("analog_round").select("id").where("id", "=", id).forUpdate().execute()
}

/** The section has decided about everything that it was asked about. */
export async function answerRound(work: Work, roundId: string, { unitId, remark }: AnswerInput): Promise<void> {
  const { round, part, caseId } = await lockPart(work, roundId, unitId)
  if (!decidesOn(work.actor, unitId)) throw refusal("forbidden", "findings.not-your-section", "照会された所属の職員か例規担当だけが回答できます。")
  if (part.open > 0) throw refusal("conflict", "findings.round-has-open", `未判定の該当候補が${part.open}件残っています。すべて判定してから回答してください。`)
  await moveCase(work, caseId, roundStates, "answer", { reason: remark })
  await work.db
    .updateTable("analog_round_unit")
    .set({ answered_at: work.now, answered_by_name: actorName(work.actor), remark })
    .where("round_id", "=", roundId)
    .where("unit_id", "=", unitId)
    .execute()
  await tell(work, roundAnswered, { roundId, title: round.title, unitName: part.name, remark })
}

/** More time for one section, with the reason that stays in the record. */
export async function extendRound(work: Work, roundId: string, { unitId, dueOn, reason }: ExtensionInput): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const { round, part, caseId } = await lockPart(work, roundId, unitId)
  if (dueOn <= part.dueOn || dueOn <= civilDateOf(work.now)) throw refusal("invalid", "findings.round-extension", "新しい期限は、いまの期限より、そして今日よりあとの日付にしてください。", { field: "dueOn" })
  await moveCase(work, caseId, roundStates, "extend", { reason, detail: { from: part.dueOn, to: dueOn } })
  await work.db
    .updateTable("analog_round_unit")
    .set({ due_on: dueOn, extended_reason: reason, extended_at: work.now, reminded_on: null, overdue_told_on: null })
    .where("round_id", "=", roundId)
    .where("unit_id", "=", unitId)
    .execute()
  await tell(work, roundExtended, { roundId, unitId, title: round.title, message: round.message, dueOn, count: part.open, reason })
}

/** No more answers; sections that did not answer are told. */
export async function closeRound(work: Work, roundId: string): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  await lockRound(work, roundId)
  const round = await getRound(work, roundId)
  if (round.closedAt) throw refusal("conflict", "findings.round-is-closed", "この照会は締め切られています。")
  const parts = await work.db.selectFrom("analog_round_unit").select(["unit_id as unitId", "case_id as caseId", "due_on as dueOn"]).where("round_id", "=", roundId).where("answered_at", "is", null).execute()
  for (const { unitId, caseId, dueOn } of parts) {
    await moveCase(work, caseId, roundStates, "lapse", { reason: "照会の締切り" })
    const count = round.units.find((unit) => unit.unitId === unitId)?.open ?? 0
    await tell(work, roundClosed, { roundId, unitId, title: round.title, message: "", dueOn, count })
  }
  await work.db.updateTable("analog_round").set({ closed_at: work.now, closed_by_name: actorName(work.actor), version: round.version + 1 }).where("id", "=", roundId).execute()
  await record(work, { action: "findings.round-closed", subject: { kind: "analog-round", id: roundId }, detail: { title: round.title, unanswered: parts.length } })
}
