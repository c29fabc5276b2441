import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { isId } from "../editions/read-edition.ts"
import { type Comment, type Improvement, improvementColumns, improvementOf, type Measurement } from "./improvement.ts"
import { sightOf, visibleTo } from "./visibility.ts"

/** One that the asking person may see; anything else is not found, whether it exists or not. */
export async function getImprovement(work: Work, id: string): Promise<Improvement> {
  const row = isId(id) ? await select(work, id).executeTakeFirst() : undefined
  if (!row) throw notFound("業務改善提案")
  return improvementOf(row)
}

/** The same, held until the change is committed: of two people deciding, the second sees what the first did. */
export async function lockImprovement(work: Work, id: string): Promise<Improvement> {
  const row = isId(id) ? await select(work, id).forUpdate().executeTakeFirst() : undefined
  if (!row) throw notFound("業務改善提案")
  return improvementOf(row)
}

function select(work: Work, id: string) {
  return work.db
    .selectFrom("improvement as i")
    .select(improvementColumns)
    .where("i.id", "=", id)
    .where(visibleTo(sightOf(work.actor)))
}

/** Of an improvement the caller has got: who sees it sees what was said on it. */
export async function listComments(work: Work, improvementId: string): Promise<Comment[]> {
  return work.db
    .selectFrom("improvement_comment")
    .select([
      "id",
      "kind",
      "author_name as authorName",
      "author_unit_name as authorUnitName",
      "as_head as asHead",
      "text",
      "written_at as writtenAt",
    ])
    .where("improvement_id", "=", improvementId)
    .orderBy("id")
    .execute()
}

export async function listMeasurements(work: Work, improvementId: string): Promise<Measurement[]> {
  const rows = await work.db
    .selectFrom("improvement_measurement")
    .select([
      "id",
      "measured_on as measuredOn",
      "minutes_now as minutesNow",
      "times_a_year as timesAYear",
      "people",
      "saved_minutes as savedMinutes",
      "evidence",
      "measured_by_name as measuredByName",
      "entered_at as enteredAt",
    ])
    .where("improvement_id", "=", improvementId)
    .orderBy("id", "desc")
    .execute()
  return rows.map((row) => ({ ...row, savedMinutes: Number(row.savedMinutes) }))
}

export interface Draft {
  id: string
  title: string
  state: "draft" | "returned"
  updatedAt: Date
}

/** What the asking person has begun and not filed, or has to file again. */
export async function listOwnDrafts(work: Work): Promise<Draft[]> {
  if (work.actor.kind !== "staff") return []
  const { rows } = await sql<Draft>`
    select id, title, state, updated_at as "updatedAt" from improvement
    where author_id = ${work.actor.id} and state in ('draft', 'returned') order by updated_at desc limit 50`.execute(work.db)
  return rows
}

/** Copies of this one in other units (横展開) that the asking person may see. */
export async function listCopies(work: Work, id: string): Promise<{ id: string; title: string; authorUnitName: string }[]> {
  return work.db
    .selectFrom("improvement as i")
    .select(["i.id", "i.title", "i.author_unit_name as authorUnitName"])
    .where("i.copied_from_id", "=", id)
    .where("i.filed_at", "is not", null)
    .where(visibleTo(sightOf(work.actor)))
    .orderBy("i.filed_at")
    .limit(50)
    .execute()
}
