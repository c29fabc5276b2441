import { existsSync, mkdtempSync, chmodSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import type { TestProject } from "vitest/node"
import { migrate, readMigrations } from "../../app/kernel/database/migrate.ts"
import { startEmbedded } from "../../app/kernel/database/embedded.ts"
import { migrationFolders } from "./migration-folders.ts"

declare module "vitest" {
  interface ProvidedContext {
    database: { adminUrl: string; template: string }
  }
}

/**
 * One PostgreSQL for the whole run, with one migrated template that every test file copies (54 ms a copy).
 * TEST_DATABASE_URL: a role that may create databases on a server of your own.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const template = `hagi_template_${process.pid}`
  if (given) {
    await makeTemplate(given, template)
    project.provide("database", { adminUrl: given, template })
    return () => drop(given, template)
  }
  const varDir = mkdtempSync(join(tmpdir(), "hagi-tests-"))
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(varDir, 0o755)
  const server = await startEmbedded({
    root: process.cwd(),
    varDir,
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "200" },
  })
  const forget = async () => {
    await server.stop()
    rmSync(varDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(server.adminUrl, template)
  } catch (error) {
    await forget()
    throw error
  }
  project.provide("database", { adminUrl: server.adminUrl, template })
  return forget
}

async function makeTemplate(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`create database ${name}`))
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 1 })
  try {
    for (const source of migrationFolders(process.cwd())) {
      try {
        await migrate(pool, readMigrations(process.cwd(), [source]))
      } catch (error) {
        // A whole run must have every table; a run of a few files carries on without a module half written.
        if (process.env.HAGI_STRICT) throw error
        console.error(`\n!! migration left out of the tests' template: ${(error as Error).message}\n`)
      }
    }
    if (existsSync("app/kernel/jobs/prepare-queue.ts")) {
      const { prepareQueue } = await import("../../app/kernel/jobs/prepare-queue.ts" as string)
      await prepareQueue(pool)
    }
  } finally {
    await pool.end()
  }
}

async function drop(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
