import type { CivilDate } from "../../../../kernel/database/index.ts"

export type BatchState = "draft" | "in-approval" | "approved" | "sent" | "done" | "dropped"

/** 県の支払口座. */
export interface DebitAccount {
  clientCode: string
  clientName: string
  bankCode: string
  branchCode: string
  kind: string
  number: string
}

export interface Batch {
  id: string
  number: number
  unitId: string
  unitName: string
  title: string
  state: BatchState
  wishedOn: CivilDate
  payOn: CivilDate
  approvalId: string | null
  debit: DebitAccount | null
  count: number
  totalYen: number
  documentId: string | null
  sha256: string | null
  csvDocumentId: string | null
  madeAt: Date
  sentAt: Date | null
  doneAt: Date | null
  version: number
}

export const batchStateWords: Readonly<Record<BatchState, string>> = {
  draft: "作成中",
  "in-approval": "決裁中",
  approved: "決裁済み",
  sent: "銀行に送った",
  done: "結果まで終了",
  dropped: "取りやめ",
}

/** 「支払一括 第12号」 */
export function batchName(batch: Pick<Batch, "number">): string {
  return `支払一括 第${batch.number}号`
}
