import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inTurn, median } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, openClient, signInAs, startBuilt, startPeer } from "./support/server.ts"
import { openCall, pagesOf, post, seatApplicants, sideBySide } from "./support/subsidies.ts"

// Filing a finished draft over HTTP (sign-in, validation of the whole form, files read back, case, number, audit row, notices,
// one durable commit) against bare Fastify + pg inserting a row with the same content.
const CONNECTIONS = 32
const DRAFTS = 1500
const ROUNDS = 3

const database = await benchDatabase()
const ours = await startBuilt(database.url, { HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-bench-var-")) })
const peer = await startPeer("fastify-pages", { DATABASE_URL: database.url })
try {
  const client = await openClient(database.url)
  client.on("error", () => {})
  const callId = await openCall(ours.origin, await signInAs(client, "100105"))
  const [model] = await seatApplicants(client, 1)
  const begun = await post(ours.origin, `/subsidies/calls/${callId}/applications`, model!.cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
  const modelId = begun.headers.get("location")!.split("/").pop()!
  for (const { step, form } of pagesOf(1)) {
    await post(ours.origin, `/subsidies/my/${modelId}/steps/${step}`, model!.cookie, new URLSearchParams({ ...form, _submission: crypto.randomUUID() }))
  }
  for (const at of [1, 2]) {
    const form = new FormData()
    form.set("_submission", crypto.randomUUID())
    form.set("askedKey", `d${at}`)
    form.set("file", new File([`書類${at} ${"。".repeat(2000)}`], `書類${at}.txt`, { type: "text/plain" }))
    await post(ours.origin, `/subsidies/my/${modelId}/files`, model!.cookie, form)
  }
  const { rows } = await client.query("select * from subsidy_application where id = $1", [modelId])
  const bare = new URLSearchParams({
    callId,
    unitId: rows[0].unit_id,
    ownerId: rows[0].owner_id,
    party: JSON.stringify(rows[0].party),
    answers: JSON.stringify(rows[0].answers),
    asked: JSON.stringify(Object.entries(rows[0].answers).map(([label, text]) => ({ page: "計画", label, text }))),
  })

  const mine = async () => {
    const drafts = await copies()
    const start = performance.now()
    await sideBySide(drafts, CONNECTIONS, async ({ id, cookie }) => {
      const answer = await post(ours.origin, `/subsidies/my/${id}/submit`, cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
      if (answer.status !== 303 || !answer.headers.get("location")?.endsWith("/receipt")) throw new Error(`submitting answered ${answer.status} ${answer.headers.get("location")}`)
    })
    return (drafts.length / (performance.now() - start)) * 1000
  }
  const theirs = async () => {
    const start = performance.now()
    await sideBySide(Array.from({ length: DRAFTS }), CONNECTIONS, async () => {
      const answer = await post(peer.origin, "/applications", "", bare)
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

  /** The model draft once for each of as many applicants of their own, its files with it. */
  async function copies(): Promise<{ id: string; cookie: string }[]> {
    const people = await seatApplicants(client, DRAFTS)
    const made = await client.query(
      `with made as (
         insert into subsidy_application (call_id, unit_id, owner_id, form_version_id, eligibility, party, title, summary, starts_on, ends_on, costs, income, answers, saved_steps, wanted_yen, created_at, updated_at)
         select call_id, unit_id, owner, form_version_id, eligibility, party, title, summary, starts_on, ends_on, costs, income, answers, saved_steps, wanted_yen, now(), now()
         from subsidy_application, unnest($2::uuid[]) owner where id = $1 returning id, owner_id
       ), papers as (
         insert into document (sha256, size, name, media_type, subject_kind, subject_id, created_at)
         select d.sha256, d.size, d.name, d.media_type, d.subject_kind, made.id::text, now() from made, document d where d.subject_id = $1::text returning id, sha256, subject_id
       ), files as (
         insert into subsidy_file (application_id, asked_key, document_id, name, bytes, sha256, added_at)
         select papers.subject_id::uuid, f.asked_key, papers.id, f.name, f.bytes, f.sha256, now()
         from papers join subsidy_file f on f.sha256 = papers.sha256 and f.application_id = $1
       ) select id, owner_id from made`,
      [modelId, people.map(({ id }) => id)],
    )
    const cookies = new Map(people.map(({ id, cookie }) => [id, cookie]))
    await client.query("analyze subsidy_application, subsidy_file, person, session")
    return made.rows.map((row) => ({ id: row.id, cookie: cookies.get(row.owner_id)! }))
  }
} finally {
  await peer.stop()
  await ours.stop()
  await database.stop()
}
