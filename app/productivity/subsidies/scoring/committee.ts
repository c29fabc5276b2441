import { sql } from "kysely"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { findStaffByNumber, isCorporateNumber } from "../../../kernel/people/index.ts"
import { getOwnCall } from "../programmes/calls.ts"
import type { Fraction } from "../rules/money.ts"
import type { Criterion, ScoringTerms } from "../rules/score-applications.ts"
import type { CommitteeInput } from "./inputs.ts"
import { outsideReviewerEnded } from "./notices.ts"

export interface Committee {
  callId: string
  terms: ScoringTerms
  blind: boolean
  partial: Fraction | null
  closedAt: Date | null
  publishedAt: Date | null
}

export interface ReviewerRow {
  personId: string
  name: string
  corporateNumbers: string[]
  sheets: number
  /** 外部委員: where they come from, until when, and how many applications they see. */
  outside: boolean
  affiliation: string
  untilOn: CivilDate | null
  assigned: number
}

/** Read without asking who may: for those who have. */
export async function findCommittee(work: Pick<Work, "db">, callId: string): Promise<Committee | undefined> {
  const row = await work.db.selectFrom("subsidy_committee").selectAll().where("call_id", "=", callId).executeTakeFirst()
  if (!row) return undefined
  const partial = row.partial_numerator === null || row.partial_denominator === null ? null : { numerator: row.partial_numerator, denominator: row.partial_denominator }
  return { callId, terms: row.terms, blind: row.blind, partial, closedAt: row.closed_at, publishedAt: row.published_at }
}

export async function listReviewers(work: Work, callId: string): Promise<ReviewerRow[]> {
  const { rows } = await sql<ReviewerRow>`select r.person_id as "personId", p.name, r.corporate_numbers as "corporateNumbers",
      r.outside, r.affiliation, to_char(r.until_on, 'YYYY-MM-DD') as "untilOn",
      (select count(*)::int from subsidy_assignment g where g.call_id = r.call_id and g.person_id = r.person_id) as assigned,
      (select count(*)::int from subsidy_sheet s where s.call_id = r.call_id and s.reviewer_id = r.person_id and s.submitted_at is not null) as sheets
    from subsidy_reviewer r join person p on p.id = r.person_id where r.call_id = ${callId}::uuid and r.ended_at is null order by r.added_at, p.name`.execute(work.db)
  return rows
}

/** What is scored and how, until the first sheet comes in: then everybody is measured by the same. */
export async function saveCommittee(work: Work, callId: string, input: CommitteeInput): Promise<void> {
  const { programme } = await runsCall(work, callId)
  const criteria = input.criteria.flatMap(({ name, max, weight, floor, above }, at): Criterion[] => {
    if (!name) return []
    if (max === undefined) throw refusal("invalid", "subsidies.criterion-max", `「${name}」の満点を入力してください。`, { field: `criteria.${at}.max` })
    if (floor !== undefined && floor > max) throw refusal("invalid", "subsidies.criterion-floor", `「${name}」の基準点は、満点までにしてください。`, { field: `criteria.${at}.floor` })
    return [{ key: `k${at + 1}`, name, max, ...(weight ? { weight: fractionOf(weight, `criteria.${at}.weight`) } : {}), ...(floor === undefined ? {} : { floor: { points: floor, above } }) }]
  })
  if (criteria.length === 0) throw refusal("invalid", "subsidies.no-criteria", "採点の項目を1つ以上入力してください。", { field: "criteria.0.name" })
  const lines = (text: string) => text.split("\n").map((one) => one.trim()).filter(Boolean)
  const byName = new Map(criteria.map(({ key, name }) => [name, key]))
  const tieBreakers = input.tieBreakers.split(/[、,\n]/).map((one) => one.trim()).filter(Boolean).map((name) => {
    const key = byName.get(name)
    if (!key) throw refusal("invalid", "subsidies.tie-breaker", `「${name}」は採点の項目にありません。`, { field: "tieBreakers" })
    return key
  })
  const terms: ScoringTerms = {
    criteria,
    knockOuts: lines(input.knockOuts).map((name, at) => ({ key: `n${at + 1}`, name })),
    knockedOutBy: input.knockedOutBy,
    mode: input.mode,
    leastTotal: input.leastTotal,
    quorum: input.quorum,
    tieBreakers,
  }
  const begun = await work.db.selectFrom("subsidy_sheet").select("id").where("call_id", "=", callId).where("submitted_at", "is not", null).limit(1).executeTakeFirst()
  if (begun) throw refusal("conflict", "subsidies.scoring-begun", "採点が始まっているため、採点の方法は変えられません。")
  const partial = input.partial ? fractionOf(input.partial, "partial") : undefined
  if (partial && partial.numerator > partial.denominator) throw refusal("invalid", "subsidies.partial", "一部採択の下限は、申請額の全額までの割合にしてください。", { field: "partial" })
  const row = { terms: JSON.stringify(terms), blind: input.blind, partial_numerator: partial?.numerator ?? null, partial_denominator: partial?.denominator ?? null, updated_at: work.now }
  await work.db
    .insertInto("subsidy_committee")
    .values({ call_id: callId, ...row })
    .onConflict((on) => on.column("call_id").doUpdateSet(row))
    .execute()
  await record(work, { action: "subsidies.committee-set", subject: { kind: "subsidy-call", id: callId }, detail: { ...terms, blind: input.blind }, unitId: programme.unitId })
}

