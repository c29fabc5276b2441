import type pg from "pg"

/** The newest migration in graphile-worker's sql folder, so that a start need not load the library to look. */
export const QUEUE_MIGRATION = 20

/** Makes or updates graphile-worker's own schema; one statement when there is nothing to do. */
export async function prepareQueue(pool: pg.Pool): Promise<void> {
  if ((await queueMigration(pool)) >= QUEUE_MIGRATION) return
  const { Logger, runMigrations } = await import("graphile-worker")
  // The library wants somebody to hear of lost idle connections; the pool replaces them by itself.
  if (pool.listenerCount("error") === 0) pool.on("error", () => {})
  if (pool.listenerCount("connect") === 0) pool.on("connect", (client) => client.on("error", () => {}))
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
}

async function queueMigration(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query("select to_regclass('graphile_worker.migrations') is not null as there")
  if (!rows[0].there) return 0
  const { rows: last } = await pool.query("select coalesce(max(id), 0)::int as id from graphile_worker.migrations")
  return last[0].id
}
