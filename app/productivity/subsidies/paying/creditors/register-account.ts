import { personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { storeDocument } from "../../../../kernel/documents/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { mustApply } from "../../applications/begin-application.ts"
import { toZenginKana } from "../../zengin/kana.ts"
import { bankSettings } from "../settings.ts"
import type { Account, Creditor } from "./creditor.ts"
import { bankOf, branchOf } from "./find-banks.ts"
import type { AccountInput } from "./inputs.ts"
import { findOwnCreditor, getAccount, lockCreditor } from "./read-creditors.ts"

const MOST_NAME = 30
export const PASSBOOK = "subsidy-account"

/**
 * An account of the asking applicant, or another in place of it, with a copy of the passbook (カナ名義のページ). It is used
 * from the day somebody has compared the two; until then the one before stays. @returns its id.
 */
export async function registerAccount(work: Work, input: AccountInput, passbook: { name: string; bytes: Uint8Array } | undefined): Promise<string> {
  mustApply(work)
  const own = await findOwnCreditor(work)
  if (!own) throw refusal("conflict", "subsidies.no-creditor", "先に、債主（名称・住所）を登録してください。")
  const creditor = await lockCreditor(work, own.id)
  const bank = bankOf(input.bankCode)
  if (!bank) throw refusal("invalid", "subsidies.unknown-bank", `銀行番号${input.bankCode}の銀行は、金融機関の一覧にありません。`, { field: "bankCode" })
  const branch = branchOf(input.bankCode, input.branchCode)
  if (!branch) throw refusal("invalid", "subsidies.unknown-branch", `${bank.name}に支店番号${input.branchCode}の支店はありません。`, { field: "branchCode" })
  const holder = holderMustFitTheBank(work, input.holder)
  if (!passbook) throw refusal("invalid", "subsidies.passbook", "口座名義（カナ）の見える通帳の写しを付けてください。", { field: "passbook" })
  if (!/\.(pdf|png|jpe?g)$/i.test(passbook.name)) throw refusal("invalid", "subsidies.passbook-type", "通帳の写しは、写真（JPEG・PNG）かPDFにしてください。", { field: "passbook" })
  // What was waiting for the same purpose is taken back by the new one.
  await work.db
    .updateTable("subsidy_account")
    .set({ state: "ended", ended_at: work.now, remark: "新しい届出に差し替え" })
    .where("creditor_id", "=", creditor.id)
    .where("purpose", "=", input.purpose)
    .where("state", "=", "waiting")
    .execute()
  const { id } = await work.db
    .insertInto("subsidy_account")
    .values({
      creditor_id: creditor.id,
      purpose: input.purpose,
      bank_code: input.bankCode,
      branch_code: input.branchCode,
      bank_name: bank.name,
      branch_name: branch.name,
      kind: input.kind,
      number: input.number,
      holder,
      registered_by: personOf(work.actor) ?? null,
      registered_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const stored = await storeDocument(work, { ...passbook, subject: { kind: PASSBOOK, id }, field: "passbook" })
  await work.db.updateTable("subsidy_account").set({ document_id: stored.id }).where("id", "=", id).execute()
  await record(work, {
    action: "subsidies.account-registered",
    subject: { kind: "subsidy-creditor", id: creditor.id },
    detail: { account: id, purpose: input.purpose, bankCode: input.bankCode, branchCode: input.branchCode, ending: input.number.slice(-3), sha256: stored.sha256 },
  })
  return id
}

/** The account is used no longer. What is on its way to it arrives there. */
export async function endAccount(work: Work, id: string): Promise<void> {
  mustApply(work)
  const { creditor } = await getAccount(work, id)
  await lockCreditor(work, creditor.id)
  const { account } = await getAccount(work, id)
  if (account.state === "ended") throw refusal("conflict", "subsidies.account-ended", "この口座は、もう使用を終えています。")
  await endRow(work, creditor, account, "申請者が使用を終えた")
}

export async function endRow(work: Work, creditor: Creditor, account: Account, remark: string): Promise<void> {
  await work.db.updateTable("subsidy_account").set({ state: "ended", ended_at: work.now, remark, version: account.version + 1 }).where("id", "=", account.id).execute()
  await record(work, { action: "subsidies.account-ended", subject: { kind: "subsidy-creditor", id: creditor.id }, detail: { account: account.id, remark } })
}

function holderMustFitTheBank(work: Work, typed: string): string {
  const { kana, refused } = toZenginKana(typed, bankSettings(work))
  if (refused[0]) throw refusal("invalid", "subsidies.holder", `口座名義の${refused[0].message}`, { field: "holder" })
  if (kana === "") throw refusal("invalid", "subsidies.holder", "口座名義を、通帳のカナ名義のとおりに入力してください。", { field: "holder" })
  if (kana.length > MOST_NAME) throw refusal("invalid", "subsidies.holder-long", `口座名義が${kana.length}文字です（濁点・半濁点も1文字と数えて${MOST_NAME}文字まで）。通帳のとおりに略してください。`, { field: "holder" })
  return kana
}
