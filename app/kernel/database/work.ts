import { randomUUID } from "node:crypto"
import type { Actor } from "../access/actor.ts"
import { bindTo, boundOf, isInTransaction } from "./bound.ts"
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
    bound.ended = false
    bound.unanswered = []
    // If BEGIN fails, so does everything behind it.
    client.query("begin").catch((error: Error) => (broken = error))
    const work = readingWork(bound.db, occasion)
    const result = await change(work)
    if (last) await sendAlong(work, () => last(work, result) ?? Promise.resolve())
    bound.ended = true
    const committed = client.query("commit")
    committed.catch(() => {})
    // Why a statement failed says more than that the commit became a rollback.
    for (const sent of await Promise.allSettled(bound.unanswered)) if (sent.status === "rejected") throw sent.reason
    const done = await committed
    if (done.command !== "COMMIT") throw new Error("the transaction was undone: one of its statements had failed")
    return result
  } catch (error) {
    // After a commit that was answered with a rollback this one finds nothing to do, and says so.
    await client.query("rollback").catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Sends one statement without waiting for its answer, for the last of a change that needs none before the commit: it
 * travels with it. When it fails, nothing of the change is there and its error is the change's.
 * @returns its answer, for whoever wants it afterwards.
 */
export async function sendAlong<T>(work: Work, send: () => Promise<T>): Promise<{ answer: Promise<T> }> {
  const bound = boundOf(work.db)
  const before = bound?.sent
  const answer = send()
  if (!bound) {
    await answer
    return { answer }
  }
  let over = false
  const settle = () => void (over = true)
  answer.then(settle, settle)
  bound.unanswered.push(answer)
  // Kysely hands a statement to the client within a few turns; what takes longer does more than send one, and is waited for.
  for (let turns = 0; bound.sent === before && !over; turns++) {
    if (turns === MOST_TURNS) {
      await answer.catch(() => {})
      break
    }
    await Promise.resolve()
  }
  return { answer }
}

const MOST_TURNS = 200

/** For reads: the pool itself, each statement seeing what is committed when it starts. */
export function readingWork(db: Db, occasion: Occasion): Work {
  return {
    db,
    actor: occasion.actor,
    now: occasion.now ?? new Date(),
    requestId: occasion.requestId ?? randomUUID(),
  }
}

/**
 * A read of many parts, on one connection: what is asked side by side crosses to the database together and waits once.
 * It takes one place of the pool where it would have taken one for each statement.
 */
export async function readTogether<T>(work: Work, read: (work: Work) => Promise<T>): Promise<T> {
  if (isInTransaction(work.db)) return read(work)
  const client = await poolOf(work.db).connect()
  const bound = bindTo(client)
  bound.ended = false
  try {
    return await read({ ...work, db: bound.db })
  } finally {
    bound.ended = true
    client.release()
  }
}

/** The civil date in Japan at an instant. */
export function civilDateOf(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
}
