import { sql } from "kysely"
import type { Work } from "../database/index.ts"
import { fold } from "./fold.ts"
import type { Passage } from "./passage.ts"
import { readersOf } from "./readers.ts"

/** Makes passages findable from the commit on, in the place of what the same subject and position had. One statement. */
export async function index(work: Pick<Work, "db">, given: Passage | readonly Passage[]): Promise<void> {
  const passages = Array.isArray(given) ? (given as readonly Passage[]) : [given as Passage]
  if (passages.length === 0) return
  const rows = passages.map((passage) => ({
    kind: passage.kind,
    subject: passage.id,
    position: passage.position ?? 0,
    ...readersOf(passage),
    happened: passage.happenedOn ?? null,
    titleFolded: fold(passage.title),
    bodyFolded: fold(passage.body),
    title: passage.title,
    body: passage.body,
    link: passage.link,
  }))
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(kind text, subject text, position integer,
        audience text, readers text[], happened date, "titleFolded" text, "bodyFolded" text, title text, body text, link text)
    ), put as (
      insert into search_passage as p (kind, subject_id, position, audience, readers, happened_on, title_folded, body_folded)
      select kind, subject, position, audience, readers, happened, "titleFolded", "bodyFolded" from given
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

/** Takes a subject's passages out of search; with a position only that one. */
export async function unindex(work: Pick<Work, "db">, kind: string, id: string, position?: number): Promise<void> {
  let query = work.db.deleteFrom("search_passage").where("kind", "=", kind).where("subject_id", "=", id)
  if (position !== undefined) query = query.where("position", "=", position)
  await query.execute()
}
