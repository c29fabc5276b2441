import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type pg from "pg"
import { readConfig } from "../app/config.ts"
import { system } from "../app/kernel/access/index.ts"
import { addDays } from "../app/kernel/cases/index.ts"
import { civilDateOf, inWork, readingWork, type Work } from "../app/kernel/database/index.ts"
import { poolOf } from "../app/kernel/database/connect.ts"
import { applyResult } from "../app/productivity/subsidies/paying/batches/apply-results.ts"
import { exportBatch, readBatchFile } from "../app/productivity/subsidies/paying/batches/export-batch.ts"
import { matchResults, readResults } from "../app/productivity/subsidies/paying/batches/read-results.ts"
import { writeBatch } from "../app/productivity/subsidies/paying/batches/transfers-of.ts"
import { followPayments } from "../app/productivity/subsidies/paying/payments/follow-payments.ts"
import { paymentsOfBatch } from "../app/productivity/subsidies/paying/payments/read-payments.ts"
import { bankingDay, loadBanks, readTransfers, writeTransfers, zenginSettingsOn } from "../app/productivity/subsidies/zengin/index.ts"
import { createHagi } from "../app/server.ts"
import { median } from "./support/load.ts"
import { line } from "./support/report.ts"
import { benchDatabase, root } from "./support/server.ts"

// A batch of 10,000 payments as the office has it: rows in PostgreSQL, every payment judged again, the 総合振込 file written,
// read again, kept and hashed; then the bank's file of what came back read and matched against those bytes. One commit each.
const PAYMENTS = 10_000
const FAILED = 50
const ROUNDS = 5

