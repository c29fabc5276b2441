import { sql } from "kysely"
import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { meetDeadline, setDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { ledgerEntries } from "../paying/payments/payment-terms.ts"
import { applicationLedger, type LedgerEntry } from "../rules/application-ledger.ts"
import { type InterestSpan } from "../rules/interest-by-day.ts"
import { latePaymentCharge } from "../rules/late-payment-charge.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { type Repayment, repaymentAllocation } from "../rules/repayment-allocation.ts"
import { repaymentIsIncomplete } from "../rules/repayment-is-incomplete.ts"
import { surchargeOnRepayment, type Tranche } from "../rules/surcharge-on-repayment.ts"
import { type Matter, type MatterKind, proposeMatter } from "./matters.ts"
import { receiptsStillHeld } from "./receipts-still-held.ts"
import { remindBefore } from "./report-deadline.ts"
import { afterPrincipal, lateTerms, surchargeTerms } from "./settings.ts"

const REPAYMENT_DEADLINE = "返還金の納付"

export interface RepaymentOrder {
  id: string
  principalYen: number
  surcharged: boolean
  orderedOn: CivilDate
  dueOn: CivilDate
  waivedSurchargeYen: number
  waivedReason: string
  finishedOn: CivilDate | null
  /** Since when nothing else is paid (20条). */
  withheldOn: CivilDate | null
}

export interface Statement {
  order: RepaymentOrder
  upTo: CivilDate
  owed: Repayment
  paid: Repayment
  left: Repayment
  tranches: Tranche[]
  late: InterestSpan[]
  receipts: { receiptNumber: string; on: CivilDate; principal: number; surcharge: number; lateCharge: number; excess: number }[]
}

/** What has been paid and is no longer due: the subsidy held over what stays. */
export async function overpaidOf(work: Work, it: Application): Promise<number> {
  const { held } = applicationLedger(await ledgerEntries(work, it.id))
  return Math.max(0, held - (it.settledYen ?? it.awardedYen ?? 0))
}

/**
 * 返還命令 (18条1項 after a cancellation, 2項 after 額の確定): drafted with its due day. `principal`: an amount that was reported and
 * does not follow from the ledger (消費税仕入控除税額). @returns the approval's id.
 */
export async function proposeRepayment(work: Work, id: string, input: { dueOn: CivilDate; reason: string; principal?: number }): Promise<string> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "order-repayment", { by: "office", reason: input.reason }))
  const principal = input.principal ?? (await overpaidOf(work, it))
  if (principal === 0) throw refusal("conflict", "subsidies.nothing-to-repay", "返還を命じる額がありません。")
  if (input.dueOn <= civilDateOf(work.now)) throw refusal("invalid", "subsidies.due-day-is-over", "納期限は、明日以後の日にしてください。", { field: "dueOn" })
  const surcharged = it.state === "cancelled" || it.state === "cancelled-in-part"
  return proposeMatter(work, it, repaymentMatter, {
    kind: "repayment",
    amountYen: principal,
    terms: { principal, surcharged, dueOn: input.dueOn, ...(input.principal === undefined ? {} : { reported: true }) },
    reason: input.reason,
    summary: [
      { label: "返還を命じる額", value: yenText(principal) },
      { label: "加算金", value: surcharged ? "受領の日から納付の日までの日数により計算（19条1項）" : "なし" },
      { label: "納期限", value: wareki(input.dueOn) },
    ],
  })
}

async function orderRepayment(work: Work, it: Application, matter: Matter): Promise<void> {
  const terms = matter.terms as { principal: number; surcharged: boolean; dueOn: CivilDate; reported?: boolean }
  if (!terms.reported && (await overpaidOf(work, it)) !== terms.principal) throw refusal("conflict", "subsidies.repayment-changed", "起案のあとに支払か返還がありました。差し戻して、起案し直してください。")
  const { decisionId, documentNumber } = await decideWithPaper(work, it, {
    kind: "repayment",
    amountYen: terms.principal,
    terms: { ...terms, particulars: [{ label: "納期限", value: wareki(terms.dueOn) }, ...(terms.surcharged ? [{ label: "加算金", value: "受領の日から納付の日までの日数に応じて、別に納付していただきます。" }] : [])] },
    reason: matter.reason,
    approvalId: matter.approvalId ?? undefined,
  })
  await insertOrder(work, it, { decisionId, principal: terms.principal, surcharged: terms.surcharged, dueOn: terms.dueOn })
  const moved = await moveApplication(work, it, "order-repayment", { reason: matter.reason, detail: { documentNumber, principal: terms.principal, dueOn: terms.dueOn } })
  await tellApplicants(work, moved, "補助金の返還が命じられました", `${yenText(terms.principal)}を${wareki(terms.dueOn)}までに返還してください。`)
}

