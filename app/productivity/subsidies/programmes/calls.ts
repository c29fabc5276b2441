import { type RawBuilder, sql } from "kysely"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal, refuseIf } from "../../../kernel/http/index.ts"
import { callIsComplete } from "./call-is-complete.ts"
import type { CallInput } from "./inputs.ts"
import type { AttachmentAsked, Call, EligibilityQuestion, Programme } from "./programme.ts"
import { changedMeanwhile, getProgramme } from "./programmes.ts"
import { rateInput } from "./rate.ts"

const callColumns = [
  "id",
  "programme_id as programmeId",
  "fiscal_year as fiscalYear",
  "title",
  "state",
  "opens_at as opensAt",
  "closes_at as closesAt",
  "budget_yen as budgetYen",
  "cap_yen as capYen",
  "rounding",
  "standard_days as standardDays",
  "withdrawal_days as withdrawalDays",
  "report_days as reportDays",
  "early_start as earlyStart",
  "quotes_from_yen as quotesFromYen",
  "eligibility",
  "attachments",
  "conditions",
  "published_at as publishedAt",
  "withdrawn_reason as withdrawnReason",
  "version",
] as const

export interface OwnCall {
  call: Call
  programme: Programme
}

/** A call of a programme that the asking person may see, with its 経費区分 in order. */
export async function getOwnCall(work: Work, id: string): Promise<OwnCall> {
  const call = await readCall(work, id)
  if (!call) throw notFound("公募")
  return { call, programme: await getProgramme(work, call.programmeId) }
}

