import { enableCompileCache } from "node:module"
import { Socket } from "node:net"
import { ConfigError, readConfig, type Config } from "./config.ts"
import { EmbeddedDatabaseError, startEmbedded, type EmbeddedDatabase } from "./kernel/database/embedded.ts"

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
  const known = error instanceof ConfigError || error instanceof EmbeddedDatabaseError || (error as Error).name === "StartError"
  console.error(known ? `\n${(error as Error).message}` : error)
  await end(1)
}
