import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type LoadResult, hasWrk, inTurn, median, runLoad } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, findClerk, openClient, signInAs, startBuilt, startPeer } from "./support/server.ts"
import { fillImprovements } from "./support/fill.ts"

// The plan's home and a list of 25 of 100,000 improvements, signed in, against bare Hono sending the same bytes; and the
// list's time from 1,000 to 100,000 rows.
const CONNECTIONS = 32
const SECONDS = 6
const ROUNDS = 3

if (!hasWrk()) throw new Error("wrk is needed (Debian: apt-get install wrk)")
const database = await benchDatabase()
try {
  const ours = await startBuilt(database.url, { HAGI_JOBS: "0" })
  const client = await openClient(database.url)
  const cookie = await signInAs(client, (await findClerk(client)).staffNumber)

  await fillImprovements(client, 1000)
  const few = await alone(ours.origin, cookie)
  await fillImprovements(client, 99_000)
  const many = await alone(ours.origin, cookie)
  line("list with 100,000 rows ÷ with 1,000", ratio(many / few), "≤ 1.5", many / few <= 1.5)

  for (const path of ["/plan", "/improvements"]) {
    const answer = await fetch(ours.origin + path, { headers: { Cookie: cookie } })
    const html = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    const file = join(mkdtempSync(join(tmpdir(), "hagi-bench-")), "page.html")
    writeFileSync(file, html)
    const peer = await startPeer("hono-bytes", { PAGE: file })
    const load = (url: string) => () => runLoad({ url, connections: CONNECTIONS, seconds: SECONDS, headers: { Cookie: cookie } })
    await load(ours.origin + path)()
    const result = await inTurn<LoadResult>(ROUNDS, load(ours.origin + path), load(`${peer.origin}/page`))
    const ratios = result.ours.map((one, at) => one.perSecond / result.peer[at]!.perSecond)
    const [ourRate, peerRate] = [median(result.ours.map((r) => r.perSecond)), median(result.peer.map((r) => r.perSecond))]
    console.log(`     ${path}: ${Buffer.byteLength(html)} bytes, ${ourRate.toFixed(0)}/s against ${peerRate.toFixed(0)}/s`)
    line(`${path} ÷ bare Hono`, ratio(median(ratios)), "≥ 0.10", median(ratios) >= 0.1)
    await peer.stop()
  }
  await client.end()
  await ours.stop()
} finally {
  await database.stop()
}

/** Median milliseconds of one asker alone. */
async function alone(origin: string, cookie: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 60; round++) {
    const began = performance.now()
    const answer = await fetch(`${origin}/improvements`, { headers: { Cookie: cookie } })
    await answer.text()
    if (round >= 10) times.push(performance.now() - began)
  }
  return median(times)
}