export async function addReviewer(work: Work, callId: string, input: { staffNumber: string; corporateNumbers: string }): Promise<void> {
  const { programme } = await runsCall(work, callId)
  if (!(await findCommittee(work, callId))) throw refusal("conflict", "subsidies.no-committee", "先に採点の方法を決めてください。")
  const person = await findStaffByNumber(work.db, input.staffNumber.normalize("NFKC").trim())
  if (!person) throw refusal("invalid", "subsidies.no-reviewer", "この職員番号の職員がいません。", { field: "staffNumber" })
  const numbers = numbersOf(input.corporateNumbers)
  const row = { corporate_numbers: numbers, ended_at: null }
  await work.db
    .insertInto("subsidy_reviewer")
    .values({ call_id: callId, person_id: person.id, added_at: work.now, ...row })
    .onConflict((on) => on.columns(["call_id", "person_id"]).doUpdateSet(row))
    .execute()
  await record(work, { action: "subsidies.reviewer-added", subject: { kind: "subsidy-call", id: callId }, detail: { person: person.id, corporateNumbers: numbers }, unitId: programme.unitId })
}

export async function endReviewer(work: Work, callId: string, personId: string): Promise<void> {
  const { programme, call } = await runsCall(work, callId)
  const ended = isIdText(personId)
    ? await work.db.updateTable("subsidy_reviewer").set({ ended_at: work.now }).where("call_id", "=", callId).where("person_id", "=", personId).where("ended_at", "is", null).returning(["person_id", "outside"]).executeTakeFirst()
    : undefined
  if (!ended) throw notFound("委員")
  await record(work, { action: "subsidies.reviewer-ended", subject: { kind: "subsidy-call", id: callId }, detail: { person: personId }, unitId: programme.unitId })
  if (ended.outside) await tell(work, outsideReviewerEnded, { personId, callTitle: call.title })
}

/** 「7000012050002、…」, each with its check digit. */
export function numbersOf(text: string): string[] {
  const numbers = text.normalize("NFKC").split(/[\s、,]+/).filter(Boolean)
  const wrong = numbers.find((number) => !isCorporateNumber(number))
  if (wrong) throw refusal("invalid", "subsidies.corporate-number", `法人番号「${wrong.slice(0, 20)}」が正しくありません。13桁の数字を確かめてください。`, { field: "corporateNumbers" })
  return numbers
}

/** The section that runs the call's programme. */
export async function runsCall(work: Work, callId: string) {
  const own = await getOwnCall(work, callId)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: own.programme.unitId })
  return own
}

/** 「2」 or 「1/2」. */
function fractionOf(text: string, field: string): Fraction {
  const found = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text.normalize("NFKC").replace(/\s/g, ""))
  const fraction = found && { numerator: Number(found[1]), denominator: Number(found[2] ?? 1) }
  if (!fraction || fraction.numerator === 0 || fraction.denominator === 0) throw refusal("invalid", "subsidies.fraction", "「2」や「1/2」のように入力してください。", { field })
  return fraction
}