export async function listCallsOf(work: Work, programmeId: string): Promise<Omit<Call, "categories">[]> {
  await getProgramme(work, programmeId)
  return work.db
    .selectFrom("subsidy_call")
    .select(callColumns)
    .where("programme_id", "=", programmeId)
    .orderBy("fiscal_year", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute()
}

/** Read without asking who may: for those who have. One statement. */
export async function readCall(work: Work, id: string): Promise<Call | undefined> {
  if (!isIdText(id)) return undefined
  const { rows } = await sql<Call>`select ${asRead} from subsidy_call c where c.id = ${id}::uuid`.execute(work.db)
  return rows[0]
}

/** One that is there, with what `more` asks of it (c) and of its programme (p). */
export async function readCallRow<More>(work: Work, id: string, more: RawBuilder<unknown>): Promise<Call & More> {
  const { rows } = await sql<Call & More>`select ${asRead} ${more} from subsidy_call c join subsidy_programme p on p.id = c.programme_id
    where c.id = ${id}::uuid`.execute(work.db)
  return rows[0]!
}

/** Written once: Kysely would take each column apart each time. */
const asRead = sql.raw(`${callColumns.map((text) => text.split(" as ")).map(([column, name]) => `c.${column} as "${name ?? column}"`).join(", ")},
  (select coalesce(json_agg(json_build_object('key', y.key, 'title', y.title, 'capYen', y.cap_yen, 'note', y.note,
    'rate', json_build_object('numerator', y.rate_numerator, 'denominator', y.rate_denominator)) order by y.position), '[]')
    from subsidy_category y where y.call_id = c.id) as categories`)

export async function createCall(work: Work, programmeId: string, input: CallInput): Promise<string> {
  const programme = await mustRunProgramme(work, programmeId)
  refuseIf(closesAfterItOpens(input))
  const { id } = await work.db
    .insertInto("subsidy_call")
    .values({ ...columnsOf(input), programme_id: programmeId, created_at: work.now, updated_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  await writeCategories(work, id, input)
  await record(work, {
    action: "subsidies.call-created",
    subject: { kind: "subsidy-call", id },
    detail: { title: input.title, fiscalYear: input.fiscalYear, programmeId },
    unitId: programme.unitId,
  })
  return id
}

/** A published call is what applicants rely on: it is withdrawn with a reason, not rewritten. */
export async function changeCall(work: Work, id: string, input: CallInput, expectedVersion?: number): Promise<number> {
  const { call, programme } = await lockOwnCall(work, id)
  if (call.state !== "draft") throw refusal("conflict", "subsidies.call-published", "公開した公募の内容は変えられません。取りやめて、新しい公募をつくってください。")
  if (expectedVersion !== undefined && expectedVersion !== call.version) throw changedMeanwhile(formOf(call))
  refuseIf(closesAfterItOpens(input))
  const version = call.version + 1
  await work.db.updateTable("subsidy_call").set({ ...columnsOf(input), version, updated_at: work.now }).where("id", "=", id).execute()
  await work.db.deleteFrom("subsidy_category").where("call_id", "=", id).execute()
  await writeCategories(work, id, input)
  await record(work, {
    action: "subsidies.call-changed",
    subject: { kind: "subsidy-call", id },
    detail: { before: formOf(call), after: formOf({ ...call, ...(await readCall(work, id)) }) },
    unitId: programme.unitId,
  })
  return version
}

/** From here on it is in the public list within its window, and its content stands. */
export async function publishCall(work: Work, id: string): Promise<void> {
  const { call, programme } = await lockOwnCall(work, id)
  if (call.state !== "draft") throw refusal("conflict", "subsidies.call-published", "この公募はすでに公開されているか、取りやめられています。")
  refuseIf(callIsComplete(call, work.now))
  await work.db
    .updateTable("subsidy_call")
    .set({ state: "published", published_at: work.now, version: call.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "subsidies.call-published", subject: { kind: "subsidy-call", id }, detail: formOf(call), unitId: programme.unitId })
}

export async function withdrawCall(work: Work, id: string, reason: string): Promise<void> {
  const { call, programme } = await lockOwnCall(work, id)
  if (call.state === "withdrawn") throw refusal("conflict", "subsidies.call-withdrawn", "この公募はすでに取りやめられています。")
  if (call.state === "draft") {
    await work.db.deleteFrom("subsidy_call").where("id", "=", id).execute()
  } else {
    await work.db
      .updateTable("subsidy_call")
      .set({ state: "withdrawn", withdrawn_at: work.now, withdrawn_reason: reason, version: call.version + 1, updated_at: work.now })
      .where("id", "=", id)
      .execute()
  }
  const action = call.state === "draft" ? "subsidies.call-discarded" : "subsidies.call-withdrawn"
  await record(work, { action, subject: { kind: "subsidy-call", id }, detail: { title: call.title, reason }, unitId: programme.unitId })
}

/** Next year's call as a draft: everything but the window and the budget. */
export async function repeatCall(work: Work, id: string): Promise<string> {
  const { call } = await getOwnCall(work, id)
  const fiscalYear = call.fiscalYear + 1
  const input = { ...formOf(call), fiscalYear, opensOn: undefined, closesOn: undefined, budgetYen: undefined }
  const next = await createCall(work, call.programmeId, input)
  await sql`insert into subsidy_procedure (call_id, kind, form_version_id) select ${next}::uuid, kind, form_version_id from subsidy_procedure where call_id = ${id}::uuid`.execute(work.db)
  return next
}

async function lockOwnCall(work: Work, id: string): Promise<OwnCall> {
  if (!isIdText(id)) throw notFound("公募")
  await work.db.selectFrom("subsidy_call").select("id").where("id", "=", id).forUpdate().executeTakeFirst()
  const own = await getOwnCall(work, id)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: own.programme.unitId })
  return own
}

async function mustRunProgramme(work: Work, programmeId: string): Promise<Programme> {
  const programme = await getProgramme(work, programmeId)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: programme.unitId })
  return programme
}

function closesAfterItOpens(input: CallInput) {
  const { opensAt, closesAt } = windowOf(input)
  if (!opensAt || !closesAt || closesAt > opensAt) return undefined
  return refusal("invalid", "subsidies.closes-before-it-opens", "締切は、受付の開始より後にしてください。", { field: "closesOn" })
}

