import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { getSheet, type Sheet, type SheetInEdition } from "../editions/index.ts"
import { fiscalYearName } from "../../kernel/ui/formats.ts"
import type { ReviewState } from "./review-states.ts"
import { type Grade, type Suggestion, suggestGrade } from "./rules/suggest-grade.ts"
import type { Half, Verdict } from "./tables.ts"
import { indicatorSeries, valueAt } from "./indicator-series.ts"

export interface Review {
  id: string
  editionId: string
  initiativeId: string
  half: Half
  caseId: string
  state: ReviewState
  suggested: string | null
  suggestedBasis: string
  grade: string | null
  reason: string
  overrideReason: string
  submittedAt: Date | null
  verdict: string | null
  verdictComment: string
  judgedAt: Date | null
  answer: string
  answeredAt: Date | null
  version: number
}

/** What the public may know of a review: only once it is judged. */
export interface PublishedGrade {
  grade: string
  title: string
  /** 令和8年度上半期 */
  period: string
  reason: string
  /** The verdict's title. */
  verdict: string
}

export const halfWords: Record<Half, string> = { first: "上半期", second: "年間" }

const columns = [
  "id",
  "edition_id as editionId",
  "initiative_id as initiativeId",
  "half",
  "case_id as caseId",
  "state",
  "suggested",
  "suggested_basis as suggestedBasis",
  "grade",
  "reason",
  "override_reason as overrideReason",
  "submitted_at as submittedAt",
  "verdict",
  "verdict_comment as verdictComment",
  "judged_at as judgedAt",
  "answer",
  "answered_at as answeredAt",
  "version",
] as const

export async function findReview(work: Work, editionId: string, initiativeId: string, half: Half): Promise<Review | undefined> {
  return work.db
    .selectFrom("plan_review")
    .select(columns)
    .where("edition_id", "=", editionId)
    .where("initiative_id", "=", initiativeId)
    .where("half", "=", half)
    .executeTakeFirst()
}

/** Of an edition the caller has been allowed to read. */
export async function listReviews(work: Work, editionId: string): Promise<Review[]> {
  return work.db.selectFrom("plan_review").select(columns).where("edition_id", "=", editionId).execute()
}

/** The scale in force on a day. */
export async function gradeScale(work: Work, on: string): Promise<Grade[]> {
  return (await scaleOn(work, "grade", on)) as Grade[]
}

export async function verdictScale(work: Work, on: string): Promise<Verdict[]> {
  return (await scaleOn(work, "verdict", on)) as Verdict[]
}

async function scaleOn(work: Work, kind: "grade" | "verdict", on: string): Promise<Grade[] | Verdict[]> {
  const row = await work.db
    .selectFrom("plan_scale")
    .select("items")
    .where("kind", "=", kind)
    .where("valid_from", "<=", on)
    .orderBy("valid_from", "desc")
    .executeTakeFirstOrThrow()
  return row.items
}

/** The last day a half speaks of. */
export function halfEnd(fiscalYear: number, half: Half): string {
  return half === "first" ? `${fiscalYear}-09-30` : `${fiscalYear + 1}-03-31`
}

/** What indicators and milestones suggest for a half, as known today. */
export async function suggestionFor(work: Work, found: SheetInEdition, half: Half): Promise<Suggestion | undefined> {
  const { edition, sheet } = found
  const end = halfEnd(edition.fiscalYear, half)
  const series = await indicatorSeries(work, sheet, civilDateOf(work.now))
  const lastQuarter = half === "first" ? 2 : 4
  const due = sheet.milestones.filter((one) => one.quarter <= lastQuarter)
  return suggestGrade(
    await gradeScale(work, end),
    sheet.indicators.map((one) => ({
      name: one.name,
      better: one.better,
      baseline: one.baseline === null ? null : Number(one.baseline),
      target: one.target === null ? null : Number(one.target),
      actual: valueAt(series.get(one.lineageId) ?? [], end),
    })),
    { due: due.length, done: due.filter((one) => one.doneOn !== null && one.doneOn <= end).length },
    half === "first" ? 0.5 : 1,
  )
}

export async function getReviewed(work: Work, editionId: string, initiativeId: string): Promise<SheetInEdition & { sheet: Sheet }> {
  return getSheet(work, editionId, initiativeId)
}

/** Judged reviews of an edition, the later half first; for the public pages. */
export async function publishedGrades(work: Work, editionId: string): Promise<Map<string, PublishedGrade>> {
  const { rows } = await sql<{ initiativeId: string; half: Half; grade: string; reason: string; verdict: string; fiscalYear: number }>`
    select distinct on (r.initiative_id) r.initiative_id as "initiativeId", r.half, r.grade, r.reason, r.verdict,
      e.fiscal_year as "fiscalYear"
    from plan_review r join plan_edition e on e.id = r.edition_id and e.status in ('in-force', 'closed')
    where r.edition_id = ${editionId} and r.state in ('judged', 'answered')
    order by r.initiative_id, r.half desc`.execute(work.db)
  const grades = new Map<string, PublishedGrade>()
  if (rows.length === 0) return grades
  const on = halfEnd(rows[0]!.fiscalYear, "second")
  const [scale, verdicts] = [await gradeScale(work, on), await verdictScale(work, on)]
  for (const row of rows) {
    grades.set(row.initiativeId, {
      grade: row.grade,
      title: scale.find((grade) => grade.key === row.grade)?.title ?? row.grade,
      period: `${fiscalYearName(row.fiscalYear)}${halfWords[row.half]}`,
      reason: row.reason,
      verdict: verdicts.find((verdict) => verdict.key === row.verdict)?.title ?? row.verdict,
    })
  }
  return grades
}