/**
 * What is owed back from a decision on, with its deadline; one order of an application at a time. An order made after a
 * cancellation takes the place of what had been ordered before and is not paid yet: it asks for all that is still held.
 */
export async function insertOrder(work: Work, it: Application, order: { decisionId: string; principal: number; surcharged: boolean; dueOn: CivilDate }): Promise<void> {
  const today = civilDateOf(work.now)
  await work.db.updateTable("subsidy_repayment").set({ finished_on: today }).where("application_id", "=", it.id).where("finished_on", "is", null).execute()
  await work.db
    .insertInto("subsidy_repayment")
    .values({ application_id: it.id, decision_id: order.decisionId, principal_yen: order.principal, surcharged: order.surcharged, ordered_on: today, due_on: order.dueOn })
    .execute()
  await setDeadline(work, it.caseId!, { name: REPAYMENT_DEADLINE, dueOn: order.dueOn, remindOn: remindBefore(order.dueOn, today) })
}

export const repaymentMatter: MatterKind = { approval: "subsidies.repayment", title: "返還命令", decisions: ["repayment"], decide: orderRepayment }

async function openOrder(work: Work, applicationId: string): Promise<RepaymentOrder | undefined> {
  return work.db
    .selectFrom("subsidy_repayment")
    .select([
      "id",
      "principal_yen as principalYen",
      "surcharged",
      "ordered_on as orderedOn",
      "due_on as dueOn",
      "waived_surcharge_yen as waivedSurchargeYen",
      "waived_reason as waivedReason",
      "finished_on as finishedOn",
      "withheld_on as withheldOn",
    ])
    .where("application_id", "=", applicationId)
    .orderBy("ordered_on", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst()
}

/** What is owed, paid and left on a day, with how it comes about: 加算金 by receipt, 延滞金 after the due day. */
export async function statementOf(work: Work, applicationId: string, upTo: CivilDate): Promise<Statement | undefined> {
  const order = await openOrder(work, applicationId)
  if (!order) return undefined
  const { rows } = await sql<LedgerEntry & { cause: string }>`select id, day as on, kind, amount_yen as amount, cause from subsidy_ledger
    where application_id = ${applicationId}::uuid order by day, written_at, id`.execute(work.db)
  const ofOrder = rows.filter(({ cause }) => cause.startsWith(`${order.id}:`))
  const receipts = receiptsStillHeld(rows.filter(({ kind, cause }) => kind !== "repayment" || !cause.startsWith(`${order.id}:`)))
  const paidBack = ofOrder.filter(({ kind }) => kind === "repayment").map(({ on, amount }) => ({ on, amount }))
  const surcharge = order.surcharged ? surchargeOnRepayment(receipts, order.principalYen, paidBack, upTo, surchargeTerms) : { amount: 0, tranches: [] }
  const late = latePaymentCharge(order.principalYen, order.dueOn, paidBack, upTo, lateTerms)
  const paidOf = (kind: LedgerEntry["kind"]) => ofOrder.filter((row) => row.kind === kind).reduce((sum, { amount }) => sum + amount, 0)
  const owed: Repayment = { principal: order.principalYen, surcharge: Math.max(0, surcharge.amount - order.waivedSurchargeYen), lateCharge: late.amount }
  const paid: Repayment = { principal: paidOf("repayment"), surcharge: paidOf("surcharge"), lateCharge: paidOf("late-charge") }
  const left = { principal: Math.max(0, owed.principal - paid.principal), surcharge: Math.max(0, owed.surcharge - paid.surcharge), lateCharge: Math.max(0, owed.lateCharge - paid.lateCharge) }
  const numbers = [...new Set(ofOrder.map(({ cause }) => cause.slice(order.id.length + 1)))]
  return {
    order,
    upTo,
    owed,
    paid,
    left,
    tranches: surcharge.tranches,
    late: late.spans,
    receipts: numbers.map((receiptNumber) => {
      const own = ofOrder.filter(({ cause }) => cause === `${order.id}:${receiptNumber}`)
      const of = (kind: LedgerEntry["kind"]) => own.find((row) => row.kind === kind)?.amount ?? 0
      return { receiptNumber, on: own[0]!.on, principal: of("repayment"), surcharge: of("surcharge"), lateCharge: of("late-charge"), excess: of("excess-repaid") }
    }),
  }
}

/** A payment received: to the principal first (施行令10条2項), then 加算金, 延滞金. One receipt number is entered once. */
export async function receiveRepayment(work: Work, id: string, input: { receivedOn: CivilDate; amount: number; receiptNumber: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "receive-repayment", { by: "office" }))
  const statement = await statementOf(work, id, input.receivedOn)
  if (!statement) throw refusal("conflict", "subsidies.no-order", "返還命令がありません。")
  const { order, left } = statement
  if (input.receivedOn > civilDateOf(work.now)) throw refusal("invalid", "subsidies.received-in-the-future", "納付の日は、今日までの日を入力してください。", { field: "receivedOn" })
  if (input.receivedOn < order.orderedOn) throw refusal("invalid", "subsidies.received-before-order", "納付の日は、返還を命じた日以後の日にしてください。", { field: "receivedOn" })
  if (statement.receipts.some(({ receiptNumber }) => receiptNumber === input.receiptNumber)) throw refusal("conflict", "subsidies.receipt-known", "この領収の番号は、もう入力されています。二重には記録しません。", { field: "receiptNumber" })
  const parts = repaymentAllocation(input.amount, left, afterPrincipal)
  if (parts.excess > 0) throw refusal("invalid", "subsidies.paid-too-much", `この日に納付していただく残りは${yenText(left.principal + left.surcharge + left.lateCharge)}です。多い分は受け入れずに還付してください。`, { field: "amount" })
  const rows = ([["repayment", parts.principal], ["surcharge", parts.surcharge], ["late-charge", parts.lateCharge]] as const).filter(([, amount]) => amount > 0)
  for (const [kind, amount] of rows) {
    await work.db
      .insertInto("subsidy_ledger")
      .values({ application_id: id, kind, amount_yen: amount, day: input.receivedOn, cause: `${order.id}:${input.receiptNumber}`, note: `領収 ${input.receiptNumber}`, written_by: personOf(work.actor) ?? null, written_at: work.now })
      .execute()
  }
  const moved = await moveApplication(work, it, "receive-repayment", { detail: { ...input, ...parts } })
  await tellApplicants(work, moved, "返還金を受け取りました", yenText(input.amount))
  await finishIfDone(work, moved, input.receivedOn)
}

