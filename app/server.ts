import type { Hono } from "hono"
import type { Config } from "./config.ts"
import { deskModule } from "./desk/module.ts"
import { initiativeTools } from "./initiatives.ts"
import { declarePermissions, system } from "./kernel/access/index.ts"
import { declareApprovalKinds } from "./kernel/approvals/index.ts"
import { approvalsModule } from "./kernel/approvals/module.ts"
import { auditModule } from "./kernel/audit/module.ts"
import { casesModule } from "./kernel/cases/module.ts"
import { type Connection, inWork, migrate, type MigrationSource, openDatabase, readMigrations } from "./kernel/database/index.ts"
import { declareDocumentRules, openFileStore } from "./kernel/documents/index.ts"
import { documentsModule } from "./kernel/documents/module.ts"
import { declareBanks, declareStarters } from "./kernel/forms/index.ts"
import { formsModule } from "./kernel/forms/module.ts"
import { buildApp } from "./kernel/http/build-app.tsx"
import type { House, Log } from "./kernel/http/index.ts"
import { declareJobs, type JobRunner, prepareQueue, startJobs } from "./kernel/jobs/index.ts"
import { jobsModule } from "./kernel/jobs/module.ts"
import { declareMeasures } from "./kernel/measures/index.ts"
import { measuresModule } from "./kernel/measures/module.ts"
import { configureMail, rememberUnread, unreadCount } from "./kernel/notices/index.ts"
import { noticesModule } from "./kernel/notices/module.ts"
import { declareHoldings, expiredSessionPerson, identify, identifyToken, rememberActors } from "./kernel/people/index.ts"
import { peopleModule } from "./kernel/people/module.ts"
import { declareSearchSources } from "./kernel/search/index.ts"
import { searchModule } from "./kernel/search/module.ts"
import { declareMenu } from "./kernel/ui/index.ts"
import { uiModule } from "./kernel/ui/module.ts"
import type { Module } from "./module.ts"
import { planModule } from "./plan/module.ts"
import { portalModule } from "./portal/module.ts"

/** Every module in the order in which they are migrated, routed and seeded: kernel, plan, desk, portal, initiatives. */
export const modules: readonly Module[] = [
  peopleModule,
  auditModule,
  documentsModule,
  casesModule,
  approvalsModule,
  measuresModule,
  noticesModule,
  jobsModule,
  searchModule,
  formsModule,
  uiModule,
  { name: "http", title: "画面と API", migrations: "app/kernel/http/migrations" },
  planModule,
  deskModule(() => modules),
  portalModule(() => modules),
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
  const declared = declareAll()
  configureMail(config.mail)
  openFileStore(config.varDir)
  const actors = rememberActors(options.databaseUrl, (token, now) => identify(db, token, now))
  const inbox = rememberUnread((personId) => unreadCount(db, personId))
  const house: House = {
    config,
    db,
    log: options.log,
    identify: actors.identify,
    forgetActors: actors.forget,
    identifyToken: (token, now) => identifyToken(db, token, now),
    personOfToken: (token) => expiredSessionPerson(db, token),
    unread: inbox.unread,
    forgetUnread: inbox.forget,
  }
  let runner: JobRunner | undefined
  return {
    app: buildApp(house, modules),
    house,
    connection,
    async migrate() {
      const done = await migrate(connection.pool, readMigrations(config.root, migrationSources()))
      await prepareQueue(connection.pool)
      return done
    },
    seedDemo: () =>
      inWork(db, { actor: system("デモデータ") }, async (work) => {
        for (const module of modules) await module.seed?.(work)
      }),
    isEmpty: async () => !(await db.selectFrom("person").select("id").limit(1).executeTakeFirst()),
    startJobs: async () => {
      runner = await startJobs(connection, { ...declared, concurrency: config.jobConcurrency, config, log: options.log })
    },
    close: async () => {
      await runner?.stop()
      await actors.stop()
      await connection.close()
    },
  }
}

/** What modules hand in is known to the kernels before the first request. */
function declareAll() {
  for (const module of modules) declarePermissions(module.permissions ?? {})
  declareApprovalKinds(modules.flatMap((module) => module.approvals ?? []))
  declareDocumentRules(modules.flatMap((module) => module.documents ?? []))
  declareStarters(modules.flatMap((module) => module.forms?.starters ?? []))
  for (const { forms } of modules) if (forms?.findBranches) declareBanks(forms.findBranches)
  declareHoldings(modules.flatMap((module) => module.holdings ?? []))
  declareMeasures(modules.flatMap((module) => module.measures ?? []))
  declareMenu(modules.flatMap((module) => module.menu ?? []))
  declareSearchSources(modules.flatMap((module) => module.search ?? []))
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  const schedules = modules.flatMap((module) => module.schedules ?? [])
  declareJobs(jobs, schedules)
  return { jobs, schedules }
}

export function migrationSources(): MigrationSource[] {
  return [
    { module: "database", folder: "app/kernel/database/migrations" },
    ...modules.flatMap((m) => (m.migrations ? [{ module: m.name, folder: m.migrations }] : [])),
  ]
}
