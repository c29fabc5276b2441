import { type RawBuilder, sql } from "kysely"
import type { Work } from "../database/index.ts"
import { fold } from "./fold.ts"
import type { Passage } from "./passage.ts"
import { readersOf } from "./readers.ts"

/** Makes passages findable from the commit on, in the place of what the same subject and position had. One statement. */
export async function index(work: Pick<Work, "db">, given: Passage | readonly Passage[]): Promise<void> {
  const passages = Array.isArray(given) ? (given as readonly Passage[]) : [given as Passage]
  if (passages.length === 0) return
  // Casework changes one passage at a time: as plain values it costs half of what a list of rows does.
  if (passages.length === 1) return void (await sql`select ${indexing(passages[0]!)}`.execute(work.db))
  const rows = JSON.stringify(passages.map(rowOf))
  await sql`with given as materialized (
      select * from jsonb_to_recordset(${rows}::jsonb) as g(kind text, subject text, position integer, audience text, readers text[],
        happened date, title_folded text, body_folded text, title text, body text, link text)
    ), put as (
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

/**
 * The call that makes one passage findable, for a change that writes it in the same statement. `number`: the number of a
 * case that the statement makes, put on a line before the body; folded it differs from itself in letter case only.
 */
export function indexing(passage: Passage, number?: RawBuilder<string>): RawBuilder<void> {
  const row = rowOf(passage)
  const folded = number ? sql`lower(${number}) || ${` ${row.body_folded}`}::text` : sql`${row.body_folded}::text`
  const body = number ? sql`${number} || ${`\n${row.body}`}::text` : sql`${row.body}::text`
  return sql<void>`${sql.raw(number ? "search_add" : "search_put")}(${row.kind}::text, ${row.subject}::text, ${row.position}::integer, ${row.audience}::text, ${row.readers}::text[],
    ${row.happened}::date, ${row.title_folded}::text, ${folded}, ${row.title}::text, ${body}, ${row.link}::text)`
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
/** Takes a subject's passages out of search; with a position only that one. */
export async function unindex(work: Pick<Work, "db">, kind: string, id: string, position?: number): Promise<void> {
  let query = work.db.deleteFrom("search_passage").where("kind", "=", kind).where("subject_id", "=", id)
  if (position !== undefined) query = query.where("position", "=", position)
  await query.execute()
}
