import { sql } from "kysely"
import { may, personOf } from "../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { isId } from "../editions/index.ts"
import { getStanding, type Standing } from "./standing.ts"

export interface Question {
  id: string
  initiativeId: string
  /** null: hidden, and the reader is neither the plan office nor the asker. */
  text: string | null
  askedBy: string | null
  askerName: string
  askerUnit: string | null
  askedAt: Date
  editedAt: Date | null
  dueOn: CivilDate
  answer: string | null
  answererName: string | null
  answererUnit: string | null
  answeredAt: Date | null
  hiddenReason: string | null
  hiddenAt: Date | null
  version: number
  mayEdit: boolean
}

export interface QuestionPage {
  standing: Standing
  questions: Question[]
  open: number
  next: string | null
  mayAnswer: boolean
  mayHide: boolean
}

interface Row extends Omit<Question, "mayEdit" | "text"> {
  text: string
}

const PAGE = 50

/** Questions on an initiative, the newest first: asked and answered ones, readable by all staff. */
export async function listQuestions(work: Work, initiativeId: string, page: { after?: string | undefined; limit?: number } = {}): Promise<QuestionPage> {
  const standing = await getStanding(work, initiativeId)
  const limit = page.limit ?? PAGE
  const after = page.after && isId(page.after) ? page.after : null
  const rows = await select(
    work,
    sql`q.initiative_id = ${initiativeId}
      and (${after}::uuid is null or (q.asked_at, q.id) < (select asked_at, id from plan_question where id = ${after}::uuid))`,
    limit + 1,
  )
  const { count } = await work.db
    .selectFrom("plan_question")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("initiative_id", "=", initiativeId)
    .where("answer", "is", null)
    .where("hidden_at", "is", null)
    .executeTakeFirstOrThrow()
  const shown = rows.slice(0, limit)
  return {
    standing,
    questions: shown.map((row) => seenBy(work, row)),
    open: Number(count),
    next: rows.length > limit ? shown.at(-1)!.id : null,
    ...rightsOn(work, standing),
  }
}

/** One question with its initiative; for whoever changes it, locked. */
export async function getQuestion(work: Work, initiativeId: string, questionId: string): Promise<{ question: Question; standing: Standing }> {
  const standing = await getStanding(work, initiativeId)
  const rows = isId(questionId) ? await select(work, sql`q.id = ${questionId} and q.initiative_id = ${initiativeId}`, 1) : []
  if (rows.length === 0) throw notFound("質問")
  return { question: seenBy(work, rows[0]!), standing }
}

export function rightsOn(work: Work, standing: Standing): { mayAnswer: boolean; mayHide: boolean } {
  return {
    mayAnswer: may(work.actor, "plan.answer-question", { unitId: standing.ownerUnitId }),
    mayHide: may(work.actor, "plan.hide-question"),
  }
}

function seenBy(work: Work, row: Row): Question {
  const mine = row.askedBy !== null && row.askedBy === personOf(work.actor)
  const hidden = row.hiddenAt !== null && !mine && !may(work.actor, "plan.hide-question")
  return {
    ...row,
    text: hidden ? null : row.text,
    answer: hidden ? null : row.answer,
    mayEdit: mine && row.answer === null && row.hiddenAt === null,
  }
}

async function select(work: Work, where: ReturnType<typeof sql>, limit: number): Promise<Row[]> {
  const unit = (column: string, on: string) => sql.raw(`(select p.name from unit_period p where p.unit_id = q.${column}
    order by (p.valid_from <= q.${on}::date) desc, abs(q.${on}::date - p.valid_from) limit 1)`)
  const { rows } = await sql<Row>`
    select q.id, q.initiative_id as "initiativeId", q.text, q.asked_by as "askedBy", coalesce(asker.name, '職員') as "askerName",
      ${unit("asked_unit_id", "asked_at")} as "askerUnit", q.asked_at as "askedAt", q.edited_at as "editedAt", q.due_on as "dueOn",
      q.answer, answerer.name as "answererName", ${unit("answered_unit_id", "answered_at")} as "answererUnit",
      q.answered_at as "answeredAt", q.hidden_reason as "hiddenReason", q.hidden_at as "hiddenAt", q.version
    from plan_question q left join person asker on asker.id = q.asked_by left join person answerer on answerer.id = q.answered_by
    where ${where} order by q.asked_at desc, q.id desc limit ${limit}`.execute(work.db)
  return rows
}
