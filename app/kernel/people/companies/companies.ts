import { sql } from "kysely"
import { mustBeAllowed } from "../../access/index.ts"
import { civilDateOf, type Db, type Work } from "../../database/index.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { isCorporateNumber, plainCorporateNumber } from "../rules/corporate-number.ts"
import { record } from "../trace.ts"

export interface Company {
  id: string
  corporateNumber: string
  name: string
  kana: string
  address: string
}

const columns = sql`c.id, c.corporate_number as "corporateNumber", c.name, c.kana, c.address`

export async function findCompany(db: Db, id: string): Promise<Company | undefined> {
  const { rows } = await sql<Company>`select ${columns} from company c where c.id = ${id}::uuid`.execute(db)
  return rows[0]
}

export async function findCompanyByNumber(db: Db, corporateNumber: string): Promise<Company | undefined> {
  const { rows } = await sql<Company>`select ${columns} from company c where c.corporate_number = ${plainCorporateNumber(corporateNumber)}`.execute(db)
  return rows[0]
}

/** The company of a 法人番号, made when it is not known yet. What is known of it is not changed. */
export async function registerCompany(work: Work, input: { corporateNumber: string; name: string; kana?: string; address?: string }): Promise<string> {
  mustBeAllowed(work.actor, "people.register-company")
  const number = plainCorporateNumber(input.corporateNumber)
  if (!isCorporateNumber(number)) {
    throw refusal("invalid", "people.corporate-number", "法人番号が正しくありません。13桁の数字を確かめてください。", { field: "corporateNumber" })
  }
  const made = await work.db
    .insertInto("company")
    .values({ corporate_number: number, name: input.name, kana: input.kana ?? "", address: input.address ?? "" })
    .onConflict((on) => on.column("corporate_number").doNothing())
    .returning("id")
    .executeTakeFirst()
  if (!made) return (await findCompanyByNumber(work.db, number))!.id
  await record(work, { action: "people.company-registered", subject: { kind: "company", id: made.id }, detail: { corporateNumber: number, name: input.name } })
  return made.id
}

/** From today this applicant may act for the company; whoever records it has seen the proof. */
export async function addCompanyMember(work: Work, input: { companyId: string; personId: string; title: string }): Promise<void> {
  mustBeAllowed(work.actor, "people.register-company")
  const person = await work.db.selectFrom("person").select("kind").where("id", "=", input.personId).executeTakeFirst()
  if (person?.kind !== "applicant" || !(await findCompany(work.db, input.companyId))) throw notFound("法人か申請者")
  const known = (await companiesOf(work, input.personId)).some((company) => company.id === input.companyId)
  if (known) throw refusal("conflict", "people.member-known", "この申請者は、すでにこの法人のために申請できます。")
  await work.db
    .insertInto("company_member")
    .values({ company_id: input.companyId, person_id: input.personId, title: input.title, valid_from: civilDateOf(work.now), valid_until: null })
    .execute()
  await record(work, { action: "people.company-member-added", subject: { kind: "company", id: input.companyId }, detail: { person: input.personId, title: input.title } })
}

/** For whom a person may act today. */
export async function companiesOf(work: Work, personId: string): Promise<(Company & { title: string })[]> {
  const today = civilDateOf(work.now)
  const { rows } = await sql<Company & { title: string }>`select ${columns}, cm.title from company_member cm join company c on c.id = cm.company_id
    where cm.person_id = ${personId}::uuid and cm.valid_from <= ${today}::date and (cm.valid_until is null or cm.valid_until > ${today}::date)
    order by c.kana, c.name`.execute(work.db)
  return rows
}

/** For whom the person acts in this session from now on: one of their companies, or themselves. */
export async function actFor(work: Work, companyId: string | undefined): Promise<void> {
  const { actor } = work
  if (actor.kind !== "applicant") throw refusal("forbidden", "people.act-for", "申請者だけが選べます。")
  if (companyId && !(await companiesOf(work, actor.id)).some((company) => company.id === companyId)) throw notFound("法人")
  await work.db
    .updateTable("session")
    .set({ company_id: companyId ?? null })
    .where("id", "=", actor.sessionId)
    .where("person_id", "=", actor.id)
    .execute()
  await announceChange(work)
  await record(work, { action: "people.acting-for", subject: { kind: "person", id: actor.id }, detail: { companyId: companyId ?? null } })
}
