import { availableParallelism } from "node:os"
import type pg from "pg"
import { runLoad } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, openClient, signInAs, startBuilt } from "./support/server.ts"
import { openCall, seatApplicants } from "./support/subsidies.ts"

// The office's work list, the public finder and the statistics over 100,000 applications: p95 at 32 connections against the
// same request alone. Measured twice. As people ask: 32 of them, who read what they got before they ask again, so that half of
// what the machine can answer is asked for. And without any pause: on a machine with n cores 32 requests at once wait for 32/n of
// each other whatever is asked; that figure is what is left when this wait is taken out, the plain ratio stands beside it.
const APPLICATIONS = Number(process.env.LIST_APPLICATIONS ?? 100_000)
const CONNECTIONS = 32
const share = CONNECTIONS / availableParallelism()

const database = await benchDatabase()
const ours = await startBuilt(database.url, { HAGI_JOBS: "0" })
try {
  const client = await openClient(database.url)
  client.on("error", () => {})
  const clerk = await signInAs(client, "100105")
  const callId = await openCall(ours.origin, clerk)
  const [owner] = await seatApplicants(client, 1)
  await fill(client, callId, owner!.id)
  const { rows } = await client.query("select count(*)::int as n from subsidy_application where filed_at is not null")
  console.log(`     ${rows[0].n} applications filed`)
  for (const [name, path, cookie] of [
    ["work list by amount", "/subsidies/office?sort=amount", clerk],
    ["work list by deadline", "/subsidies/office", clerk],
    ["finder", "/subsidies", ""],
    ["statistics", "/subsidies/statistics", clerk],
  ] as const) {
    const headers: Record<string, string> = cookie ? { Cookie: cookie } : {}
    const answer = await fetch(ours.origin + path, { headers })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    const run = (connections: number, seconds: number, pause = 0) => runLoad({ url: ours.origin + path, connections, seconds, headers, pause })
    const alone = await run(1, 5)
    // Long enough for every connection to be answered a few times, however slow the page is.
    const many = await run(CONNECTIONS, Math.max(5, Math.ceil((alone.p95 * CONNECTIONS * 3) / 1000)))
    const plain = many.p95 / alone.p95
    console.log(`     ${name}: ${(await answer.text()).length} characters, ${many.perSecond.toFixed(0)}/s; p95 alone ${alone.p95.toFixed(1)} ms, at ${CONNECTIONS} connections ${many.p95.toFixed(1)} ms (${ratio(plain)} ×)`)
    // Each asks again after so long that all together ask half as often as could be answered.
    const people = await run(CONNECTIONS, 8, (CONNECTIONS / (many.perSecond / 2)) * 1000 - alone.p50)
    console.log(`     ${name}: asked ${people.perSecond.toFixed(0)} times a second by ${CONNECTIONS} people, p95 ${people.p95.toFixed(1)} ms`)
    line(`${name}: p95 of ${CONNECTIONS} people who read between ÷ alone`, ratio(people.p95 / alone.p95), "≤ 3", people.p95 / alone.p95 <= 3 && people.errors === 0 && people.perSecond > 0)
    line(`${name}: p95 without pause ÷ alone and its share of the machine`, ratio(plain / share), "≤ 3", plain / share <= 3 && many.errors === 0 && many.perSecond > 0)
  }
  await client.end()
} finally {
  await ours.stop()
  await database.stop()
}

/** Filed over two years, in every stage of the work; what is decided has its decision. */
async function fill(client: pg.Client, callId: string, ownerId: string): Promise<void> {
  await client.query(
    `with call as (select c.id, p.unit_id from subsidy_call c join subsidy_programme p on p.id = c.programme_id where c.id = $1),
     numbered as (
       select gen_random_uuid() as case_id, i, now() - (i % 730) * interval '1 day' - i * interval '1 second' as at,
         (array['formal-check', 'in-review', 'under-way', 'settled', 'rejected'])[1 + i % 5] as state from generate_series(1, $3::int) i
     ), cases as (
       insert into case_file (id, kind, number, series, fiscal_year, serial, title, state, state_since, unit_id, opened_at)
       select case_id, 'subsidy-application', '一覧-' || i, '一覧', 2026, i, '設備の更新 ' || i, state, at, call.unit_id, at from numbered, call returning id
     ), made as (
       insert into subsidy_application (call_id, unit_id, case_id, number, state, owner_id, party, title, summary, wanted_yen, awarded_yen, filed_at, process_by,
         decided_on, notified_on, content_sha256, search, created_at, updated_at)
       select call.id, call.unit_id, n.case_id, '一覧-' || n.i, n.state, $2::uuid, jsonb_build_object('name', '申請者' || n.i, 'municipality', (array['仙台市','石巻市','大崎市','登米市'])[1 + n.i % 4]),
         '設備の更新 ' || n.i, '更新する。', 500000 + n.i % 1000 * 1000, case when n.state in ('under-way', 'settled') then 400000 end, n.at,
         case when n.state in ('formal-check', 'in-review') then (n.at + interval '45 days')::date end,
         case when n.state in ('under-way', 'settled', 'rejected') then (n.at + interval '30 days')::date end,
         case when n.state in ('under-way', 'settled', 'rejected') then (n.at + interval '31 days')::date end,
         repeat('0', 64), '設備の更新 ' || n.i, n.at, n.at
       from numbered n, call where exists (select from cases where cases.id = n.case_id) returning id, state, filed_at
     )
     insert into subsidy_decision (application_id, kind, state, amount_yen, terms, proposed_at, decided_at, notified_at)
     select id, case when state = 'rejected' then 'refusal' else 'award' end, 'notified', 400000,
       jsonb_build_object('workingDays', (10 + random() * 30)::int, 'standardDays', 30),
       filed_at, filed_at + interval '30 days', filed_at + interval '31 days'
     from made where state in ('under-way', 'settled', 'rejected')`,
    [callId, ownerId, APPLICATIONS],
  )
  await client.query("vacuum analyze subsidy_application, subsidy_decision, case_file")
}
