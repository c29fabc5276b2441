import { type Config, readConfig } from "../config.ts"
import { startEmbedded } from "../kernel/database/embedded.ts"

/** Runs a command on the database of this clone: the server's own while it runs, otherwise started for the command. */
export async function withDatabase<T>(use: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig()
  if (config.databaseUrl) return use(config.databaseUrl, config)
  const database = await startEmbedded({ root: config.root, varDir: config.varDir, ifRunning: "use" })
  try {
    return await use(database.url, config)
  } finally {
    await database.stop()
  }
}
