import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import { h, type VNode } from "preact"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import type { Module } from "../../module.ts"
import type { StaffActor } from "../access/index.ts"
import { record } from "../audit/index.ts"
import { sendMail } from "../notices/index.ts"
import { Page } from "../ui/index.ts"
import type { Work } from "./work.ts"

/** What each way of going wrong does inside its change; `note` is one row that must not be there afterwards. */
const ways: Record<string, (work: Work) => Promise<unknown>> = {
  well: async () => {},
  slow: (work) => sql`select pg_sleep(20)`.execute(work.db),
  // Somebody who meant it well: whatever failed is forgotten, and the change goes on.
  swallow: (work) => sql`select 1/0`.execute(work.db).catch(() => {}),
  fail: (work) => sql`select 1/0`.execute(work.db),
  throw: async () => {
    throw new Error("secret detail")
  },
  // Held against the row above only when the change commits.
  deferred: (work) => sql`insert into late_child (parent) values (12345)`.execute(work.db),
}

const noteSchema = z.object({ title: z.string().min(1).max(200).meta({ title: "件名" }), way: z.string().default("well").meta({ title: "しかた" }) })

async function note(work: Work, input: z.output<typeof noteSchema>): Promise<void> {
  await sql`insert into note (title) values (${input.title})`.execute(work.db)
  await record(work, { action: "notes.written", subject: { kind: "note", id: input.title } })
  await sendMail(work, { to: "name@example.jp", subject: input.title, text: "本文" })
  const [kind, ...more] = input.way.split(" ")
  if (kind === "lock") {
    for (const id of more) {
      await sql`update counter set n = n + 1 where id = ${Number(id)}`.execute(work.db)
      await met(input.title)
    }
    return
  }
  await ways[kind!]!(work)
}

const page = (text: string): VNode => h(Page, { title: "メモ", children: text }) as VNode

const notes: Module = {
  name: "notes",
  title: "メモ",
  pages(site) {
    site.staff.get("/notes", (_, c) => c.page(page("一覧")))
    site.staff.post("/notes", { form: noteSchema, again: (_, __, typed) => page(typed.problems[0]?.message ?? "") }, async (work, input, c) => {
      await note(work, input)
      return c.redirect(`/notes/${encodeURIComponent(input.title)}`, "登録しました。")
    })
  },
  api(api) {
    api.route(
      { method: "post", path: "/notes", summary: "書く", who: "staff", tag: "メモ", body: noteSchema, answer: z.object({ title: z.string() }), status: 201 },
      async (work, { body }, c) => {
        await note(work, body)
        c.created(`/notes/${encodeURIComponent(body.title)}`)
        return { title: body.title }
      },
    )
  },
}

let house: TestHouse
const clerk: StaffActor = { kind: "staff", id: randomUUID(), name: "職員", unitId: "", unitName: "課", postTitle: "主事", sessionId: randomUUID(), grants: [] }
const other: StaffActor = { ...clerk, id: randomUUID(), name: "別の職員", sessionId: randomUUID() }

beforeAll(async () => {
  house = await testHouse({ modules: [notes] })
  const { pool } = house.database
  await pool.query("create table note (title text not null)")
  await pool.query("create table counter (id int primary key, n int not null default 0); insert into counter values (1), (2)")
  await pool.query("create table late_parent (id int primary key); create table late_child (parent int references late_parent deferrable initially deferred)")
  const { rows } = await pool.query("insert into unit (code) values ('K1') returning id")
  for (const actor of [clerk, other]) {
    actor.unitId = rows[0].id
    await pool.query("insert into person (id, kind, name, kana, staff_number) values ($1, 'staff', $2, '', $3)", [actor.id, actor.name, actor.id.slice(0, 8)])
  }
})
afterAll(() => house.close())

let logged: unknown[][]
beforeEach(async () => {
  await house.database.pool.query("delete from note; update counter set n = 0; delete from http_submission; delete from notice_mail; delete from graphile_worker._private_jobs")
  const spy = vi.spyOn(console, "error").mockImplementation(() => {})
  logged = spy.mock.calls
  return () => spy.mockRestore()
})

