import { z } from "zod"
import { CSV_TYPE } from "../../../../kernel/documents/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { firstValue, type PageContext, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { bankOf, branchOf, findBanks, findBranches } from "../creditors/find-banks.ts"
import { accountForm, creditorInput } from "../creditors/inputs.ts"
import { findOwnCreditor, listAccounts } from "../creditors/read-creditors.ts"
import { endAccount, registerAccount } from "../creditors/register-account.ts"
import { knownCreditor, saveCreditor } from "../creditors/save-creditor.ts"
import { ledgerCsv } from "../ledger/read-ledger.ts"
import { readPassbook } from "../passbook.ts"
import { payingPaths } from "../paths.ts"
import { type AccountSearch, FreshAccountPage, MyAccountsPage, MyCreditorPage } from "./my-accounts.tsx"

const MOST_UPLOADED = 12 * 1024 * 1024

/** 受取口座: the applicant's own. */
export function myAccountPages(site: Site): void {
  const list = async (work: Work) => {
    const creditor = await findOwnCreditor(work)
    return <MyAccountsPage creditor={creditor} accounts={creditor ? await listAccounts(work, creditor.id) : []} />
  }
  site.applicant.get(payingPaths.myAccounts, async (work, c) => c.page(await list(work)))
  const creditorPage = async (work: Work, _: PageContext, typed?: Typed) => <MyCreditorPage creditor={await findOwnCreditor(work)} known={await knownCreditor(work)} typed={typed} />
  site.applicant.get(payingPaths.myCreditor, async (work, c) => c.page(await creditorPage(work, c)))
  site.applicant.post(payingPaths.myCreditor, { form: creditorInput.extend({ _version: z.number().int().optional() }), again: creditorPage }, async (work, { _version, ...input }, c) => {
    await saveCreditor(work, input, _version)
    return c.redirect(payingPaths.myAccounts, "保存しました。")
  })
  site.applicant.get(payingPaths.freshAccount, async (work, c) => {
    if (!(await findOwnCreditor(work))) return c.redirect(payingPaths.myCreditor, "先に、受け取る方の名称と住所を入力してください。")
    return c.page(<FreshAccountPage search={searchOf((name) => c.query(name) ?? "")} />)
  })
  const again = (_: Work, __: PageContext, typed: Typed) => <FreshAccountPage search={searchOf((name) => firstValue(typed, name) ?? "")} typed={typed} />
  site.applicant.post(payingPaths.freshAccount, { form: accountForm, again, maxBytes: MOST_UPLOADED }, async (work, { passbook, ...input }, c) => {
    const file = passbook && passbook.size > 0 ? { name: passbook.name, bytes: new Uint8Array(await passbook.arrayBuffer()) } : undefined
    await registerAccount(work, input, file)
    return c.redirect(payingPaths.myAccounts, "口座を届け出ました。担当者が通帳の写しと照らして確認します。")
  })
  site.applicant.post(payingPaths.endAccount(":id"), { form: z.object({}), again: list }, async (work, _, c) => {
    await endAccount(work, c.param("id"))
    return c.redirect(payingPaths.myAccounts, "口座の使用を終えました。")
  })
  site.applicant.get(payingPaths.myPassbook(":id"), async (work, c) => {
    const { name, mediaType, bytes } = await readPassbook(work, c.param("id"))
    return c.file(bytes, name, mediaType, { inline: mediaType.startsWith("image/") })
  })
  site.applicant.get(payingPaths.myLedger(":id"), async (work, c) => {
    const { name, csv } = await ledgerCsv(work, c.param("id"))
    return c.file(csv, name, CSV_TYPE)
  })
}

/** What has been found so far: one hit is taken, several are offered. */
function searchOf(value: (name: string) => string): AccountSearch {
  const bankText = value("bank").slice(0, 50)
  const branchText = value("branch").slice(0, 50)
  const banks = bankText ? findBanks(bankText) : []
  const bank = bankOf(value("bankCode")) ?? (banks.length === 1 ? banks[0] : undefined)
  const branches = bank && branchText ? findBranches(bank.code, branchText) : []
  const branch = bank && (branchOf(bank.code, value("branchCode")) ?? (branches.length === 1 ? branches[0] : undefined))
  return { purpose: value("purpose") === "advance" ? "advance" : "settlement", bankText, branchText, banks, bank, branches, branch }
}
