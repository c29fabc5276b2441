import type { Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { hashOf, newSecret } from "../secrets.ts"
import type { LinkPurpose } from "../tables.ts"

export interface Link {
  purpose: LinkPurpose
  personId: string | null
  mail: string | null
  returnTo: string
}

const minutes: Record<LinkPurpose, number> = { "sign-in": 15, register: 60, password: 15, "staff-reset": 24 * 60, setup: 24 * 60 }

/** @returns the secret for the link; only its hash is stored. */
export async function newLink(
  work: Pick<Work, "db" | "now">,
  link: { purpose: LinkPurpose; personId?: string; mail?: string; returnTo?: string | undefined; /** Longer than its purpose has. */ minutes?: number },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = new Date(work.now.getTime() + (link.minutes ?? minutes[link.purpose]) * 60_000)
  await work.db
    .insertInto("sign_in_link")
    .values({
      token_hash: hashOf(token),
      purpose: link.purpose,
      person_id: link.personId ?? null,
      mail: link.mail ?? null,
      return_to: link.returnTo?.slice(0, 2000) ?? "",
      created_at: work.now,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  return { token, expiresAt }
}

/** A link that could be used now. Looking does not use it: mail scanners open every link. */
export async function findLink(work: Work, token: string, purposes: readonly LinkPurpose[]): Promise<Link | undefined> {
  if (!token || token.length > 100) return undefined
  const row = await work.db
    .selectFrom("sign_in_link")
    .select(["purpose", "person_id", "mail", "return_to"])
    .where("token_hash", "=", hashOf(token))
    .where("purpose", "in", purposes)
    .where("used_at", "is", null)
    .where("expires_at", ">", work.now)
    .executeTakeFirst()
  return row && { purpose: row.purpose, personId: row.person_id, mail: row.mail, returnTo: row.return_to }
}

/** Uses a link. Of two who come with it at once, one gets it; the other waits for the first and gets undefined. */
export async function useLink(work: Work, token: string, purposes: readonly LinkPurpose[]): Promise<Link | undefined> {
  if (!token || token.length > 100) return undefined
  // Two links of one person, each ending the other: they queue at the person instead of waiting for each other.
  await work.db
    .selectFrom("sign_in_link as l")
    .innerJoin("person as p", "p.id", "l.person_id")
    .select("p.id")
    .where("l.token_hash", "=", hashOf(token))
    .forNoKeyUpdate("p")
    .execute()
  const row = await work.db
    .updateTable("sign_in_link")
    .set({ used_at: work.now })
    .where("token_hash", "=", hashOf(token))
    .where("purpose", "in", purposes)
    .where("used_at", "is", null)
    .where("expires_at", ">", work.now)
    .returning(["purpose", "person_id", "mail", "return_to"])
    .executeTakeFirst()
  return row && { purpose: row.purpose, personId: row.person_id, mail: row.mail, returnTo: row.return_to }
}

/** Whatever else was sent for the same purpose is of no use any more. */
export async function endLinks(work: Work, personId: string, purposes: readonly LinkPurpose[]): Promise<void> {
  await work.db
    .updateTable("sign_in_link")
    .set({ used_at: work.now })
    .where("person_id", "=", personId)
    .where("purpose", "in", purposes)
    .where("used_at", "is", null)
    .execute()
}

export function linkIsOver(): Refusal {
  return refusal("not-found", "people.link-over", "このリンクは使えません。使い終わったか、期限が過ぎています。もう一度リンクをお求めください。")
}
