import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { type Actor, declarePermissions } from "../access/index.ts"
import { verifyAudit } from "../audit/index.ts"
import { answersOf, inWork, type Work } from "../database/index.ts"
import {
  assignCase,
  getCase,
  listDeadlines,
  listSteps,
  meetDeadline,
  moveCase,
  type NewCase,
  openCase,
  setDeadline,
  states,
  takeDocumentNumber,
  transferCases,
} from "./index.ts"
import { listInbox } from "../notices/index.ts"
import { casesModule } from "./module.ts"
import { remindOfDeadlines } from "./remind.ts"
import { deadlinesWaiting } from "./waiting.ts"

const database = await freshDatabase({ poolSize: 20 })
const { db } = database
afterAll(() => database.drop())
declarePermissions(casesModule.permissions!)

const table = states({
  draft: { propose: { to: "proposed", tells: ["approver"] }, drop: { to: "dropped", tellsNobody: "本人だけの下書き" } },
  proposed: { approve: { to: "done", tells: ["author"] }, return: { to: "draft", tells: ["author"] } },
  done: {},
  dropped: {},
})

let one: string
let two: string
let clerk: Actor & { kind: "staff" }
const now = new Date("2026-11-24T01:00:00Z")
const as = <T>(change: (work: Work) => Promise<T>, at = now) => inWork(db, { actor: clerk, now: at }, change)
const open = (work: Work, more: Partial<Pick<NewCase, "kind" | "deadline">> = {}) =>
  openCase(work, { kind: "improvement", states: table, state: "draft", unitId: one, title: "様式をなくす", prefix: "改善", link: "/improvements/1", ...more })

beforeAll(async () => {
  const units = await db.insertInto("unit").values([{ code: "A" }, { code: "B" }]).returning("id").execute()
  one = units[0]!.id
  two = units[1]!.id
  const person = await db.insertInto("person").values({ kind: "staff", name: "菅原 大地", staff_number: "1" }).returning("id").executeTakeFirstOrThrow()
  clerk = { kind: "staff", id: person.id, name: "菅原 大地", unitId: one, unitName: "甲課", postTitle: "主事", sessionId: "", grants: [] }
})

test("番号は頭の文字と年度ごとに1から始まり、4月1日に改まる", async () => {
  const first = await as((work) => open(work))
  const second = await as((work) => open(work))
  expect([first.number, second.number]).toEqual(["改善-R8-000001", "改善-R8-000002"])
  expect((await as((work) => open(work), new Date("2027-03-31T14:59:59Z"))).number).toBe("改善-R8-000003")
  expect((await as((work) => open(work), new Date("2027-03-31T15:00:00Z"))).number).toBe("改善-R9-000001")
  const other = await as((work) => openCase(work, { kind: "other", states: table, state: "draft", unitId: one, title: "別", prefix: "別" }))
  expect(other.number).toBe("別-R8-000001")
})

test("年度の最初の番号を50人が同時に取っても、重ならない", async () => {
  const numbers = await Promise.all(
    Array.from({ length: 50 }, () =>
      as((work) => openCase(work, { kind: "race", states: table, state: "draft", unitId: one, title: "同時", prefix: "競" })),
    ),
  )
  expect(new Set(numbers.map((each) => each.number)).size).toBe(50)
})

test("取り消された受付は番号を欠番にするが、次の人を待たせない", async () => {
  await as((work) => openCase(work, { kind: "gap", states: table, state: "draft", unitId: one, title: "最初", prefix: "欠" }))
  await expect(
    as(async (work) => {
      await openCase(work, { kind: "gap", states: table, state: "draft", unitId: one, title: "取消", prefix: "欠" })
      // Another transaction takes its number while this one is still open.
      const during = await as((w) => openCase(w, { kind: "gap", states: table, state: "draft", unitId: one, title: "別", prefix: "欠" }))
      expect(during.number).toBe("欠-R8-000003")
      throw new Error("undone")
    }),
  ).rejects.toThrow("undone")
})

