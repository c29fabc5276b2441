import { sql } from "kysely"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { findCompany, getPerson } from "../../../../kernel/people/index.ts"
import { mustApply } from "../../applications/begin-application.ts"
import { toZenginKana } from "../../zengin/kana.ts"
import { changeNeedsConfirmation } from "../rules/change-needs-confirmation.ts"
import { creditorCode } from "../rules/creditor-code.ts"
import { bankSettings } from "../settings.ts"
import type { CreditorInput } from "./inputs.ts"
import { findOwnCreditor, lockCreditor } from "./read-creditors.ts"

/** Registers whom the asking applicant is or acts for, once; later the same changes it. @returns its id. */
export async function saveCreditor(work: Work, input: CreditorInput, expectedVersion?: number): Promise<string> {
  const applicant = mustApply(work)
  kanaMustFitTheBank(work, input.kana)
  const known = await findOwnCreditor(work)
  if (known) return changeCreditor(work, known.id, input, expectedVersion)
  const { rows } = await sql<{ n: number }>`select nextval('subsidy_creditor_code')::int as n`.execute(work.db)
  const code = creditorCode(rows[0]!.n)
  const made = await work.db
    .insertInto("subsidy_creditor")
    .values({
      ...rowOf(input),
      code,
      company_id: applicant.companyId ?? null,
      person_id: applicant.companyId ? null : applicant.id,
      search: searchOf(code, input),
      created_at: work.now,
      updated_at: work.now,
    })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .executeTakeFirst()
  // Two windows at once: the other was first.
  if (!made) throw refusal("conflict", "subsidies.creditor-exists", "債主は、もう登録されています。画面を開き直してください。")
  await record(work, { action: "subsidies.creditor-registered", subject: { kind: "subsidy-creditor", id: made.id }, detail: { code, name: input.name } })
  return made.id
}

/** Another name, kana or title of the representative: the accounts in use wait to be compared with the passbook again. */
async function changeCreditor(work: Work, id: string, input: CreditorInput, expectedVersion: number | undefined): Promise<string> {
  const before = await lockCreditor(work, id)
  if (expectedVersion !== undefined && before.version !== expectedVersion) {
    throw refusal("conflict", "subsidies.stale", "ほかの人が先に保存しました。両方の内容を見比べて、もう一度保存してください。", { detail: { ...before } })
  }
  const doubt = changeNeedsConfirmation(before, input)
  await work.db
    .updateTable("subsidy_creditor")
    .set({ ...rowOf(input), search: searchOf(before.code, input), version: before.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  if (doubt) {
    // One that is waiting already takes the place of the one in use.
    await sql`update subsidy_account c set state = case when exists (select from subsidy_account w where w.creditor_id = c.creditor_id
        and w.purpose = c.purpose and w.state = 'waiting') then 'returned' else 'waiting' end, remark = ${doubt}, version = version + 1
      where c.creditor_id = ${id}::uuid and c.state = 'confirmed'`.execute(work.db)
  }
  const { version: _, ...old } = before
  await record(work, { action: "subsidies.creditor-changed", subject: { kind: "subsidy-creditor", id }, detail: { before: contentOf(old), after: contentOf(input), ...(doubt ? { doubt } : {}) } })
  return id
}

function kanaMustFitTheBank(work: Work, kana: string): void {
  const [refused] = toZenginKana(kana, bankSettings(work)).refused
  if (refused) throw refusal("invalid", "subsidies.kana", `カナ名称の${refused.message}`, { field: "kana" })
}

/** What the house knows already, for the first form. */
export async function knownCreditor(work: Work): Promise<Partial<CreditorInput>> {
  const applicant = mustApply(work)
  const company = applicant.companyId ? await findCompany(work.db, applicant.companyId) : undefined
  if (company) return { name: company.name, kana: company.kana, address: company.address }
  const person = await getPerson(work.db, applicant.id)
  return { name: person.name }
}

function contentOf({ name, kana, postalCode, address, representativeTitle, representative }: CreditorInput): CreditorInput {
  return { name, kana, postalCode, address, representativeTitle, representative }
}

function rowOf(input: CreditorInput) {
  return {
    name: input.name,
    kana: input.kana,
    postal_code: input.postalCode,
    address: input.address,
    representative_title: input.representativeTitle,
    representative: input.representative,
  }
}

function searchOf(code: string, { name, kana, address, representative }: CreditorInput): string {
  return [code, name, kana, address, representative].join(" ").normalize("NFKC").toLowerCase()
}
