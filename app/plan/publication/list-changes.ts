import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import { editionName, fieldWords } from "../editions/index.ts"

/** The texts whose changes the public is told of; all others stay inside. */
const PUBLIC_FIELDS = ["title", "text", "actions", "milestones", "indicators", "ideals", "directions"] as const

export interface PublicChange {
  id: string
  at: Date
  editionTitle: string
  initiativeId: string | null
  /** Of the initiative, or of the edition when its own text changed. */
  title: string
  /** What happened: 「マイルストーン」「評価の公表」「施行」「「申請書の写し」の改善の採用」. */
  fields: string
}

interface Row {
  id: string
  at: Date
  editionTitle: string
  fiscalYear: number
  revision: number
  initiativeId: string | null
  title: string | null
  fields: string[]
  improvement: string | null
}

/**
 * What changed for residents, the newest first, without names of persons: an edition came into force, a text of it
 * changed afterwards, a review was judged, an improvement was adopted or its effect measured. What was written while it was a draft stays inside.
 */
export async function listPublicChanges(work: Work, limit = 50): Promise<PublicChange[]> {
  const { rows } = await sql<Row>`
    with open as (
      select id, title, fiscal_year, revision, status,
        greatest(in_force_on::timestamp at time zone 'Asia/Tokyo', frozen_at) as since
      from plan_edition where status in ('in-force', 'closed') and in_force_on is not null
    ), change as (
      select e.id, e.since as at, e.id as edition_id, null::uuid as initiative_id, array['in-force'] as fields, null as improvement from open e
      union all
      select min(v.id::text)::uuid, v.changed_at, v.edition_id, v.initiative_id, array_agg(distinct v.field), null
      from plan_text_version v join open e on e.id = v.edition_id
      where v.field = any(${[...PUBLIC_FIELDS]}::text[]) and v.changed_at >= e.since
      group by v.changed_at, v.edition_id, v.initiative_id
      union all
      select r.id, r.judged_at, r.edition_id, r.initiative_id, array['review'], null
      from plan_review r join open e on e.id = r.edition_id
      where r.state in ('judged', 'answered') and r.judged_at is not null
      union all
      select i.id, i.decided_on::timestamp at time zone 'Asia/Tokyo', e.id, i.initiative_id, array['adopted'], i.title
      from improvement i join plan_sheet s on s.initiative_id = i.initiative_id join open e on e.id = s.edition_id
      where i.open and e.status = 'in-force'
      union all
      select m.id, m.entered_at, e.id, i.initiative_id, array['measured'], i.title
      from improvement i join improvement_measurement m on m.improvement_id = i.id
      join plan_sheet s on s.initiative_id = i.initiative_id join open e on e.id = s.edition_id
      where i.open and e.status = 'in-force'
    )
    select c.id, c.at, e.title as "editionTitle", e.fiscal_year as "fiscalYear", e.revision, c.initiative_id as "initiativeId",
      s.title, c.fields, c.improvement
    from change c join open e on e.id = c.edition_id
    left join plan_sheet s on s.edition_id = c.edition_id and s.initiative_id = c.initiative_id
    where c.initiative_id is null or s.id is not null
    order by c.at desc, c.id desc limit ${limit}`.execute(work.db)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    editionTitle: row.editionTitle,
    initiativeId: row.initiativeId,
    title: row.title ?? `推進プラン ${editionName(row)}`,
    fields: row.fields.map((field) => (row.improvement === null ? "" : `「${row.improvement}」の`) + (happened[field] ?? fieldWords[field] ?? field)).join("、"),
  }))
}

const happened: Record<string, string> = { "in-force": "施行", review: "評価の公表", adopted: "改善の採用", measured: "改善の効果の測定" }
