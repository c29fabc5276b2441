import type { Work } from "../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn } from "../../../kernel/documents/index.ts"
import type { CreditorFilter } from "./creditors/inputs.ts"
import { type CreditorRow, listCreditors } from "./creditors/read-creditors.ts"
import { type Payment, paymentKindWords, paymentStateWords } from "./payments/payment.ts"
import { listPayments, type PaymentFilter } from "./payments/read-payments.ts"

const MOST = 100_000

const creditorColumns: FileColumn<CreditorRow>[] = [
  { title: "債主番号", value: (row) => row.code },
  { title: "区分", value: (row) => (row.companyId ? "法人" : "個人") },
  { title: "名称", value: (row) => row.name },
  { title: "カナ", value: (row) => row.kana },
  { title: "郵便番号", value: (row) => row.postalCode },
  { title: "所在地", value: (row) => row.address },
  { title: "代表者の職名", value: (row) => row.representativeTitle },
  { title: "代表者の氏名", value: (row) => row.representative },
  { title: "使用中の口座", kind: "integer", value: (row) => row.confirmed },
  { title: "確認待ちの口座", kind: "integer", value: (row) => row.waiting },
  { title: "最後の支払", kind: "date", value: (row) => row.lastUsedOn },
  { title: "支払停止の理由", value: (row) => row.stoppedReason },
]

const paymentColumns: FileColumn<Payment>[] = [
  { title: "支払番号", kind: "integer", value: (row) => row.number },
  { title: "受付番号", value: (row) => row.applicationNumber },
  { title: "事業の名称", value: (row) => row.applicationTitle },
  { title: "債主番号", value: (row) => row.account.creditorCode },
  { title: "債主", value: (row) => row.account.creditor },
  { title: "区分", value: (row) => paymentKindWords[row.kind] },
  { title: "金額（円）", kind: "yen", value: (row) => row.amountYen },
  { title: "状態", value: (row) => paymentStateWords[row.state] },
  { title: "起こした日時", kind: "instant", value: (row) => row.askedAt },
  { title: "支払日", kind: "date", value: (row) => row.paidOn },
  { title: "戻った日", kind: "date", value: (row) => row.cameBackOn },
  { title: "理由", value: (row) => row.reason },
]

/** Everybody the filter finds; each thousand read is in the record. */
export async function creditorsCsv(work: Work, filter: CreditorFilter): Promise<string> {
  return csvFile(creditorColumns, await everyRow((page) => listCreditors(work, filter, page), MOST))
}

export async function paymentsCsv(work: Work, filter: PaymentFilter): Promise<string> {
  return csvFile(paymentColumns, await everyRow((page) => listPayments(work, filter, page), MOST))
}
