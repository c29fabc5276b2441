import { sql } from "kysely"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { type CivilDate, newId, type Work } from "../../../kernel/database/index.ts"
import { refuseIf } from "../../../kernel/http/index.ts"
import type { OrdinanceKind, ParsedOrdinance } from "../structure/provision.ts"
import { contentHashOf } from "./content-hash.ts"
import { retitled } from "./retitled.ts"
import { textIsUnusable } from "./rules/text-is-unusable.ts"
import { writeVersion } from "./write-version.ts"

export interface ImportOptions {
  /** 所管課 of a new text. A known text keeps its own. */
  unitId?: string | null | undefined
  /** 施行日 of what is new. */
  effectiveOn?: CivilDate | null | undefined
  madeBy?: string | undefined
}

export interface ImportResult {
  ordinanceId: string
  /** Of the version in force afterwards. */
  versionId: string
  outcome: "created" | "new-version" | "unchanged"
  /** What whoever imports should know, one sentence each. */
  remarks: string[]
}

const nationalKinds: readonly OrdinanceKind[] = ["法律", "政令", "府省令"]

interface Known {
  id: string
  title: string
  number: string
  category: string
  promulgatedOn: CivilDate | null
  sourceUrl: string
  currentVersionId: string
  currentNumber: number
  sha256: string
}

/** Takes one text in: new, as the next version of a text that is known, or not at all when it says what is known already. */
export async function importOrdinance(work: Work, parsed: ParsedOrdinance, options: ImportOptions = {}): Promise<ImportResult> {
  mustBeAllowed(work.actor, "ordinances.manage")
  refuseIf(textIsUnusable(parsed))
  // Two imports that bring the same new text at once: the second one finds it.
  await sql`select pg_advisory_xact_lock(hashtextextended('ordinances.import', 0))`.execute(work.db)
  const known = await findSame(work, parsed)
  const sha256 = contentHashOf(parsed.provisions)
  if (!known) return create(work, parsed, sha256, options)
  if (known.sha256 === sha256) return unchanged(work, known, parsed, [])
  const earlier = await work.db.selectFrom("ordinance_version").select("number").where("ordinance_id", "=", known.id).where("content_sha256", "=", sha256).orderBy("number", "desc").executeTakeFirst()
  if (earlier) {
    // An old file taken in again must not undo what was promulgated since.
    return unchanged(work, known, parsed, [`第${earlier.number}版と同じ内容です。いまの版は第${known.currentNumber}版なので、取り込みませんでした。`])
  }
  const title = { id: known.id, title: parsed.title, promulgatedOn: parsed.promulgatedOn ?? known.promulgatedOn }
  await describe(work, known, parsed)
  const versionId = await writeVersion(work, title, {
    number: known.currentNumber + 1,
    provisions: parsed.provisions,
    sha256,
    effectiveOn: options.effectiveOn ?? null,
    madeBy: options.madeBy ?? "取込み",
  })
  await record(work, { action: "ordinances.version-imported", subject: { kind: "ordinance", id: known.id }, detail: { title: parsed.title, number: known.currentNumber + 1, sha256 } })
  return { ordinanceId: known.id, versionId, outcome: "new-version", remarks: [] }
}