const post = (title: string, way = "well", more: { key?: string; as?: StaffActor } = {}) =>
  house.request("/notes", { as: more.as ?? clerk, form: { title, way, ...(more.key ? { _submission: more.key } : {}) } })
const call = (title: string, way = "well", headers: Record<string, string> = {}) => house.request("/api/v1/notes", { as: clerk, json: { title, way }, headers })

/** Everything a change leaves behind: its row, its record, its mail, the job that sends it, its key. */
async function traces(title: string): Promise<number[]> {
  const { rows } = await house.database.pool.query(
    `select (select count(*) from note where title = $1)::int as note, (select count(*) from audit_event where subject_id = $1)::int as audit,
      (select count(*) from notice_mail where subject = $1)::int as mail, (select count(*) from graphile_worker._private_jobs)::int as jobs,
      (select count(*) from http_submission)::int as keys`,
    [title],
  )
  return Object.values(rows[0])
}

async function connectionsIn(state: string): Promise<number> {
  const { rows } = await house.database.pool.query("select count(*)::int as n from pg_stat_activity where datname = current_database() and state = $1", [state])
  return rows[0].n
}

async function eventually(what: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 200; n++) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error("it never came")
}

/** Two changes wait for each other after their first row, so that each holds what the other wants. */
let waiting: { names: Set<string>; go: () => void; both: Promise<void> } | undefined
async function met(name: string): Promise<void> {
  if (!waiting || waiting.names.has(name)) return
  waiting.names.add(name)
  if (waiting.names.size === 2) waiting.go()
  await waiting.both
}

test("うまくいった変更は、行、記録、メール、送信の鍵をいっしょに残す", async () => {
  expect((await post("うまく")).status).toBe(303)
  expect(await traces("うまく")).toEqual([1, 1, 1, expect.any(Number), 1])
})

test.each(["fail", "throw", "swallow", "deferred"])("途中で失敗した変更（%s）は何も残さず、成功とは言わない", async (way) => {
  const page = await post(`失敗 ${way}`, way)
  expect(page.status).toBe(500)
  expect(page.headers.get("location")).toBeNull()
  const text = await page.text()
  expect(text).toContain("入力した内容は保存されていません")
  expect(text).not.toMatch(/secret|division|late_child/)
  expect(page.headers.getSetCookie().join()).not.toContain(encodeURIComponent("登録しました。"))
  expect(await traces(`失敗 ${way}`)).toEqual([0, 0, 0, 0, 0])

  const rest = await call(`失敗 ${way}`, way, { "idempotency-key": randomUUID() })
  expect(rest.status).toBe(500)
  expect(rest.headers.get("location")).toBeNull()
  expect(await rest.text()).not.toMatch(/secret|division|late_child/)
  expect(await traces(`失敗 ${way}`)).toEqual([0, 0, 0, 0, 0])
  expect(logged.length).toBeGreaterThanOrEqual(2)
})

test("データベースが変更の途中で接続を切ったら、半分の仕事は残らず、503 と言い、次の要求は通る", async () => {
  const answer = post("切断", "slow")
  const kill = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'"
  await eventually(async () => (await house.database.pool.query(kill)).rowCount! > 0)
  const page = await answer
  expect(page.status).toBe(503)
  expect(page.headers.get("retry-after")).toBe("5")
  expect(await page.text()).toContain("送信した内容は受け付けられていません")
  expect(await traces("切断")).toEqual([0, 0, 0, 0, 0])
  for (let n = 0; n < 10; n++) expect((await post(`切断のあと ${n}`)).status).toBe(303)
  expect(await connectionsIn("idle in transaction")).toBe(0)
})

test("変更の途中で何度も接続を切られても、プロセスは終わらない", async () => {
  const kill = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'"
  const answers = Promise.all(Array.from({ length: 6 }, (_, n) => post(`何度も ${n}`, "slow")))
  let killed = 0
  await eventually(async () => (killed += (await house.database.pool.query(kill)).rowCount!) >= 6)
  expect((await answers).map((answer) => answer.status)).toEqual([503, 503, 503, 503, 503, 503])
  expect((await traces("何度も 0")).slice(0, 3)).toEqual([0, 0, 0])
})

