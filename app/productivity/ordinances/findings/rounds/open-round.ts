import { actorName, mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { openCase } from "../../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { roundAsked } from "../notices.ts"
import { paths } from "../paths.ts"
import type { RoundInput } from "./inputs.ts"
import { listAskable } from "./read-rounds.ts"
import { roundStates } from "./round-states.ts"

/** 例規担当 asks sections to decide about what was found in their texts, by a day. @returns the round's id. */
export async function openRound(work: Work, input: RoundInput): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (input.dueOn <= civilDateOf(work.now)) throw refusal("invalid", "findings.round-due", "回答期限は、明日からあとの日付にしてください。", { field: "dueOn" })
  const { units } = await listAskable(work)
  const chosen = [...new Set(input.unitIds)].map((unitId) => units.find((one) => one.unitId === unitId))
  if (chosen.some((one) => one === undefined)) throw refusal("invalid", "findings.nothing-to-ask", "選んだ所属のうちに、未判定の該当候補がないものがあります。選び直してください。", { field: "unitIds" })
  const twice = chosen.find((one) => one!.asked)
  if (twice) throw refusal("conflict", "findings.asked-already", `${twice.name}は、前の照会にまだ回答していません。前の照会を締め切るか、期限を延ばしてください。`, { field: "unitIds" })
  const { id } = await work.db
    .insertInto("analog_round")
    .values({ title: input.title, message: input.message, due_on: input.dueOn, opened_by: personOf(work.actor) ?? null, opened_by_name: actorName(work.actor), opened_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  for (const one of chosen) {
    const { unitId, open } = one!
    const { caseId } = await openCase(work, { kind: "analog-round", states: roundStates, state: "asked", unitId, title: input.title, prefix: "照会", link: paths.round(id) })
    await work.db.insertInto("analog_round_unit").values({ round_id: id, unit_id: unitId, case_id: caseId, due_on: input.dueOn, asked: open }).execute()
    await tell(work, roundAsked, { roundId: id, unitId, title: input.title, message: input.message, dueOn: input.dueOn, count: open })
  }
  await record(work, { action: "findings.round-opened", subject: { kind: "analog-round", id }, detail: { title: input.title, dueOn: input.dueOn, units: chosen.map((one) => one!.name) } })
  return id
}
