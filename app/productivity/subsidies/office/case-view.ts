import type { VNode } from "preact"
import { type CaseStep, listSteps } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { getPersonNames, getUnitNames } from "../../../kernel/people/index.ts"
import type { DecisionKind, DecisionState, FilingKind, FilingState } from "../applications/application.ts"
import type { Application } from "../applications/application.ts"
import { callOf } from "../applications/call-of.ts"
import { type FileRow, listFiles } from "../applications/files.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import type { Call } from "../programmes/programme.ts"
import type { AwardComputation } from "../rules/award-amount.ts"
import { computeAward } from "../applications/award-terms.ts"
import type { Clock } from "../rules/processing-clock.ts"
import type { Asked } from "../applications/asked.ts"
import { type Correction, listCorrections } from "../applications/answer-correction.ts"
import { listMessages, type Message } from "../applications/messages.ts"
import { checkedFields } from "./checked-fields.ts"
import { recordApplicationRead } from "./record-read.ts"
import { officeSections } from "./office-sections.ts"
import { clocksOf } from "./processing.ts"

export interface DecisionRow {
  id: string
  kind: DecisionKind
  state: DecisionState
  amountYen: number | null
  terms: Record<string, unknown>
  conditions: string[]
  reason: string
  approvalId: string | null
  documentNumber: string | null
  documentId: string | null
  proposedAt: Date
  decidedAt: Date | null
  notifiedAt: Date | null
}

export interface FilingRow {
  id: string
  kind: FilingKind
  state: FilingState
  filedAt: Date
  reason: string
  decidedAt: Date | null
}

export interface CaseView {
  it: Application
  call: Call
  unitName: string
  clerkName: string | null
  mayRun: boolean
  today: string
  fields: Asked[]
  files: FileRow[]
  award: AwardComputation
  clock: Clock | undefined
  corrections: Correction[]
  decisions: DecisionRow[]
  filings: FilingRow[]
  messages: Message[]
  steps: CaseStep[]
  sections: { key: string; title: string; content: VNode }[]
}

/** Everything the office's page shows of one application. That somebody read an applicant's data is kept. */
export async function viewCase(work: Work, id: string): Promise<CaseView> {
  const it = await getApplication(work, id)
  const [call, files] = await Promise.all([callOf(work, it), listFiles(work, it)])
  const [clocks, corrections, decisions, filings, messages, steps, names, units] = await Promise.all([
    clocksOf(work, [{ ...it, standardDays: call.standardDays }]),
    listCorrections(work, id),
    listDecisions(work, id),
    listFilings(work, id),
    listMessages(work, id),
    it.caseId ? listSteps(work, it.caseId) : [],
    getPersonNames(work.db, [it.clerkId]),
    getUnitNames(work.db, [it.unitId], civilDateOf(work.now)),
  ])
  const sections: CaseView["sections"] = []
  for (const { key, title, load } of officeSections) {
    const content = await load(work, it)
    if (content) sections.push({ key, title, content })
  }
  await recordApplicationRead(work, it)
  return {
    it,
    call,
    unitName: units.get(it.unitId) ?? "",
    clerkName: it.clerkId ? (names.get(it.clerkId) ?? null) : null,
    mayRun: runs(work.actor, it),
    today: civilDateOf(work.now),
    fields: checkedFields(it),
    files,
    award: computeAward(call, it.costs, it.income),
    clock: clocks.get(id),
    corrections,
    decisions,
    filings,
    messages,
    steps,
    sections,
  }
}

/** Of an application the asking person has been let to; the latest first. */
export async function listDecisions(work: Work, id: string): Promise<DecisionRow[]> {
  return work.db
    .selectFrom("subsidy_decision")
    .select([
      "id",
      "kind",
      "state",
      "amount_yen as amountYen",
      "terms",
      "conditions",
      "reason",
      "approval_id as approvalId",
      "document_number as documentNumber",
      "document_id as documentId",
      "proposed_at as proposedAt",
      "decided_at as decidedAt",
      "notified_at as notifiedAt",
    ])
    .where("application_id", "=", id)
    .orderBy("proposed_at", "desc")
    .execute()
}

async function listFilings(work: Work, id: string): Promise<FilingRow[]> {
  return work.db
    .selectFrom("subsidy_filing")
    .select(["id", "kind", "state", "filed_at as filedAt", "reason", "decided_at as decidedAt"])
    .where("application_id", "=", id)
    .orderBy("filed_at", "desc")
    .limit(100)
    .execute()
}
