import { type RawBuilder, sql } from "kysely"
import { type ApplicantActor, personOf, type StaffActor, system } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type Question, question, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { DeskItem, OwnCase } from "../../../module.ts"
import type { Application } from "../applications/application.ts"
import type { Asked } from "../applications/asked.ts"
import { getApplication } from "../applications/read-application.ts"
import { reviewerHasConflict } from "../rules/reviewer-has-conflict.ts"
import { type Committee, findCommittee } from "./committee.ts"
import type { SheetInput } from "./inputs.ts"
import { scoringPaths } from "./paths.ts"

export interface OwnSheet {
  points: Record<string, number>
  notMet: string[]
  comment: string
  steppedBack: string
  submittedAt: Date | null
}

export interface ToReview {
  it: Application
  committee: Committee
  /** Without the applicant's page and the names of files where it is blind. */
  asked: Asked[]
  sheet: OwnSheet | undefined
  /** Why this reviewer may not score it. */
  conflicts: string[]
}

export interface ReviewRow {
  applicationId: string
  number: string
  title: string
  callTitle: string
  since: Date
  submitted: boolean
  steppedBack: boolean
}

/** A member of staff, or somebody from outside who took the seat: both by their person. */
function reviewer(work: Work): StaffActor | ApplicantActor {
  if (work.actor.kind !== "staff" && work.actor.kind !== "applicant") throw refusal("forbidden", "subsidies.reviewers-only", "採点は審査会の委員が行います。")
  return work.actor
}

/** Seats that stand today: not ended, within the term, and of outsiders only what is assigned to them. */
function seated(work: Work, personId: string) {
  return sql<boolean>`r.person_id = ${personId}::uuid and r.ended_at is null and (r.until_on is null or r.until_on >= ${civilDateOf(work.now)}::date)
    and (not r.outside or exists (select from subsidy_assignment g where g.person_id = r.person_id and g.application_id = a.id))`
}

/** What lies before the asking person's committees, unscored first. Nobody sees another committee's. */
export async function listReviews(work: Work): Promise<ReviewRow[]> {
  const personId = personOf(work.actor)
  return personId ? (await reviewsOf(work, personId).execute(work.db)).rows : []
}

function reviewsOf(work: Work, personId: string): RawBuilder<ReviewRow> {
  return sql<ReviewRow>`select a.id as "applicationId", a.number, a.title, c.title as "callTitle", f.state_since as since,
      s.submitted_at is not null as submitted, coalesce(s.stepped_back, '') <> '' as "steppedBack"
    from subsidy_reviewer r join subsidy_committee k on k.call_id = r.call_id and k.closed_at is null
    join subsidy_application a on a.call_id = r.call_id and a.state = 'in-committee' join subsidy_call c on c.id = a.call_id
    join case_file f on f.id = a.case_id left join subsidy_sheet s on s.application_id = a.id and s.reviewer_id = r.person_id
    where ${seated(work, personId)} order by submitted, a.number limit 500`
}

/** One application before the asking person's committee; to everybody else as if it were not there. */
export async function getToReview(work: Work, applicationId: string): Promise<ToReview> {
  const me = reviewer(work)
  const row = isIdText(applicationId)
    ? await work.db
        .selectFrom("subsidy_application as a")
        .innerJoin("subsidy_reviewer as r", "r.call_id", "a.call_id")
        .select(["a.call_id as callId", "r.corporate_numbers as corporateNumbers"])
        .where("a.id", "=", applicationId)
        .where("a.state", "=", "in-committee")
        .where(seated(work, me.id))
        .executeTakeFirst()
    : undefined
  const committee = row && (await findCommittee(work, row.callId))
  if (!row || !committee) throw notFound("審査する申請")
  // Membership has been asked: the committee reads what its section let it read.
  const it = await getApplication({ ...work, actor: system("subsidies.committee") }, applicationId)
  const sheet = await ownSheet(work, applicationId, me.id)
  const people = await work.db.selectFrom("subsidy_member").select("person_id as id").where("application_id", "=", applicationId).where("person_id", "is not", null).execute()
  const conflicts = reviewerHasConflict(
    { id: me.id, corporateNumbers: row.corporateNumbers, personIds: [me.id], steppedBack: sheet?.steppedBack ? [{ applicationId, reason: sheet.steppedBack }] : [] },
    { applicationId, ...(it.party.corporateNumber ? { corporateNumber: it.party.corporateNumber } : {}), personIds: [it.ownerId, ...people.map(({ id }) => id!)], partnerCorporateNumbers: [] },
  )
  const asked = (it.asked ?? []) as Asked[]
  return { it, committee, asked: committee.blind ? asked.filter(({ step }) => step !== "party" && step !== "files") : asked, sheet, conflicts }
}

