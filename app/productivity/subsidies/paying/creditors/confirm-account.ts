import { scopeOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../../kernel/http/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { accountAnswered } from "../notices.ts"
import { getAccount, lockCreditor } from "./read-creditors.ts"
import { endRow } from "./register-account.ts"

/**
 * Somebody of a section that pays has compared it with the passbook: it is used from now on, in place of the one before.
 * One in use is confirmed again the same way when it has become dormant.
 */
export async function confirmAccount(work: Work, id: string): Promise<void> {
  const { account, creditor } = await lockForPaying(work, id)
  if (account.state === "ended" || account.state === "returned") throw refusal("conflict", "subsidies.account-not-waiting", "この口座は、確認を待っていません。画面を開き直してください。")
  if (!account.documentId) throw refusal("conflict", "subsidies.passbook", "通帳の写しがないため、確認できません。差し戻してください。")
  const before = account.state === "waiting" ? await usedOne(work, creditor.id, account.purpose) : undefined
  if (before) await endRow(work, creditor, (await getAccount(work, before)).account, "新しい口座に変更")
  await work.db
    .updateTable("subsidy_account")
    .set({ state: "confirmed", confirmed_at: work.now, confirmed_by: work.actor.kind === "staff" ? work.actor.id : null, remark: "", version: account.version + 1 })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "subsidies.account-confirmed", subject: { kind: "subsidy-creditor", id: creditor.id }, detail: { account: id, again: account.state === "confirmed" } })
  if (account.state === "waiting" && account.registeredBy) await tell(work, accountAnswered, { person: account.registeredBy, what: "口座を確認しました" })
}

/** It is not what the passbook says: back to the applicant with the reason. */
export async function returnAccount(work: Work, id: string, remark: string): Promise<void> {
  const { account, creditor } = await lockForPaying(work, id)
  if (account.state !== "waiting" && account.state !== "confirmed") throw refusal("conflict", "subsidies.account-not-waiting", "この口座は、確認を待っていません。画面を開き直してください。")
  await work.db.updateTable("subsidy_account").set({ state: "returned", remark, version: account.version + 1 }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.account-returned", subject: { kind: "subsidy-creditor", id: creditor.id }, detail: { account: id, remark } })
  if (account.registeredBy) await tell(work, accountAnswered, { person: account.registeredBy, what: "口座の届出を直してください", body: remark })
}

/** 差押え, 解散 and the like: nothing is paid to them until it is taken back. */
export async function stopCreditor(work: Work, id: string, reason: string): Promise<void> {
  mustPaySomewhere(work)
  const creditor = await lockCreditor(work, id)
  if (creditor.state === "stopped") throw refusal("conflict", "subsidies.creditor-stopped", "この債主への支払は、もう止められています。")
  await work.db.updateTable("subsidy_creditor").set({ state: "stopped", stopped_reason: reason, version: creditor.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.creditor-stopped", subject: { kind: "subsidy-creditor", id }, detail: { reason } })
}

export async function resumeCreditor(work: Work, id: string): Promise<void> {
  mustPaySomewhere(work)
  const creditor = await lockCreditor(work, id)
  if (creditor.state === "current") throw refusal("conflict", "subsidies.creditor-current", "この債主への支払は、止められていません。")
  await work.db.updateTable("subsidy_creditor").set({ state: "current", stopped_reason: "", version: creditor.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.creditor-resumed", subject: { kind: "subsidy-creditor", id }, detail: { stoppedReason: creditor.stoppedReason } })
}

async function lockForPaying(work: Work, id: string) {
  mustPaySomewhere(work)
  const { creditor } = await getAccount(work, id)
  await lockCreditor(work, creditor.id)
  return getAccount(work, id)
}

/** Looking is not handling: an auditor sees every creditor and confirms none. */
function mustPaySomewhere(work: Work): void {
  if (work.actor.kind === "system") return
  if (work.actor.kind !== "staff" || scopeOf(work.actor, "subsidies.pay").length === 0) throw notFound("口座")
}

async function usedOne(work: Work, creditorId: string, purpose: string): Promise<string | undefined> {
  const row = await work.db
    .selectFrom("subsidy_account")
    .select("id")
    .where("creditor_id", "=", creditorId)
    .where("purpose", "=", purpose as "settlement")
    .where("state", "=", "confirmed")
    .executeTakeFirst()
  return row?.id
}
