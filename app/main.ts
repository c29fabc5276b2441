import { enableCompileCache } from "node:module"
import { Socket } from "node:net"
import type { Pool } from "pg"
import { ConfigError, readConfig, type Config } from "./config.ts"
import { DatabaseError, startEmbedded, type EmbeddedDatabase } from "./kernel/database/embedded.ts"

// Compiled code is kept between starts; it halves the time to the first answer.
enableCompileCache()

/** What stops, in this order, when the server ends. */
const stops: (() => Promise<void>)[] = []
let ending = false

try {
  await main(readConfig())
} catch (error) {
  await fail(error)
}

/** Config → database → HTTP server and job runner. */
async function main(config: Config) {
  onTheEnd()
  // The rest of the house is read from disk while PostgreSQL starts.
  const [database, { createHagi }, { openLog }, { listen }] = await Promise.all([
    openDatabase(config),
    import("./server.ts"),
    import("./log.ts"),
    import("./listen.ts"),
  ])
  const log = openLog(config.logLevel)
  const hagi = createHagi(config, { databaseUrl: database.url, log })
  stops.unshift(() => hagi.close())
  if (config.databaseUrl) await mustBeUsable(hagi.connection.pool, config.databaseUrl)
  await hagi.migrate()
  const first = await hagi.isEmpty()
  if (first && config.demo) {
    console.log("初回の起動です。デモ用の県を作っています… / first start: writing the demo prefecture")
    await hagi.seedDemo()
  }
  const server = await listen(hagi.app.fetch, config)
  stops.unshift(() => server.close())
  await hagi.startJobs()
  const { welcome } = await import("./welcome.ts")
  console.log(await welcome(hagi, config, server.origin))
}

/** A server given by its address: a mistake in it deserves a sentence. */
async function mustBeUsable(pool: Pool, url: string) {
  const where = URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : "DATABASE_URL"
  const asked = "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding"
  const { rows } = await pool.query(asked).catch((error: Error) => {
    throw new DatabaseError(
      `データベース ${where} に接続できません（${error.message}）。DATABASE_URL を確かめてください。\nCannot connect to the database ${where}.`,
    )
  })
  if (rows[0].version < 150_000) throw new DatabaseError(`PostgreSQL 15 以降が必要です（${where}）。\nHagi needs PostgreSQL 15 or later.`)
  if (rows[0].encoding === "UTF8") return
  throw new DatabaseError(
    `データベース ${where} の文字コードは ${rows[0].encoding} です。UTF8 で作り直してください（create database … encoding 'UTF8' template template0）。\n` +
      `The database's encoding is ${rows[0].encoding}; Hagi needs UTF8.`,
  )
}

async function openDatabase(config: Config): Promise<EmbeddedDatabase | { url: string }> {
  if (config.databaseUrl) return { url: config.databaseUrl }
  const database = await startEmbedded({ root: config.root, varDir: config.varDir, onLost: (error) => void fail(error) })
  stops.push(() => database.stop())
  return database
}

/** Ends on Ctrl-C, on SIGTERM, and when the process that started us is gone without a word. */
function onTheEnd() {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // npm passes on a Ctrl-C that the terminal has sent us already; only a later one means "at once".
      if (ending && performance.now() - endingSince > 1000) process.exit(1)
      void end(0)
    })
  }
  if (process.env.HAGI_LIFE_FD) {
    const life = new Socket({ fd: Number(process.env.HAGI_LIFE_FD) })
    life.on("close", () => void end(0))
    life.on("error", () => {})
    life.resume()
    life.unref()
  }
}

let endingSince = 0

async function end(code: number) {
  if (ending) return
  ending = true
  endingSince = performance.now()
  for (const stop of stops) await stop().catch((error) => console.error(error))
  process.exit(code)
}

async function fail(error: unknown) {
  // Asked to end in the middle of the start: what that cuts off is no fault.
  if (ending) return
  const known = error instanceof ConfigError || error instanceof DatabaseError || (error as Error).name === "StartError"
  if (known) console.error(`\n${(error as Error).message}`)
  else console.error(error instanceof Error ? (await import("./stack-in-source.ts")).stackInSource(error) : error)
  await end(1)
}
