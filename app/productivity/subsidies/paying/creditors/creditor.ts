import type { CivilDate } from "../../../../kernel/database/index.ts"

/** 債主: whom the prefecture pays. */
export interface Creditor {
  id: string
  code: string
  companyId: string | null
  personId: string | null
  name: string
  kana: string
  postalCode: string
  address: string
  representativeTitle: string
  representative: string
  state: "current" | "stopped"
  stoppedReason: string
  version: number
}

/** 精算金用, 前払金用 */
export type Purpose = "settlement" | "advance"
export type AccountState = "waiting" | "confirmed" | "returned" | "ended"

export interface Account {
  id: string
  creditorId: string
  purpose: Purpose
  bankCode: string
  branchCode: string
  bankName: string
  branchName: string
  kind: string
  number: string
  /** Half-width kana, as in a payment file. */
  holder: string
  documentId: string | null
  /** The copy of the passbook is a photograph and not a PDF. */
  picture: boolean
  state: AccountState
  remark: string
  registeredBy: string | null
  registeredAt: Date
  confirmedAt: Date | null
  /** The last day on which money arrived in it. */
  lastPaidOn: CivilDate | null
  version: number
}

export const purposeWords: Readonly<Record<Purpose, string>> = { settlement: "精算金用", advance: "前払金用（概算払）" }
export const accountStateWords: Readonly<Record<AccountState, string>> = {
  waiting: "確認待ち",
  confirmed: "使用中",
  returned: "差戻し",
  ended: "使用終了",
}
export const accountKindWords: Readonly<Record<string, string>> = { "1": "普通", "2": "当座", "4": "貯蓄", "9": "その他" }

/** 「七十七銀行 本店 普通 1234567」 */
export function accountText(account: Pick<Account, "bankName" | "branchName" | "kind" | "number">): string {
  return `${account.bankName} ${account.branchName} ${accountKindWords[account.kind] ?? account.kind} ${account.number}`
}

/** For a list that many read: the last three digits. */
export function maskedNumber(number: string): string {
  return `••••${number.slice(-3)}`
}