async function create(work: Work, parsed: ParsedOrdinance, sha256: string, options: ImportOptions): Promise<ImportResult> {
  const { key, twins } = await freeSourceKey(work, parsed)
  const { id } = await work.db
    .insertInto("ordinance")
    .values({
      // National law belongs to no unit of the prefecture.
      unit_id: nationalKinds.includes(parsed.kind) ? null : (options.unitId ?? null),
      title: parsed.title,
      number: parsed.number,
      kind: parsed.kind,
      category: parsed.category,
      promulgated_on: parsed.promulgatedOn ?? null,
      source_url: parsed.sourceUrl,
      law_id: parsed.lawId ?? null,
      source_key: key,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const ordinance = { id, title: parsed.title, promulgatedOn: parsed.promulgatedOn ?? null }
  const versionId = await writeVersion(work, ordinance, { number: 1, provisions: parsed.provisions, sha256, effectiveOn: options.effectiveOn ?? null, madeBy: options.madeBy ?? "取込み" })
  await record(work, { action: "ordinances.imported", subject: { kind: "ordinance", id }, unitId: options.unitId ?? null, detail: { title: parsed.title, number: parsed.number, sha256 } })
  return { ordinanceId: id, versionId, outcome: "created", remarks: twins > 0 ? [`同じ題名の例規がほかに${twins}件あります。同じ例規なら、一方の例規番号か出典を直してください。`] : [] }
}

async function unchanged(work: Work, known: Known, parsed: ParsedOrdinance, remarks: string[]): Promise<ImportResult> {
  if (remarks.length === 0) {
    await describe(work, known, parsed)
    if (parsed.title !== known.title) await retitled(work, { ...known, title: parsed.title })
  }
  return { ordinanceId: known.id, versionId: known.currentVersionId, outcome: "unchanged", remarks }
}

/** What the newer file says about the text itself and the older one did not. */
async function describe(work: Work, known: Known, parsed: ParsedOrdinance): Promise<void> {
  const changed = {
    ...(parsed.title === known.title ? {} : { title: parsed.title }),
    ...(parsed.number && parsed.number !== known.number ? { number: parsed.number } : {}),
    ...(parsed.category && parsed.category !== known.category ? { category: parsed.category } : {}),
    ...(parsed.promulgatedOn && parsed.promulgatedOn !== known.promulgatedOn ? { promulgated_on: parsed.promulgatedOn } : {}),
    ...(parsed.sourceUrl && !known.sourceUrl ? { source_url: parsed.sourceUrl } : {}),
  }
  if (Object.keys(changed).length === 0) return
  await work.db
    .updateTable("ordinance")
    .set((eb) => ({ ...changed, version: eb("version", "+", 1), updated_at: work.now }))
    .where("id", "=", known.id)
    .execute()
  await record(work, { action: "ordinances.described", subject: { kind: "ordinance", id: known.id }, detail: { ...changed, before: { title: known.title, number: known.number } } })
}

/**
 * The text that is meant: by e-Gov's id; by the address it was taken from; by title and number; by the title alone where
 * one of the two says no more.
 */
async function findSame(work: Work, parsed: ParsedOrdinance): Promise<Known | undefined> {
  const { title, number, sourceUrl: url, lawId = null } = parsed
  const { rows } = await sql<Known>`
    with asked as materialized (select title_key(${title}) as key),
    candidate as materialized (
      select id from ordinance where law_id = ${lawId}
      union select id from ordinance where source_url = ${url} and source_url <> ''
      union select o.id from ordinance o join asked on o.title_key = asked.key
    )
    select o.id, o.title, o.number, o.category, o.promulgated_on as "promulgatedOn", o.source_url as "sourceUrl",
      v.id as "currentVersionId", v.number as "currentNumber", v.content_sha256 as sha256
    from candidate join ordinance o on o.id = candidate.id join ordinance_version v on v.id = o.current_version_id cross join asked
    cross join lateral (select case
      when o.law_id = ${lawId} then 1
      when o.source_url <> '' and o.source_url = ${url} then 2
      when o.title_key <> asked.key or (o.law_id is not null and ${lawId}::text is not null) then null
      when o.number <> '' and o.number = ${number} then 3
      when (o.number = '' or ${number}::text = '') and (o.source_url = '' or ${url}::text = '') then 4
    end as likeness) l
    where l.likeness is not null order by l.likeness, o.created_at limit 1`.execute(work.db)
  return rows[0]
}

/**
 * Unique: what stands behind the lock, should two ever come past it. A text that was given another title since keeps its key, and
 * a new one of its old title takes another. Also how many other texts are called the same.
 */
async function freeSourceKey(work: Work, { lawId, sourceUrl, title, number }: ParsedOrdinance): Promise<{ key: string; twins: number }> {
  const key = (lawId ? `law:${lawId}` : sourceUrl ? `url:${sourceUrl}` : `title:${title}|${number}`).slice(0, 900)
  const { rows } = await sql<{ taken: boolean; twins: number }>`with asked as materialized (select title_key(${title}) as key)
    select exists (select from ordinance where source_key = ${key}) as taken,
      (select count(*)::int from ordinance o join asked on o.title_key = asked.key) as twins`.execute(work.db)
  const { taken, twins } = rows[0]!
  return { key: taken ? `${key}#${newId()}` : key, twins }
}
