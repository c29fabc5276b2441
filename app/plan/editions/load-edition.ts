import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import type { Direction, Edition, EditionContent, Ideal, Sheet, SheetInEdition } from "./types.ts"

export const headColumns = [
  "plan_edition.id",
  "plan_edition.fiscal_year as fiscalYear",
  "plan_edition.revision",
  "plan_edition.title",
  "plan_edition.position",
  "plan_edition.term",
  "plan_edition.status",
  "plan_edition.based_on_id as basedOnId",
  "plan_edition.reason",
  "plan_edition.approval_id as approvalId",
  "plan_edition.in_force_on as inForceOn",
  "plan_edition.closed_on as closedOn",
  "plan_edition.frozen_at as frozenAt",
  "plan_edition.frozen_hash as frozenHash",
  "plan_edition.version",
  "plan_edition.created_at as createdAt",
] as const

export async function findHead(work: Work, id: string): Promise<Edition | undefined> {
  return work.db.selectFrom("plan_edition").select(headColumns).where("id", "=", id).executeTakeFirst()
}

interface Parts {
  ideals: Ideal[]
  directions: Omit<Direction, "sheets">[]
  sheets: Sheet[]
}

/**
 * Everything in an edition by one statement, whatever its size. Asks nobody's permission: callers decide what the
 * asker may see (read-edition.ts; the public pages strip what is internal).
 */
export async function loadContent(work: Work, edition: Edition): Promise<EditionContent> {
  const parts = await loadParts(work, edition, null)
  const sheets = parts.sheets
  const directions = parts.directions.map((direction) => ({
    ...direction,
    sheets: sheets.filter((sheet) => sheet.directionId === direction.id),
  }))
  return { edition, ideals: parts.ideals, directions, sheets, limited: false }
}

export async function loadSheet(work: Work, edition: Edition, initiativeId: string): Promise<SheetInEdition | undefined> {
  const { sheets, directions } = await loadParts(work, edition, initiativeId)
  const sheet = sheets[0]
  const direction = sheet && directions.find((one) => one.id === sheet.directionId)
  return sheet && direction && { edition, direction, sheet }
}

/** A unit is called what it was called while the edition ruled. */
function namesOn(work: Work, edition: Edition): string {
  const today = civilDateOf(work.now)
  return edition.status === "closed" ? (edition.closedOn ?? `${edition.fiscalYear + 1}-03-31`) : today
}

async function loadParts(work: Work, edition: Edition, initiativeId: string | null): Promise<Parts> {
  const on = namesOn(work, edition)
  const unitName = (unit: string) => sql.raw(`(select called.name from unit_period called
    where called.unit_id = ${unit} order by (called.valid_from <= o.day) desc, abs(o.day - called.valid_from) limit 1)`)
  const { rows } = await sql<Parts>`
    with o as materialized (select ${on}::date as day, ${edition.fiscalYear}::int as year, ${edition.revision}::int as revision),
    chosen as materialized (
      select s.*, d.numeral, d.sort as direction_sort, i.key from plan_sheet s
      join plan_direction d on d.id = s.direction_id join plan_initiative i on i.id = s.initiative_id
      where s.edition_id = ${edition.id} and (${initiativeId}::uuid is null or s.initiative_id = ${initiativeId}::uuid)
    ),
    milestones as (
      select m.sheet_id, json_agg(json_build_object('id', m.id, 'quarter', m.quarter, 'text', m.text, 'doneOn', m.done_on,
        'evidence', m.evidence, 'sort', m.sort) order by m.quarter, m.sort, m.id) as list
      from plan_milestone m where m.sheet_id in (select id from chosen) group by 1
    ),
    indicators as (
      select n.sheet_id, json_agg(json_build_object('id', n.id, 'lineageId', n.lineage_id, 'sort', n.sort, 'kind', n.kind,
        'name', n.name, 'unit', n.unit, 'better', n.better, 'baseline', n.baseline::text, 'baselineNote', n.baseline_note,
        'target', n.target::text, 'noTargetReason', n.no_target_reason, 'targetBasis', n.target_basis,
        'measureKey', n.measure_key) order by n.sort) as list
      from plan_indicator n where n.sheet_id in (select id from chosen) group by 1
    ),
    issues as (
      select u.initiative_id, json_agg(json_build_object('id', u.id, 'text', u.text, 'raisedIn', u.raised_in,
        'raisedAt', u.raised_at, 'isNew', u.raised_in = ${edition.id},
        'solvedWith', case when u.solved_in = ${edition.id} then u.solved_with end,
        'solvedAt', case when u.solved_in = ${edition.id} then u.solved_at end) order by u.raised_at, u.id) as list
      from plan_issue u
      join plan_edition r on r.id = u.raised_in left join plan_edition v on v.id = u.solved_in
      cross join o
      where u.initiative_id in (select initiative_id from chosen)
        and (r.fiscal_year, r.revision) <= (o.year, o.revision)
        and (v.id is null or (v.fiscal_year, v.revision) >= (o.year, o.revision))
      group by 1
    )
    select
      coalesce((select json_agg(json_build_object('id', id, 'text', text) order by sort) from plan_ideal
        where edition_id = ${edition.id}), '[]') as ideals,
      coalesce((select json_agg(json_build_object('id', id, 'numeral', numeral, 'title', title, 'aim', aim) order by sort)
        from plan_direction where edition_id = ${edition.id}), '[]') as directions,
      coalesce((select json_agg(json_build_object('id', s.id, 'editionId', s.edition_id, 'directionId', s.direction_id,
        'initiativeId', s.initiative_id, 'key', s.key, 'numeral', s.numeral, 'number', s.number, 'title', s.title,
        'aliases', s.aliases, 'text', s.text, 'ownerUnitId', s.owner_unit_id, 'ownerUnitName', ${unitName("s.owner_unit_id")},
        'partnerUnits', coalesce((select json_agg(json_build_object('id', partner.id, 'name', ${unitName("partner.id")})
          order by partner.at)
          from unnest(s.partner_unit_ids) with ordinality as partner(id, at)), '[]'),
        'presentState', s.present_state, 'actions', s.actions, 'noIndicatorReason', s.no_indicator_reason,
        'logicModel', s.logic_model, 'nextYearProposal', s.next_year_proposal, 'version', s.version, 'updatedAt', s.updated_at,
        'milestones', coalesce((select list from milestones where sheet_id = s.id), '[]'),
        'indicators', coalesce((select list from indicators where sheet_id = s.id), '[]'),
        'issues', coalesce((select list from issues where initiative_id = s.initiative_id), '[]')
      ) order by s.direction_sort, s.number, s.id) from chosen s), '[]') as sheets
    from o`.execute(work.db)
  const parts = rows[0]!
  for (const sheet of parts.sheets) {
    sheet.updatedAt = new Date(sheet.updatedAt)
    for (const issue of sheet.issues) {
      issue.raisedAt = new Date(issue.raisedAt)
      issue.solvedAt = issue.solvedAt && new Date(issue.solvedAt)
    }
  }
  return parts
}
