import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal, refuseIf, type Refusal } from "../../../kernel/http/index.ts"
import type { Application } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { callOf } from "../applications/call-of.ts"
import { type FileRow, keepFile, listFiles } from "../applications/files.ts"
import type { SentFile } from "../changes/filings.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import type { Call } from "../programmes/programme.ts"
import { type EvidenceTerms, evidenceChainIsBroken, type Link, type Paper } from "../rules/evidence-chain-is-broken.ts"
import type { EvidencePayment } from "../rules/payment-outside-the-period.ts"
import type { Quote } from "../rules/two-quotes-are-missing.ts"
import { evidenceIsHalfTyped } from "./evidence-is-half-typed.ts"
import type { EvidenceInput } from "./inputs.ts"
import { broadWords } from "./settings.ts"

export interface Evidence {
  id: string
  category: string
  content: string
  itemised: boolean
  secondHand: boolean
  eligibleYen: number
  papers: Partial<Record<Link, Paper>>
  payment: EvidencePayment | null
  ownAccount: boolean
  quotes: Quote[]
  issuer: string
  invoiceNumber: string
  excludedReason: string
  acceptedReason: string
}

export interface JudgedEvidence extends Evidence {
  faults: Refusal[]
  /** Counts in the settlement: without a fault, or let pass with a reason, and not left out. */
  counts: boolean
  files: FileRow[]
  /** 実施前・実施後の写真 */
  photos: Record<PhotoMoment, FileRow[]>
}

export const photoMoments = ["before", "after"] as const
export type PhotoMoment = (typeof photoMoments)[number]

/** Copies of a cost's papers and its photos, as chosen in one form. */
export interface EvidenceFiles {
  papers: readonly SentFile[]
  photos?: Partial<Record<PhotoMoment, readonly SentFile[]>>
}

/** States in which the applicant makes or mends the performance report. */
export const reporting: readonly Application["state"][] = ["under-way", "report-due", "report-in-correction", "correction-ordered"]

export function mustBeReporting(it: Pick<Application, "state">): void {
  if (!reporting.includes(it.state)) throw refusal("conflict", "subsidies.not-reporting", "いまは、実績報告の内容を変えられません。")
}

/** Of an application the asking person has been let to, in the order entered. */
export async function listEvidence(work: Work, applicationId: string): Promise<Evidence[]> {
  return work.db
    .selectFrom("subsidy_evidence")
    .select([
      "id",
      "category",
      "content",
      "itemised",
      "second_hand as secondHand",
      "eligible_yen as eligibleYen",
      "papers",
      "payment",
      "own_account as ownAccount",
      "quotes",
      "issuer",
      "invoice_number as invoiceNumber",
      "excluded_reason as excludedReason",
      "accepted_reason as acceptedReason",
    ])
    .where("application_id", "=", applicationId)
    .orderBy("added_at")
    .orderBy("id")
    .execute()
}

/** Every line with what is wrong with its chain: what applicant and office look at alike. */
export async function judgedEvidence(work: Work, it: Application): Promise<JudgedEvidence[]> {
  const [lines, call, files] = await Promise.all([listEvidence(work, it.id), callOf(work, it), listFiles(work, it)])
  const terms = evidenceTermsOf(it, call, civilDateOf(work.now))
  return lines.map((line) => {
    const faults = evidenceChainIsBroken({ ...line, paidFromOwnAccount: line.ownAccount, ...(line.payment ? { payment: line.payment } : {}) } as never, terms)
    const own = files.filter(({ askedKey }) => askedKey === paperKey(line.id))
    const [before, after] = photoMoments.map((moment) => files.filter(({ askedKey }) => askedKey === photoKey(line.id, moment))) as [FileRow[], FileRow[]]
    if (own.length === 0) faults.push(refusal("invalid", "subsidies.no-paper-attached", "書類の写しが添付されていません。", { field: "files" }))
    return { ...line, faults, counts: line.excludedReason === "" && (faults.length === 0 || line.acceptedReason !== ""), files: own, photos: { before, after } }
  })
}

const paperKey = (row: string) => `evidence-${row}`
const photoKey = (row: string, moment: PhotoMoment) => `evidence-${row}-${moment}`
const keysOf = (row: string) => [paperKey(row), ...photoMoments.map((moment) => photoKey(row, moment))]

/** From the decision (or the filing, where the call lets work begin early) to the end of the project. */
export function evidenceTermsOf(it: Application, call: Pick<Call, "earlyStart" | "quotesFromYen">, today: CivilDate): EvidenceTerms {
  const decidedOn = it.decidedOn ?? today
  const early = call.earlyStart && it.filedAt ? { earlyStartFrom: civilDateOf(it.filedAt) } : {}
  return {
    grant: { decidedOn, ...early },
    period: { from: early.earlyStartFrom ?? decidedOn, to: it.endsOn ?? "9999-12-31" },
    recipient: [it.party.name, it.party.representative].filter((name): name is string => Boolean(name?.trim())),
    quotes: { above: call.quotesFromYen ?? Number.MAX_SAFE_INTEGER, firms: 2, secondHandAlways: true },
    papers: ["order", "delivery", "invoice", "payment"],
    // No call asks for them yet; what is attached is shown.
    photos: false,
    broadWords,
  }
}