test("すべての接続が切られても、待機していた接続は取り替えられる", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, n) => post(`温める ${n}`)))
  await house.database.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
  await new Promise((resolve) => setTimeout(resolve, 100))
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => post(`全部切断 ${n}`)))
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 303))
})

test("互いに待ち合う二つの変更は、どちらもやり直されて成り立つ", async () => {
  let go = () => {}
  const both = new Promise<void>((resolve) => (go = resolve))
  waiting = { names: new Set(), go, both }
  const answers = await Promise.all([post("甲", "lock 1 2"), post("乙", "lock 2 1")])
  waiting = undefined
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  const { rows } = await house.database.pool.query("select n from counter order by id")
  expect(rows).toEqual([{ n: 2 }, { n: 2 }])
  expect((await traces("甲")).slice(0, 3)).toEqual([1, 1, 1])
  expect((await traces("乙")).slice(0, 3)).toEqual([1, 1, 1])
})

test("500回失敗しても、接続は一つも失われない", async () => {
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 ? post("尽きる", ["fail", "throw", "swallow", "deferred"][n % 4]!) : call("尽きる", ["deferred", "fail"][n % 2]!))))
  }
  const { pool } = house.database
  expect(pool.waitingCount).toBe(0)
  expect(pool.idleCount).toBe(pool.totalCount)
  expect(pool.totalCount).toBeLessThanOrEqual(8)
  expect(await connectionsIn("idle in transaction")).toBe(0)
  expect(await connectionsIn("idle in transaction (aborted)")).toBe(0)
  expect((await post("尽きていない")).status).toBe(303)
})

test("同じ鍵で同じ内容を何度送っても、同時に送っても、一度だけ数え、同じ答えを返す", async () => {
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 6 }, () => post("一度", "well", { key })))
  expect(answers.map((answer) => [answer.status, answer.headers.get("location")])).toEqual(answers.map(() => [303, `/notes/${encodeURIComponent("一度")}`]))
  expect(await traces("一度")).toEqual([1, 1, 1, expect.any(Number), 1])
})

test("ほかの人の鍵では、答えも行き先も分からず、何も起きない", async () => {
  const key = randomUUID()
  expect((await post("本人", "well", { key })).status).toBe(303)
  const answer = await post("他人", "well", { key, as: other })
  expect(answer.status).toBe(409)
  expect(answer.headers.get("location")).toBeNull()
  expect(await answer.text()).not.toContain("本人")
  expect((await traces("他人")).slice(0, 3)).toEqual([0, 0, 0])
})

test("失敗した送信の鍵は使われず、直してもう一度送れる", async () => {
  const key = randomUUID()
  expect((await post("直す前", "fail", { key })).status).toBe(500)
  expect((await post("直した後", "well", { key })).status).toBe(303)
  expect((await traces("直した後")).slice(0, 3)).toEqual([1, 1, 1])
})

test("同じ鍵で別の内容を送ると、受け付けたとは言わず、打った文を返して断る", async () => {
  const key = randomUUID()
  expect((await post("先の内容", "well", { key })).status).toBe(303)
  const answer = await post("直した内容", "well", { key })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain("別の内容をすでに送信しています")
  expect((await traces("直した内容")).slice(0, 3)).toEqual([0, 0, 0])
})

test("REST：同じ Idempotency-Key で別の内容は 422", async () => {
  const headers = { "idempotency-key": randomUUID() }
  expect((await call("先の REST", "well", headers)).status).toBe(201)
  const answer = await call("後の REST", "well", headers)
  expect([answer.status, (await answer.json()).code]).toEqual([422, "http.idempotency-key-reused"])
  expect((await traces("後の REST")).slice(0, 3)).toEqual([0, 0, 0])
})

test("REST：データベースが変更の途中で接続を切ったら、503 と Retry-After", async () => {
  const answer = call("切断 REST", "slow")
  const kill = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'"
  await eventually(async () => (await house.database.pool.query(kill)).rowCount! > 0)
  const { status, headers } = await answer
  expect([status, headers.get("retry-after")]).toEqual([503, "5"])
  expect((await traces("切断 REST")).slice(0, 3)).toEqual([0, 0, 0])
})
