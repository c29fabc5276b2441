import { sql } from "kysely"
import { mustBeAllowed, scopeOf, type StaffActor } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { type ProgrammeCopyInput, type ProgrammeInput, programmeInput } from "./inputs.ts"
import type { Programme } from "./programme.ts"

export interface ProgrammeListed extends Programme {
  openCalls: number
  calls: number
}

export interface ProgrammeFilter {
  q?: string | undefined
  after?: string | undefined
  limit?: number
}

const columns = sql`p.id, p.unit_id as "unitId", coalesce(u.name, '') as "unitName", p.title, p.purpose, p.audience, p.uses, p.area,
  p.basis, p.contact, p.copied_from_id as "copiedFromId", p.version`
const named = sql`subsidy_programme p left join lateral (select name from unit_period
  where unit_id = p.unit_id order by valid_from desc limit 1) u on true`

/** Those of the units the asking person runs programmes for; all for who may see all. By title. */
export async function listProgrammes(work: Work, filter: ProgrammeFilter = {}): Promise<{ items: ProgrammeListed[]; next: string | undefined }> {
  const limit = filter.limit ?? 50
  const [title, id] = filter.after ? cursor(filter.after) : ["", "00000000-0000-0000-0000-000000000000"]
  const words = filter.q ? sql`and p.title ilike ${`%${filter.q.replace(/[%_\\]/g, "\\$&")}%`}` : sql``
  const { rows } = await sql<ProgrammeListed>`select ${columns}, count(c.id)::int as calls,
      count(c.id) filter (where c.state = 'published' and c.opens_at <= ${work.now} and c.closes_at > ${work.now})::int as "openCalls"
    from ${named} left join subsidy_call c on c.programme_id = p.id
    where ${seen(work)} ${words} and (p.title, p.id) > (${title}, ${id}::uuid)
    group by p.id, u.name order by p.title, p.id limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.title, last.id])).toString("base64url") : undefined }
}

/** Refuses one that the asking person may not see as if it were not there. */
export async function getProgramme(work: Work, id: string): Promise<Programme> {
  if (!isIdText(id)) throw notFound("制度")
  const { rows } = await sql<Programme>`select ${columns} from ${named} where p.id = ${id}::uuid and ${seen(work)}`.execute(work.db)
  if (!rows[0]) throw notFound("制度")
  return rows[0]
}

export async function createProgramme(work: Work, input: ProgrammeInput, copiedFromId: string | null = null): Promise<string> {
  const clerk = mustRun(work)
  const { id } = await work.db
    .insertInto("subsidy_programme")
    .values({ ...input, unit_id: clerk.unitId, copied_from_id: copiedFromId, created_at: work.now, updated_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "subsidies.programme-created", subject: { kind: "subsidy-programme", id }, detail: { title: input.title, copiedFromId } })
  return id
}

/** What is not said stays as in the one it is made from. @returns the new one's id. */
export async function copyProgramme(work: Work, fromId: string, changes: ProgrammeCopyInput): Promise<string> {
  const from = await getProgramme(work, fromId)
  return createProgramme(work, programmeInput.parse({ ...contentOf(from), ...changes }), from.id)
}

/** @returns its new version; two people at once: the second is told. */
export async function changeProgramme(work: Work, id: string, input: ProgrammeInput, expectedVersion?: number): Promise<number> {
  const before = await getProgramme(work, id)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: before.unitId })
  const changed = await work.db
    .updateTable("subsidy_programme")
    .set({ ...input, version: before.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .where("version", "=", expectedVersion ?? before.version)
    .returning("version")
    .executeTakeFirst()
  if (!changed) throw changedMeanwhile({ ...before })
  await record(work, {
    action: "subsidies.programme-changed",
    subject: { kind: "subsidy-programme", id },
    detail: { before: contentOf(before), after: input },
    unitId: before.unitId,
  })
  return changed.version
}

export function changedMeanwhile(theirs: Record<string, unknown>) {
  return refusal("conflict", "subsidies.stale", "ほかの人が先に保存しました。両方の内容を見比べて、もう一度保存してください。", { detail: theirs })
}

export function mustRun(work: Work): StaffActor {
  const { actor } = work
  if (actor.kind !== "staff") throw refusal("forbidden", "subsidies.staff-only", "補助制度の設定は職員が行います。")
  mustBeAllowed(actor, "subsidies.run", { unitId: actor.unitId })
  return actor
}

function contentOf({ title, purpose, audience, uses, area, basis, contact }: Programme) {
  return { title, purpose, audience, uses, area, basis, contact }
}

function seen(work: Work) {
  const all = scopeOf(work.actor, "subsidies.see-all")
  const own = scopeOf(work.actor, "subsidies.run")
  if (all === "all" || own === "all") return sql`true`
  return sql`p.unit_id = any(${[...own]}::uuid[])`
}

function cursor(text: string): [string, string] {
  try {
    const [title, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (typeof title === "string" && !title.includes("\u0000") && isIdText(id)) return [title, id]
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。")
}
