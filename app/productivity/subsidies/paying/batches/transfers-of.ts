import { csvFile, type FileColumn } from "../../../../kernel/documents/index.ts"
import { loadBanks, type Transfer, writeTransfers, type Written, type ZenginSettings } from "../../zengin/index.ts"
import { accountKindWords } from "../creditors/creditor.ts"
import { type Payment, paymentKindWords } from "../payments/payment.ts"
import type { Batch, DebitAccount } from "./batch.ts"

type Sent = Pick<Payment, "number" | "amountYen" | "account">

/** The batch as 総合振込, in the order of the payments' numbers: the same payments give the same bytes. */
export function writeBatch(payOn: string, debit: DebitAccount, payments: readonly Sent[], settings: ZenginSettings): Written {
  const transfers = payments.map(
    ({ number, amountYen, account }): Transfer => ({
      bankCode: account.bankCode,
      branchCode: account.branchCode,
      accountKind: account.kind,
      accountNumber: account.number,
      payeeName: account.holder,
      amount: amountYen,
      customerCode1: String(number),
    }),
  )
  const { clientCode, clientName, bankCode, branchCode, kind, number } = debit
  return writeTransfers(
    { clientCode, clientName, bankCode, branchCode, accountKind: kind, accountNumber: number, payOn, transfers },
    { settings, banks: loadBanks(), lineEnd: "crlf" },
  )
}

interface AccountingRow {
  batch: Pick<Batch, "number" | "payOn">
  payment: Payment
}

/** A layout of our own until the accounting system's is known; every column by name. */
const columns: FileColumn<AccountingRow>[] = [
  { title: "一括番号", kind: "integer", value: ({ batch }) => batch.number },
  { title: "支払番号", kind: "integer", value: ({ payment }) => payment.number },
  { title: "支払日", kind: "date", value: ({ batch }) => batch.payOn },
  { title: "受付番号", value: ({ payment }) => payment.applicationNumber },
  { title: "区分", value: ({ payment }) => paymentKindWords[payment.kind] },
  { title: "金額（円）", kind: "yen", value: ({ payment }) => payment.amountYen },
  { title: "債主番号", value: ({ payment }) => payment.account.creditorCode },
  { title: "債主", value: ({ payment }) => payment.account.creditor },
  { title: "銀行番号", value: ({ payment }) => payment.account.bankCode },
  { title: "銀行", value: ({ payment }) => payment.account.bankName },
  { title: "支店番号", value: ({ payment }) => payment.account.branchCode },
  { title: "支店", value: ({ payment }) => payment.account.branchName },
  { title: "預金種目", value: ({ payment }) => accountKindWords[payment.account.kind] ?? payment.account.kind },
  { title: "口座番号", value: ({ payment }) => payment.account.number },
  { title: "口座名義", value: ({ payment }) => payment.account.holder },
]

export function accountingCsv(batch: Pick<Batch, "number" | "payOn">, payments: readonly Payment[]): string {
  return csvFile(columns, payments.map((payment) => ({ batch, payment })))
}