test("移した先のデータベースに番号の台帳がなくても、続きから始まる", async () => {
  await as((work) => openCase(work, { kind: "moved", states: table, state: "draft", unitId: one, title: "前", prefix: "移" }))
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relkind = 'S' and relname like 'case_serial_%_2026'`.execute(db)
  for (const { name } of rows) await sql`drop sequence ${sql.id(name)}`.execute(db)
  expect((await as((work) => openCase(work, { kind: "moved", states: table, state: "draft", unitId: one, title: "続き", prefix: "移" }))).number).toBe("移-R8-000002")
})

test("状態は表のとおりに進み、誰がいつ何をしたかと理由が残る", async () => {
  const { caseId } = await as((work) => open(work))
  expect(await as((work) => moveCase(work, caseId, table, "propose"))).toEqual({ from: "draft", to: "proposed", tells: ["approver"] })
  await as((work) => moveCase(work, caseId, table, "return", { reason: "根拠が足りません", detail: { 項目: "効果" } }))
  const steps = await as((work) => listSteps(work, caseId))
  expect(steps.map((step) => [step.move, step.from, step.to, step.by, step.reason])).toEqual([
    ["open", null, "draft", "菅原 大地", ""],
    ["propose", "draft", "proposed", "菅原 大地", ""],
    ["return", "proposed", "draft", "菅原 大地", "根拠が足りません"],
  ])
  expect(steps[2]!.detail).toEqual({ 項目: "効果" })
  const actions = await db.selectFrom("audit_event").select("action").where("subject_id", "=", caseId).orderBy("at").execute()
  expect(actions.map((each) => each.action).sort()).toEqual(["cases.moved", "cases.moved", "cases.opened"])
})

test("表にない動きは、日本語の理由つきで断る", async () => {
  const { caseId } = await as((work) => open(work))
  await expect(as((work) => moveCase(work, caseId, table, "approve"))).rejects.toMatchObject({
    kind: "conflict",
    code: "cases.illegal-move",
    detail: { state: "draft", move: "approve" },
  })
  await expect(as((work) => moveCase(work, "00000000-0000-7000-8000-000000000000", table, "propose"))).rejects.toMatchObject({ kind: "not-found" })
})

test("二人が同時に進めると、先の一人だけが通る", async () => {
  const { caseId } = await as((work) => open(work))
  const both = await Promise.allSettled([1, 2].map(() => as((work) => moveCase(work, caseId, table, "propose"))))
  expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"])
  expect((await as((work) => listSteps(work, caseId))).length).toBe(2)
})

test("担当者は在職中の職員に限る", async () => {
  const { caseId } = await as((work) => open(work))
  await as((work) => assignCase(work, caseId, clerk.id))
  expect((await as((work) => getCase(work, caseId))).assigneeId).toBe(clerk.id)
  await expect(as((work) => assignCase(work, caseId, "00000000-0000-7000-8000-000000000000"))).rejects.toMatchObject({ kind: "invalid" })
})

test("最初の期限は、開くのと一緒に決められる", async () => {
  const { caseId } = await as((work) => open(work, { deadline: { name: "決定", dueOn: "2026-12-10", remindOn: "2026-12-07" } }))
  expect(await as((work) => listDeadlines(work, { caseId }))).toMatchObject([{ name: "決定", dueOn: "2026-12-10", metAt: null }])
  const { rows } = await database.pool.query("select action, detail from audit_event where subject_id = $1", [caseId])
  expect(rows).toMatchObject([{ action: "cases.opened", detail: { deadline: { name: "決定", dueOn: "2026-12-10" } } }])
  await expect(as((work) => open(work, { deadline: { name: "x", dueOn: "2026-02-30" } }))).rejects.toMatchObject({ field: "dueOn" })
  await expect(as((work) => open(work, { deadline: { name: "x", dueOn: "2026-02-01", remindOn: "2026-02-02" } }))).rejects.toMatchObject({ field: "remindOn" })
})

test("期限は近い順に並び、済んだものは消え、日を改められる", async () => {
  const { caseId } = await as((work) => open(work))
  await as((work) => setDeadline(work, caseId, { name: "回答", dueOn: "2026-12-10", remindOn: "2026-12-07" }))
  await as((work) => setDeadline(work, caseId, { name: "測定", dueOn: "2026-11-20" }))
  const list = () => as((work) => listDeadlines(work, { caseId }))
  expect((await list()).map((each) => [each.name, each.dueOn, each.overdue])).toEqual([
    ["測定", "2026-11-20", true],
    ["回答", "2026-12-10", false],
  ])
  await as((work) => setDeadline(work, caseId, { name: "測定", dueOn: "2027-01-20" }))
  await as((work) => meetDeadline(work, caseId, "回答"))
  expect((await list()).map((each) => each.dueOn)).toEqual(["2027-01-20"])
  await expect(as((work) => setDeadline(work, caseId, { name: "x", dueOn: "2026-02-30" }))).rejects.toMatchObject({ field: "dueOn" })
  await expect(as((work) => setDeadline(work, caseId, { name: "x", dueOn: "2026-02-01", remindOn: "2026-02-02" }))).rejects.toMatchObject({ field: "remindOn" })
})

test("期限が近づくと担当者（いなければ所属の全員）に一度だけ知らせ、机に載る", async () => {
  await db.deleteFrom("case_deadline").execute()
  await db.insertInto("staff_post").values({ person_id: clerk.id, unit_id: one, title: "主事", rank: 80, valid_from: "2020-04-01" }).execute()
  const { caseId } = await as((work) => open(work))
  await as((work) => setDeadline(work, caseId, { name: "回答", dueOn: "2026-12-01", remindOn: "2026-11-26" }))
  const remind = (at: string) => inWork(db, { actor: { kind: "system", name: "夜間" }, now: new Date(at) }, remindOfDeadlines)
  expect(await remind("2026-11-25T00:00:00Z")).toBe(0)
  expect(await remind("2026-11-26T00:00:00Z")).toBe(1)
  expect(await remind("2026-11-27T00:00:00Z")).toBe(0)
  const inbox = await as((work) => listInbox(work, {}))
  expect(inbox.items[0]).toMatchObject({ subject: "【期限 令和8年12月1日】回答：様式をなくす", link: expect.stringContaining("/") })
  expect(await as((work) => answersOf(work, deadlinesWaiting(work)))).toMatchObject([{ kind: "期限", dueOn: "2026-12-01", link: "/improvements/1" }])
})

test("組織改編では案件がまとめて移り、それぞれに記録が残る。権限がなければ断る", async () => {
  const { caseId } = await as((work) => open(work, { kind: "transfer" }))
  await expect(as((work) => transferCases(work, one, two))).rejects.toMatchObject({ kind: "forbidden" })
  const count = await inWork(db, { actor: { kind: "system", name: "組織改編" }, now }, (work) => transferCases(work, one, two, { kind: "transfer" }))
  expect(count).toBe(1)
  expect((await as((work) => getCase(work, caseId))).unitId).toBe(two)
  expect((await as((work) => listSteps(work, caseId))).at(-1)).toMatchObject({ move: "transfer", by: "組織改編", reason: "組織改編" })
})

test("文書番号は、取り消しや同時の採番があっても欠番がない", async () => {
  const take = (undone = false) =>
    as(async (work) => {
      const number = await takeDocumentNumber(work, { unitId: one, symbol: "行経" })
      if (undone) throw new Error("undone")
      return number
    })
  const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => take(n % 4 === 0).catch(() => undefined)))
  const numbers = taken.filter((number) => number !== undefined).map((number) => Number(number.split("-")[2]))
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1))
  expect(taken.find(Boolean)).toMatch(/^R8-行経-\d+$/)
})

test("操作の記録の鎖は、案件の操作を含めて正しい", async () => {
  expect((await verifyAudit(db)).ok).toBe(true)
})
