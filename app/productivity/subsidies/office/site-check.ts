import { personOf } from "../../../kernel/access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { type DocumentRule, listDocuments, storeDocument } from "../../../kernel/documents/index.ts"
import { isIdText, refusal, refuseIf, Refusal } from "../../../kernel/http/index.ts"
import { moveApplication } from "../applications/move-application.ts"
import { getApplication, lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { applicationStates } from "../application-states.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import type { SiteCheckInput } from "./inputs.ts"

const KIND = "subsidy-site-check"

export interface SiteCheck {
  id: string
  day: CivilDate
  outcome: "as-applied" | "differs"
  findings: string
  by: string | null
  photos: { id: string; name: string }[]
}

export const outcomeWords: Readonly<Record<SiteCheck["outcome"], string>> = { "as-applied": "申請のとおり", differs: "申請と違う点がある" }

/** 現地調査 (適正化法6条1項): what was seen on which day, with its photos. The findings stay in the office. */
export async function recordSiteCheck(work: Work, id: string, input: SiteCheckInput, photos: readonly { name: string; bytes: Uint8Array }[] = []): Promise<string> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "check-on-site", { by: "office" }))
  if (input.day > civilDateOf(work.now) || input.day < civilDateOf(it.filedAt!)) {
    throw refusal("invalid", "subsidies.site-check-day", "調査した日は、申請を受け付けた日からきょうまでの日にしてください。", { field: "day" })
  }
  const { id: siteCheckId } = await work.db
    .insertInto("subsidy_site_check")
    .values({ ...input, application_id: id, checked_by: personOf(work.actor) ?? null, checked_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  for (const photo of photos) await storeDocument(work, { ...photo, subject: { kind: KIND, id: siteCheckId }, field: "photos" })
  const moved = await moveApplication(work, it, "check-on-site", { detail: { siteCheckId, day: input.day, outcome: input.outcome, photos: photos.length } })
  await tellApplicants(work, moved, "現地調査が行われました")
  return siteCheckId
}

/** Of an application the asking person has been let to. */
export async function listSiteChecks(work: Work, applicationId: string): Promise<SiteCheck[]> {
  const rows = await work.db
    .selectFrom("subsidy_site_check as s")
    .leftJoin("person as p", "p.id", "s.checked_by")
    .select(["s.id", "s.day", "s.outcome", "s.findings", "p.name as by"])
    .where("s.application_id", "=", applicationId)
    .orderBy("s.day")
    .orderBy("s.id")
    .execute()
  return Promise.all(rows.map(async (row) => ({ ...row, photos: (await listDocuments(work, { kind: KIND, id: row.id })).map(({ id, name }) => ({ id, name })) })))
}

/** The office's own record: staff who see the application, never its applicant. */
export const siteCheckDocuments: DocumentRule = {
  subjectKind: KIND,
  title: "補助金の現地調査の記録",
  async mayRead(work, id) {
    if (work.actor.kind !== "staff" || !isIdText(id)) return false
    const check = await work.db.selectFrom("subsidy_site_check").select("application_id as applicationId").where("id", "=", id).executeTakeFirst()
    if (!check) return false
    try {
      await getApplication(work, check.applicationId)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}
