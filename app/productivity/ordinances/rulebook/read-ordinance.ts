import { mustBeAllowed } from "../../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound } from "../../../kernel/http/index.ts"
import type { Ordinance, OrdinanceVersion, PlacedProvision } from "./ordinance.ts"

const MOST_NUMBER = 2_147_483_647

function ordinances(work: Work) {
  mustBeAllowed(work.actor, "ordinances.read")
  return work.db
    .selectFrom("ordinance as o")
    .where("o.current_version_id", "is not", null)
    .select([
      "o.id",
      "o.unit_id as unitId",
      "o.title",
      "o.number",
      "o.kind",
      "o.national",
      "o.category",
      "o.promulgated_on as promulgatedOn",
      "o.source_url as sourceUrl",
      "o.law_id as lawId",
      "o.repealed_on as repealedOn",
      "o.current_version_id as currentVersionId",
      "o.version",
      "o.updated_at as updatedAt",
    ])
    .$narrowType<{ currentVersionId: string }>()
}

export async function findOrdinance(work: Work, id: string): Promise<Ordinance | undefined> {
  if (!isIdText(id)) return undefined
  return ordinances(work).where("o.id", "=", id).executeTakeFirst()
}

export async function getOrdinance(work: Work, id: string): Promise<Ordinance> {
  const found = await findOrdinance(work, id)
  if (!found) throw notFound("例規")
  return found
}

/** Several at once, in no order; ids that are nobody's are left out. */
export async function listOrdinancesById(work: Work, ids: readonly string[]): Promise<Ordinance[]> {
  if (ids.length === 0) return []
  return ordinances(work).where("o.id", "in", [...new Set(ids)]).execute()
}

/** By what a text is called, exactly, and its number where two are called the same. */
export async function findOrdinanceByTitle(work: Work, title: string, number?: string): Promise<Ordinance | undefined> {
  let query = ordinances(work).where("o.title", "=", title)
  if (number !== undefined) query = query.where("o.number", "=", number)
  const found = await query.limit(2).execute()
  return found.length === 1 ? found[0] : undefined
}

function versions(work: Work) {
  mustBeAllowed(work.actor, "ordinances.read")
  return work.db
    .selectFrom("ordinance_version as v")
    .select([
      "v.id",
      "v.ordinance_id as ordinanceId",
      "v.number",
      "v.effective_on as effectiveOn",
      "v.made_by as madeBy",
      "v.content_sha256 as contentSha256",
      "v.created_by as createdBy",
      "v.created_at as createdAt",
    ])
}

/** The newest first. */
export async function listVersions(work: Work, ordinanceId: string): Promise<OrdinanceVersion[]> {
  return versions(work).where("v.ordinance_id", "=", ordinanceId).orderBy("v.number", "desc").execute()
}

export async function getVersion(work: Work, versionId: string): Promise<OrdinanceVersion> {
  const found = isIdText(versionId) ? await versions(work).where("v.id", "=", versionId).executeTakeFirst() : undefined
  if (!found) throw notFound("版")
  return found
}

export async function getVersionByNumber(work: Work, ordinanceId: string, number: number): Promise<OrdinanceVersion> {
  const readable = Number.isSafeInteger(number) && number >= 1 && number <= MOST_NUMBER
  const found = readable ? await versions(work).where("v.ordinance_id", "=", ordinanceId).where("v.number", "=", number).executeTakeFirst() : undefined
  if (!found) throw notFound("版")
  return found
}

/**
 * The version that is in force on a day. The first one was always there when nothing says since when; a later one without
 * its 施行日 counts from the day it came into the rulebook. Undefined before the first.
 */
export function versionOn(all: readonly OrdinanceVersion[], day: CivilDate, civilDateOf: (at: Date) => CivilDate): OrdinanceVersion | undefined {
  return all
    .filter((one) => (one.effectiveOn ?? (one.number === 1 ? "" : civilDateOf(one.createdAt))) <= day)
    .sort((a, b) => b.number - a.number)[0]
}

function provisions(work: Work) {
  mustBeAllowed(work.actor, "ordinances.read")
  return work.db
    .selectFrom("ordinance_provision as p")
    .select(["p.version_id as versionId", "p.position", "p.part", "p.address", "p.no", "p.caption", "p.headings", "p.text"])
}

/** In the order of print. */
export async function listProvisions(work: Work, versionId: string): Promise<PlacedProvision[]> {
  if (!isIdText(versionId)) return []
  return provisions(work).where("p.version_id", "=", versionId).orderBy("p.position").execute()
}

/** One provision of the text as it stands today, by its canonical address ("12-3", "s2/3"). */
export async function getProvision(work: Work, ordinanceId: string, address: string): Promise<PlacedProvision> {
  const { currentVersionId } = await getOrdinance(work, ordinanceId)
  const found = await findProvision(work, currentVersionId, address)
  if (!found) throw notFound("条文")
  return found
}

export async function findProvision(work: Work, versionId: string, address: string): Promise<PlacedProvision | undefined> {
  return provisions(work).where("p.version_id", "=", versionId).where("p.address", "=", address).executeTakeFirst()
}
