import { randomUUID } from "node:crypto"
import type { Actor } from "../access/actor.ts"
import type { Db } from "./connect.ts"

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

/** Runs `change` in one transaction: everything it writes is there afterwards, or nothing. */
export async function inWork<T>(db: Db, occasion: Occasion, change: (work: Work) => Promise<T>): Promise<T> {
  return db.transaction().execute((transaction) => change(readingWork(transaction, occasion)))
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
