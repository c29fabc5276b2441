import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { concludeCommittee } from "../office/committee.ts"
import { readCall } from "../programmes/calls.ts"
import type { Call } from "../programmes/programme.ts"
import { budgetLine, type Granted } from "../rules/budget-line.ts"
import { type PublishedSummary, publishedSummary } from "../rules/published-summary.ts"
import { reviewerHasConflict } from "../rules/reviewer-has-conflict.ts"
import { type Outcome, scoreApplications, type Scored } from "../rules/score-applications.ts"
import { awardsInForce } from "../office/budget.ts"
import { type Committee, findCommittee, runsCall } from "./committee.ts"

export interface ResultRow {
  id: string
  number: string
  title: string
  applicant: string
  wantedYen: number
  outcome: Outcome
  granted: Granted | undefined
  adjustments: { points: number; reason: string }[]
}

export interface Result {
  call: Call
  committee: Committee
  rows: ResultRow[]
  /** What the line is drawn under: the budget less what is granted already. */
  budgetYen: number | null
}

/** Scored, ranked and measured against the budget, from the sheets as they are. For the section that runs the call. */
export async function resultOf(work: Work, callId: string): Promise<Result> {
  const { call } = await runsCall(work, callId)
  return compute(work, call)
}

async function compute(work: Pick<Work, "db">, call: Call): Promise<Result> {
  const committee = await findCommittee(work, call.id)
  if (!committee) throw notFound("審査会")
  const { rows: applications } = await sql<{ id: string; number: string; title: string; applicant: string; wantedYen: number; corporateNumber: string; ownerId: string }>`select a.id, a.number, a.title,
      coalesce(a.party->>'name', '') as applicant, coalesce(a.wanted_yen, 0) as "wantedYen", coalesce(a.party->>'corporateNumber', '') as "corporateNumber", a.owner_id as "ownerId"
    from subsidy_application a where a.call_id = ${call.id}::uuid and (a.state = 'in-committee' or exists (select from subsidy_sheet s where s.application_id = a.id))
    order by a.number limit 2000`.execute(work.db)
  const ids = applications.map(({ id }) => id)
  const [sheets, reviewers, adjustments] = await Promise.all([
    work.db.selectFrom("subsidy_sheet").selectAll().where("call_id", "=", call.id).execute(),
    work.db.selectFrom("subsidy_reviewer").select(["person_id as id", "corporate_numbers as corporateNumbers"]).where("call_id", "=", call.id).execute(),
    ids.length === 0 ? [] : work.db.selectFrom("subsidy_adjustment").select(["application_id as id", "points", "reason"]).where("application_id", "in", ids).orderBy("added_at").execute(),
  ])
  const scored = applications.map((one): Scored => {
    const own = sheets.filter((sheet) => sheet.application_id === one.id)
    const conflicted = reviewers
      .filter(({ id, corporateNumbers }) => {
        const back = own.find((sheet) => sheet.reviewer_id === id)?.stepped_back
        return reviewerHasConflict({ id, corporateNumbers, personIds: [id], steppedBack: back ? [{ applicationId: one.id, reason: back }] : [] }, { applicationId: one.id, ...(one.corporateNumber ? { corporateNumber: one.corporateNumber } : {}), personIds: [one.ownerId], partnerCorporateNumbers: [] }).length > 0
      })
      .map(({ id }) => id)
    return {
      id: one.id,
      sheets: own.filter((sheet) => sheet.submitted_at !== null).map((sheet) => ({ reviewer: sheet.reviewer_id, points: sheet.points, notMet: sheet.not_met })),
      conflicted,
      adjustments: adjustments.filter(({ id }) => id === one.id).map(({ points, reason }) => ({ points, reason })),
    }
  })
  const outcomes = scoreApplications(scored, committee.terms)
  const inForce = call.budgetYen === null ? [] : await awardsInForce(work as Work, call.id)
  const budgetYen = call.budgetYen === null ? null : Math.max(0, call.budgetYen - inForce.filter(({ id }) => !ids.includes(id)).reduce((sum, { amount }) => sum + amount, 0))
  const grants =
    budgetYen === null
      ? []
      : budgetLine(
          outcomes.flatMap(({ id, rank, status }) => (status === "ranked" ? [{ id, rank: rank!, amount: applications.find((one) => one.id === id)!.wantedYen }] : [])),
          { budget: budgetYen, partial: committee.partial ? { least: committee.partial, rounding: call.rounding } : null, afterTheLine: "stop" },
        )
  const rows = outcomes.map((outcome): ResultRow => {
    const one = applications.find(({ id }) => id === outcome.id)!
    return { id: one.id, number: one.number, title: one.title, applicant: one.applicant, wantedYen: one.wantedYen, outcome, granted: grants.find(({ id }) => id === one.id), adjustments: scored.find(({ id }) => id === one.id)!.adjustments.map((adjustment) => ({ ...adjustment })) }
  })
  return { call, committee, rows, budgetYen }
}

