import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest"
import { readConfig } from "../../config.ts"
import { freshDatabase } from "../../../tests/support/database.ts"
import { system } from "../access/index.ts"
import { inWork } from "../database/index.ts"
import { defineJob, enqueue, type Job, type JobRunner, type Schedule, startJobs } from "./index.ts"
import { QUEUE_MIGRATION } from "./prepare-queue.ts"

const database = await freshDatabase()
afterAll(database.drop)

const log = { info() {}, warn() {}, error() {} }
const config = readConfig({ HAGI_ROOT: process.cwd(), HAGI_VAR: "/nowhere" })
let runner: JobRunner | undefined
const start = async (jobs: readonly Job[], schedules: readonly Schedule[] = []) => {
  runner = await startJobs(database, { jobs, schedules, concurrency: 2, config, log, pollInterval: 100 })
}
const state = async () =>
  (await sql<{ task_identifier: string; attempts: number; max_attempts: number; last_error: string | null; in_s: number }>`
    select task_identifier, attempts, max_attempts, last_error, extract(epoch from run_at - now())::float8 as in_s
    from graphile_worker.jobs order by id`.execute(database.db)).rows
const until = async (check: () => Promise<boolean> | boolean) => {
  for (let n = 0; n < 200; n++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error("did not happen within 5 s")
}
const work = <T>(change: Parameters<typeof inWork<T>>[2]) => inWork(database.db, { actor: system("t") }, change)

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(database.db)
})
afterEach(async () => {
  await runner?.stop()
  runner = undefined
})

describe("登録", () => {
  const job = defineJob<{ n: number }>({ name: "t.count", title: "数える", async run() {} })

  test("取り消された取引のジョブは残らない", async () => {
    await work(async (w) => {
      await enqueue(w, job, { n: 1 })
      throw new Error("undo")
    }).catch(() => {})
    expect(await state()).toEqual([])
  })

  test("確定した取引のジョブは行われ、消える", async () => {
    const seen: number[] = []
    await start([{ ...job, run: async (_: unknown, { n }: { n: number }) => void seen.push(n) } as Job])
    await work((w) => enqueue(w, job, { n: 7 }))
    await until(() => seen.length === 1)
    await until(async () => (await state()).length === 0)
    expect(seen).toEqual([7])
  })

  test("同じ鍵のジョブは一つだけ待つ。時刻を決めて待たせられる", async () => {
    const runAt = new Date(Date.now() + 3_600_000)
    await work((w) => enqueue(w, job, { n: 1 }, { key: "once", runAt }))
    await work((w) => enqueue(w, job, { n: 2 }, { key: "once", runAt }))
    const rows = await state()
    expect(rows).toHaveLength(1)
    expect(rows[0]!.in_s).toBeGreaterThan(3500)
  })
})

describe("失敗", () => {
  test("失敗した試行の書き込みは残らず、間を置いて再試行される", async () => {
    let tries = 0
    const fails = defineJob({
      name: "t.fails",
      title: "失敗する",
      maxAttempts: 3,
      async run(w) {
        tries++
        await w.db.insertInto("unit").values({ code: `T${tries}`, mail: null }).execute()
        throw new Error("相手がいません")
      },
    })
    await start([fails as Job])
    await work((w) => enqueue(w, fails, {}))
    await until(async () => (await state())[0]?.last_error === "相手がいません")
    const [row] = await state()
    expect(row).toMatchObject({ attempts: 1, max_attempts: 3 })
    expect(row!.in_s).toBeGreaterThan(1.5)
    expect(await database.db.selectFrom("unit").select("id").execute()).toEqual([])
  })

  test("回数を使い切ったジョブは中止として残る", async () => {
    const dies = defineJob({ name: "t.dies", title: "倒れる", maxAttempts: 1, run: async () => Promise.reject(new Error("だめ")) })
    await start([dies as Job])
    await work((w) => enqueue(w, dies, {}))
    await until(async () => (await state())[0]?.last_error === "だめ")
    expect((await state())[0]).toMatchObject({ attempts: 1, max_attempts: 1 })
  })

  test("消えた実行者が持っていたジョブは、ほかの実行者に渡る", async () => {
    const seen: string[] = []
    const job = defineJob({ name: "t.orphan", title: "残されたもの", run: async () => void seen.push("done") })
    await work((w) => enqueue(w, job, {}))
    await sql`update graphile_worker._private_jobs set locked_by = ${`gone-${randomUUID()}`}, locked_at = now() - interval '2 minutes'`.execute(database.db)
    await start([job as Job])
    await until(() => seen.length === 1)
  })

  test("自分で確定する仕事は、失敗しても書いたものが残る", async () => {
    const own = defineJob({
      name: "t.own",
      title: "自分で確定",
      transaction: "own",
      maxAttempts: 1,
      async run(w) {
        await w.db.insertInto("unit").values({ code: "OWN", mail: null }).execute()
        throw new Error("あとで失敗")
      },
    })
    await start([own as Job])
    await work((w) => enqueue(w, own, {}))
    await until(async () => (await state())[0]?.last_error === "あとで失敗")
    expect(await database.db.selectFrom("unit").select("code").execute()).toEqual([{ code: "OWN" }])
  })
})

test("決まった時刻の仕事：止まっていた間の分を取り戻し、済んだ分は繰り返さない", async () => {
  let ran = 0
  const nightly = defineJob({ name: "t.nightly", title: "夜の仕事", run: async () => void ran++ })
  const cron = "30 0 * * *"
  await sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('t.nightly@30_0_*_*_*', now() - interval '10 days', now() - interval '4 days')`.execute(database.db)
  await start([nightly as Job], [{ job: nightly as Job, cron, title: "夜" }])
  await until(() => ran > 0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(ran).toBeLessThanOrEqual(4)
  expect(await state()).toEqual([])
  const before = ran
  await runner!.stop()
  await start([nightly as Job], [{ job: nightly as Job, cron, title: "夜" }])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(ran).toBe(before)
})

test("行列の版は、入っているライブラリの版と同じ", async () => {
  const { readdirSync } = await import("node:fs")
  const last = readdirSync("node_modules/graphile-worker/sql").filter((name) => name.endsWith(".sql")).sort().at(-1)
  expect(Number(last!.slice(0, 6))).toBe(QUEUE_MIGRATION)
})
