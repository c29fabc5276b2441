import { mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { bankOf } from "../creditors/find-banks.ts"
import { bankSettings } from "../settings.ts"
import { toZenginKana } from "../../zengin/kana.ts"
import type { DebitAccount } from "./batch.ts"
import type { DebitAccountInput } from "./inputs.ts"

export interface DatedDebitAccount extends DebitAccount {
  validFrom: CivilDate
  source: string
}

const columns = [
  "valid_from as validFrom",
  "client_code as clientCode",
  "client_name as clientName",
  "bank_code as bankCode",
  "branch_code as branchCode",
  "kind",
  "number",
  "source",
] as const

/** The latest day first. */
export async function listDebitAccounts(work: Work): Promise<DatedDebitAccount[]> {
  return work.db.selectFrom("subsidy_debit_account").select(columns).orderBy("valid_from", "desc").limit(100).execute()
}

/** 県の支払口座 in force on the day of payment. */
export async function debitAccountOn(work: Work, day: CivilDate): Promise<DebitAccount> {
  const found = await work.db.selectFrom("subsidy_debit_account").select(columns).where("valid_from", "<=", day).orderBy("valid_from", "desc").limit(1).executeTakeFirst()
  if (!found) throw refusal("conflict", "subsidies.no-debit-account", "支払日に使う県の支払口座が定められていません。システム管理者が「支払の設定」で定めます。")
  const { validFrom: _, source: __, ...account } = found
  return account
}

/** From a day on. What has held is never overwritten. */
export async function setDebitAccount(work: Work, input: DebitAccountInput): Promise<void> {
  mustBeAllowed(work.actor, "subsidies.set-payment-terms")
  if (work.actor.kind !== "system" && input.validFrom < civilDateOf(work.now)) {
    throw refusal("invalid", "subsidies.debit-account-in-the-past", "適用開始日は、きょう以降の日付にしてください。", { field: "validFrom" })
  }
  if (!bankOf(input.bankCode)) throw refusal("invalid", "subsidies.unknown-bank", `銀行番号${input.bankCode}の銀行は、金融機関の一覧にありません。`, { field: "bankCode" })
  const { kana, refused } = toZenginKana(input.clientName, bankSettings(work))
  if (refused[0]) throw refusal("invalid", "subsidies.client-name", `振込依頼人名の${refused[0].message}`, { field: "clientName" })
  if (kana.length > 40) throw refusal("invalid", "subsidies.client-name", "振込依頼人名は40文字（濁点・半濁点も1文字）までです。", { field: "clientName" })
  const made = await work.db
    .insertInto("subsidy_debit_account")
    .values({
      valid_from: input.validFrom,
      client_code: input.clientCode,
      client_name: kana,
      bank_code: input.bankCode,
      branch_code: input.branchCode,
      kind: input.kind,
      number: input.number,
      source: input.source,
      set_by: personOf(work.actor) ?? null,
      set_at: work.now,
    })
    .onConflict((on) => on.doNothing())
    .returning("valid_from")
    .executeTakeFirst()
  if (!made) throw refusal("conflict", "subsidies.debit-account-set", "その日からの支払口座は、もう定められています。ほかの日にしてください。", { field: "validFrom" })
  await record(work, { action: "subsidies.debit-account-set", subject: { kind: "subsidy-debit-account", id: input.validFrom }, detail: { ...input } })
}
