import type { Work } from "../../database/index.ts"

export interface Factors {
  password: Date | undefined
  totp: Date | undefined
  passkeys: number
}

/** What somebody can prove themselves with. */
export async function factorsOf(work: Work, personId: string): Promise<Factors> {
  const row = await work.db
    .selectNoFrom((eb) => [
      eb.selectFrom("credential_password").select("changed_at").where("person_id", "=", personId).as("password"),
      eb.selectFrom("credential_totp").select("confirmed_at").where("person_id", "=", personId).as("totp"),
      eb
        .selectFrom("credential_passkey")
        .select((count) => count.fn.countAll<number>().as("n"))
        .where("person_id", "=", personId)
        .as("passkeys"),
    ])
    .executeTakeFirstOrThrow()
  return { password: row.password ?? undefined, totp: row.totp ?? undefined, passkeys: row.passkeys ?? 0 }
}
