import { type RawBuilder, sql } from "kysely"
import { type Actor, may, scopeOf } from "../../../kernel/access/index.ts"
import { civilDateOf, type Tables, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"

const columns = {
  id: "id",
  callId: "call_id",
  unitId: "unit_id",
  caseId: "case_id",
  number: "number",
  state: "state",
  ownerId: "owner_id",
  companyId: "company_id",
  formVersionId: "form_version_id",
  eligibility: "eligibility",
  party: "party",
  title: "title",
  summary: "summary",
  startsOn: "starts_on",
  endsOn: "ends_on",
  costs: "costs",
  income: "income",
  answers: "answers",
  asked: "asked",
  savedSteps: "saved_steps",
  wantedYen: "wanted_yen",
  awardedYen: "awarded_yen",
  settledYen: "settled_yen",
  clerkId: "clerk_id",
  filedAt: "filed_at",
  processBy: "process_by",
  decidedOn: "decided_on",
  notifiedOn: "notified_on",
  completedOn: "completed_on",
  settledOn: "settled_on",
  endedOn: "ended_on",
  contentSha256: "content_sha256",
  version: "version",
  createdAt: "created_at",
  updatedAt: "updated_at",
} as const satisfies Record<keyof Application, keyof Tables["subsidy_application"]>
// Written once: taken apart by Kysely for each of thirty-five columns they cost as much as the statement itself.
const asRead = sql.raw(Object.entries(columns).map(([name, column]) => `a.${column} as "${name}"`).join(", "))

/**
 * Who sees an application, as one condition on `subsidy_application as a`. Applicants: its owner, those who act for the
 * company it was begun for, the colleagues and agents named on it. Staff: the section that runs the programme, and who
 * may see all; never a draft. Everybody else: as if it were not there.
 */
export function visibleTo(work: Work): RawBuilder<boolean> {
  const { actor } = work
  if (actor.kind === "system") return sql<boolean>`true`
  if (actor.kind === "applicant") return sql<boolean>`(${ownOf(work)})`
  if (actor.kind !== "staff") return sql<boolean>`false`
  const filed = sql`a.filed_at is not null`
  const units = unitsSeen(actor)
  return units === "all" ? sql<boolean>`${filed}` : sql<boolean>`(${filed} and a.unit_id = any(${[...units]}::uuid[]))`
}

function ownOf(work: Work): RawBuilder<unknown> {
  const { actor } = work
  if (actor.kind !== "applicant") return sql`false`
  const today = civilDateOf(work.now)
  const company = actor.companyId ? sql`or a.company_id = ${actor.companyId}::uuid` : sql``
  return sql`a.owner_id = ${actor.id}::uuid ${company} or exists (select from subsidy_member m where m.application_id = a.id
    and m.person_id = ${actor.id}::uuid and m.ended_at is null and (m.until is null or m.until >= ${today}::date))`
}

function unitsSeen(actor: Actor): "all" | readonly string[] {
  const all = scopeOf(actor, "subsidies.see-all")
  return all === "all" ? "all" : scopeOf(actor, "subsidies.run")
}

/** Refuses one that the asking person may not see as if it were not there. */
export async function getApplication(work: Work, id: string): Promise<Application> {
  const found = await read(work, id, sql``)
  if (!found) throw notFound("申請")
  return found
}

/** The same, held until the change is committed: of two people deciding, the second sees what the first did. */
export async function lockApplication(work: Work, id: string): Promise<Application> {
  const found = await read(work, id, sql`for update`)
  if (!found) throw notFound("申請")
  return found
}

/** Locked, and the asking member of staff works for the section that runs its programme. */
export async function lockForOffice(work: Work, id: string): Promise<Application> {
  const it = await lockApplication(work, id)
  if (work.actor.kind !== "system" && !runs(work.actor, it)) throw notFound("申請")
  return it
}

/** May handle it for the office, not only look at it. */
export function runs(actor: Actor, it: Pick<Application, "unitId">): boolean {
  return actor.kind === "staff" && may(actor, "subsidies.run", { unitId: it.unitId })
}

async function read(work: Work, id: string, hold: RawBuilder<unknown>): Promise<Application | undefined> {
  if (!isIdText(id)) return undefined
  const { rows } = await sql<Application>`select ${asRead} from subsidy_application a where ${visibleTo(work)} and a.id = ${id}::uuid ${hold}`.execute(work.db)
  return rows[0]
}

/** The owner, the company's people, and the colleagues and agents named: who hears of it on the applicant's side. */
export async function applicantsOf(work: Work, it: Pick<Application, "id">): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select ${applicantsAsJson(work)} as ids from subsidy_application a where a.id = ${it.id}::uuid`.execute(work.db)
  return rows[0]?.ids ?? []
}

/** The same of the application `a`, as one JSON value for a statement that asks for more. */
export function applicantsAsJson(work: Work): RawBuilder<string[]> {
  return sql<string[]>`(select json_agg(person_id) from (select a.owner_id as person_id union
    select m.person_id from subsidy_member m where m.application_id = a.id and m.ended_at is null and m.person_id is not null
      and (m.until is null or m.until >= ${civilDateOf(work.now)}::date)) people)`
}
