import { randomBytes } from "node:crypto"
import pg from "pg"
import { inject } from "vitest"
import { type Connection, openDatabase } from "../../app/kernel/database/connect.ts"

export interface FreshDatabase extends Connection {
  /** Closes the pool and removes the database. */
  drop(): Promise<void>
}

/**
 * An empty, migrated database of its own, on a real PostgreSQL:
 *
 *     const database = await freshDatabase()
 *     afterAll(database.drop)
 */
export async function freshDatabase(options: { poolSize?: number; empty?: boolean } = {}): Promise<FreshDatabase> {
  const { adminUrl, template } = inject("database")
  const name = `hagi_test_${randomBytes(6).toString("hex")}`
  await administrate(adminUrl, `create database ${name} template ${options.empty ? "template0" : template}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const connection = openDatabase(url.href, { poolSize: options.poolSize ?? 8 })
  return {
    ...connection,
    drop: async () => {
      await connection.close()
      await administrate(adminUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function administrate(adminUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    // Copying waits for no one: two files may want the template in the same instant.
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(sql)
        return
      } catch (error) {
        if ((error as { code?: string }).code !== "55006" || attempt === 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  } finally {
    await client.end()
  }
}
