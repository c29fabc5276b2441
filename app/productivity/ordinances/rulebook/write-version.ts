import { sql } from "kysely"
import { personOf } from "../../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import type { Provision } from "../structure/provision.ts"
import { writeReferences } from "./links/write-references.ts"
import { indexProvisions, type Titled } from "./search/passages.ts"

export interface NewVersion {
  number: number
  provisions: readonly Provision[]
  sha256: string
  effectiveOn: CivilDate | null
  madeBy: string
}

/** Writes a version as the one in force, with the links in it and what it is found by. @returns its id. */
export async function writeVersion(work: Work, ordinance: Titled, made: NewVersion): Promise<string> {
  const rows = JSON.stringify(made.provisions.map(({ part, address, no, caption, headings, text }) => ({ part, address, no, caption, headings, text })))
  const { rows: written } = await sql<{ id: string }>`
    with version as (
      insert into ordinance_version (ordinance_id, number, effective_on, made_by, content_sha256, created_by, created_at)
      values (${ordinance.id}::uuid, ${made.number}, ${made.effectiveOn}::date, ${made.madeBy}, ${made.sha256}, ${personOf(work.actor) ?? null}::uuid, ${work.now})
      returning id
    ), provisions as (
      insert into ordinance_provision (version_id, position, part, address, no, caption, headings, text)
      select version.id, given.position, given.row->>'part', given.row->>'address', given.row->>'no', given.row->>'caption', given.row->'headings', given.row->>'text'
      from version, jsonb_array_elements(${rows}::jsonb) with ordinality as given(row, position)
    )
    select id from version`.execute(work.db)
  const { id } = written[0]!
  await Promise.all([
    sql`update ordinance set current_version_id = ${id}::uuid, version = version + 1, updated_at = ${work.now} where id = ${ordinance.id}::uuid`.execute(work.db),
    writeReferences(work, ordinance, made.provisions, made.number > 1),
    indexProvisions(work, ordinance, made.provisions, made.number > 1),
  ])
  return id
}
