import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import type { Provision } from "../../structure/provision.ts"
import { referencesOf } from "./references-of.ts"

interface Row {
  address: string
  words: string
  /** null: this text itself. */
  title: string | null
  number: string
  target: string
}

/**
 * Writes the references of a text as it stands now, in the place of those it had, each led to its text when the rulebook has it;
 * and leads here what others say of this text.
 */
export async function writeReferences(work: Work, ordinance: { id: string; title: string }, provisions: readonly Provision[], replaces: boolean): Promise<void> {
  if (replaces) await work.db.deleteFrom("ordinance_reference").where("ordinance_id", "=", ordinance.id).execute()
  const rows = rowsOf(ordinance.title, provisions)
  if (rows.length > 0) {
    // A title that two texts share leads nowhere, unless the number says which.
    await sql`
      with given as materialized (select g.*, title_key(g.title) as key from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(address text, words text, title text, number text, target text)),
      named as (select distinct key, number from given where key is not null),
      known as (
        select n.key, n.number, coalesce((array_agg(o.id) filter (where o.number = n.number))[1], case when count(*) = 1 then (array_agg(o.id))[1] end) as id
        from named n join ordinance o on o.title_key = n.key group by n.key, n.number
      )
      insert into ordinance_reference (ordinance_id, address, words, target_title, target_number, target_id, target_address)
      select ${ordinance.id}::uuid, g.address, g.words, g.key, g.number, case when g.key is null then ${ordinance.id}::uuid else k.id end, g.target
      from given g left join known k on k.key = g.key and k.number = g.number`.execute(work.db)
  }
  await leadHere(work, ordinance)
}

/** What others call by this title, and could not be led anywhere. */
export async function leadHere(work: Work, { id, title }: { id: string; title: string }): Promise<void> {
  // The key once: as a condition it would be made anew for every reference looked at.
  await sql`with asked as materialized (select title_key(${title}) as key)
    update ordinance_reference r set target_id = ${id}::uuid from asked where r.target_id is null and r.target_title = asked.key`.execute(work.db)
}

/** Each place once: what is named twice in one provision is one reference. */
function rowsOf(title: string, provisions: readonly Provision[]): Row[] {
  const rows = new Map<string, Row>()
  for (const { from, reference, to } of referencesOf({ title, provisions })) {
    const { words, target } = reference
    for (const address of to.length > 0 ? to : [""]) {
      const name = target.kind === "same" ? null : target.title!
      // 「この条例」 names nothing to go to.
      if (name === null && (address === "" || address === from)) continue
      if (name !== null && name.length > 500) continue
      const key = JSON.stringify([from, name, address])
      if (!rows.has(key)) rows.set(key, { address: from, words: words.slice(0, 400), title: name, number: (target.number ?? "").slice(0, 200), target: address.slice(0, 120) })
    }
  }
  return [...rows.values()]
}
