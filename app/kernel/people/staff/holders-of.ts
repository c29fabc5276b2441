import type { CivilDate, Db } from "../../database/index.ts"

/** Whoever holds a granted role on a day, for notices. For heads ask headOf. */
export async function holdersOf(db: Db, role: string, date: CivilDate): Promise<string[]> {
  const rows = await db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select("g.person_id")
    .distinct()
    .where("g.role", "=", role)
    .where("g.revoked_at", "is", null)
    .where("p.status", "=", "active")
    .where("g.valid_from", "<=", date)
    .where((eb) => eb.or([eb("g.valid_until", "is", null), eb("g.valid_until", ">", date)]))
    .execute()
  return rows.map((row) => row.person_id)
}