/** A sheet, kept as far as it is filled; submitted only whole, and no more changed once the committee is closed. */
export async function saveSheet(work: Work, applicationId: string, input: SheetInput): Promise<void> {
  const me = reviewer(work)
  const { committee, conflicts, it } = await getToReview(work, applicationId)
  if (committee.closedAt) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は締め切られました。")
  if (conflicts.length > 0) throw refusal("conflict", "subsidies.reviewer-has-conflict", `利害関係があるため採点できません（${conflicts.join("、")}）。`)
  const points: Record<string, number> = {}
  committee.terms.criteria.forEach(({ key, name, max }, at) => {
    const given = input.points.find((one) => one.key === key)?.points
    if (given === undefined) {
      if (input.go === "submit") throw refusal("invalid", "subsidies.points-missing", `「${name}」の点を入力してください。`, { field: `points.${at}.points` })
      return
    }
    if (given > max) throw refusal("invalid", "subsidies.points-over", `「${name}」は${max}点までです。`, { field: `points.${at}.points` })
    points[key] = given
  })
  const notMet = input.notMet.filter((key) => committee.terms.knockOuts.some((one) => one.key === key))
  await write(work, committee.callId, applicationId, me.id, { points: JSON.stringify(points), not_met: JSON.stringify(notMet), comment: input.comment, submitted_at: input.go === "submit" ? work.now : null })
  await record(work, { action: input.go === "submit" ? "subsidies.sheet-submitted" : "subsidies.sheet-saved", subject: { kind: "subsidy-application", id: applicationId }, detail: { reviewer: me.id, points, notMet }, unitId: it.unitId })
}

/** 回避: the reviewer steps back from one application, with the reason; what they had given does not count. */
export async function stepBack(work: Work, applicationId: string, reason: string): Promise<void> {
  const me = reviewer(work)
  const { committee, it } = await getToReview(work, applicationId)
  if (committee.closedAt) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は締め切られました。")
  await write(work, committee.callId, applicationId, me.id, { stepped_back: reason, submitted_at: null })
  await record(work, { action: "subsidies.stepped-back", subject: { kind: "subsidy-application", id: applicationId }, detail: { reviewer: me.id, reason }, unitId: it.unitId })
}

type SheetColumns = Partial<{ points: string; not_met: string; comment: string; stepped_back: string; submitted_at: Date | null }>

async function write(work: Work, callId: string, applicationId: string, reviewerId: string, set: SheetColumns): Promise<void> {
  await work.db
    .insertInto("subsidy_sheet")
    .values({ call_id: callId, application_id: applicationId, reviewer_id: reviewerId, points: "{}", not_met: "[]", comment: "", submitted_at: null, updated_at: work.now, ...set })
    .onConflict((on) => on.columns(["application_id", "reviewer_id"]).doUpdateSet({ ...set, updated_at: work.now }))
    .execute()
}

async function ownSheet(work: Work, applicationId: string, reviewerId: string): Promise<OwnSheet | undefined> {
  return work.db
    .selectFrom("subsidy_sheet")
    .select(["points", "not_met as notMet", "comment", "stepped_back as steppedBack", "submitted_at as submittedAt"])
    .where("application_id", "=", applicationId)
    .where("reviewer_id", "=", reviewerId)
    .executeTakeFirst()
}

export function reviewsWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const itemOf = (row: Waiting): DeskItem => ({ kind: "採点", title: `${row.callTitle}：${row.title}`, link: scoringPaths.review(row.applicationId), since: new Date(row.since) })
  return [question(reviewsOf(work, work.actor.id), (rows: Waiting[]) => rows.filter(({ submitted, steppedBack }) => !submitted && !steppedBack).map(itemOf))]
}

type Waiting = Omit<ReviewRow, "since"> & { since: string }

/** For the portal's page of one's own cases: an outsider finds the way back there. */
export async function reviewsAsCases(work: Work): Promise<OwnCase[]> {
  if (work.actor.kind !== "applicant") return []
  return (await listReviews(work)).map((row) => ({
    number: row.number,
    title: `審査会：${row.title}`,
    link: scoringPaths.review(row.applicationId),
    state: row.submitted ? "採点済み" : row.steppedBack ? "回避" : "採点前",
    awaited: row.submitted || row.steppedBack ? "ありません" : "あなたの採点",
    since: row.since,
  }))
}
