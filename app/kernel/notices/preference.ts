import { personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import type { MailPreference } from "./tables.ts"

export interface OwnPreference {
  mail: MailPreference
  /** Where mail goes; null: the person has no address. */
  address: string | null
}

export async function getPreference(work: Work): Promise<OwnPreference> {
  const row = await work.db
    .selectFrom("person as p")
    .leftJoin("notice_preference as s", "s.person_id", "p.id")
    .select(["p.mail as address", "s.mail"])
    .where("p.id", "=", own(work))
    .executeTakeFirst()
  return { mail: row?.mail ?? "immediate", address: row?.address ?? null }
}

export async function setPreference(work: Work, mail: MailPreference): Promise<void> {
  await work.db
    .insertInto("notice_preference")
    .values({ person_id: own(work), mail, changed_at: work.now })
    .onConflict((c) => c.column("person_id").doUpdateSet({ mail, changed_at: work.now }))
    .execute()
}

function own(work: Work): string {
  const id = personOf(work.actor)
  if (!id) throw refusal("forbidden", "notices.nobody", "サインインした人だけが設定できます。")
  return id
}
