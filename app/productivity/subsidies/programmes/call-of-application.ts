import { type RawBuilder, sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import { readCallRow } from "./calls.ts"
import type { Audience, Call } from "./programme.ts"

export interface CallFor {
  call: Readonly<Call>
  audience: Audience
}

/** As many as are open at once in a prefecture with room to spare. */
const MOST = 500
const known = new Map<string, CallFor & { rows: string }>()

/**
 * The call of an application and whom its programme is for, by no more than the application's id. A published call stands while
 * thousands apply to it, so it is remembered, and which rows it was read from: a row that was written since is another row to PostgreSQL
 * (its transaction and its place), whoever wrote it. 経費区分 are written with their call's row.
 */
export async function readCallOfApplication(work: Work, applicationId: string): Promise<CallFor | undefined> {
  return (await readWithCall(work, applicationId, sql`null`))?.callFor
}

/** The same, and in the same statement what `more` asks of the application (a), as one JSON value. */
export async function readWithCall<More>(work: Work, applicationId: string, more: RawBuilder<More>): Promise<{ callFor: CallFor; more: More } | undefined> {
  const { rows } = await sql<{ id: string; rows: string; more: More }>`select c.id, ${ROWS} as rows, ${more} as more from subsidy_application a
    join subsidy_call c on c.id = a.call_id join subsidy_programme p on p.id = c.programme_id where a.id = ${applicationId}::uuid`.execute(work.db)
  const asked = rows[0]
  return asked && { callFor: await knownOrRead(work, asked), more: asked.more }
}

async function knownOrRead(work: Work, asked: { id: string; rows: string }): Promise<CallFor> {
  const kept = known.get(asked.id)
  if (kept?.rows === asked.rows) return kept
  const { rows, audience, ...call } = await readCallRow<{ rows: string; audience: Audience }>(work, asked.id, sql`, p.audience, ${ROWS} as rows`)
  const found = { rows, audience, call: Object.freeze(call) }
  known.delete(asked.id)
  if (known.size >= MOST) known.delete(known.keys().next().value!)
  known.set(asked.id, found)
  return found
}

const ROWS = sql.raw("concat_ws(' ', c.xmin, c.ctid, p.xmin, p.ctid)")
