import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inTurn, median } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, openClient, signInAs, startBuilt, startPeer } from "./support/server.ts"
import { copiesOf, modelDraft, openCall, post, type Seated, sideBySide } from "./support/subsidies.ts"

// Filing a finished draft over HTTP (sign-in, validation of the whole form, files read back, case, number, audit row, notices,
// one durable commit) against bare Fastify + pg inserting a row with all that a filed one holds. Every applicant
// is somebody whom the server has not seen before.
const CONNECTIONS = 32
const DRAFTS = 1500
const ROUNDS = 5

const database = await benchDatabase()
const ours = await startBuilt(database.url, { HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-bench-var-")) })
const peer = await startPeer("fastify-pages", { DATABASE_URL: database.url })
try {
  const client = await openClient(database.url)
  client.on("error", () => {})
  const callId = await openCall(ours.origin, await signInAs(client, "100105"))
  const modelId = await modelDraft(ours.origin, client, callId)
  const file = async ({ id, cookie }: Seated) => {
    const answer = await post(ours.origin, `/subsidies/my/${id}/submit`, cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
    if (answer.status !== 303 || !answer.headers.get("location")?.endsWith("/receipt")) throw new Error(`submitting answered ${answer.status} ${answer.headers.get("location")}`)
  }
  const [first] = await copiesOf(client, modelId, 1)
  await file(first!)
  const { rows } = await client.query(
    `select call_id, unit_id, owner_id, form_version_id, eligibility::text, party::text, title, summary, starts_on::text, ends_on::text, costs::text, income::text,
       answers::text, asked::text, saved_steps, wanted_yen::text, process_by::text, content_sha256, search from subsidy_application where id = $1`,
    [first!.id],
  )
  const bare = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(rows[0]), redirect: "manual" } as const

  const mine = async () => {
    const drafts = await copiesOf(client, modelId, DRAFTS)
    const start = performance.now()
    await sideBySide(drafts, CONNECTIONS, file)
    return (drafts.length / (performance.now() - start)) * 1000
  }
  const theirs = async () => {
    const start = performance.now()
    await sideBySide(Array.from({ length: DRAFTS }), CONNECTIONS, async () => {
      const answer = await fetch(`${peer.origin}/applications`, bare)
      if (answer.status !== 303) throw new Error(`the bare insert answered ${answer.status}`)
    })
    return (DRAFTS / (performance.now() - start)) * 1000
  }
  await mine()
  await theirs()
  const result = await inTurn(ROUNDS, mine, theirs)
  const ratios = result.ours.map((one, at) => one / result.peer[at]!)
  console.log(`     submitted ${median(result.ours).toFixed(0)}/s, bare inserts ${median(result.peer).toFixed(0)}/s, at ${CONNECTIONS} connections`)
  line("submit ÷ bare insert", ratio(median(ratios)), "≥ 0.20", median(ratios) >= 0.2)
  const { rows: numbers } = await client.query("select count(*)::int as filed, count(distinct number)::int as numbers from subsidy_application where filed_at is not null and call_id = $1", [callId])
  line("numbers given", `${numbers[0].numbers} for ${numbers[0].filed}`, "one each", numbers[0].numbers === numbers[0].filed)
  await client.end()
} finally {
  await peer.stop()
  await ours.stop()
  await database.stop()
}
