import type { Hono } from "hono"
import type { Config } from "./config.ts"
import { initiativeTools } from "./initiatives.ts"
import { declarePermissions, system } from "./kernel/access/index.ts"
import { type Connection, inWork, migrate, type MigrationSource, openDatabase, readMigrations } from "./kernel/database/index.ts"
import { buildApp } from "./kernel/http/build-app.tsx"
import type { House, Log } from "./kernel/http/index.ts"
import type { Module } from "./module.ts"

/** Every module in the order in which they are migrated, routed and seeded: kernel, plan, desk, portal, initiatives. */
export const modules: readonly Module[] = [
  ...initiativeTools.flatMap((tool) => (tool.module ? [tool.module] : [])),
]

export interface Hagi {
  app: Hono
  house: House
  connection: Connection
  migrate(): Promise<string[]>
  /** Writes the demo prefecture; the caller makes sure that it is the first start. */
  seedDemo(): Promise<void>
  isEmpty(): Promise<boolean>
  startJobs(): Promise<void>
  close(): Promise<void>
}

/** The whole composition on one screen. */
export function createHagi(config: Config, options: { databaseUrl: string; log: Log }): Hagi {
  const connection = openDatabase(options.databaseUrl, { poolSize: config.poolSize })
  const { db } = connection
  for (const module of modules) declarePermissions(module.permissions ?? {})
  const house: House = {
    config,
    db,
    log: options.log,
    identify: async () => ({ kind: "visitor" }),
    identifyToken: async () => undefined,
    personOfToken: async () => undefined,
    unread: async () => 0,
  }
  return {
    app: buildApp(house, modules),
    house,
    connection,
    migrate: () => migrate(connection.pool, readMigrations(config.root, migrationSources())),
    seedDemo: () =>
      inWork(db, { actor: system("demo") }, async (work) => {
        for (const module of modules) await module.seed?.(work)
      }),
    isEmpty: async () => !(await db.selectFrom("person").select("id").limit(1).executeTakeFirst()),
    startJobs: async () => {},
    close: () => connection.close(),
  }
}

export function migrationSources(): MigrationSource[] {
  return [
    { module: "database", folder: "app/kernel/database/migrations" },
    ...modules.flatMap((m) => (m.migrations ? [{ module: m.name, folder: m.migrations }] : [])),
  ]
}
