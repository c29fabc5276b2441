import { createHash } from "node:crypto"
import { sql } from "kysely"
import { type Db, isInTransaction } from "../database/index.ts"
import { GENESIS, hashAfter, type StoredEvent } from "./canonical-event.ts"

export type Tampering = "changed" | "removed" | "reordered" | "inserted" | "lane-edited" | "lane-removed"

export interface Finding {
  lane: number
  seq: number
  at?: Date
  what: Tampering
  action?: string
  actorName?: string
  sentence: string
}

export type Verdict = { ok: true; events: number; digest: string } | { ok: false; events: number; first: Finding; lanes: number }

const LANES = 64
const PAGE = 5000

/**
 * Recomputes every lane from its beginning, independently of the database's own function, in one snapshot. `digest`
 * stands for the whole record: noted outside the house, it shows later that nothing before it was rewritten.
 */
export async function verifyAudit(db: Db): Promise<Verdict> {
  if (isInTransaction(db)) return verify(db)
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(verify)
}

async function verify(db: Db): Promise<Verdict> {
  const heads = new Map((await db.selectFrom("audit_lane").selectAll().execute()).map((head) => [head.lane, head]))
  const { total } = await db.selectFrom("audit_event").select((e) => e.fn.countAll<number>().as("total")).executeTakeFirstOrThrow()
  const findings: Finding[] = []
  let seen = 0
  const lanes = await lanesWithEvents(db, [...heads.keys()])
  for (const lane of lanes) {
    const head = heads.get(lane)
    const walked = await walkLane(db, lane)
    seen += walked.rows
    const finding = walked.finding ?? headFinding(lane, head, walked)
    if (finding) findings.push(finding)
  }
  if (findings.length === 0 && seen !== Number(total)) {
    findings.push({ lane: -1, seq: 0, what: "inserted", sentence: `鎖につながらない記録が${Number(total) - seen}件あります。` })
  }
  if (findings.length > 0) {
    const [first] = findings.sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
    return { ok: false, events: Number(total), first: first!, lanes: findings.length }
  }
  const sum = createHash("sha256")
  for (const [lane, head] of [...heads].sort(([a], [b]) => a - b)) sum.update(`${lane}:${head.seq}:${head.hash.toString("hex")},`)
  return { ok: true, events: Number(total), digest: sum.digest("hex") }
}

async function lanesWithEvents(db: Db, known: number[]): Promise<number[]> {
  const expected = Array.from({ length: LANES }, (_, lane) => lane)
  const { rows } = await sql<{ lane: number }>`with recursive lanes as (
      (select lane from audit_event order by lane limit 1)
      union all
      select (select e.lane from audit_event e where e.lane > lanes.lane order by e.lane limit 1) from lanes where lanes.lane is not null
    ) select lane from lanes where lane is not null`.execute(db)
  return [...new Set([...expected, ...known, ...rows.map((row) => row.lane)])].sort((a, b) => a - b)
}

interface Walk {
  rows: number
  seq: number
  hash: Buffer
  at: Date | undefined
  finding?: Finding
}

async function walkLane(db: Db, lane: number): Promise<Walk> {
  const walk: Walk = { rows: 0, seq: 0, hash: GENESIS, at: undefined }
  for (let after = -1; ; ) {
    const rows = await readPage(db, lane, after)
    for (const row of rows) {
      walk.rows++
      const finding = rowFinding(walk, row)
      if (finding) {
        if (finding.what === "changed" && (await belongsElsewhere(db, row))) {
          Object.assign(finding, { what: "reordered", sentence: sentences.reordered(lane, row.seq) })
        }
        return { ...walk, finding }
      }
      walk.seq = row.seq
      walk.hash = row.hash
      walk.at = atOf(row)
    }
    if (rows.length < PAGE) return walk
    after = rows.at(-1)!.seq
  }
}

