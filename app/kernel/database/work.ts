import { randomUUID } from "node:crypto"
import type { Actor } from "../access/actor.ts"
import { bindTo, type Bound, isInTransaction } from "./bound.ts"
import { type Db, poolOf } from "./connect.ts"

/**
 * What travels through every operation: who asks, when, and the database as this request sees it. Opened once by the
 * handler; a change is one transaction from load to tell.
 */
export interface Work {
  db: Db
  actor: Actor
  now: Date
  requestId: string
}

export interface Occasion {
  actor: Actor
  now?: Date
  requestId?: string
}

/**
 * Runs `change` in one transaction: everything it writes is there afterwards, or nothing. `last` is one statement more
 * that travels with the commit; when it fails, nothing of the change is there either.
 *
 * The first statement does not wait for BEGIN, and COMMIT does not wait for `last`: each wait is a round trip, and a
 * filing has few enough statements for that to count.
 */
export async function inWork<T>(
  db: Db,
  occasion: Occasion,
  change: (work: Work) => Promise<T>,
  last?: (work: Work, result: T) => Promise<unknown> | undefined,
): Promise<T> {
  if (isInTransaction(db)) throw new Error("a change is one transaction already")
  const client = await poolOf(db).connect()
  const bound = bindTo(client)
  let broken: Error | undefined
  try {
    // If BEGIN fails, so does everything behind it.
    client.query("begin").catch((error: Error) => (broken = error))
    const work = readingWork(bound.db, occasion)
    const result = await change(work)
    const before = bound.sent
    const ending = last?.(work, result)
    if (ending) await handedOver(bound, before, ending)
    const committed = client.query("commit")
    // Why the last statement failed says more than that the commit became a rollback.
    const [ended, done] = await Promise.allSettled([ending, committed])
    if (ended.status === "rejected") throw ended.reason
    if (done.status === "rejected") throw done.reason
    if (done.value.command !== "COMMIT") throw new Error("the transaction was undone: one of its statements had failed")
    return result
  } catch (error) {
    // After a commit that was answered with a rollback this one finds nothing to do, and says so.
    await client.query("rollback").catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Waits until a statement has been given to the client, not until it is answered. */
async function handedOver(bound: Bound, before: number, ending: Promise<unknown>): Promise<void> {
  let over = false
  ending.then(
    () => (over = true),
    () => (over = true),
  )
  while (bound.sent === before && !over) await Promise.resolve()
}

/** For reads: the pool itself, each statement seeing what is committed when it starts. */
export function readingWork(db: Db, occasion: Occasion): Work {
  return {
    db,
    actor: occasion.actor,
    now: occasion.now ?? new Date(),
    requestId: occasion.requestId ?? randomUUID(),
  }
}

/** The civil date in Japan at an instant. */
export function civilDateOf(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
}
