import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import type { Work } from "../database/index.ts"

/** Longer than any change takes from here to its commit; one that is undone is forgotten after it. */
const MOST_MS = 10_000

const underWay = new Set<string>()

/**
 * This change takes something away from somebody: a session, a role, a post. The database tells every process once it is
 * committed; in this one the answer must not be overtaken by a request that is served from memory, so that until the
 * telling has come back nobody is remembered.
 */
export async function announceChange(work: Pick<Work, "db">): Promise<void> {
  const token = randomUUID()
  underWay.add(token)
  setTimeout(() => underWay.delete(token), MOST_MS).unref()
  await sql`select pg_notify('hagi_people', ${token})`.execute(work.db)
}

/** Whether a change of this process has not come back yet. */
export function changeIsUnderWay(): boolean {
  return underWay.size > 0
}

export function cameBack(token: string | undefined): void {
  if (token) underWay.delete(token)
}
