import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { takeDocumentNumber } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { type DocumentRule, storeDocument } from "../../../kernel/documents/index.ts"
import { isIdText, Refusal } from "../../../kernel/http/index.ts"
import { getUnitNames, unitsAbove } from "../../../kernel/people/index.ts"
import { type Application, type DecisionKind, decisionWords } from "../applications/application.ts"
import { callOf } from "../applications/call-of.ts"
import { getApplication } from "../applications/read-application.ts"
import { decisionPaper, type DecisionTerms, type PaperContent, textOfPaper } from "./decision-paper.ts"

const KIND = "subsidy-decision"

export interface NewDecision {
  kind: DecisionKind
  amountYen?: number | null
  terms?: DecisionTerms
  conditions?: readonly string[]
  reason?: string
  /** The approval that decided it; the row it was proposed with is completed. */
  approvalId?: string | undefined
  /** Told later by a step of its own (交付決定); everything else is told with the decision. */
  notifyLater?: boolean
}

export interface DecidedPaper {
  decisionId: string
  documentNumber: string
  documentId: string
}

/**
 * Writes a decision with its document number and its letter as a PDF. The caller has locked the application, asked the
 * rules, and makes the move; the number is taken here, as late as can be, since its counter is held until the commit.
 */
export async function decideWithPaper(work: Work, it: Application, decision: NewDecision): Promise<DecidedPaper> {
  const content = await paperContentOf(work, it, decision)
  const { makePdf } = await import("../../../kernel/documents/pdf/index.ts")
  const decisionId = await writeDecision(work, it, decision)
  const number = await takeDocumentNumber(work, { unitId: it.unitId, symbol: symbolOf(content.unitName) })
  const bytes = await makePdf(decisionPaper({ ...content, number }))
  const name = `${decisionWords[decision.kind]}_${it.number ?? it.id}.pdf`
  const { id: documentId, sha256 } = await storeDocument(work, { bytes, name, subject: { kind: KIND, id: decisionId } })
  await work.db.updateTable("subsidy_decision").set({ document_number: number, document_id: documentId }).where("id", "=", decisionId).execute()
  await record(work, {
    action: "subsidies.decided",
    subject: { kind: "subsidy-application", id: it.id },
    detail: {
      number: it.number,
      decisionId,
      kind: decision.kind,
      documentNumber: number,
      sha256,
      ...(decision.amountYen === undefined ? {} : { amountYen: decision.amountYen }),
      ...(decision.approvalId ? { approvalId: decision.approvalId } : {}),
    },
    unitId: it.unitId,
  })
  return { decisionId, documentNumber: number, documentId }
}

/** What the letter would say, with the characters it could not print as written (外字の確認). */
export async function previewPaper(work: Work, it: Application, decision: NewDecision): Promise<{ missing: string[]; variants: string[] }> {
  const { missingGlyphs } = await import("../../../kernel/documents/pdf/index.ts")
  return missingGlyphs(textOfPaper(decisionPaper(await paperContentOf(work, it, decision))))
}

/** The letter as it would be, without a number, for those who draft and decide. */
export async function draftPaper(work: Work, it: Application, decision: NewDecision): Promise<Uint8Array> {
  const { makePdf } = await import("../../../kernel/documents/pdf/index.ts")
  const paper = decisionPaper(await paperContentOf(work, it, decision))
  return makePdf({ ...paper, title: `${paper.title}（案）`, footer: "案（決定前）" })
}

async function paperContentOf(work: Work, it: Application, decision: NewDecision): Promise<PaperContent> {
  const day = civilDateOf(work.now)
  const call = await callOf(work, it)
  const [programme, above] = await Promise.all([
    work.db.selectFrom("subsidy_programme").select(["basis", "contact"]).where("id", "=", call.programmeId).executeTakeFirstOrThrow(),
    unitsAbove(work.db, it.unitId, day),
  ])
  const names = await getUnitNames(work.db, [it.unitId, ...above.slice(-1)], day)
  return {
    kind: decision.kind,
    day,
    it,
    call,
    basis: programme.basis,
    contact: programme.contact,
    prefecture: names.get(above.at(-1) ?? "") ?? "",
    unitName: names.get(it.unitId) ?? "",
    amountYen: decision.amountYen ?? null,
    terms: decision.terms ?? {},
    conditions: decision.conditions ?? [],
    reason: decision.reason ?? "",
  }
}

async function writeDecision(work: Work, it: Application, decision: NewDecision): Promise<string> {
  const told = decision.notifyLater ? { state: "decided" as const, notified_at: null } : { state: "notified" as const, notified_at: work.now }
  const values = {
    kind: decision.kind,
    amount_yen: decision.amountYen ?? null,
    terms: JSON.stringify(decision.terms ?? {}),
    conditions: JSON.stringify(decision.conditions ?? []),
    reason: decision.reason ?? "",
    decided_at: work.now,
    ...told,
  }
  if (decision.approvalId) {
    const proposed = await work.db
      .updateTable("subsidy_decision")
      .set(values)
      .where("application_id", "=", it.id)
      .where("approval_id", "=", decision.approvalId)
      .where("state", "=", "proposed")
      .returning("id")
      .executeTakeFirst()
    if (proposed) return proposed.id
  }
  const { id } = await work.db
    .insertInto("subsidy_decision")
    .values({ ...values, application_id: it.id, approval_id: decision.approvalId ?? null, proposed_by: personOf(work.actor) ?? null, proposed_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** 「中小企業支援課」 → 「中小企業支援」, as document numbers name their section. */
function symbolOf(unitName: string): string {
  return unitName.replace(/[課室班所]$/, "") || unitName
}

/** Staff who see the application read its letters; applicants only once they have been told. */
export const decisionDocuments: DocumentRule = {
  subjectKind: KIND,
  title: "補助金の決定の通知書",
  async mayRead(work, id) {
    const decision = isIdText(id) ? await work.db.selectFrom("subsidy_decision").select(["application_id as applicationId", "state"]).where("id", "=", id).executeTakeFirst() : undefined
    if (!decision || (work.actor.kind !== "staff" && decision.state !== "notified")) return false
    try {
      await getApplication(work, decision.applicationId)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}
