import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, expect, test } from "vitest"
import { readConfig } from "../app/config.ts"
import { verifyAudit } from "../app/kernel/audit/index.ts"
import { backup } from "../app/kernel/database/backup.ts"
import { openDatabase } from "../app/kernel/database/connect.ts"
import { readMigrations } from "../app/kernel/database/migrate.ts"
import { restore } from "../app/kernel/database/restore.ts"
import { createHagi, migrationSources } from "../app/server.ts"
import { freshDatabase } from "./support/database.ts"
import { debianPostgres, startDebianPostgres } from "./support/debian-postgres.ts"
import { idsInOrder, sameMillisecond, timeOrderedId } from "./support/ids-in-order.ts"

const root = process.cwd()
const desk = mkdtempSync(join(tmpdir(), "hagi-move-"))
afterAll(() => rmSync(desk, { recursive: true, force: true }))

test.skipIf(!debianPostgres)("試行の県を、同梱データベースから Debian の PostgreSQL へ、そして元へ移しても、一行も変わらない", async () => {
  const [pilot, back] = [await freshDatabase({ empty: true }), await freshDatabase({ empty: true })]
  const server = await startDebianPostgres()
  const varDir = join(desk, "var")
  const migrations = readMigrations(root, migrationSources())
  try {
    const log = { info() {}, warn() {}, error: console.error }
    const hagi = createHagi(readConfig({ HAGI_ROOT: root, HAGI_VAR: varDir, HAGI_JOBS: "0" }), { databaseUrl: pilot.url, log })
    await hagi.migrate()
    await hagi.seedDemo()
    await hagi.close()

    const first = await backup({ url: pilot.url, file: join(desk, "pilot.tar"), varDir, version: "pilot" })
    await restore({ url: server.url, file: join(desk, "pilot.tar"), varDir: join(desk, "server"), migrations })
    const client = new pg.Client(server.url)
    await client.connect()
    const { rows } = await client.query("select current_setting('server_version_num')::int >= 150000 as recent, rolsuper from pg_roles where rolname = current_user")
    await client.end()
    expect(rows).toEqual([{ recent: true, rolsuper: false }])
    const ids = await idsInOrder(server.url)
    expect(sameMillisecond(ids)).toBe(true)
    expect(ids).toEqual([...new Set(ids)].sort())
    for (const id of ids) expect(id).toMatch(timeOrderedId)

    const second = await backup({ url: server.url, file: join(desk, "server.tar"), varDir: join(desk, "server"), version: "server" })
    await restore({ url: back.url, file: join(desk, "server.tar"), varDir: join(desk, "back"), migrations })
    const third = await backup({ url: back.url, file: join(desk, "back.tar"), varDir: join(desk, "back"), version: "back" })

    expect(second.manifest).toEqual(first.manifest)
    expect(third.manifest).toEqual(first.manifest)
    const verdict = await verdictOf(pilot.url)
    expect(verdict.ok).toBe(true)
    expect(await verdictOf(server.url)).toEqual(verdict)
    expect(await verdictOf(back.url)).toEqual(verdict)
  } finally {
    await server.stop()
    await pilot.drop()
    await back.drop()
  }
})

async function verdictOf(url: string) {
  const connection = openDatabase(url, { poolSize: 1 })
  try {
    return await verifyAudit(connection.db)
  } finally {
    await connection.close()
  }
}
