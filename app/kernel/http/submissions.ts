import { createHash } from "node:crypto"
import { sql } from "kysely"
import type { FormBody } from "./body.ts"
import type { Db } from "../database/connect.ts"
import type { Work } from "../database/work.ts"
import { personOf } from "../access/actor.ts"

export interface Outcome {
  location: string
  flash: string
  /** Hash of what was sent. Null: kept before contents were. */
  content: Buffer | null
}

/** The hash of what a form or a REST call sends, its key left out. */
export function contentOf(...parts: readonly unknown[]): Buffer {
  return createHash("sha256").update(JSON.stringify(parts)).digest()
}

/** Of a posted form: which form, every field in the order of the page, every file by name and size. */
export function contentOfForm(path: string, { values, files }: FormBody): Buffer {
  const typed = Object.entries(values).filter(([name]) => name !== "_submission" && name !== "_again")
  return contentOf(path, typed, Object.entries(files).map(([name, list]) => [name, list.map((file) => [file.name, file.size])]))
}

export function isSameContent(outcome: Outcome, content: Buffer): boolean {
  return outcome.content === null || outcome.content.equals(content)
}

/** Thrown inside the second of two posts with one key; its transaction is undone and the first's outcome answered. */
export class AlreadySubmitted extends Error {}

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isSubmissionKey(text: unknown): text is string {
  return typeof text === "string" && KEY.test(text)
}

/**
 * Last statement of a change, sent with its commit. A second post with the key waits here until the first is decided,
 * then fails on the key and is undone.
 */
export async function keepOutcome(work: Work, key: string, outcome: Outcome): Promise<void> {
  try {
    const { location, flash, content } = outcome
    await sql`insert into http_submission (key, person_id, location, flash, content)
      values (${key}, ${personOf(work.actor) ?? null}, ${location}, ${flash}, ${content})`.execute(work.db)
  } catch (error) {
    if (isTaken(error) && (error as { constraint?: string }).constraint === "http_submission_pkey") throw new AlreadySubmitted()
    throw error
  }
}

export async function findOutcome(db: Db, key: string, personId: string | undefined): Promise<Outcome | undefined> {
  return db
    .selectFrom("http_submission")
    .select(["location", "flash", "content"])
    .where("key", "=", key)
    .where("person_id", personId ? "=" : "is", personId ?? null)
    .executeTakeFirst()
}

/** PostgreSQL chose it as the victim of a conflict between two changes; tried again it passes. */
export function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === "40001" || code === "40P01"
}

/** PostgreSQL refused a second row where there may be one. */
export function isTaken(error: unknown): boolean {
  return (error as { code?: string }).code === "23505"
}