/** 加算金の免除 (19条3項): a part or all of what is owed, with the reason. */
export async function waiveSurcharge(work: Work, id: string, input: { amount: number; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "waive-surcharge", { by: "office", reason: input.reason }))
  const today = civilDateOf(work.now)
  const statement = await statementOf(work, id, today)
  if (!statement || input.amount > statement.left.surcharge) throw refusal("invalid", "subsidies.waiver-exceeds", `免除できるのは、加算金の残り${yenText(statement?.left.surcharge ?? 0)}までです。`, { field: "amount" })
  await work.db
    .updateTable("subsidy_repayment")
    .set((e) => ({ waived_surcharge_yen: e("waived_surcharge_yen", "+", input.amount), waived_reason: input.reason }))
    .where("id", "=", statement.order.id)
    .execute()
  const moved = await moveApplication(work, it, "waive-surcharge", { reason: input.reason, detail: { amount: input.amount } })
  await finishIfDone(work, moved, today)
}

/** With the principal back, nothing bears interest any more: what is left on that day is what there is to pay. */
async function finishIfDone(work: Work, it: Application, on: CivilDate): Promise<void> {
  const statement = await statementOf(work, it.id, on)
  if (!statement || repaymentIsIncomplete(statement.owed, statement.paid)) return
  await work.db.updateTable("subsidy_repayment").set({ finished_on: on }).where("id", "=", statement.order.id).execute()
  await meetDeadline(work, it.caseId!, REPAYMENT_DEADLINE)
  // A part was cancelled while the project runs: with its money back, the rest goes on (17条).
  const goesOn = it.settledYen === null && (it.awardedYen ?? 0) > 0
  const moved = await moveApplication(work, it, goesOn ? "resume" : "finish-repayment", {})
  await record(work, { action: "subsidies.repaid", subject: { kind: "subsidy-application", id: it.id }, detail: { ...statement.paid }, unitId: it.unitId })
  await tellApplicants(work, moved, "返還が終わりました", goesOn ? "残りの事業を続けてください。" : undefined)
}
