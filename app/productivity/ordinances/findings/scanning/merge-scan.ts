import { sql } from "kysely"
import { moveCase } from "../../../../kernel/cases/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { findingStates, type FindingState } from "../finding-states.ts"
import { planMerge, type Known, type Update } from "./plan-merge.ts"
import { reasonCodeOf, type ScannedProvision } from "./scanned.ts"

export interface Merged {
  fresh: number
  changed: number
  gone: number
  /** Sections whose decided provisions were opened again, with how many. */
  reopened: ReadonlyMap<string, number>
}

/** Writes what a scan of these texts found, all of them or none. */
export async function mergeScan(work: Work, ordinanceIds: readonly string[], scanned: readonly ScannedProvision[], rulesVersion: string): Promise<Merged> {
  const known = await knownFindings(work, ordinanceIds)
  const { insert, update, gone } = planMerge(known, scanned)
  await makeRoom(work, update)
  const reopened = new Map<string, number>()
  for (const one of update) {
    const unitId = await updateFinding(work, one, rulesVersion)
    if (unitId) reopened.set(unitId, (reopened.get(unitId) ?? 0) + 1)
  }
  await insertFindings(work, insert, rulesVersion)
  if (gone.length > 0) {
    await sql`update analog_finding f set gone_at = ${work.now}, gone_why = g.why, updated_at = ${work.now}
      from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(id uuid, why text) where f.id = g.id`.execute(work.db)
    await sql`update analog_finding_category set hit = false where finding_id = any(${gone.map(({ id }) => id)}::uuid[])`.execute(work.db)
  }
  await replaceExclusions(work, ordinanceIds, scanned)
  return { fresh: insert.length, changed: update.filter(({ textChanged }) => textChanged).length, gone: gone.length, reopened }
}

async function knownFindings(work: Work, ordinanceIds: readonly string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`select f.id, f.ordinance_id as "ordinanceId", f.address, f.text_sha256 as "textSha256", f.state, f.gone_at is not null as gone,
      coalesce((select jsonb_agg(jsonb_build_object('category', c.category, 'byHand', c.by_hand)) from analog_finding_category c where c.finding_id = f.id), '[]') as categories
    from analog_finding f where f.ordinance_id = any(${[...ordinanceIds]}::uuid[]) order by f.id for update of f`.execute(work.db)
  return rows
}

