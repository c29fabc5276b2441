import { type Expression, sql } from "kysely"
import type { Work } from "./work.ts"

/**
 * A query and how its rows are read, for somebody who asks many at once. Rows come as JSON: an instant is an ISO text,
 * a civil date and a whole number are what they are everywhere.
 */
export interface Question<T> {
  query: Expression<unknown>
  read(rows: never[]): T[]
}

/** `Row` is what the query gives, as JSON says it. */
export function question<Row, T>(query: Expression<unknown>, read: (rows: Row[]) => T[]): Question<T> {
  return { query, read: read as (rows: never[]) => T[] }
}

/** All of them in one statement, each answered by its own list. */
export async function askTogether<const T extends readonly Question<unknown>[]>(work: Pick<Work, "db">, questions: T): Promise<Answers<T>> {
  if (questions.length === 0) return [] as unknown as Answers<T>
  const columns = questions.map(({ query }, at) => sql`(select coalesce(json_agg(q), '[]'::json) from (${query}) q) as ${sql.id(`q${at}`)}`)
  const { rows } = await sql<Record<string, never[]>>`select ${sql.join(columns)}`.execute(work.db)
  return questions.map((one, at) => one.read(rows[0]![`q${at}`]!)) as unknown as Answers<T>
}

/** The answers of all of them as one list. */
export async function answersOf<T>(work: Pick<Work, "db">, questions: readonly Question<T>[]): Promise<T[]> {
  return (await askTogether(work, questions)).flat()
}

type Answers<T extends readonly Question<unknown>[]> = { -readonly [K in keyof T]: T[K] extends Question<infer A> ? A[] : never }