/** The last day on which the banks were open, so that the benchmark runs on a Sunday too. */
const today = bankingDay(civilDateOf(new Date()), "previous")
const now = new Date(`${today}T03:00:00Z`)
const settings = zenginSettingsOn(today)
const banks = loadBanks()
const database = await benchDatabase()
const config = readConfig({ HAGI_ROOT: root, HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-bench-var-")), LOG_LEVEL: "silent", HAGI_JOBS: "0" })
const hagi = createHagi(config, { databaseUrl: database.url, log: { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) } })
try {
  await hagi.migrate()
  const { db } = hagi.house
  const pool = poolOf(db)
  const change = <T>(run: (work: Work) => Promise<T>) => inWork(db, { actor: system("bench"), now }, run)
  const times = { file: [] as number[], write: [] as number[], read: [] as number[], apply: [] as number[] }
  let exact = true
  let last = ""
  for (let round = 0; round < ROUNDS; round++) {
    const id = await fill(pool, round)
    last = id
    const began = performance.now()
    await change((work) => exportBatch(work, id))
    const written = performance.now()
    const { bytes } = await change((work) => readBatchFile(work, id, "transfers"))
    const sent = readTransfers(bytes, { settings, banks, today })
    exact &&= sent.accepted && sent.count === PAYMENTS && Buffer.from(again(sent)).equals(Buffer.from(bytes))
    const file = new TextEncoder().encode(failedFile(sent.payments))
    const reading = performance.now()
    const resultId = await change((work) => readResults(work, id, { name: "results.csv", bytes: file }))
    const read = performance.now()
    await change((work) => applyResult(work, id, resultId, { cameBackOn: today, restPaid: true, unmatched: "" }))
    times.apply.push(performance.now() - read)
    // The file alone: the same rows to bytes, read again, and the bank's file matched against them.
    const payments = await paymentsOfBatch(readingWork(db, { actor: system("bench"), now }), id)
    const bare = performance.now()
    const alone = writeBatch(today, { clientCode: "12345", clientName: "ﾊｷﾞﾉｹﾝ", bankCode: "0125", branchCode: "100", kind: "1", number: "0000001" }, payments, settings)
    exact &&= alone.ok && Buffer.from(alone.bytes).equals(Buffer.from(bytes))
    const matched = matchResults(readTransfers(bytes, { settings }).payments, file, settings, new Set())
    times.file.push(performance.now() - bare)
    exact &&= matched.failed.length === FAILED && matched.problems.length === 0
    times.write.push(written - began)
    times.read.push(read - reading)
  }
  const { rows } = await pool.query("select state, count(*)::int as n, (select count(*)::int from subsidy_ledger l join subsidy_payment q on q.id::text = l.cause where q.batch_id = $1) as ledger from subsidy_payment where batch_id = $1 group by state order by state", [last])
  const there = median(times.write.map((write, at) => write + times.read[at]!))
  console.log(`     ${PAYMENTS.toLocaleString()} payments, ${(PAYMENTS * 122 + 366).toLocaleString()} bytes, ${FAILED} came back; median of ${ROUNDS}`)
  const file = median(times.file)
  line("to 総合振込 and back: rows to bytes, read again, results matched", `${file.toFixed(0)} ms`, "< 1,000 ms", file < 1000)
  line("judged, written, read again, kept", `${median(times.write).toFixed(0)} ms`, "", undefined)
  line("results read and matched", `${median(times.read).toFixed(0)} ms`, "", undefined)
  line("the same two with everything judged and kept in PostgreSQL, one commit each", `${there.toFixed(0)} ms`, "< 1,000 ms", there < 1000)
  line("the bytes, read and written again, are the same", exact ? "yes" : "no", "yes", exact)
  line("payments, ledger and batch in one commit", `${median(times.apply).toFixed(0)} ms`, "", undefined)
  const whole = median(times.write.map((write, at) => write + times.read[at]! + times.apply[at]!))
  line("all three: out, back and every payment booked", `${whole.toFixed(0)} ms`, "< 1,000 ms", whole < 1000)
  const right = rows.length === 2 && rows[0].state === "came-back" && rows[0].n === FAILED && rows[1].n === PAYMENTS - FAILED && rows[0].ledger === PAYMENTS + FAILED
  line("every yen once: ledger rows", String(rows[0]?.ledger), String(PAYMENTS + FAILED), right)
  const began = performance.now()
  await followPayments({ db, actor: system("bench"), now, requestId: "00000000-0000-0000-0000-000000000000" }, last)
  line("applications moved and people told afterwards, by the job", `${(PAYMENTS / ((performance.now() - began) / 1000)).toFixed(0)}/s`, "", undefined)
  if (there >= 1000 || !exact || !right) process.exitCode = 1
} finally {
  await hagi.close()
  await database.stop()
}

function again({ header, payments }: ReturnType<typeof readTransfers>): Uint8Array {
  const { clientCode, clientName, bankCode, branchCode, accountKind, accountNumber } = header!
  const transfers = payments.map((payment) => ({ ...payment, newCode: payment.newCode as "0" }))
  const written = writeTransfers({ clientCode, clientName, bankCode, branchCode, accountKind, accountNumber, payOn: today, transfers }, { settings, banks, lineEnd: "crlf" })
  if (!written.ok) throw new Error(written.problems[0]!.message)
  return written.bytes
}

function failedFile(payments: ReturnType<typeof readTransfers>["payments"]): string {
  const failed = payments.filter((_, at) => at % (PAYMENTS / FAILED) === 0)
  return `口座番号,振込金額,顧客コード1,理由\r\n${failed.map((one) => `${one.accountNumber},${one.amount},${one.customerCode1},該当口座なし\r\n`).join("")}`
}

/** People with accounts at every bank, settled applications, claims and payments, in an approved batch of today. */
async function fill(pool: pg.Pool, round: number): Promise<string> {
  const places = [...banks.banks].flatMap(([code, bank]) => [...bank.branches].map(([branch, { name }]) => [code, bank.name, branch, name] as const))
  const chosen = Array.from({ length: PAYMENTS }, (_, at) => places[(at * 7919) % places.length]!)
  const column = (at: number) => chosen.map((place) => place[at]!)
  const client = await pool.connect()
  try {
    await client.query("begin")
    const one = async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows[0].id as string
    const unit = await one("insert into unit (code) values ($1) returning id", `BENCH${round}`)
    await client.query("insert into unit_period (unit_id, name, valid_from) values ($1, '試験課', '2020-04-01')", [unit])
    const programme = await one("insert into subsidy_programme (unit_id, title, audience) values ($1, '試験補助金', 'resident') returning id", unit)
    const call = await one("insert into subsidy_call (programme_id, fiscal_year, title, state, opens_at, closes_at, standard_days, published_at) values ($1, $2, '試験', 'published', now() - interval '30 days', now(), 30, now()) returning id", programme, Number(today.slice(0, 4)) - (today.slice(5, 7) < "04" ? 1 : 0))
    const debit = { clientCode: "12345", clientName: "ﾊｷﾞﾉｹﾝ", bankCode: "0125", branchCode: "100", kind: "1", number: "0000001" }
    const batch = await one("insert into subsidy_batch (unit_id, title, state, wished_on, pay_on, debit, made_at, payment_count, total_yen) values ($1, '試験', 'approved', $2, $2, $3, now(), $4, 0) returning id", unit, today, JSON.stringify(debit), PAYMENTS)
    await client.query(
      `with made as materialized (select b.i, hagi_id() as person, hagi_id() as creditor, hagi_id() as account, hagi_id() as kase, hagi_id() as application, hagi_id() as filing,
          1000 * (1 + (b.i * 31) % 5000) as yen, 'ｱｵﾊﾞ ' || translate(b.i::text, '0123456789', 'ｱｲｳｴｵｶｷｸｹｺ') as holder, b.bank, b.bank_name, b.branch, b.branch_name
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality b (bank, bank_name, branch, branch_name, i)),
      a as (insert into person (id, kind, name, mail) select person, 'applicant', '申請者' || i, 'bench' || $5::int || '-' || i || '@example.jp' from made),
      b as (insert into case_file (id, kind, number, series, fiscal_year, serial, title, state, state_since, unit_id, opened_at)
        select kase, 'subsidy-application', 'BENCH' || $5::int || '-' || i, 'BENCH' || $5::int, 2026, i, '試験', 'payment-claimed', now(), $6::uuid, now() from made),
      c as (insert into subsidy_application (id, call_id, unit_id, case_id, number, state, owner_id, title, awarded_yen, settled_yen, settled_on, filed_at, content_sha256)
        select application, $7::uuid, $6::uuid, kase, 'BENCH' || $5::int || '-' || i, 'payment-claimed', person, '試験', yen, yen, $8::date, now(), repeat('0', 64) from made),
      d as (insert into subsidy_creditor (id, code, person_id, name, kana, address)
        select creditor, lpad(($5::int * 1000000 + i)::text, 10, '0'), person, '申請者' || i, 'アオバ', '仙台市' from made),
      e as (insert into subsidy_account (id, creditor_id, purpose, bank_code, branch_code, bank_name, branch_name, kind, number, holder, state, registered_at, confirmed_at)
        select account, creditor, 'settlement', bank, branch, left(bank_name, 60), left(branch_name, 60), '1', lpad(i::text, 7, '0'), holder, 'confirmed', now(), now() from made),
      f as (insert into subsidy_filing (id, application_id, kind, state, content, filed_at) select filing, application, 'final-claim', 'approved', jsonb_build_object('amount', yen), now() from made)
      insert into subsidy_payment (application_id, filing_id, unit_id, kind, amount_yen, account_id, account, state, batch_id, asked_at, approved_at)
        select application, filing, $6::uuid, 'final', yen, account, jsonb_build_object('creditorCode', lpad(($5::int * 1000000 + i)::text, 10, '0'), 'creditor', '申請者' || i, 'bankCode', bank, 'bankName', bank_name,
          'branchCode', branch, 'branchName', branch_name, 'kind', '1', 'number', lpad(i::text, 7, '0'), 'holder', holder), 'in-batch', $9::uuid, now(), now() from made order by i`,
      [column(0), column(1), column(2), column(3), round, unit, call, addDays(today, -1), batch],
    )
    await client.query("update subsidy_batch set total_yen = (select sum(amount_yen) from subsidy_payment where batch_id = $1) where id = $1", [batch])
    await client.query("commit")
    await client.query("analyze subsidy_payment, subsidy_application, subsidy_account, subsidy_creditor, subsidy_filing")
    return batch
  } finally {
    client.release()
  }
}
