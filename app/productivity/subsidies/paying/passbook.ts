import { recordReading } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { type DocumentRule, readDocument } from "../../../kernel/documents/index.ts"
import { notFound, Refusal } from "../../../kernel/http/index.ts"
import { getAccount } from "./creditors/read-creditors.ts"
import { PASSBOOK } from "./creditors/register-account.ts"

/** Whoever sees the creditor may compare its passbooks. */
export const passbookDocuments: DocumentRule = {
  subjectKind: PASSBOOK,
  title: "債主の通帳の写し",
  async mayRead(work, id) {
    try {
      await getAccount(work, id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}

/** The copy itself, to look at beside what was typed. Staff leave a trace. */
export async function readPassbook(work: Work, accountId: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const { account, creditor } = await getAccount(work, accountId)
  if (!account.documentId) throw notFound("通帳の写し")
  const file = await readDocument(work, account.documentId)
  if (work.actor.kind === "staff") await recordReading(work, { subject: { kind: "subsidy-creditor", id: creditor.id }, what: "債主の通帳の写し" })
  return file
}