/** Points to two decimals, cut off, as they are shown. */
export function pointsText(total: Outcome["total"]): string {
  const hundredths = total.times({ numerator: 100, denominator: 1 }).floorTo(1)
  return (hundredths / 100).toFixed(2)
}

/** Negative points and the like, each with its reason. */
export async function adjust(work: Work, callId: string, input: { applicationId: string; points: number; reason: string }): Promise<void> {
  const { rows, committee } = await resultOf(work, callId)
  if (committee.closedAt) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は締め切られました。")
  if (input.points === 0) throw refusal("invalid", "subsidies.no-points", "0でない点を入力してください。", { field: "points" })
  if (!rows.some(({ id }) => id === input.applicationId)) throw notFound("審査会の申請")
  await work.db
    .insertInto("subsidy_adjustment")
    .values({ application_id: input.applicationId, points: input.points, reason: input.reason, added_by: work.actor.kind === "staff" ? work.actor.id : null, added_at: work.now })
    .execute()
  await record(work, { action: "subsidies.points-adjusted", subject: { kind: "subsidy-application", id: input.applicationId }, detail: { points: input.points, reason: input.reason } })
}

/** The scoring is closed and every application goes back to its clerk with its result. */
export async function concludeScoring(work: Work, callId: string): Promise<number> {
  await runsCall(work, callId)
  await work.db.selectFrom("subsidy_committee").select("call_id").where("call_id", "=", callId).forUpdate().executeTakeFirst()
  const { rows, committee } = await resultOf(work, callId)
  if (committee.closedAt) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は、もう締め切られています。")
  const ties = rows.filter(({ granted }) => granted?.result === "tie-at-the-line")
  const { rows: before } = await sql<{ id: string }>`select id from subsidy_application where call_id = ${callId}::uuid and state = 'in-committee' order by id`.execute(work.db)
  if (before.length === 0) throw refusal("conflict", "subsidies.nothing-scored", "審査会に付議した申請がありません。")
  await work.db.updateTable("subsidy_committee").set({ closed_at: work.now, updated_at: work.now }).where("call_id", "=", callId).execute()
  for (const { id } of before) {
    const row = rows.find((one) => one.id === id)!
    await concludeCommittee(work, id, noteOf(row))
  }
  await record(work, { action: "subsidies.scoring-concluded", subject: { kind: "subsidy-call", id: callId }, detail: { applications: before.length, ties: ties.map(({ number }) => number) } })
  return before.length
}

function noteOf({ outcome, granted }: ResultRow): string {
  const total = `合計 ${pointsText(outcome.total)}点`
  if (outcome.status !== "ranked") return `${total}。${outcome.reasons.join("、")}。`
  const line = granted === undefined ? "" : granted.result === "full" ? "予算の範囲内" : granted.result === "partial" ? `一部採択の候補（${yenText(granted.granted)}）` : granted.result === "tie-at-the-line" ? "予算の境目で同点（審査会で決める）" : "予算の範囲外"
  return `順位 ${outcome.rank}${outcome.tied ? "（同点）" : ""}、${total}。${line}`
}

/** 審査結果の概要 for everybody, once the section has published it: no reviewer's points. */
export async function publishSummary(work: Work, callId: string): Promise<void> {
  const { programme } = await runsCall(work, callId)
  const committee = await findCommittee(work, callId)
  if (!committee?.closedAt) throw refusal("conflict", "subsidies.scoring-open", "採点を締め切ってから公表してください。")
  await work.db.updateTable("subsidy_committee").set({ published_at: work.now }).where("call_id", "=", callId).execute()
  await record(work, { action: "subsidies.scoring-published", subject: { kind: "subsidy-call", id: callId }, detail: {}, unitId: programme.unitId })
}

/** Fewer applications than this, and one could work out a single applicant's points. */
const LEAST_PUBLISHED = 3

export async function summaryOf(work: Work, callId: string): Promise<{ call: Call; summary: PublishedSummary }> {
  const call = await readCall(work, callId)
  const committee = call && (await findCommittee(work, call.id))
  if (!call || !committee?.publishedAt) throw notFound("審査結果の概要")
  const { rows } = await compute(work, call)
  const summary = publishedSummary(
    rows.map(({ outcome }) => outcome),
    rows.flatMap(({ granted }) => granted ?? []),
    new Map(rows.map(({ id, title }) => [id, title])),
    LEAST_PUBLISHED,
  )
  return { call, summary }
}
