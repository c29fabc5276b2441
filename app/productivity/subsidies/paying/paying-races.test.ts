import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { system } from "../../../kernel/access/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { failingStorage, openFileStore, useDocumentStorage, diskStorage } from "../../../kernel/documents/index.ts"
import { approveBatch, claimOf, confirmedAccount, payableApplication, payingPeople } from "../../../../tests/support/paying.ts"
import { dyingAtEachStep } from "../../../../tests/support/dying.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import type { SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { applyByHand, applyResult } from "./batches/apply-results.ts"
import { proposeBatch } from "./batches/batch-approval.ts"
import { exportBatch, readBatchFile } from "./batches/export-batch.ts"
import { choosePayments, makeBatch, payDayFor } from "./batches/make-batch.ts"
import { readResults } from "./batches/read-results.ts"
import { mendPayments, remindOfClaims } from "./remind-of-claims.ts"
import { approvePayments, cancelPayment } from "./payments/approve-payments.ts"
import { askPayment } from "./payments/ask-payment.ts"
import { getPayment } from "./payments/read-payments.ts"

/** 一つの支払が二度行われないこと: everything is pressed at once and everything fails in the middle, on PostgreSQL itself. */
let house: TestHouse
let people: SubsidyPeople
const payOn = payDayFor({ now: new Date() }, addDays(civilDateOf(new Date()), 3)).payOn
const later = new Date(Date.parse(`${addDays(payOn, 1)}T03:00:00Z`))
const allPaid = { failed: [], reason: "", restPaid: true }

beforeAll(async () => {
  house = await testHouse()
  people = await payingPeople(house)
  await confirmedAccount(house, people)
})
afterAll(() => house.close())

const as = <T>(who: "clerk" | "head", change: (work: Work) => Promise<T>, now?: Date) => house.work(people[who], change, now)
const count = async (sql: string, ...values: unknown[]): Promise<number> => (await house.database.pool.query(`select count(*)::int as n ${sql}`, values)).rows[0].n

/** Whoever has to wait for a connection to be opened comes too late to race. */
const everyConnectionIsOpen = () => Promise.all(Array.from({ length: 8 }, () => house.database.pool.query("select pg_sleep(0.05)")))

/** So many at the same moment; how many got through. */
async function atOnce(times: number, press: (at: number) => Promise<unknown>): Promise<number> {
  await everyConnectionIsOpen()
  const results = await Promise.allSettled(Array.from({ length: times }, (_, at) => press(at)))
  for (const result of results) if (result.status === "rejected") expect([result.reason.name, result.reason.code ?? result.reason.message]).toEqual(["Refusal", expect.stringContaining("subsidies.")])
  return results.filter(({ status }) => status === "fulfilled").length
}

async function approved(kind: "advance" | "final" = "final"): Promise<{ id: string; payment: string }> {
  const { id, filing } = await payableApplication(house, people, kind)
  const payment = await as("clerk", (work) => askPayment(work, filing))
  await as("head", (work) => approvePayments(work, [payment]))
  return { id, payment }
}

async function decided(payments: string[]): Promise<string> {
  const { id } = await as("clerk", (work) => makeBatch(work, { title: "競合の試験", wishedOn: payOn }))
  await as("clerk", (work) => choosePayments(work, id, payments))
  await as("clerk", (work) => proposeBatch(work, id))
  await approveBatch(house, id)
  return id
}

/** What must hold between any two statements anybody sees. */
async function booksAgree(): Promise<void> {
  const { rows } = await house.database.pool.query(`
    select p.number, p.state, count(l.id) filter (where l.kind in ('advance', 'final'))::int as outs, count(l.id) filter (where l.kind = 'came-back')::int as backs, b.state as batch, b.sha256
    from subsidy_payment p left join subsidy_ledger l on l.cause = p.id::text left join subsidy_batch b on b.id = p.batch_id group by p.id, b.id`)
  for (const row of rows) {
    const moved = row.state === "paid" || row.state === "came-back"
    expect([row.number, row.state, row.outs, row.backs]).toEqual([row.number, row.state, moved ? 1 : 0, row.state === "came-back" ? 1 : 0])
    if (row.state === "sent" || moved) expect([row.batch === "sent" || row.batch === "done", typeof row.sha256]).toEqual([true, "string"])
    if (row.state === "in-batch") expect(["draft", "in-approval", "approved"]).toContain(row.batch)
  }
  expect(await count("from (select filing_id from subsidy_payment where state not in ('came-back', 'cancelled') group by filing_id having count(*) > 1) twice")).toBe(0)
  expect(await count(`from subsidy_application a where coalesce((select sum(case when kind in ('advance', 'final') then amount_yen when kind = 'came-back' then -amount_yen else 0 end)
    from subsidy_ledger where application_id = a.id), 0) > coalesce(a.awarded_yen, 0)`)).toBe(0)
  expect(await count("from subsidy_payment p join subsidy_application a on a.id = p.application_id where p.kind = 'final' and p.state = 'paid' and p.followed = 'paid' and a.state <> 'after-care'")).toBe(0)
}

