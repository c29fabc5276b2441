import { sql } from "kysely"
import type { Config } from "../../../config.ts"
import { civilDateOf, type Db, type Work } from "../../database/index.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { paths } from "../paths.ts"
import { record } from "../trace.ts"
import type { KnownPerson } from "./check-password.ts"
import { findLink, newLink, useLink } from "./links.ts"
import { storePassword } from "./passwords.ts"

/** For the terminal: where the first administrator is made. Undefined as soon as there is any member of staff. */
export async function setupLink(db: Db, config: Pick<Config, "origin">): Promise<string | undefined> {
  if (await staffExist(db)) return undefined
  // A link printed before is of no use any more.
  await db.deleteFrom("sign_in_link").where("purpose", "=", "setup").execute()
  const { token } = await newLink({ db, now: new Date() }, { purpose: "setup" })
  return `${config.origin}${paths.setup}?token=${token}`
}

export async function mustBeSetUp(work: Work, token: string | undefined): Promise<void> {
  if ((await staffExist(work.db)) || !(await findLink(work, token ?? "", ["setup"]))) throw notFound("ページ")
}

export interface SetUp {
  token: string
  prefecture: string
  unit: string
  staffNumber: string
  name: string
  kana: string
  mail?: string | undefined
  password?: string | undefined
}

/** The first unit, the first member of staff, and their role. Everything after comes through the ordinary pages. */
export async function setUp(work: Work, input: SetUp): Promise<KnownPerson> {
  await sql`select pg_advisory_xact_lock(hashtext('people.set-up'))`.execute(work.db)
  if ((await staffExist(work.db)) || !(await useLink(work, input.token, ["setup"]))) {
    throw refusal("not-found", "people.set-up-over", "初期設定は終わっています。サインインしてください。")
  }
  const today = civilDateOf(work.now)
  const units = await work.db.insertInto("unit").values([{ code: "ROOT", mail: null }, { code: "SYSTEM", mail: null }]).returning(["id", "code"]).execute()
  const idOf = (code: string) => units.find((unit) => unit.code === code)!.id
  await work.db
    .insertInto("unit_period")
    .values([
      { unit_id: idOf("ROOT"), parent_id: null, name: input.prefecture, level: "県", sort: 0, valid_from: today, valid_until: null },
      { unit_id: idOf("SYSTEM"), parent_id: idOf("ROOT"), name: input.unit, level: "課", sort: 10, valid_from: today, valid_until: null },
    ])
    .execute()
  const person = await work.db
    .insertInto("person")
    .values({ kind: "staff", name: input.name, kana: input.kana, mail: input.mail ?? null, staff_number: input.staffNumber })
    .returning("id")
    .executeTakeFirstOrThrow()
  await work.db
    .insertInto("staff_post")
    .values({ person_id: person.id, unit_id: idOf("SYSTEM"), title: "システム管理者", rank: 80, valid_from: today, valid_until: null })
    .execute()
  await work.db
    .insertInto("role_grant")
    .values({ person_id: person.id, role: "administrator", unit_id: null, valid_from: today, valid_until: null, granted_by: null, reason: "初期設定" })
    .execute()
  await record(work, { action: "people.set-up", subject: { kind: "person", id: person.id } })
  if (input.password) await storePassword(work, person.id, input.password)
  return { id: person.id, kind: "staff" }
}

async function staffExist(db: Db): Promise<boolean> {
  return Boolean(await db.selectFrom("person").select("id").where("kind", "=", "staff").limit(1).executeTakeFirst())
}