function rowFinding(walk: Walk, row: StoredEvent): Finding | undefined {
  const about = { lane: row.lane, seq: row.seq, at: atOf(row), action: row.action, actorName: row.actorName }
  if (row.seq <= walk.seq) return { ...about, what: "inserted", sentence: sentences.inserted(row.lane, row.seq) }
  if (row.seq > walk.seq + 1) {
    const gone = { lane: row.lane, seq: walk.seq + 1, at: walk.at ?? atOf(row) }
    return { ...gone, what: "removed", sentence: sentences.removed(row.lane, gone.seq, row.seq - 1) }
  }
  if (!hashAfter(walk.hash, row).equals(row.hash)) return { ...about, what: "changed", sentence: sentences.changed(row.lane, row.seq) }
  return undefined
}

function headFinding(lane: number, head: { seq: number; hash: Buffer } | undefined, walk: Walk): Finding | undefined {
  const at = walk.at ? { at: walk.at } : {}
  if (lane < 0 || lane >= LANES) return { lane, seq: walk.seq, ...at, what: "inserted", sentence: sentences.strangeLane(lane) }
  if (!head) return { lane, seq: walk.seq, ...at, what: "lane-removed", sentence: sentences.laneRemoved(lane) }
  if (head.seq > walk.seq) return { lane, seq: walk.seq + 1, ...at, what: "removed", sentence: sentences.removed(lane, walk.seq + 1, head.seq) }
  if (head.seq < walk.seq) return { lane, seq: head.seq + 1, ...at, what: "inserted", sentence: sentences.inserted(lane, head.seq + 1) }
  if (!head.hash.equals(walk.hash)) return { lane, seq: walk.seq, ...at, what: "lane-edited", sentence: sentences.laneEdited(lane) }
  return undefined
}

/** Whether the row, as it stands, is right at another place of its lane: then it was moved, not rewritten. */
async function belongsElsewhere(db: Db, row: StoredEvent): Promise<boolean> {
  const first = hashAfter(GENESIS, row, { lane: row.lane, seq: 1 })
  if (first.equals(row.hash)) return true
  for (let after = -1; ; ) {
    const page = await db
      .selectFrom("audit_event")
      .select(["seq", "hash"])
      .where("lane", "=", row.lane)
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(PAGE)
      .execute()
    for (const before of page) {
      // Its own predecessor may itself stand one place off, when two neighbours were swapped.
      for (const seq of [before.seq + 1, before.seq]) {
        if (hashAfter(before.hash, row, { lane: row.lane, seq }).equals(row.hash)) return true
      }
    }
    if (page.length < PAGE) return false
    after = page.at(-1)!.seq
  }
}

async function readPage(db: Db, lane: number, after: number): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`select lane, seq, (extract(epoch from at) * 1000000)::bigint::text as micros,
      actor_kind as "actorKind", actor_id::text as "actorId", actor_name as "actorName", action, subject_kind as "subjectKind",
      subject_id as "subjectId", unit_id::text as "unitId", request_id as "requestId", detail::text as detail, hash
    from audit_event where lane = ${lane} and seq > ${after} order by seq limit ${PAGE}`.execute(db)
  return rows
}

function atOf(row: StoredEvent): Date {
  return new Date(Number(row.micros) / 1000)
}

const place = (lane: number, seq: number) => `第${lane}系列の${seq}番`
const sentences = {
  changed: (lane: number, seq: number) => `${place(lane, seq)}の記録が書き換えられています。`,
  reordered: (lane: number, seq: number) => `${place(lane, seq)}の記録の順序が入れ替えられています。`,
  removed: (lane: number, from: number, to: number) =>
    `${place(lane, from)}${from === to ? "" : `から${to}番まで`}の記録が削除されています。`,
  inserted: (lane: number, seq: number) => `${place(lane, seq)}に、正しくない記録が差し込まれています。`,
  strangeLane: (lane: number) => `存在しない第${lane}系列に、記録が差し込まれています。`,
  laneRemoved: (lane: number) => `第${lane}系列の末尾の控えが削除されています。`,
  laneEdited: (lane: number) => `第${lane}系列の末尾の控えが書き換えられています。`,
}