describe("同時に押されたとき", () => {
  test("一つの請求を8人が同時に支払に回しても、支払は一つ", async () => {
    const { filing } = await payableApplication(house, people, "final")
    expect(await atOnce(8, (at) => as(at % 2 === 0 ? "clerk" : "head", (work) => askPayment(work, filing)))).toBe(1)
    expect(await count("from subsidy_payment where filing_id = $1", filing)).toBe(1)
  })

  test("二つの概算払の請求が同時でも、合わせて交付決定額を超えない", async () => {
    for (let round = 0; round < 4; round++) {
      const { id, filing } = await payableApplication(house, people, "advance", 400_000)
      const other = await claimOf(house, people, id, "advance", 400_000)
      expect([round, await atOnce(6, (at) => as("clerk", (work) => askPayment(work, at % 2 === 0 ? filing : other)))]).toEqual([round, 1])
    }
    await booksAgree()
  })

  test("一つの支払を二つの一括が同時に取り合っても、入るのは一つ", async () => {
    const { payment } = await approved()
    const batches = await Promise.all([1, 2].map(() => as("clerk", (work) => makeBatch(work, { title: "取り合い", wishedOn: payOn }))))
    expect(await atOnce(6, (at) => as("clerk", (work) => choosePayments(work, batches[at % 2]!.id, [payment])))).toBeGreaterThan(0)
    expect(await count("from subsidy_payment where id = $1 and state = 'in-batch'", payment)).toBe(1)
    await booksAgree()
  })

  test("取消しと確認が同時なら、どちらか一方の続きになる", async () => {
    const { filing } = await payableApplication(house, people, "final")
    const payment = await as("clerk", (work) => askPayment(work, filing))
    await atOnce(6, (at) => (at % 2 === 0 ? as("clerk", (work) => cancelPayment(work, payment, "やめる")) : as("head", (work) => approvePayments(work, [payment]))))
    expect((await as("clerk", (work) => getPayment(work, payment))).state).toBe("cancelled")
  })

  test("送付を8回同時に押しても、ファイルは一つで、同じバイト列", async () => {
    const { payment } = await approved()
    const id = await decided([payment])
    expect(await atOnce(8, () => as("clerk", (work) => exportBatch(work, id)))).toBe(8)
    expect(await count("from audit_event where action = 'subsidies.batch-sent' and subject_id = $1", id)).toBe(1)
    const files = await Promise.all([1, 2, 3].map(() => as("clerk", (work) => readBatchFile(work, id, "transfers"))))
    expect(new Set(files.map(({ bytes }) => Buffer.from(bytes).toString("base64"))).size).toBe(1)
    await booksAgree()
  })

  test("結果を8回同時に記録しても、出納簿も申請も一度だけ動く", async () => {
    const [one, two] = [await approved(), await approved("advance")]
    const id = await decided([one.payment, two.payment])
    await as("clerk", (work) => exportBatch(work, id))
    await atOnce(8, (at) => as("clerk", (work) => (at % 4 === 3 ? applyByHand(work, id, { failed: [two.payment], reason: "口座なし", cameBackOn: addDays(payOn, 1), restPaid: true }) : applyByHand(work, id, allPaid)), later))
    await booksAgree()
    expect(await count("from subsidy_ledger where application_id = $1", one.id)).toBe(1)
    expect(await count("from case_step s join subsidy_application a on a.case_id = s.case_id where a.id = $1 and s.move = 'pay'", one.id)).toBe(1)
    await confirmedAccount(house, people)
  })
})

const dying = <T>(change: () => Promise<T>) => dyingAtEachStep(house, change, booksAgree)

