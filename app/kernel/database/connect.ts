import type { Writable } from "node:stream"
import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import type { Tables } from "./tables.ts"

export type Db = Kysely<Tables>

export interface Connection {
  db: Db
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

// Civil dates stay text, so that no time zone can move a deadline; whole numbers stay numbers.
const asIs = (text: string) => text
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === pg.types.builtins.DATE) return asIs
    if (oid === pg.types.builtins.INT8) return Number
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text")
  },
} as pg.CustomTypesConfig

/** Statements kept prepared per connection. Past this many different texts a statement is sent unnamed. */
const MOST_NAMED = 1000
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_NAMED) return undefined
  const name = `h${names.size}`
  names.set(text, name)
  return name
}

/**
 * Opens a pool. Every parameterised statement is sent as a named one: PostgreSQL parses and plans it once per
 * connection, which halves the time of a short query.
 */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 16,
    // Somebody who waits this long for a connection is told that the house is busy, and does not hang.
    connectionTimeoutMillis: 15_000,
    types,
    // Statements of one transaction that need not wait for each other travel together.
    pipeline: true,
    application_name: "hagi",
    // On SSDs, and in memory, a page at random costs about what the next one does. With PostgreSQL's 4 from the age of disks the
    // check of a foreign key reads a small table from end to end instead of its index.
    options: "-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c random_page_cost=1.1",
  })
  pool.on("connect", nameAndGather)
  // An idle connection that the server closes is replaced by the pool; the next query reports a real outage.
  pool.on("error", () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return { db, pool, url, close: () => db.destroy() }
}

/** What `pg` keeps to itself: the socket under a client. */
interface Wired {
  connection?: { stream?: Writable }
}

/**
 * Names every statement, and gathers what is sent in one turn of the event loop into one write: a write to a socket
 * costs as much as all the rest of a short statement.
 */
function nameAndGather(client: pg.PoolClient) {
  // A connection lost in the middle of a change ends that change, never the process.
  client.on("error", () => {})
  const send = client.query.bind(client) as (...args: unknown[]) => unknown
  const gather = () => {
    const socket = (client as Wired).connection?.stream
    if (!socket?.cork || socket.writableCorked > 0) return
    socket.cork()
    process.nextTick(() => socket.uncork())
  }
  const named = (...args: unknown[]) => {
    const [text, values] = args
    gather()
    // Kysely sends (text, values). What comes with a callback or as an object is somebody else's and left alone.
    if (args.length === 2 && typeof text === "string" && Array.isArray(values)) {
      const name = nameOf(text)
      if (name) return send({ name, text, values })
    }
    return send(...args)
  }
  client.query = named as typeof client.query
}

const pools = new WeakMap<Db, pg.Pool>()

/** The pool behind a database, for what needs a client of its own. */
export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db)
  if (!pool) throw new Error("this database was not opened by openDatabase")
  return pool
}
