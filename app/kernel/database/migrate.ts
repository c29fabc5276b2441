import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type pg from "pg"

/** Where one owner's migrations are: `NNNN-name.sql`, run once each, in the order of their names. */
export interface MigrationSource {
  module: string
  /** Relative to the project's root, e.g. "app/plan/migrations". */
  folder: string
}

export interface Migration {
  module: string
  name: string
  sql: string
  hash: string
}

export class MigrationError extends Error {}

/** Any number both sides agree on: only one process migrates a database at a time. */
const MIGRATION_LOCK = 4821

export function readMigrations(root: string, sources: readonly MigrationSource[]): Migration[] {
  return sources.flatMap(({ module, folder }) => {
    const dir = join(root, folder)
    if (!existsSync(dir)) return []
    return readdirSync(dir)
      .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
      .sort()
      .map((name) => {
        const sql = readFileSync(join(dir, name), "utf8")
        return { module, name, sql, hash: createHash("sha256").update(sql).digest("hex") }
      })
  })
}

/**
 * Brings a database up to date; all or nothing. Refuses one whose applied migrations differ from the files: an
 * applied migration is never edited, a new one is added.
 * @returns the migrations applied now, as "module/name".
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  if (await isUpToDate(pool, migrations)) return []
  const client = await pool.connect()
  try {
    await client.query("begin")
    await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
    await client.query(`create table if not exists hagi_migration (
      module text not null, name text not null, hash text not null,
      applied_at timestamptz not null default now(), primary key (module, name))`)
    const applied = await readApplied(client)
    const done: string[] = []
    for (const migration of migrations) {
      const key = `${migration.module}/${migration.name}`
      const hash = applied.get(key)
      if (hash === migration.hash) continue
      if (hash) throw new MigrationError(`${key} was changed after it had been applied`)
      try {
        await client.query(migration.sql)
      } catch (error) {
        throw new MigrationError(`${key}: ${(error as Error).message}`, { cause: error })
      }
      await client.query("insert into hagi_migration (module, name, hash) values ($1, $2, $3)", [
        migration.module,
        migration.name,
        migration.hash,
      ])
      done.push(key)
    }
    await client.query("commit")
    return done
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function isUpToDate(pool: pg.Pool, migrations: readonly Migration[]): Promise<boolean> {
  const { rows } = await pool.query("select to_regclass('hagi_migration') is not null as there")
  if (!rows[0].there) return false
  const applied = await readApplied(pool)
  return migrations.every((m) => applied.get(`${m.module}/${m.name}`) === m.hash)
}

async function readApplied(client: pg.Pool | pg.PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query("select module, name, hash from hagi_migration")
  return new Map(rows.map((row) => [`${row.module}/${row.name}`, row.hash]))
}
