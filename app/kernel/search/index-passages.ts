import { sql } from "kysely"
import type { Work } from "../database/index.ts"
import { fold } from "./fold.ts"
import type { Passage } from "./passage.ts"
import { readersOf } from "./readers.ts"

/** Makes passages findable from the commit on, in the place of what the same subject and position had. One statement. */
export async function index(work: Pick<Work, "db">, given: Passage | readonly Passage[]): Promise<void> {
  const rows = (Array.isArray(given) ? (given as readonly Passage[]) : [given as Passage]).map(rowOf)
  if (rows.length === 0) return
  // Casework changes one passage at a time: as plain values it costs half of what a list of rows does.
  const [one] = rows
  const source = rows.length === 1 ? oneRow(one!) : manyRows(rows)
  await sql`with given as materialized (${source}), put as (
      insert into search_passage as p (kind, subject_id, position, audience, readers, happened_on, title_folded, body_folded)
      select kind, subject, position, audience, readers, happened, title_folded, body_folded from given
      on conflict (kind, subject_id, position) do update set
        audience = excluded.audience, readers = excluded.readers, happened_on = excluded.happened_on,
        title_folded = excluded.title_folded, body_folded = excluded.body_folded,
        grams = case when p.title_folded = excluded.title_folded and p.body_folded = excluded.body_folded then p.grams end
      returning no, kind, subject_id, position
    )
    insert into search_text (no, title, body, link)
    select put.no, given.title, given.body, given.link
    from put join given on given.kind = put.kind and given.subject = put.subject_id and given.position = put.position
    on conflict (no) do update set title = excluded.title, body = excluded.body, link = excluded.link`.execute(work.db)
}

function rowOf(passage: Passage) {
  return {
    kind: passage.kind,
    subject: passage.id,
    position: passage.position ?? 0,
    ...readersOf(passage),
    happened: passage.happenedOn ?? null,
    title_folded: fold(passage.title),
    body_folded: fold(passage.body),
    title: passage.title,
    body: passage.body,
    link: passage.link,
  }
}
type Row = ReturnType<typeof rowOf>

function oneRow(row: Row) {
  return sql`select ${row.kind}::text as kind, ${row.subject}::text as subject, ${row.position}::integer as position,
    ${row.audience}::text as audience, ${row.readers}::text[] as readers, ${row.happened}::date as happened,
    ${row.title_folded}::text as title_folded, ${row.body_folded}::text as body_folded,
    ${row.title}::text as title, ${row.body}::text as body, ${row.link}::text as link`
}

function manyRows(rows: readonly Row[]) {
  return sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(kind text, subject text, position integer,
    audience text, readers text[], happened date, title_folded text, body_folded text, title text, body text, link text)`
}

/** Takes a subject's passages out of search; with a position only that one. */
export async function unindex(work: Pick<Work, "db">, kind: string, id: string, position?: number): Promise<void> {
  let query = work.db.deleteFrom("search_passage").where("kind", "=", kind).where("subject_id", "=", id)
  if (position !== undefined) query = query.where("position", "=", position)
  await query.execute()
}
