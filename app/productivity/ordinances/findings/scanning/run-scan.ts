import { sql } from "kysely"
import { actorName, personOf } from "../../../../kernel/access/index.ts"
import { inWork, type Work } from "../../../../kernel/database/index.ts"
import { defineJob } from "../../../../kernel/jobs/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import type { ProvisionPart } from "../../structure/provision.ts"
import type { Rules } from "../../scanner/index.ts"
import { scanFinished, textsChanged } from "../notices.ts"
import { mergeScan } from "./merge-scan.ts"
import { rulesInForce } from "./rules-in-force.ts"
import { scanProvision, type ScannedProvision } from "./scanned.ts"

/** Texts written in one transaction: progress moves, and what is done stays done when the rest fails. */
const BATCH = 25

export const scanJob = defineJob<{ scanId: string }>({
  name: "findings.scan",
  title: "例規集からアナログ規制の候補をさがす",
  maxAttempts: 3,
  transaction: "own",
  async run(work, { scanId }, { attempt, maxAttempts }) {
    try {
      await runScan(work, scanId)
    } catch (error) {
      if (attempt >= maxAttempts) {
        const fault = "途中で問題が起きて止まりました。「続きから」でやり直せます。"
        await work.db.updateTable("analog_scan").set({ state: "failed", fault, ended_at: new Date() }).where("id", "=", scanId).execute()
      }
      throw error
    }
  },
})

/** Reads the texts of a scan, batch after batch. Run again, it goes on behind the last batch that was written. */
export async function runScan(work: Work, scanId: string): Promise<void> {
  const rules = await rulesInForce(work)
  const total = sql<number>`(select count(*)::int from ordinance o where ${inScope} )`
  const { rows: begun } = await sql<{ state: string }>`update analog_scan s set state = 'running', started_at = coalesce(s.started_at, now()), rules_version = ${rules.version},
    texts_total = ${total} where s.id = ${scanId}::uuid and s.state in ('waiting', 'running') returning s.state`.execute(work.db)
  if (begun.length === 0) return
  const reopened = new Map<string, number>()
  for (;;) {
    const done = await inWork(work.db, work, (batch) => scanBatch(batch, scanId, rules, reopened))
    if (done) break
  }
  await inWork(work.db, work, async (last) => {
    const { rows } = await sql<{ startedBy: string | null; provisions: number; fresh: number; texts: number }>`update analog_scan set state = 'done', ended_at = clock_timestamp()
      where id = ${scanId}::uuid and state = 'running' returning started_by as "startedBy", provisions, fresh, texts_done as texts`.execute(last.db)
    if (!rows[0]) return
    for (const [unitId, count] of reopened) await tell(last, textsChanged, { unitId, count })
    await tell(last, scanFinished, { scanId, ...rows[0] })
  })
}

/** A scan of everything in the work's own transaction, for the demo. */
export async function readAll(work: Work): Promise<void> {
  const rules = await rulesInForce(work)
  const { id } = await work.db
    .insertInto("analog_scan")
    .values({ scope: "all", rules_version: rules.version, state: "running", started_by: personOf(work.actor) ?? null, started_by_name: actorName(work.actor), created_at: work.now, started_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  await sql`update analog_scan s set texts_total = (select count(*)::int from ordinance o where ${inScope}) where s.id = ${id}::uuid`.execute(work.db)
  while (!(await scanBatch(work, id, rules, new Map()))) continue
  await work.db.updateTable("analog_scan").set({ state: "done", ended_at: work.now }).where("id", "=", id).execute()
}

/** `s` is the scan: the texts it looks at. Repealed texts are out of it. */
const inScope = sql`not o.national and o.repealed_on is null and o.current_version_id is not null
  and (s.scope <> 'unit' or o.unit_id = s.unit_id) and (s.scope <> 'text' or o.id = s.ordinance_id)`

/** @returns true when there was nothing more to read. */
async function scanBatch(work: Work, scanId: string, rules: Rules, reopened: Map<string, number>): Promise<boolean> {
  const { rows: texts } = await sql<{ id: string; title: string }>`select o.id, o.title from analog_scan s join ordinance o on ${inScope}
    where s.id = ${scanId}::uuid and (s.after_id is null or o.id > s.after_id) order by o.id limit ${BATCH} for update of s`.execute(work.db)
  if (texts.length === 0) return true
  const ids = texts.map(({ id }) => id)
  const titles = new Map(texts.map(({ id, title }) => [id, title]))
  const { rows: provisions } = await sql<Provision>`select o.id as "ordinanceId", p.address, p.position, p.part, p.no, p.caption, p.text
    from ordinance o join ordinance_provision p on p.version_id = o.current_version_id where o.id = any(${ids}::uuid[]) order by o.id, p.position`.execute(work.db)
  const scanned = provisions.map((one) => scanProvision(one, titles.get(one.ordinanceId)!, rules))
  const merged = await mergeScan(work, ids, scanned, rules.version)
  for (const [unit, count] of merged.reopened) reopened.set(unit, (reopened.get(unit) ?? 0) + count)
  await sql`update analog_scan set texts_done = texts_done + ${ids.length}, after_id = ${ids.at(-1)}::uuid, articles = articles + ${provisions.length},
      provisions = provisions + ${scanned.filter(({ categories }) => categories.length > 0).length}, hits = hits + ${hitsOf(scanned)},
      excluded = excluded + ${scanned.reduce((sum, { excluded }) => sum + excluded.length, 0)},
      fresh = fresh + ${merged.fresh}, changed = changed + ${merged.changed}, gone = gone + ${merged.gone}
    where id = ${scanId}::uuid`.execute(work.db)
  return false
}

interface Provision {
  ordinanceId: string
  address: string
  position: number
  part: ProvisionPart
  no: string
  caption: string
  text: string
}

function hitsOf(scanned: readonly ScannedProvision[]): number {
  return scanned.reduce((sum, { categories }) => sum + categories.reduce((n, { hits }) => n + hits.length, 0), 0)
}
