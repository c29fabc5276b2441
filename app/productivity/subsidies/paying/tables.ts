import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../../../kernel/database/index.ts"
import type { AccountState, Purpose } from "./creditors/creditor.ts"
import type { BatchState, DebitAccount } from "./batches/batch.ts"
import type { PaidAccount, PaymentKind, PaymentState } from "./payments/payment.ts"

interface SubsidyCreditorTable {
  id: Generated<string>
  code: string
  company_id: string | null
  person_id: string | null
  name: string
  kana: string
  postal_code: Generated<string>
  address: string
  representative_title: Generated<string>
  representative: Generated<string>
  state: Generated<"current" | "stopped">
  stopped_reason: Generated<string>
  search: Generated<string>
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface SubsidyAccountTable {
  id: Generated<string>
  creditor_id: string
  purpose: Purpose
  bank_code: string
  branch_code: string
  bank_name: string
  branch_name: string
  kind: string
  number: string
  holder: string
  document_id: string | null
  state: Generated<AccountState>
  remark: Generated<string>
  registered_by: string | null
  registered_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
  ended_at: Date | null
  version: Generated<number>
}

interface SubsidyDebitAccountTable {
  valid_from: CivilDate
  client_code: string
  client_name: string
  bank_code: string
  branch_code: string
  kind: string
  number: string
  source: string
  set_by: string | null
  set_at: Date
}

interface SubsidyAdvanceShareTable {
  call_id: string
  numerator: number
  denominator: number
  source: string
  set_by: string | null
  set_at: Date
}

interface SubsidyBatchTable {
  id: Generated<string>
  number: Generated<number>
  unit_id: string
  title: string
  state: Generated<BatchState>
  wished_on: CivilDate
  pay_on: CivilDate
  approval_id: string | null
  debit: ColumnType<DebitAccount | null, string | null | undefined, string | null>
  payment_count: number | null
  total_yen: number | null
  document_id: string | null
  sha256: string | null
  csv_document_id: string | null
  made_by: string | null
  made_at: Date
  approved_at: Date | null
  sent_by: string | null
  sent_at: Date | null
  done_at: Date | null
  version: Generated<number>
}

interface SubsidyPaymentTable {
  id: Generated<string>
  number: Generated<number>
  application_id: string
  filing_id: string
  unit_id: string
  kind: PaymentKind
  amount_yen: number
  account_id: string
  account: Json<PaidAccount>
  state: Generated<PaymentState>
  batch_id: string | null
  record: number | null
  asked_by: string | null
  asked_at: Date
  approved_by: string | null
  approved_at: Date | null
  sent_at: Date | null
  paid_on: CivilDate | null
  came_back_on: CivilDate | null
  reason: Generated<string>
  followed: "paid" | "came-back" | null
  version: Generated<number>
}

interface SubsidyResultTable {
  id: Generated<string>
  batch_id: string
  document_id: string
  sha256: string
  failed: Json<{ paymentId: string; record: number; reason: string }[]>
  problems: Json<{ at: number; code: string; message: string }[]>
  read_by: string | null
  read_at: Date
  applied_at: Date | null
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_creditor: SubsidyCreditorTable
    subsidy_account: SubsidyAccountTable
    subsidy_debit_account: SubsidyDebitAccountTable
    subsidy_advance_share: SubsidyAdvanceShareTable
    subsidy_batch: SubsidyBatchTable
    subsidy_payment: SubsidyPaymentTable
    subsidy_result: SubsidyResultTable
  }
}
