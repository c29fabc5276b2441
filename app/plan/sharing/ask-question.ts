import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import { workingDaysAfter } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import type { QuestionInput } from "./inputs.ts"
import { questionAsked } from "./notices/question-notices.ts"
import { indexQuestion } from "./search.ts"
import { getStanding } from "./standing.ts"

/** Working days within which the owner unit answers. */
export const ANSWER_DAYS = 5

/** Any member of staff asks about an initiative. @returns the question's id. */
export async function askQuestion(work: Work, initiativeId: string, input: QuestionInput): Promise<string> {
  const standing = await getStanding(work, initiativeId)
  mustBeAllowed(work.actor, "plan.ask")
  const { id } = await work.db
    .insertInto("plan_question")
    .values({
      initiative_id: initiativeId,
      text: input.text,
      asked_by: personOf(work.actor) ?? null,
      asked_unit_id: work.actor.kind === "staff" ? work.actor.unitId : null,
      asked_at: work.now,
      due_on: workingDaysAfter(civilDateOf(work.now), ANSWER_DAYS),
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, {
    action: "plan.question-asked",
    subject: { kind: "plan.initiative", id: initiativeId },
    unitId: standing.ownerUnitId,
    detail: { questionId: id },
  })
  await indexQuestion(work, id)
  await tell(work, questionAsked, { standing, questionId: id })
  return id
}
