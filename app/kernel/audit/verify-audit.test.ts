import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { inWork } from "../database/index.ts"
import { formatVerdict } from "./format-verdict.ts"
import { record, recordReading } from "./record.ts"
import { type Tampering, verifyAudit } from "./verify-audit.ts"

const database = await freshDatabase({ poolSize: 12 })
const { db } = database
afterAll(() => database.drop())

const now = new Date("2026-11-23T01:02:03.456Z")
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

/** As a superuser who switches the guards off would. */
async function tamper(statement: string, ...parameters: unknown[]) {
  const client = await database.pool.connect()
  try {
    await client.query("begin")
    await client.query("alter table audit_event disable trigger user; alter table audit_lane disable trigger user")
    await client.query(statement, parameters)
    await client.query("alter table audit_event enable trigger user; alter table audit_lane enable trigger user")
    await client.query("commit")
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    client.release()
  }
}

beforeAll(async () => {
  for (let n = 0; n < 30; n++) {
    await inWork(db, { actor: { kind: "system", name: "試験" }, now: at(n) }, async (work) => {
      for (let k = 0; k <= n % 3; k++) {
        await record(work, { action: "test.done", subject: { kind: "test", id: `${n}-${k}` }, detail: { 金額: n, 文: "髙﨑𠮷,5:x" } })
      }
    })
  }
})

test("記録は一つの取引の中で続き番号になり、検証が通る", async () => {
  const verdict = await verifyAudit(db)
  expect(verdict).toMatchObject({ ok: true, events: 60 })
  expect(formatVerdict(verdict)).toContain("改ざんはありません")
  const { lanes } = await db.selectFrom("audit_event").select((e) => e.fn.count<number>("lane").distinct().as("lanes")).executeTakeFirstOrThrow()
  expect(Number(lanes)).toBeLessThan(12)
})

test("取り消された取引は記録を残さず、鎖も乱さない", async () => {
  await expect(
    inWork(db, { actor: { kind: "visitor" }, now }, async (work) => {
      await recordReading(work, { subject: { kind: "person", id: "1" }, what: "名簿" })
      throw new Error("undone")
    }),
  ).rejects.toThrow("undone")
  expect(await verifyAudit(db)).toMatchObject({ ok: true, events: 60 })
})

test("100件の取引が同時に記録しても待ち合わせで壊れない", async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      inWork(db, { actor: { kind: "system", name: "同時" }, now: at(100 + n) }, async (work) => {
        await record(work, { action: "test.raced", subject: { kind: "race", id: String(n) } })
        await record(work, { action: "test.raced", subject: { kind: "race", id: String(n) } })
      }),
    ),
  )
  expect(await verifyAudit(db)).toMatchObject({ ok: true, events: 260 })
})

test("別々の接続の取引は別々の系列を使い、互いを待たない", async () => {
  const lanes = await inWork(db, { actor: { kind: "system", name: "甲" } }, async (one) => {
    await record(one, { action: "test.first", subject: { kind: "lane", id: "1" } })
    return inWork(db, { actor: { kind: "system", name: "乙" } }, async (other) => {
      await record(other, { action: "test.second", subject: { kind: "lane", id: "2" } })
      const mine = await one.db.selectFrom("audit_event").select("lane").where("subject_id", "=", "1").where("subject_kind", "=", "lane").execute()
      const theirs = await other.db.selectFrom("audit_event").select("lane").where("subject_id", "=", "2").where("subject_kind", "=", "lane").execute()
      return [mine[0]!.lane, theirs[0]!.lane]
    })
  })
  expect(lanes[0]).not.toBe(lanes[1])
  expect((await verifyAudit(db)).ok).toBe(true)
})

test.each([
  ["書換え", "update audit_event set detail = '{}'"],
  ["削除", "delete from audit_event"],
  ["全消去", "truncate audit_event"],
  ["末尾の控えの削除", "delete from audit_lane"],
  ["末尾の控えの全消去", "truncate audit_lane"],
])("データベースは記録の%sを断る", async (_, statement) => {
  await expect(sql.raw(statement).execute(db)).rejects.toThrow(/append-only/)
})

interface Row {
  lane: number
  seq: number
}

const columns = ["actor_name", "action", "subject_kind", "subject_id", "request_id"] as const

