import { system } from "../../../kernel/access/index.ts"
import { type ApprovalKind, startApproval } from "../../../kernel/approvals/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { moveCase } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { amendingOrdinance } from "./amending-ordinance.ts"
import { type Bill, billStates } from "./bill.ts"
import { billApproved, billReturned } from "./notices.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { revisingPaths } from "./paths.ts"
import { getBill, lockBill, mustWrite, provisionsOf } from "./read-bills.ts"
import { billIsNotComplete } from "./rules/bill-is-not-complete.ts"

export const BILL = "ordinances.bill"

/** Characters of an amending text that are shown beside the decision; the bill itself shows all. */
const SHOWN = 1500

/** 改正案の決裁. What is decided is the amending text, word for word, and what it is to be applied to. */
export const billApproval: ApprovalKind = {
  kind: BILL,
  title: "例規の改正案",
  link: revisingPaths.bill,
  async content(work, id) {
    const bill = await getBill(asSystem(work), id)
    return contentOf(bill, bill.amendingText ?? "")
  },
  async approved(work, { subject }) {
    const bill = await lockBill(asSystem(work), subject.id)
    await moveCase(work, bill.caseId, billStates, "approve", { audit: false })
    await setState(work, bill, { state: "approved" })
    await record(work, { action: "ordinances.bill-approved", subject: { kind: "ordinance-bill", id: bill.id }, detail: { number: bill.number }, unitId: bill.unitId })
    await tell(work, billApproved, bill)
  },
  returned: (work, { subject, comment }) => backToDraft(work, subject.id, comment),
  withdrawn: (work, { subject, comment }) => backToDraft(work, subject.id, comment),
}

/** Drafts the approval; the words of the amendment stand from now on. @returns the approval's id. */
export async function proposeBill(work: Work, id: string, comment = "", expectedVersion?: number): Promise<string> {
  const bill = await lockBill(work, id)
  mustWrite(work, bill)
  // What is decided is what the drafter has seen.
  if (expectedVersion !== undefined && expectedVersion !== bill.version) {
    throw refusal("conflict", "ordinances.stale-bill", "この画面を開いたあとに、ほかの人が改正案を直しました。いまの条文を確かめてから起案してください。")
  }
  const drafted = amendingOrdinance(bill, await provisionsOf(work, bill.baseVersionId))
  refuseIf(billIsNotComplete(bill, drafted))
  await setState(work, bill, { state: "in-approval", amending_text: drafted.text })
  await moveCase(work, bill.caseId, billStates, "propose", { audit: false })
  const approvalId = await startApproval(work, {
    kind: BILL,
    title: bill.title,
    unitId: bill.unitId,
    subject: { kind: "ordinance-bill", id },
    content: contentOf(bill, drafted.text),
    summary: [
      { label: "改正する例規", value: `${bill.ordinanceTitle}（${bill.ordinanceNumber || "番号なし"}）` },
      { label: "改正の理由", value: bill.reason },
      { label: "改め文", value: drafted.text.length > SHOWN ? `${drafted.text.slice(0, SHOWN)}…（続きは「内容の全体を開く」から）` : drafted.text },
      { label: "附則", value: drafted.supplementary.join("\n") },
    ],
    link: revisingPaths.bill(id),
    comment,
  })
  await work.db.updateTable("ordinance_bill").set({ approval_id: approvalId }).where("id", "=", id).execute()
  await record(work, { action: "ordinances.bill-proposed", subject: { kind: "ordinance-bill", id }, detail: { number: bill.number }, unitId: bill.unitId })
  return approvalId
}

function contentOf(bill: Bill, text: string): object {
  return { number: bill.number, title: bill.title, reason: bill.reason, base: bill.baseVersionId, text, effect: bill.effect, effectiveOn: bill.effectiveOn, transitional: bill.transitional }
}

function asSystem(work: Work): Work {
  return { ...work, actor: system(BILL) }
}

async function setState(work: Work, bill: Bill, set: { state: Bill["state"]; amending_text?: string | null }): Promise<void> {
  await work.db.updateTable("ordinance_bill").set({ ...set, version: bill.version + 1, updated_at: work.now }).where("id", "=", bill.id).execute()
}

async function backToDraft(work: Work, id: string, comment: string): Promise<void> {
  const bill = await lockBill(asSystem(work), id)
  await moveCase(work, bill.caseId, billStates, "return", { audit: false, reason: comment })
  await setState(work, bill, { state: "draft", amending_text: null })
  await record(work, { action: "ordinances.bill-returned", subject: { kind: "ordinance-bill", id }, detail: { number: bill.number }, unitId: bill.unitId })
  await tell(work, billReturned, bill)
}
