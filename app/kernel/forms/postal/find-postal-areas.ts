import type { Db, Work } from "../../database/index.ts"
import type { PostalArea } from "./ken-all.ts"

/** Towns of one code; a code of the whole country has at most some dozens. */
const MOST = 200

export async function findPostalAreas(work: { db: Db }, postalCode: string): Promise<PostalArea[]> {
  if (!/^\d{7}$/.test(postalCode)) return []
  return work.db
    .selectFrom("postal_area")
    .select(["postal_code as postalCode", "prefecture", "municipality", "area", "note"])
    .where("postal_code", "=", postalCode)
    .orderBy("position")
    .limit(MOST)
    .execute()
}

export interface PostalSource {
  name: string
  codes: number
  areas: number
  demo: boolean
  importedAt: Date
}

/** The list there is, or undefined while none was imported. */
export async function findPostalSource(work: Pick<Work, "db">): Promise<PostalSource | undefined> {
  return work.db.selectFrom("postal_source").select(["name", "codes", "areas", "demo", "imported_at as importedAt"]).executeTakeFirst()
}