/** One act of tampering on row `pick`; gives what verification should call it. */
type Act = (row: Row, other: Row, text: string) => Promise<Tampering[]>
const acts: Record<string, Act> = {
  ...Object.fromEntries(
    columns.map((column): [string, Act] => [
      column,
      async (row, _, text) => {
        await tamper(`update audit_event set ${column} = ${column} || $3 where lane = $1 and seq = $2`, row.lane, row.seq, text)
        return ["changed"]
      },
    ]),
  ),
  at: async (row) => {
    await tamper("update audit_event set at = at + interval '1 microsecond' where lane = $1 and seq = $2", row.lane, row.seq)
    return ["changed"]
  },
  detail: async (row) => {
    await tamper(`update audit_event set detail = detail || '{"足した":true}' where lane = $1 and seq = $2`, row.lane, row.seq)
    return ["changed"]
  },
  actorId: async (row) => {
    await tamper("update audit_event set actor_id = gen_random_uuid() where lane = $1 and seq = $2", row.lane, row.seq)
    return ["changed"]
  },
  unitId: async (row) => {
    await tamper("update audit_event set unit_id = gen_random_uuid() where lane = $1 and seq = $2", row.lane, row.seq)
    return ["changed"]
  },
  hash: async (row) => {
    await tamper("update audit_event set hash = sha256(hash) where lane = $1 and seq = $2", row.lane, row.seq)
    return ["changed"]
  },
  remove: async (row) => {
    await tamper("delete from audit_event where lane = $1 and seq = $2", row.lane, row.seq)
    return ["removed"]
  },
  removeLane: async (row) => {
    await tamper("delete from audit_event where lane = $1", row.lane)
    return ["removed"]
  },
  swap: async (row, other) => {
    // Within one lane the two rows change places; across lanes each is foreign where it stands.
    const move = "update audit_event set lane = $3, seq = $4 where lane = $1 and seq = $2"
    await tamper(move, row.lane, row.seq, -1, 0)
    await tamper(move, other.lane, other.seq, row.lane, row.seq)
    await tamper(move, -1, 0, other.lane, other.seq)
    return row.lane === other.lane ? ["reordered"] : ["changed"]
  },
  appendForged: async (row) => {
    // With a right hash, as somebody who has read this code could make it; the lane's head tells.
    await tamper(
      `insert into audit_event select lane, seq + 1, at, actor_kind, actor_id, actor_name, 'test.forged', subject_kind, subject_id,
         unit_id, request_id, detail, sha256(hash) from audit_event where lane = $1 order by seq desc limit 1`,
      row.lane,
    )
    return ["changed", "inserted"]
  },
  foreignLane: async (row) => {
    await tamper(
      `insert into audit_event select 64 + lane, seq, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, unit_id,
         request_id, detail, hash from audit_event where lane = $1 and seq = $2`,
      row.lane,
      row.seq,
    )
    return ["changed", "inserted", "removed"]
  },
  headHash: async (row) => {
    await tamper("update audit_lane set hash = sha256(hash) where lane = $1", row.lane)
    return ["lane-edited"]
  },
  headForward: async (row) => {
    await tamper("update audit_lane set seq = seq + 1 where lane = $1", row.lane)
    return ["removed"]
  },
  headBack: async (row) => {
    await tamper("update audit_lane set seq = seq - 1 where lane = $1", row.lane)
    return ["inserted"]
  },
  headGone: async (row) => {
    await tamper("delete from audit_lane where lane = $1", row.lane)
    return ["lane-removed"]
  },
}

test("記録や控えをどこか一か所でも変えると、必ず見つかる", { timeout: 120_000 }, async () => {
  const rows = await db.selectFrom("audit_event").select(["lane", "seq"]).execute()
  await sql`create table kept_event as table audit_event`.execute(db)
  await sql`create table kept_lane as table audit_lane`.execute(db)
  const restore = () =>
    tamper("delete from audit_event").then(() => tamper("insert into audit_event table kept_event")).then(() => tamper("delete from audit_lane")).then(() => tamper("insert into audit_lane table kept_lane"))
  const names = Object.keys(acts)
  await fc.assert(
    fc.asyncProperty(fc.nat(rows.length - 1), fc.nat(rows.length - 2), fc.string({ minLength: 1, maxLength: 5 }).map((s) => `${s.replaceAll("\u0000", "")}改`), async (a, b, text) => {
      const row = rows[a]!
      const other = rows[(a + 1 + b) % rows.length]!
      for (const name of [names[(a + b) % names.length]!, names[(a + 2 * b + 7) % names.length]!]) {
        const expected = await acts[name]!(row, other, text)
        const verdict = await verifyAudit(db)
        await restore()
        expect(verdict.ok, name).toBe(false)
        if (verdict.ok) return
        expect(expected, `${name}: ${verdict.first.sentence}`).toContain(verdict.first.what)
        expect(verdict.first.sentence).toMatch(/。$/)
      }
    }),
    { numRuns: 60 },
  )
  // Each act at least once, whatever the random ones were.
  for (const name of names) {
    const row = rows[5]!
    await acts[name]!(row, rows.find((other) => other.lane === row.lane && other.seq !== row.seq)!, "x")
    expect((await verifyAudit(db)).ok, name).toBe(false)
    await restore()
  }
  expect((await verifyAudit(db)).ok).toBe(true)
})

test("複数の箇所が変えられていれば、時刻の最も早いものを挙げる", async () => {
  const all = await db.selectFrom("audit_event").select(["lane", "seq"]).orderBy("at").execute()
  const early = all[3]!
  const late = all.at(-1)!
  for (const row of [late, early]) await tamper("update audit_event set action = 'x' where lane = $1 and seq = $2", row.lane, row.seq)
  const verdict = await verifyAudit(db)
  expect(verdict).toMatchObject({ ok: false, first: { lane: early.lane, seq: early.seq, what: "changed" } })
  expect(formatVerdict(verdict)).toContain(`第${early.lane}系列の${early.seq}番`)
})
