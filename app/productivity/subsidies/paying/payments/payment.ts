import type { CivilDate } from "../../../../kernel/database/index.ts"

export type PaymentKind = "advance" | "final"
export const paymentStates = ["asked", "approved", "in-batch", "sent", "paid", "came-back", "cancelled"] as const
export type PaymentState = (typeof paymentStates)[number]

/** The payee's account as it was when the payment was asked for: a later change touches no payment under way. */
export interface PaidAccount {
  creditorCode: string
  creditor: string
  bankCode: string
  bankName: string
  branchCode: string
  branchName: string
  kind: string
  number: string
  holder: string
}

export interface Payment {
  id: string
  number: number
  applicationId: string
  filingId: string
  unitId: string
  kind: PaymentKind
  amountYen: number
  accountId: string
  account: PaidAccount
  state: PaymentState
  batchId: string | null
  record: number | null
  askedBy: string | null
  askedAt: Date
  approvedBy: string | null
  paidOn: CivilDate | null
  cameBackOn: CivilDate | null
  reason: string
  /** Of the application. */
  applicationNumber: string
  applicationTitle: string
}

export const paymentKindWords: Readonly<Record<PaymentKind, string>> = { advance: "概算払", final: "精算払" }
export const paymentStateWords: Readonly<Record<PaymentState, string>> = {
  asked: "確認待ち",
  approved: "確認済み",
  "in-batch": "一括に入っている",
  sent: "銀行に送った",
  paid: "支払済み",
  "came-back": "振込不能",
  cancelled: "取消し",
}
