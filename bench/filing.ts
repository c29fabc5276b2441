import { type LoadResult, hasWrk, inTurn, median, runLoad } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, findClerk, openClient, signInAs, startBuilt, startPeer } from "./support/server.ts"

// One improvement filed over HTTP with session, validation, audit row, case, notice and one durable commit, against bare
// Fastify + pg inserting the same row into the same table, with its indexes, checks and foreign keys, on the same PostgreSQL.
const CONNECTIONS = 32
const SECONDS = 8
const ROUNDS = 3

if (!hasWrk()) throw new Error("wrk is needed (Debian: apt-get install wrk)")
const database = await benchDatabase()
try {
  const ours = await startBuilt(database.url)
  const client = await openClient(database.url)
  const clerk = await findClerk(client)
  const peer = await startPeer("fastify-insert", { DATABASE_URL: database.url, AUTHOR: clerk.id, UNIT: clerk.unitId })
  const cookie = await signInAs(client, clerk.staffNumber)
  const { rows } = await client.query(
    "select s.initiative_id as id from plan_sheet s join plan_edition e on e.id = s.edition_id where e.status = 'in-force' limit 1",
  )
  const form = new URLSearchParams({
    initiativeId: rows[0].id,
    title: "申請書類の確認を一度で済ませる",
    presentWay: "届いた書類を二人が別々に読み、同じ項目を二度確かめている。",
    proposedWay: "確認の項目を画面に並べ、一人目の結果を二人目が見られるようにする。",
    per: "occurrence",
    hoursNow: "2",
    hoursAfter: "1",
    timesAYear: "240",
    people: "3",
    evidence: "先月の業務記録から10件を選んで測った。",
  }).toString()
  const body = `"_submission=" .. unique() .. "&${form}"`
  const headers = { "Sec-Fetch-Site": "same-origin", Cookie: cookie }
  const load = (origin: string) => () =>
    runLoad({ url: `${origin}/improvements`, connections: CONNECTIONS, seconds: SECONDS, headers, body })
  await load(ours.origin)()
  const result = await inTurn<LoadResult>(ROUNDS, load(ours.origin), load(peer.origin))
  const filed = await client.query("select count(*)::int as n from improvement where title = '申請書類の確認を一度で済ませる'")
  const ratios = result.ours.map((one, at) => one.perSecond / result.peer[at]!.perSecond)
  const tails = result.ours.map((one, at) => one.p99 / result.peer[at]!.p99)
  const [ourRate, peerRate] = [median(result.ours.map((r) => r.perSecond)), median(result.peer.map((r) => r.perSecond))]
  console.log(`     filings ${ourRate.toFixed(0)}/s, bare inserts ${peerRate.toFixed(0)}/s, at ${CONNECTIONS} connections`)
  line("filing ÷ bare insert", ratio(median(ratios)), "≥ 0.25", median(ratios) >= 0.25)
  line("p99 ÷ bare p99", ratio(median(tails)), "≤ 10", median(tails) <= 10)
  const errors = result.ours.reduce((sum, one) => sum + one.errors, 0)
  line("answers that were errors", String(errors), "0", errors === 0)
  console.log(`     ${filed.rows[0].n} improvements in the table`)
  await client.end()
  await ours.stop()
  await peer.stop()
} finally {
  await database.stop()
}
