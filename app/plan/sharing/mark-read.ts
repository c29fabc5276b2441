import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { type Edition, getEdition } from "../editions/index.ts"

/** 「読みました」. Saying it twice changes nothing: the first time stands. */
export async function markRead(work: Work, editionId: string): Promise<void> {
  const edition = await getEdition(work, editionId)
  if (work.actor.kind !== "staff") throw refusal("forbidden", "plan.reading-is-for-staff", "「読みました」は職員だけが記録できます。")
  if (edition.status !== "in-force" && edition.status !== "closed") {
    throw refusal("conflict", "plan.draft-is-not-read", "「読みました」は、施行した版だけに記録できます。")
  }
  await work.db
    .insertInto("plan_reading")
    .values({ edition_id: edition.id, person_id: work.actor.id, read_at: work.now })
    .onConflict((on) => on.columns(["edition_id", "person_id"]).doNothing())
    .execute()
}

/** When the asking person read the edition; undefined: not yet. */
export async function findOwnReading(work: Work, editionId: string): Promise<Date | undefined> {
  if (work.actor.kind !== "staff") return undefined
  const row = await work.db
    .selectFrom("plan_reading")
    .select("read_at")
    .where("edition_id", "=", editionId)
    .where("person_id", "=", work.actor.id)
    .executeTakeFirst()
  return row?.read_at
}

export type UnreadEdition = Pick<Edition, "id" | "fiscalYear" | "revision" | "status" | "inForceOn">

/** The edition in force, until the person has read it. */
export function unreadEdition(work: Pick<Work, "db">, personId: string) {
  return work.db
    .selectFrom("plan_edition as e")
    .select(["e.id", "e.fiscal_year as fiscalYear", "e.revision", "e.status", "e.in_force_on as inForceOn"])
    .where("e.status", "=", "in-force")
    .where((eb) => eb.not(eb.exists(eb.selectFrom("plan_reading as r").select("r.read_at").whereRef("r.edition_id", "=", "e.id").where("r.person_id", "=", personId))))
}
