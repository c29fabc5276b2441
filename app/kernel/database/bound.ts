import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely"
import type pg from "pg"
import type { Db } from "./connect.ts"
import type { Tables } from "./tables.ts"

/**
 * Kysely on one client of the pool, for one transaction. Unlike Kysely's own transaction it does not hold a statement
 * back until the one before is answered: what an operation sends side by side (Promise.all) travels together.
 */
export interface Bound {
  db: Db
  client: pg.PoolClient
  /** How many statements have been handed to the client. */
  sent: number
  /** Sent along without waiting; the change is done only when they are. */
  unanswered: Promise<unknown>[]
  /** The commit is on its way: nothing more belongs to this transaction. */
  ended: boolean
}

const bound = new WeakMap<pg.PoolClient, Bound>()
const transactional = new WeakMap<object, Bound>()

export function bindTo(client: pg.PoolClient): Bound {
  const known = bound.get(client)
  if (known) return known
  const made: Bound = { client, sent: 0, unanswered: [], ended: false, db: undefined as unknown as Db }
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (made.ended) throw new Error("a statement came after the commit of its change: an operation did not wait for it")
      made.sent++
      const result = await client.query(query.sql, query.parameters as unknown[])
      const counted = result.command === "INSERT" || result.command === "UPDATE" || result.command === "DELETE" || result.command === "MERGE"
      return { rows: (result.rows ?? []) as R[], ...(counted ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery(): AsyncIterableIterator<never> {
      throw new Error("rows are not streamed inside a change; read them page by page")
    },
  }
  made.db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  bound.set(client, made)
  transactional.set(made.db, made)
  return made
}

/** Whether this database is one change's transaction, and not the pool. */
export function isInTransaction(db: Db): boolean {
  return transactional.has(db) || db.isTransaction
}

/** The transaction of a change behind its database, if it is one. */
export function boundOf(db: Db): Bound | undefined {
  return transactional.get(db)
}

function driverOf(connection: DatabaseConnection): Driver {
  const nested = async () => {
    throw new Error("a change is one transaction already")
  }
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
}
