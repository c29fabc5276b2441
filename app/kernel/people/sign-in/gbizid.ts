import type { GbizidAccountType, GbizidConfig } from "../../../config.ts"
import { system } from "../../access/index.ts"
import { civilDateOf, type Db, type Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { isMailAddress } from "../../notices/mail-address.ts"
import { companiesOf, registerCompany } from "../companies/companies.ts"
import { isCorporateNumber } from "../rules/corporate-number.ts"
import { record } from "../trace.ts"
import { noteAttempt } from "./attempts.ts"
import type { KnownPerson } from "./check-password.ts"

export const gbizidTypeWords: Readonly<Record<GbizidAccountType, string>> = { prime: "プライム（代表者）", member: "メンバー", entry: "エントリー" }

/** What the provider says, in our words. */
export interface GbizidClaims {
  subject: string
  accountType: GbizidAccountType
  mail: string
  name: string
  /** Of a 法人 only: 個人事業主 have a number of another kind. */
  corporateNumber: string | undefined
  companyName: string
}

/** The names of the claims are settings: they come from the provider's guideline, which is not ours to promise. */
export function readGbizidClaims(provider: GbizidConfig, claims: Readonly<Record<string, unknown>>): GbizidClaims | Refusal {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === "string" || typeof value === "number" ? String(value).normalize("NFC").trim() : ""
  }
  const { claims: named } = provider
  const accountType = provider.accountTypes[text(named.accountType)]
  const mail = text(named.mail)
  if (!accountType) return refusal("forbidden", "people.gbizid-type", "GビズIDのアカウントの種別を確かめられませんでした。続くときはシステム管理者に連絡してください。")
  if (!isMailAddress(mail)) return refusal("forbidden", "people.oidc-claim", "GビズIDからメールアドレスが届きませんでした。続くときはシステム管理者に連絡してください。")
  // An address the provider has not verified is only what somebody typed there.
  if (claims.email_verified === false) return refusal("forbidden", "people.oidc-unverified", "GビズIDでメールアドレスが確かめられていません。")
  const number = text(named.corporateNumber)
  const isCompany = text(named.corporateType) === provider.companyType && isCorporateNumber(number)
  const companyName = text(named.companyName)
  return {
    subject: text("sub"),
    accountType,
    mail,
    name: [text(named.lastName), text(named.firstName)].filter(Boolean).join(" ").slice(0, 80) || companyName.slice(0, 80) || mail.slice(0, 80),
    corporateNumber: isCompany ? number : undefined,
    companyName: companyName.slice(0, 200),
  }
}

/**
 * The applicant of an account: known by the account, else by its address, else made. プライム and メンバー may act for the
 * company the provider names, until it names another; エントリー, whom nobody has checked, for none.
 */
export async function personOfGbizid(work: Work, provider: GbizidConfig, claims: GbizidClaims, address: string): Promise<(KnownPerson & { companyId?: string }) | Refusal> {
  const by = { ...work, actor: system("GビズID") }
  const known = await work.db.selectFrom("gbizid_account").selectAll().where("issuer", "=", provider.issuer).where("subject", "=", claims.subject).forUpdate().executeTakeFirst()
  const id = known?.person_id ?? (await findOrMake(by, claims))
  const person = await work.db.selectFrom("person").select("status").where("id", "=", id).executeTakeFirstOrThrow()
  if (person.status !== "active") {
    await noteAttempt(work, { kind: "oidc", account: claims.mail, address }, true)
    return refusal("forbidden", "people.gbizid-left", "このアカウントは使えません。担当の窓口にお問い合わせください。")
  }
  const companyId = claims.corporateNumber && claims.accountType !== "entry" ? await registerCompany(by, { corporateNumber: claims.corporateNumber, name: claims.companyName || claims.corporateNumber }) : null
  if (known?.company_id && known.company_id !== companyId) await leave(by, id, known.company_id)
  if (companyId && !(await companiesOf(work, id)).some((company) => company.id === companyId)) {
    await join(by, id, companyId, claims.accountType)
  }
  const row = { person_id: id, account_type: claims.accountType, company_id: companyId, corporate_number: claims.corporateNumber ?? null, company_name: claims.companyName, last_at: work.now }
  await work.db
    .insertInto("gbizid_account")
    .values({ issuer: provider.issuer, subject: claims.subject, first_at: work.now, ...row })
    .onConflict((on) => on.columns(["issuer", "subject"]).doUpdateSet(row))
    .execute()
  return { id, kind: "applicant", ...(companyId ? { companyId } : {}) }
}

async function findOrMake(work: Work, claims: GbizidClaims): Promise<string> {
  const find = () =>
    work.db
      .selectFrom("person")
      .select("id")
      .where("kind", "=", "applicant")
      .where((eb) => eb(eb.fn("lower", ["mail"]), "=", claims.mail.toLowerCase()))
      .executeTakeFirst()
  const found = await find()
  if (found) return found.id
  const made = await work.db
    .insertInto("person")
    .values({ kind: "applicant", name: claims.name, kana: "", mail: claims.mail, staff_number: null })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .executeTakeFirst()
  if (!made) return (await find())!.id
  await record(work, { action: "people.applicant-registered", subject: { kind: "person", id: made.id }, detail: { by: "gbizid" } })
  return made.id
}

async function join(work: Work, personId: string, companyId: string, type: GbizidAccountType): Promise<void> {
  const row = { title: `GビズID${gbizidTypeWords[type]}`, valid_until: null }
  await work.db
    .insertInto("company_member")
    .values({ company_id: companyId, person_id: personId, valid_from: civilDateOf(work.now), ...row })
    // Gone and back on one day.
    .onConflict((on) => on.columns(["company_id", "person_id", "valid_from"]).doUpdateSet(row))
    .execute()
  await record(work, { action: "people.company-member-added", subject: { kind: "company", id: companyId }, detail: { person: personId, by: "gbizid", type } })
}

/** What a GビズID gave, it takes back when it names another company; what staff recorded by other proof stays. */
async function leave(work: Work, personId: string, companyId: string): Promise<void> {
  await work.db
    .updateTable("company_member")
    .set({ valid_until: civilDateOf(work.now) })
    .where("company_id", "=", companyId)
    .where("person_id", "=", personId)
    .where("title", "like", "GビズID%")
    .where("valid_until", "is", null)
    .execute()
  await record(work, { action: "people.company-member-ended", subject: { kind: "company", id: companyId }, detail: { person: personId, by: "gbizid" } })
}

/** For the person's own page. */
export async function findGbizid(db: Db, personId: string): Promise<{ accountType: GbizidAccountType; companyName: string; corporateNumber: string | null } | undefined> {
  return db
    .selectFrom("gbizid_account")
    .select(["account_type as accountType", "company_name as companyName", "corporate_number as corporateNumber"])
    .where("person_id", "=", personId)
    .orderBy("last_at", "desc")
    .limit(1)
    .executeTakeFirst()
}