/** One cost line, new or changed, with copies of its papers. Kept as it is: what is wrong with it is told beside it. */
export async function saveEvidence(work: Work, id: string, input: EvidenceInput, files: EvidenceFiles, rowId?: string): Promise<string> {
  mustApply(work)
  const it = await lockApplication(work, id)
  mustBeReporting(it)
  const call = await callOf(work, it)
  if (!call.categories.some(({ key }) => key === input.category)) throw refusal("invalid", "subsidies.no-category", "経費区分を選んでください。", { field: "category" })
  refuseIf(evidenceIsHalfTyped(input))
  // What the office said of the line was said of it as it was before.
  const values = { ...columnsOf(input), accepted_reason: "", excluded_reason: "", updated_at: work.now }
  const row = rowId === undefined ? undefined : await ownRow(work, id, rowId)
  if (row) await work.db.updateTable("subsidy_evidence").set(values).where("id", "=", row).execute()
  const evidenceId =
    row ?? (await work.db.insertInto("subsidy_evidence").values({ ...values, application_id: id, added_at: work.now }).returning("id").executeTakeFirstOrThrow()).id
  const chosen = [
    ...files.papers.map((file) => ({ file, askedKey: paperKey(evidenceId), field: "files" })),
    ...photoMoments.flatMap((moment) => (files.photos?.[moment] ?? []).map((file) => ({ file, askedKey: photoKey(evidenceId, moment), field: moment }))),
  ]
  const known = await listFiles(work, it)
  // One statement of the bank may prove several costs: the same file twice is a slip only within one of them.
  for (const one of chosen) known.push(await keepFile(work, it, { ...one, known: known.filter(({ askedKey }) => keysOf(evidenceId).includes(askedKey)) }))
  await record(work, { action: "subsidies.evidence-saved", subject: { kind: "subsidy-application", id }, detail: { evidenceId, eligibleYen: input.eligibleYen }, unitId: it.unitId })
  return evidenceId
}

export async function removeEvidence(work: Work, id: string, rowId: string): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  mustBeReporting(it)
  const row = await ownRow(work, id, rowId)
  await work.db.updateTable("subsidy_file").set({ removed_at: work.now }).where("application_id", "=", id).where("asked_key", "in", keysOf(row)).where("removed_at", "is", null).execute()
  await work.db.deleteFrom("subsidy_evidence").where("id", "=", row).execute()
  await record(work, { action: "subsidies.evidence-removed", subject: { kind: "subsidy-application", id }, detail: { evidenceId: row }, unitId: it.unitId })
}

/** One copy or photo of a cost, chosen wrongly; what was filed with an earlier report stays in its record. */
export async function removeEvidenceFile(work: Work, id: string, rowId: string, fileId: string): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  mustBeReporting(it)
  const row = await ownRow(work, id, rowId)
  const file = (await listFiles(work, it)).find((one) => one.id === fileId && keysOf(row).includes(one.askedKey))
  if (!file) throw notFound("ファイル")
  await work.db.updateTable("subsidy_file").set({ removed_at: work.now }).where("id", "=", file.id).execute()
  await record(work, { action: "subsidies.file-removed", subject: { kind: "subsidy-application", id }, detail: { name: file.name, sha256: file.sha256 }, unitId: it.unitId })
}

/** The office leaves a line out of the settlement, or lets one pass in spite of a fault: each with its reason. */
export async function judgeEvidence(work: Work, id: string, rowId: string, verdict: "count" | "accept" | "exclude", reason: string): Promise<void> {
  const it = await lockForOffice(work, id)
  if (it.state !== "in-inspection") throw refusal("conflict", "subsidies.not-in-inspection", "完了検査中の申請だけ、経費の判定を変えられます。")
  if (verdict !== "count" && !reason.trim()) throw refusal("invalid", "subsidies.reason-is-missing", "理由を入力してください。", { field: "reason" })
  const row = await ownRow(work, id, rowId)
  await work.db
    .updateTable("subsidy_evidence")
    .set({ excluded_reason: verdict === "exclude" ? reason : "", accepted_reason: verdict === "accept" ? reason : "", updated_at: work.now })
    .where("id", "=", row)
    .execute()
  await record(work, { action: "subsidies.evidence-judged", subject: { kind: "subsidy-application", id }, detail: { evidenceId: row, verdict, reason }, unitId: it.unitId })
}

async function ownRow(work: Work, id: string, rowId: string): Promise<string> {
  const row = isIdText(rowId) ? await work.db.selectFrom("subsidy_evidence").select("id").where("id", "=", rowId).where("application_id", "=", id).executeTakeFirst() : undefined
  if (!row) throw notFound("経費の明細")
  return row.id
}

function columnsOf(input: EvidenceInput) {
  const links = { quote: input.quote, order: input.order, delivery: input.delivery, invoice: input.invoice, payment: input.payment }
  const papers = Object.fromEntries(Object.entries(links).flatMap(([link, { on, amount, name }]) => (on && amount !== undefined ? [[link, { on, amount, name }]] : [])))
  const payment: EvidencePayment | null = input.payment.on ? { paidOn: input.payment.on, method: input.method, ...(input.withdrawnOn ? { withdrawnOn: input.withdrawnOn } : {}) } : null
  const quotes: Quote[] = input.quotes.flatMap(({ firm, amount, related }) => (firm && amount !== undefined ? [{ firm, amount, related, content: input.content }] : []))
  return {
    category: input.category,
    content: input.content,
    itemised: input.itemised,
    second_hand: input.secondHand,
    eligible_yen: input.eligibleYen,
    papers: JSON.stringify(papers),
    payment: payment && JSON.stringify(payment),
    own_account: input.ownAccount,
    quotes: JSON.stringify(quotes),
    issuer: input.issuer,
    invoice_number: input.invoiceNumber,
  }
}
