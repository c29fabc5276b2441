import type { Banks } from "./banks.ts"
import type { ReadValues } from "./judge-fields.ts"
import { type Defect, judgeTransfers, type Verdict } from "./judge.ts"
import type { ZenginSettings } from "./settings.ts"

export interface ReadAccount {
  bankCode: string
  branchCode: string
  accountKind: string
  accountNumber: string
}

export interface ReadPayment extends ReadAccount {
  /** Which record of the file, from 1. */
  record: number
  payeeName: string
  amount: number
  newCode: string
  customerCode1: string
  customerCode2: string
  /** In place of the customer codes. */
  ediText: string
  transferKind: string
}

export interface ReadTransfers extends Verdict {
  /** Absent when there is no header of 120 bytes. */
  header: (ReadAccount & { clientCode: string; clientName: string; payDay: string; kindCode: string }) | undefined
  payments: ReadPayment[]
  trailer: { count: string; total: string } | undefined
  defects: Defect[]
}

export interface ReadOptions {
  settings: ZenginSettings
  banks?: Banks
  today?: string
}

/** What stands in a file, beside what is wrong with it. Records that are not of 120 bytes are not read. */
export function readTransfers(bytes: Uint8Array, options: ReadOptions): ReadTransfers {
  const defects: Defect[] = []
  const payments: ReadPayment[] = []
  let header: ReadTransfers["header"]
  let trailer: ReadTransfers["trailer"]
  const judge = judgeTransfers({
    ...options,
    onDefect: (defect) => defects.push(defect),
    onRecord(values, record) {
      if (values.recordType === "1") header ??= headerOf(values)
      else if (values.recordType === "2") payments.push(paymentOf(values, record))
      else if (values.recordType === "8") trailer ??= { count: values.count!, total: values.total! }
    },
  })
  judge.push(bytes)
  return { ...judge.finish(), header, payments, trailer, defects }
}

function accountOf(values: ReadValues): ReadAccount {
  return {
    bankCode: values.bankCode!,
    branchCode: values.branchCode!,
    accountKind: values.accountKind!,
    accountNumber: values.accountNumber!,
  }
}

function headerOf(values: ReadValues): NonNullable<ReadTransfers["header"]> {
  return {
    ...accountOf(values),
    clientCode: values.clientCode!,
    clientName: values.clientName!,
    payDay: values.payDay!,
    kindCode: values.kindCode!,
  }
}

function paymentOf(values: ReadValues, record: number): ReadPayment {
  return {
    ...accountOf(values),
    record,
    payeeName: values.payeeName!,
    amount: /^\d+$/.test(values.amount!) ? Number(values.amount) : Number.NaN,
    newCode: values.newCode!,
    customerCode1: values.customerCode1 ?? "",
    customerCode2: values.customerCode2 ?? "",
    ediText: values.ediText ?? "",
    transferKind: values.transferKind!,
  }
}