describe("途中で止まったとき", () => {
  test("請求から結果まで、どの一文の前で止まっても、帳簿は合い、やり直せば一度だけ支払われる", async () => {
    const [one, two] = [await payableApplication(house, people, "final"), await payableApplication(house, people, "advance", 100_000)]
    const first = await dying(() => as("clerk", (work) => askPayment(work, one.filing)))
    const second = await as("clerk", (work) => askPayment(work, two.filing))
    const payments = [first.result, second]
    const steps = [first.steps]
    steps.push((await dying(() => as("head", (work) => approvePayments(work, payments)))).steps)
    const made = await dying(() => as("clerk", (work) => makeBatch(work, { title: "停電", wishedOn: payOn })))
    const id = made.result.id
    steps.push((await dying(() => as("clerk", (work) => choosePayments(work, id, payments)))).steps)
    steps.push((await dying(() => as("clerk", (work) => proposeBatch(work, id)))).steps)
    await approveBatch(house, id)
    steps.push((await dying(() => as("clerk", (work) => exportBatch(work, id)))).steps)
    const { number } = await as("clerk", (work) => getPayment(work, second))
    const bytes = new TextEncoder().encode(`振込金額,顧客コード1,理由\r\n100000,${number},口座名義相違\r\n`)
    const read = await dying(() => as("clerk", (work) => readResults(work, id, { name: "結果.csv", bytes }), later))
    steps.push(read.steps)
    steps.push((await dying(() => as("clerk", (work) => applyResult(work, id, read.result, { cameBackOn: addDays(payOn, 1), restPaid: true, unmatched: "" }), later))).steps)
    // Each change is at least its lock, its rows, its record and its commit.
    expect(Math.min(...steps)).toBeGreaterThan(3)
    expect(await count("from subsidy_ledger where application_id = any($1)", [one.id, two.id])).toBe(3)
    expect(await count("from notice where subject like '%振込ができませんでした%' and link like '%' || $1", two.id)).toBe(1)
    await confirmedAccount(house, people)
  }, 60_000)

  test("多くの支払の結果は、お金が先に一度に決まり、申請はあとの仕事で一度ずつ進む", async () => {
    const made: { id: string; payment: string }[] = []
    for (let i = 0; i < 31; i++) made.push(await approved())
    const id = await decided(made.map(({ payment }) => payment))
    await as("clerk", (work) => exportBatch(work, id))
    await as("clerk", (work) => applyByHand(work, id, { failed: [made[0]!.payment], reason: "口座なし", cameBackOn: addDays(payOn, 1), restPaid: true }), later)
    const states = async () => (await house.database.pool.query("select a.state, count(*)::int as n from subsidy_application a where a.id = any($1) group by a.state order by 2", [made.map((one) => one.id)])).rows
    expect(await states()).toEqual([{ state: "payment-claimed", n: 31 }])
    expect(await count("from subsidy_ledger where application_id = any($1)", made.map((one) => one.id))).toBe(32)
    const job = readingWork(house.database.db, { actor: system("job"), now: later })
    await Promise.all([mendPayments.run(job, {}, {} as never), mendPayments.run(job, {}, {} as never)])
    await mendPayments.run(job, {}, {} as never)
    expect(await states()).toEqual([{ state: "payment-claimed", n: 1 }, { state: "after-care", n: 30 }])
    expect(await count("from case_step s join subsidy_application a on a.case_id = s.case_id where a.id = any($1) and s.move = 'pay'", made.map((one) => one.id))).toBe(31)
    await booksAgree()
    await confirmedAccount(house, people)
  }, 60_000)

  test("支払の手続が始まらない請求は、2週間ごとに担当課に知らせる", async () => {
    const { filing, id } = await payableApplication(house, people, "final")
    const told = () => count("from notice where subject like '%請求の支払がまだです%' and link like '%' || $1", id)
    const run = (days: number) => house.work(system("job"), async (work) => {
      await house.database.pool.query("update subsidy_filing set filed_at = now() - $2 * interval '1 day' where id = $1", [filing, days])
      await remindOfClaims.run(work, {}, {} as never)
    })
    await run(13)
    expect(await told()).toBe(0)
    await run(14)
    expect(await told()).toBe(1)
    await run(15)
    expect(await told()).toBe(1)
  })

  test("ファイルを保存できなければ、送ったことにならず、保存できてから送れば同じ内容", async () => {
    const { payment } = await approved()
    const id = await decided([payment])
    const failing = failingStorage(diskStorage(`${house.house.config.varDir}/files`))
    useDocumentStorage(failing)
    failing.failPut = Object.assign(new Error("disk full"), { code: "ENOSPC" })
    await expect(as("clerk", (work) => exportBatch(work, id))).rejects.toThrow()
    openFileStore(house.house.config.varDir)
    expect((await as("clerk", (work) => getPayment(work, payment))).state).toBe("in-batch")
    await booksAgree()
    await as("clerk", (work) => exportBatch(work, id))
    expect((await as("clerk", (work) => getPayment(work, payment))).state).toBe("sent")
  })
})
