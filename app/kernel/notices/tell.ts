import { type RawBuilder, sql } from "kysely"
import { personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"
import { mailIsConfigured } from "./mail-server.ts"
import type { Notice } from "./notice.ts"
import { oneLine } from "./one-line.ts"

/**
 * Tells people what happened, in the work's transaction: the notice, everybody's row and the delivery job are one
 * statement. Who did it is not told of it, unless it is a receipt.
 * @returns the notice's id, or undefined when there was nobody to tell.
 */
export async function tell<S>(work: Work, notice: Notice<S>, subject: S): Promise<string | undefined> {
  const call = await telling(work, notice, subject)
  if (!call) return undefined
  const { rows } = await sql<{ id: string }>`select ${call} as id`.execute(work.db)
  return rows[0]!.id
}

/** In the words of a notice: the number that only the statement itself will give. */
export const numberToCome = "\u{FFFC}"

/**
 * The call that tells it, for a change that writes it in the same statement; undefined when there is nobody to tell.
 * `number` stands where the subject says `numberToCome`.
 */
export async function telling<S>(work: Work, notice: Notice<S>, subject: S, written: { number?: RawBuilder<string> } = {}): Promise<RawBuilder<string> | undefined> {
  const self = notice.receipt ? undefined : personOf(work.actor)
  const people = [...new Set(await notice.to(work, subject))].filter((id) => id !== self)
  if (people.length === 0) return undefined
  const line = oneLine(notice.subject(subject)).slice(0, 200)
  const body = (notice.body?.(subject) ?? "").slice(0, 4000)
  const words = written.number ? sql`left(replace(${line}::text, ${numberToCome}::text, ${written.number}), 200)` : sql`${line}::text`
  return sql`notice_tell(${notice.name}::text, ${notice.title}::text, ${words}, ${body}::text,
    ${notice.link(subject)}::text, ${people}::uuid[], ${notice.mail ?? true}::boolean, ${mailIsConfigured()}::boolean, ${work.now}::timestamptz)`
}
