import { createHash, randomBytes } from "node:crypto"
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inTurn, median } from "./support/load.ts"
import { line, ratio } from "./support/report.ts"
import { benchDatabase, openClient, signInAs, startBuilt, startPeer } from "./support/server.ts"
import { openCall, pagesOf, post, seatApplicants, type Seated, sideBySide } from "./support/subsidies.ts"

// The last minutes before a deadline: applicants arrive at 64 connections, each with six pages and two files of 1 MB, one in
// five presses the last button twice. Nobody is lost, nobody is there twice, and every receipt tells the hashes of what was
// sent. Then pages saved per second against bare Fastify + pg, and the server's memory while 200 files come at once.
const APPLICANTS = Number(process.env.DEADLINE_APPLICANTS ?? 2000)
const CONNECTIONS = 64
const PAGES = 4000
const ROUNDS = 3

const database = await benchDatabase()
const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-var-"))
const ours = await startBuilt(database.url, { HAGI_VAR: varDir })
try {
  const client = await openClient(database.url)
  client.on("error", () => {})
  const callId = await openCall(ours.origin, await signInAs(client, "100105"))
  const people = await seatApplicants(client, APPLICANTS)
  const filler = randomBytes(768 * 1024).toString("base64")

  const began = performance.now()
  const sent = new Map<string, { n: number; hashes: string[] }>()
  let done = 0
  let failed = 0
  let highest = 0
  const watch = setInterval(() => (highest = Math.max(highest, residentOf(ours.process.pid!))), 100)
  await sideBySide(people, CONNECTIONS, async (person, n) => {
    try {
      sent.set(await applyAs(person, n), { n, hashes: [hashOf(paperOf(n, 0)), hashOf(paperOf(n, 1))] })
    } catch (error) {
      failed++
      console.log(`     ${(error as Error).message}`)
    }
    if (++done % 250 === 0) console.log(`     ${done} of ${APPLICANTS} after ${((performance.now() - began) / 1000).toFixed(0)} s`)
  })
  clearInterval(watch)
  const seconds = (performance.now() - began) / 1000
  console.log(`     ${APPLICANTS} applicants in ${seconds.toFixed(0)} s: ${((APPLICANTS * 6) / seconds).toFixed(0)} pages and ${((APPLICANTS * 2) / seconds).toFixed(0)} MB a second; memory up to ${highest.toFixed(0)} MB`)

  const { rows } = await client.query(
    `select a.id, a.number, array_agg(f.sha256 order by f.asked_key) as hashes from subsidy_application a
     left join subsidy_file f on f.application_id = a.id and f.removed_at is null where a.call_id = $1 and a.filed_at is not null group by a.id`,
    [callId],
  )
  const filed = new Map<string, string[]>(rows.map((row) => [row.id, row.hashes]))
  const lost = [...sent.keys()].filter((id) => !filed.has(id)).length + failed
  line("applicants lost", String(lost), "0", lost === 0)
  const { rows: twice } = await client.query("select 1 from subsidy_application where call_id = $1 group by owner_id having count(*) > 1", [callId])
  const numbers = new Set(rows.map((row) => row.number))
  const { rows: cases } = await client.query("select count(*)::int as n from case_file where kind = 'subsidy-application' and title like '検査の自動化 %'")
  const doubled = twice.length + (rows.length - numbers.size) + (cases[0].n - rows.length)
  line("filed twice", String(doubled), "0", doubled === 0)
  let untrue = 0
  await sideBySide([...sent], 16, async ([id, { n, hashes }]) => {
    const receipt = await (await fetch(`${ours.origin}/subsidies/my/${id}/receipt`, { headers: { Cookie: people[n]!.cookie } })).text()
    for (const hash of hashes) {
      const kept = readFileSync(join(varDir, "files", hash.slice(0, 2), hash.slice(2, 4), hash))
      if (!receipt.includes(hash) || hashOf(kept) !== hash) untrue++
    }
  })
  line("hashes on receipts that are not those of the bytes kept", String(untrue), "0", untrue === 0)

  await measurePages()
  await measureMemory()
  await client.end()

  async function applyAs(person: Seated, n: number): Promise<string> {
    const begun = await post(ours.origin, `/subsidies/calls/${callId}/applications`, person.cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
    const id = begun.headers.get("location")?.split("/").pop()
    if (begun.status !== 303 || !id) throw new Error(`beginning answered ${begun.status}`)
    for (const page of pagesOf(n)) {
      const saved = await post(ours.origin, `/subsidies/my/${id}/steps/${page.step}`, person.cookie, new URLSearchParams({ ...page.form, _submission: crypto.randomUUID() }))
      if (saved.status !== 303 || saved.headers.get("location")?.includes("check=1")) throw new Error(`${page.step} answered ${saved.status} ${saved.headers.get("location")}`)
    }
    for (const at of [0, 1]) {
      const answer = await post(ours.origin, `/subsidies/my/${id}/files`, person.cookie, fileForm(n, at))
      if (answer.status !== 303) throw new Error(`a file answered ${answer.status}`)
    }
    const key = crypto.randomUUID()
    const submit = () => post(ours.origin, `/subsidies/my/${id}/submit`, person.cookie, new URLSearchParams({ _submission: key }))
    const answers = await Promise.all(n % 5 === 0 ? [submit(), submit()] : [submit()])
    for (const answer of answers) {
      if (answer.status !== 303 || !answer.headers.get("location")?.endsWith("/receipt")) throw new Error(`submitting answered ${answer.status}`)
    }
    return id
  }

  function paperOf(n: number, at: number): Buffer {
    return Buffer.from(`${n} ${at} ${filler}`)
  }

  function fileForm(n: number, at: number): FormData {
    const body = new FormData()
    body.set("_submission", crypto.randomUUID())
    body.set("askedKey", `d${at + 1}`)
    body.set("file", new File([new Uint8Array(paperOf(n, at))], `書類${at + 1}.txt`, { type: "text/plain" }))
    return body
  }

  /** The same page of drafts of their own, by the same sender, ours and the peer in turn. */
  async function measurePages(): Promise<void> {
    const peer = await startPeer("fastify-pages", { DATABASE_URL: database.url })
    const writers = await seatApplicants(client, 500)
    const drafts: { id: string; cookie: string }[] = []
    await sideBySide(writers, CONNECTIONS, async ({ cookie }) => {
      const begun = await post(ours.origin, `/subsidies/calls/${callId}/applications`, cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
      drafts.push({ id: begun.headers.get("location")!.split("/").pop()!, cookie })
    })
    const { form } = pagesOf(1)[1]!
    const run = (path: (id: string) => string, origin: string) => async () => {
      const start = performance.now()
      await sideBySide(Array.from({ length: PAGES }), CONNECTIONS, async (_, n) => {
        const draft = drafts[n % drafts.length]!
        const answer = await post(origin, path(draft.id), draft.cookie, new URLSearchParams({ ...form, _submission: crypto.randomUUID() }))
        if (answer.status !== 303) throw new Error(`${origin}${path(draft.id)} answered ${answer.status}`)
      })
      return (PAGES / (performance.now() - start)) * 1000
    }
    const [mine, theirs] = [run((id) => `/subsidies/my/${id}/steps/project`, ours.origin), run((id) => `/pages/${id}`, peer.origin)]
    await mine()
    await theirs()
    const result = await inTurn(ROUNDS, mine, theirs)
    const ratios = result.ours.map((one, at) => one / result.peer[at]!)
    console.log(`     pages saved ${median(result.ours).toFixed(0)}/s, bare updates ${median(result.peer).toFixed(0)}/s, at ${CONNECTIONS} connections`)
    line("pages saved ÷ bare Fastify + pg", ratio(median(ratios)), "≥ 0.15", median(ratios) >= 0.15)
    await peer.stop()
  }

  /** 200 files on their way at once. */
  async function measureMemory(): Promise<void> {
    const uploaders = await seatApplicants(client, 200)
    const ids: string[] = []
    await sideBySide(uploaders, CONNECTIONS, async ({ cookie }, at) => {
      const begun = await post(ours.origin, `/subsidies/calls/${callId}/applications`, cookie, new URLSearchParams({ _submission: crypto.randomUUID() }))
      ids[at] = begun.headers.get("location")!.split("/").pop()!
    })
    let most = 0
    const sampling = setInterval(() => (most = Math.max(most, residentOf(ours.process.pid!))), 20)
    const answers = await Promise.all(uploaders.map(({ cookie }, at) => post(ours.origin, `/subsidies/my/${ids[at]}/files`, cookie, fileForm(100_000 + at, 0))))
    clearInterval(sampling)
    const refused = answers.filter(({ status }) => status !== 303).length
    line("resident memory while 200 files of 1 MB come at once", `${most.toFixed(0)} MB`, "≤ 400 MB", most <= 400)
    line("  of them not taken", String(refused), "0", refused === 0)
  }
} finally {
  await ours.stop()
  await database.stop()
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex")
}

/** MB. */
function residentOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kb ?? 0) / 1024
}