/** Both ends in Japan's time, which has no summer time. */
function windowOf(input: CallInput) {
  const at = (day: string | undefined, time: string) => (day ? new Date(`${day}T${time}:00+09:00`) : null)
  return { opensAt: at(input.opensOn, input.opensTime), closesAt: at(input.closesOn, input.closesTime) }
}

function columnsOf(input: CallInput) {
  const { opensAt, closesAt } = windowOf(input)
  const questions = (lines: readonly string[], answer: "yes" | "no") => lines.map((question) => ({ question, answer }))
  const eligibility: EligibilityQuestion[] = [...questions(input.mustBeYes, "yes"), ...questions(input.mustBeNo, "no")].map((one, at) => ({ key: `q${at + 1}`, ...one }))
  const asked = (lines: readonly string[], required: boolean) => lines.map((title) => ({ title, required, hint: "" }))
  const attachments: AttachmentAsked[] = [...asked(input.required, true), ...asked(input.optional, false)].map((one, at) => ({ key: `d${at + 1}`, ...one }))
  return {
    title: input.title,
    fiscal_year: input.fiscalYear,
    opens_at: opensAt,
    closes_at: closesAt,
    budget_yen: input.budgetYen ?? null,
    cap_yen: input.capYen ?? null,
    rounding: input.rounding,
    standard_days: input.standardDays ?? null,
    withdrawal_days: input.withdrawalDays,
    report_days: input.reportDays,
    early_start: input.earlyStart,
    quotes_from_yen: input.quotesFromYen ?? null,
    eligibility: JSON.stringify(eligibility),
    attachments: JSON.stringify(attachments),
    conditions: JSON.stringify(input.conditions),
  }
}

async function writeCategories(work: Work, callId: string, input: CallInput): Promise<void> {
  if (input.categories.length === 0) return
  const rows = input.categories.map((category, at) => ({
    call_id: callId,
    position: at + 1,
    key: `c${at + 1}`,
    title: category.title,
    rate_numerator: category.rate.numerator,
    rate_denominator: category.rate.denominator,
    cap_yen: category.capYen ?? null,
    note: category.note,
  }))
  await work.db.insertInto("subsidy_category").values(rows).execute()
}

/** A call as its form has it: what columnsOf reads again. */
export function formOf(call: Call): CallInput {
  const day = (at: Date | null) => at && new Date(at.getTime() + 9 * 3_600_000).toISOString()
  const [opens, closes] = [day(call.opensAt), day(call.closesAt)]
  const questions = (answer: "yes" | "no") => call.eligibility.filter((one) => one.answer === answer).map((one) => one.question)
  const attachments = (required: boolean) => call.attachments.filter((one) => one.required === required).map((one) => one.title)
  return {
    title: call.title,
    fiscalYear: call.fiscalYear,
    opensOn: opens?.slice(0, 10),
    opensTime: opens?.slice(11, 16) ?? "09:00",
    closesOn: closes?.slice(0, 10),
    closesTime: closes?.slice(11, 16) ?? "17:00",
    budgetYen: call.budgetYen ?? undefined,
    capYen: call.capYen ?? undefined,
    rounding: call.rounding,
    standardDays: call.standardDays ?? undefined,
    withdrawalDays: call.withdrawalDays,
    reportDays: call.reportDays,
    earlyStart: call.earlyStart,
    quotesFromYen: call.quotesFromYen ?? undefined,
    mustBeYes: questions("yes"),
    mustBeNo: questions("no"),
    required: attachments(true),
    optional: attachments(false),
    conditions: call.conditions,
    categories: call.categories.map(({ title, rate, capYen, note }) => ({ title, rate, capYen: capYen ?? undefined, note })),
  }
}

/** A category's rate as the form's text. */
export const rateFieldOf = (input: CallInput["categories"][number]) => rateInput(input.rate)
