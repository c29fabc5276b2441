import type pg from "pg"

/** Says that these runners live. */
export async function keepSeen(pool: pg.Pool, poolIds: readonly string[]): Promise<void> {
  if (poolIds.length === 0) return
  await pool.query(
    `insert into job_runner (pool_id) select unnest($1::text[])
     on conflict (pool_id) do update set seen_at = now()`,
    [poolIds],
  )
}

/** Gives back what runners hold that have not been seen for a minute. */
export async function freeAbandoned(pool: pg.Pool): Promise<void> {
  await pool.query("delete from job_runner where seen_at < now() - interval '1 minute'")
  const { rows } = await pool.query(
    `select distinct locked_by from graphile_worker._private_jobs
     where locked_at < now() - interval '1 minute' and locked_by is not null
       and not exists (select from job_runner where pool_id = locked_by)`,
  )
  if (rows.length === 0) return
  await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [rows.map((row) => row.locked_by)])
}
