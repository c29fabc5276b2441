import type { Work } from "../../database/index.ts"
import type { PageContext } from "../../http/index.ts"
import { hashOf, newSecret } from "../secrets.ts"
import type { FlowKind } from "../tables.ts"

/** The browser's end of a way through sign-in that is not finished. */
export const FLOW_COOKIE = "hagi_sign_in"
const MINUTES = 10

export interface Flow {
  tokenHash: Buffer
  kind: FlowKind
  personId: string | null
  held: Record<string, string>
  returnTo: string
}

export interface NewFlow {
  kind: FlowKind
  personId?: string
  held?: Record<string, string>
  returnTo?: string | undefined
}

/** Begins a way and gives the browser its end of it. */
export async function beginFlow(work: Work, c: PageContext, flow: NewFlow): Promise<Flow> {
  const token = newSecret()
  const held = flow.held ?? {}
  const row = {
    token_hash: hashOf(token),
    kind: flow.kind,
    person_id: flow.personId ?? null,
    return_to: flow.returnTo?.slice(0, 2000) ?? "",
  }
  await work.db
    .insertInto("sign_in_flow")
    .values({ ...row, held: JSON.stringify(held), expires_at: new Date(work.now.getTime() + MINUTES * 60_000), used_at: null })
    .execute()
  c.setCookie(FLOW_COOKIE, token, { maxAge: MINUTES * 60 })
  return { tokenHash: row.token_hash, kind: flow.kind, personId: row.person_id, held, returnTo: row.return_to }
}

export async function findFlow(work: Work, c: PageContext, kind: FlowKind): Promise<Flow | undefined> {
  const token = c.cookie(FLOW_COOKIE)
  if (!token || token.length > 100) return undefined
  const row = await work.db
    .selectFrom("sign_in_flow")
    .select(["token_hash", "kind", "person_id", "held", "return_to"])
    .where("token_hash", "=", hashOf(token))
    .where("kind", "=", kind)
    .where("used_at", "is", null)
    .where("expires_at", ">", work.now)
    .executeTakeFirst()
  return row && { tokenHash: row.token_hash, kind: row.kind, personId: row.person_id, held: row.held, returnTo: row.return_to }
}

/** Of two who come with the same way at once, one gets true. */
export async function finishFlow(work: Work, flow: Flow): Promise<boolean> {
  const done = await work.db
    .updateTable("sign_in_flow")
    .set({ used_at: work.now, held: "{}" })
    .where("token_hash", "=", flow.tokenHash)
    .where("used_at", "is", null)
    .returning("kind")
    .execute()
  return done.length === 1
}

export async function holdInFlow(work: Work, flow: Flow, held: Record<string, string>): Promise<void> {
  flow.held = { ...flow.held, ...held }
  await work.db.updateTable("sign_in_flow").set({ held: JSON.stringify(flow.held) }).where("token_hash", "=", flow.tokenHash).execute()
}