async function insertFindings(work: Work, provisions: readonly ScannedProvision[], rulesVersion: string): Promise<void> {
  if (provisions.length === 0) return
  const rows = provisions.map((one) => ({
    ordinance_id: one.ordinanceId,
    address: one.address,
    position: one.position,
    part: one.part,
    article_no: one.no,
    caption: one.caption,
    text: one.text,
    text_sha256: one.textSha256,
    categories: one.categories,
  }))
  // Of two scans at once the second finds the row and leaves it: its own next run brings it up to date.
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(ordinance_id uuid, address text, position int, part text, article_no text, caption text, text text, text_sha256 text, categories jsonb)
    ), made as (
      insert into analog_finding (ordinance_id, address, position, part, article_no, caption, text, text_sha256, rules_version, created_at, updated_at)
      select ordinance_id, address, position, part, article_no, caption, text, text_sha256, ${rulesVersion}, ${work.now}, ${work.now} from given
      on conflict (ordinance_id, address) do nothing returning id, ordinance_id, address
    ) insert into analog_finding_category (finding_id, category, kind, hits)
      select made.id, c->>'category', c->>'kind', c->'hits' from made join given using (ordinance_id, address), jsonb_array_elements(given.categories) c`.execute(work.db)
}

/** Articles that changed numbers among themselves would meet each other's address on the way. */
async function makeRoom(work: Work, updates: readonly Update[]): Promise<void> {
  const movers = updates.filter(({ known, scanned }) => known.address !== scanned.address).map(({ known }) => known.id)
  if (movers.length > 0) await sql`update analog_finding set address = 'moving ' || id where id = any(${movers}::uuid[])`.execute(work.db)
  const targets = updates.filter(({ known, scanned }) => known.address !== scanned.address).map(({ scanned }) => ({ ordinance_id: scanned.ordinanceId, address: scanned.address }))
  if (targets.length === 0) return
  // Somebody gone may still hold the address.
  await sql`update analog_finding f set address = 'gone ' || f.id from jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) as t(ordinance_id uuid, address text)
    where f.ordinance_id = t.ordinance_id and f.address = t.address`.execute(work.db)
}

/** @returns the section, where a decision was opened again. */
async function updateFinding(work: Work, { known, scanned, textChanged, moved, added }: Update, rulesVersion: string): Promise<string | undefined> {
  const reopens = textChanged && known.state !== "found"
  const attention = reopens ? "text-changed" : added.length > 0 && known.state !== "found" ? "category-added" : moved ? "moved" : null
  const isNews = textChanged || moved || added.length > 0 || known.gone
  const { rows } = await sql<{ caseId: string | null; unitId: string | null }>`update analog_finding f set address = ${scanned.address}, position = ${scanned.position}, part = ${scanned.part},
      article_no = ${scanned.no}, caption = ${scanned.caption}, text = ${scanned.text}, text_sha256 = ${scanned.textSha256}, rules_version = ${rulesVersion},
      gone_at = null, gone_why = '', state = ${reopens ? "found" : known.state}, attention = coalesce(${attention}::text, f.attention),
      version = f.version + ${isNews ? 1 : 0}::int, updated_at = coalesce(${isNews ? work.now : null}::timestamptz, f.updated_at)
    from ordinance o where f.id = ${known.id}::uuid and o.id = f.ordinance_id returning f.case_id as "caseId", o.unit_id as "unitId"`.execute(work.db)
  await sql`with given as (
      select c->>'category' as category, c->>'kind' as kind, c->'hits' as hits from jsonb_array_elements(${JSON.stringify(scanned.categories)}::jsonb) c
    ), put as (
      insert into analog_finding_category (finding_id, category, kind, hits) select ${known.id}, category, kind, hits from given
      on conflict (finding_id, category) do update set kind = excluded.kind, hits = excluded.hits, hit = true
    ) update analog_finding_category c set hit = c.by_hand, hits = case when c.by_hand then c.hits else '[]' end
      where c.finding_id = ${known.id} and not exists (select 1 from given where given.category = c.category)`.execute(work.db)
  if (!reopens) return undefined
  const { caseId, unitId } = rows[0]!
  if (caseId) await moveCase(work, caseId, findingStates, "text-changed", { reason: "条文が変わりました。前の判定を確かめてください。", detail: { before: known.state satisfies FindingState } })
  return unitId ?? undefined
}

async function replaceExclusions(work: Work, ordinanceIds: readonly string[], scanned: readonly ScannedProvision[]): Promise<void> {
  await sql`delete from analog_exclusion where ordinance_id = any(${[...ordinanceIds]}::uuid[])`.execute(work.db)
  const rows = scanned
    .filter(({ excluded }) => excluded.length > 0)
    .map((one) => ({
      ordinance_id: one.ordinanceId,
      address: one.address,
      position: one.position,
      article_no: one.no,
      caption: one.caption,
      items: one.excluded,
      reasons: [...new Set(one.excluded.map(({ reason }) => reasonCodeOf(reason)))],
    }))
  if (rows.length === 0) return
  await sql`insert into analog_exclusion (ordinance_id, address, position, article_no, caption, items, reasons)
    select ordinance_id, address, position, article_no, caption, items, array(select jsonb_array_elements_text(reasons))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(ordinance_id uuid, address text, position int, article_no text, caption text, items jsonb, reasons jsonb)
    on conflict (ordinance_id, address) do nothing`.execute(work.db)
}
