import { system } from "../../../kernel/access/index.ts"
import { type ApprovalStep, getApproval } from "../../../kernel/approvals/index.ts"
import { type ChainedEvent, chainOf } from "../../../kernel/audit/index.ts"
import { type CaseStep, listSteps } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { listTold, type ToldNotice } from "../../../kernel/notices/index.ts"
import { getUnitNames, unitsAbove, workersOf } from "../../../kernel/people/index.ts"
import { keptUntil } from "../aftercare/follow-up.ts"
import { type AfterInspection, listAfterInspections } from "../aftercare/reports.ts"
import { type AssetRow, listAssets } from "../aftercare/assets.ts"
import { type Correction, listCorrections } from "../applications/answer-correction.ts"
import type { Application } from "../applications/application.ts"
import type { Asked } from "../applications/asked.ts"
import { callOf } from "../applications/call-of.ts"
import { listMessages, type Message } from "../applications/messages.ts"
import { getApplication } from "../applications/read-application.ts"
import { type Filing, listFilings } from "../changes/filings.ts"
import { type DecisionRow, listDecisions } from "../office/case-view.ts"
import { listSiteChecks, type SiteCheck } from "../office/site-check.ts"
import { paths } from "../paths.ts"
import { ledgerOf, type LedgerRow } from "../paying/ledger/read-ledger.ts"
import type { Payment } from "../paying/payments/payment.ts"
import { paymentsOf } from "../paying/payments/read-payments.ts"
import type { Call } from "../programmes/programme.ts"
import { type JudgedEvidence, judgedEvidence } from "../settling/evidence.ts"
import { type Inspection, listInspections } from "../settling/inspect.ts"
import { readReport, type Report } from "../settling/report.ts"
import { type StoredFile, listStoredFiles } from "./stored-files.ts"

/** More than any case has had; a bundle that had to stop there says so. */
export const MOST_EVENTS = 20_000
const MOST_NOTICES = 5000

export interface NamedMember {
  name: string
  role: "colleague" | "agent"
  scope: string
  until: CivilDate | null
  addedAt: Date
  endedAt: Date | null
}

export interface OrderedRepayment {
  principalYen: number
  surcharged: boolean
  orderedOn: CivilDate
  dueOn: CivilDate
  waivedSurchargeYen: number
  waivedReason: string
  finishedOn: CivilDate | null
}

/** Everything the house knows of one case, as the bundle tells it. */
export interface CaseContent {
  it: Application
  call: Call
  prefecture: string
  unitName: string
  asked: Asked[]
  members: NamedMember[]
  steps: CaseStep[]
  corrections: Correction[]
  filings: Filing[]
  decisions: (DecisionRow & { approval: ApprovalStep[] })[]
  siteChecks: SiteCheck[]
  report: Report | undefined
  evidence: JudgedEvidence[]
  inspections: Inspection[]
  payments: Payment[]
  ledger: LedgerRow[]
  repayments: OrderedRepayment[]
  assets: AssetRow[]
  afterInspections: AfterInspection[]
  messages: Message[]
  notices: ToldNotice[]
  events: ChainedEvent[]
  files: StoredFile[]
  keptUntil: CivilDate | undefined
}

/** Of an application the asking person may see. */
export async function readCase(work: Work, id: string): Promise<CaseContent> {
  const it = await getApplication(work, id)
  const today = civilDateOf(work.now)
  const call = await callOf(work, it)
  const [steps, corrections, filings, decisions, siteChecks, report, evidence] = await Promise.all([
    it.caseId ? listSteps(work, it.caseId) : [],
    listCorrections(work, id),
    listFilings(work, id),
    listDecisions(work, id),
    listSiteChecks(work, id),
    readReport(work, id),
    judgedEvidence(work, it),
  ])
  const [inspections, payments, { rows: ledger }, repayments, assets, afterInspections, messages, until] = await Promise.all([
    listInspections(work, id),
    paymentsOf(work, id),
    ledgerOf(work, id),
    listRepayments(work, id),
    listAssets(work, id),
    listAfterInspections(work, id),
    listMessages(work, id),
    keptUntil(work, it),
  ])
  const approvals = await approvalsOf(work, decisions)
  const [members, files, above, staff] = await Promise.all([listEveryMember(work, id), listStoredFiles(work, it, call), unitsAbove(work.db, it.unitId, today), workersOf(work.db, it.unitId, today)])
  const names = await getUnitNames(work.db, [it.unitId, ...above.slice(-1)], today)
  const told = new Set([it.ownerId, it.clerkId, ...members.flatMap(({ personId }) => personId ?? []), ...steps.flatMap(({ byId }) => byId ?? []), ...staff.map(({ personId }) => personId)])
  const [notices, events] = await Promise.all([
    listTold(work, [...told].filter((one) => one !== null), [paths.mine(id), paths.office(id)], MOST_NOTICES),
    chainOf(work, [{ kind: "subsidy-application", id }, ...decisions.flatMap(({ approvalId }) => (approvalId ? [{ kind: "approval", id: approvalId }] : []))], MOST_EVENTS),
  ])
  return {
    it,
    call,
    prefecture: names.get(above.at(-1) ?? "") ?? "",
    unitName: names.get(it.unitId) ?? "",
    asked: (it.asked ?? []) as Asked[],
    members: members.map(({ personId: _, ...member }) => member),
    steps,
    corrections,
    filings: [...filings].reverse(),
    decisions: [...decisions].reverse().map((one) => ({ ...one, approval: approvals.get(one.approvalId ?? "") ?? [] })),
    siteChecks,
    report,
    evidence,
    inspections,
    payments,
    ledger,
    repayments,
    assets,
    afterInspections,
    messages,
    notices,
    events,
    files,
    keptUntil: until,
  }
}

/** Who approved each decision. Whoever sees the case reads its decisions whole, on whichever route they were approved. */
async function approvalsOf(work: Work, decisions: readonly DecisionRow[]): Promise<Map<string, ApprovalStep[]>> {
  const inside: Work = { ...work, actor: system("subsidies.bundle") }
  const ids = [...new Set(decisions.flatMap(({ approvalId }) => approvalId ?? []))]
  return new Map(await Promise.all(ids.map(async (id) => [id, (await getApproval(inside, id)).steps] as const)))
}

async function listEveryMember(work: Work, id: string): Promise<(NamedMember & { personId: string | null })[]> {
  return work.db
    .selectFrom("subsidy_member")
    .select(["name", "role", "scope", "until", "added_at as addedAt", "ended_at as endedAt", "person_id as personId"])
    .where("application_id", "=", id)
    .orderBy("added_at")
    .execute()
}

async function listRepayments(work: Work, id: string): Promise<OrderedRepayment[]> {
  return work.db
    .selectFrom("subsidy_repayment")
    .select([
      "principal_yen as principalYen",
      "surcharged",
      "ordered_on as orderedOn",
      "due_on as dueOn",
      "waived_surcharge_yen as waivedSurchargeYen",
      "waived_reason as waivedReason",
      "finished_on as finishedOn",
    ])
    .where("application_id", "=", id)
    .orderBy("ordered_on")
    .orderBy("id")
    .execute()
}
