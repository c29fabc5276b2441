import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readConfig } from "../../app/config.ts"
import { listen } from "../../app/listen.ts"
import { createHagi, type Hagi } from "../../app/server.ts"
import { freshDatabase, type FreshDatabase } from "./database.ts"

export interface ServedHouse {
  origin: string
  hagi: Hagi
  database: FreshDatabase
  /** The program ends; whoever calls now finds nobody. */
  stop(): Promise<void>
  /** It is started again at the same address, on the same database. */
  start(): Promise<void>
  close(): Promise<void>
}

/** The whole house with the demo prefecture, on a port of its own: what a browser needs. */
export async function servedHouse(options: { env?: Record<string, string>; seed?: boolean } = {}): Promise<ServedHouse> {
  const database = await freshDatabase()
  const config = readConfig({
    HAGI_ROOT: process.cwd(),
    HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-test-var-")),
    LOG_LEVEL: "silent",
    PORT: "0",
    ...options.env,
  })
  const log = { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) }
  const open = () => createHagi(config, { databaseUrl: database.url, log })
  const hagi = open()
  await hagi.migrate()
  if (options.seed ?? true) await hagi.seedDemo()
  const server = await listen(hagi.app.fetch, config)
  let running: { hagi: Hagi; close(): Promise<void> } | undefined = { hagi, close: server.close }
  const stop = async () => {
    await running?.close()
    await running?.hagi.close()
    running = undefined
  }
  return {
    origin: server.origin,
    hagi,
    database,
    stop,
    start: async () => {
      const again = open()
      const { close } = await listen(again.app.fetch, { ...config, port: Number(new URL(server.origin).port) })
      running = { hagi: again, close }
    },
    close: async () => {
      await stop()
      await database.drop()
    },
  }
}
