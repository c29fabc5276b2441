import { execFileSync, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startEmbedded } from "../app/kernel/database/embedded.ts"
import { STEPS, stepsDone } from "./support/case-steps.ts"
import { killDatabase } from "./support/kill-database.ts"
import { line } from "./support/report.ts"
import { openClient, root, signInAs, startBuilt } from "./support/server.ts"
import { copiesOf, modelDraft, openCall, post, sideBySide } from "./support/subsidies.ts"

// kill -9 of the office's process, and of it and the database together, while it decides and pays: 40 applications from their arrival
// over the decision with its letter, an advance claimed, approved and sent in a 総合振込 file, to the money booked. Whatever was committed
// is there, state, letters, payments, batches and ledger agree after every kill, and in the end everything has happened once.
const APPLICATIONS = 40
const AMOUNT = 300_000

/** Everything that must agree between any two commits. */
const TORN = `select (
  (select count(*) from subsidy_application a left join case_file c on c.id = a.case_id where a.id = any($1::uuid[]) and c.state is distinct from a.state)
  + (select count(*) from subsidy_decision d left join document f on f.id = d.document_id where d.application_id = any($1::uuid[])
      and (d.state in ('decided', 'notified')) <> (d.document_number is not null and f.id is not null))
  + (select count(*) from subsidy_application a where a.id = any($1::uuid[]) and (a.awarded_yen is not null)::int <> (
      select count(*) from subsidy_decision d where d.application_id = a.id and d.kind = 'award' and d.state in ('decided', 'notified')))
  + (select count(*) from subsidy_payment p join subsidy_batch b on b.id = p.batch_id where p.application_id = any($1::uuid[])
      and p.state <> (case b.state when 'sent' then 'sent' when 'done' then 'paid' else 'in-batch' end))
  + (select count(*) from subsidy_payment p where p.application_id = any($1::uuid[]) and (p.state = 'paid')::int * p.amount_yen <> (
      select coalesce(sum(l.amount_yen), 0) from subsidy_ledger l where l.application_id = p.application_id))
  + (select count(*) from subsidy_batch b left join document f on f.id = b.document_id where b.title = any($1::text[])
      and (b.state in ('sent', 'done')) <> (f.id is not null and f.sha256 = b.sha256)))::int as n`

/** Each once: award, letter, claim, payment, batch, row of the ledger. */
const TWICE = `select count(*)::int as n from unnest($1::uuid[]) as each (application) where
  (select count(*) from subsidy_decision d where d.application_id = each.application) <> 1
  or (select count(*) from subsidy_filing f where f.application_id = each.application and f.kind = 'advance-claim') <> 1
  or (select count(*) from subsidy_payment p where p.application_id = each.application) <> 1
  or (select count(*) from subsidy_batch b where b.title = each.application::text) <> 1
  or (select coalesce(sum(l.amount_yen), 0) from subsidy_ledger l where l.application_id = each.application) <> ${AMOUNT}`

const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-decide-crash-"))
chmodSync(varDir, 0o755)
const idsFile = join(varDir, "ids.json")
let database = await startEmbedded({ root, varDir })
try {
  const first = await startBuilt(database.url, { HAGI_VAR: varDir, HAGI_JOBS: "0" })
  let client = await openClient(database.url)
  const callId = await openCall(first.origin, await signInAs(client, "100105"))
  await client.query("insert into subsidy_advance_share (call_id, numerator, denominator, source, set_at) values ($1, 1, 1, 'bench', now())", [callId])
  const modelId = await modelDraft(first.origin, client, callId)
  const filed = { process: [] as string[], both: [] as string[] }
  for (const group of ["process", "both"] as const) {
    const drafts = await copiesOf(client, modelId, APPLICATIONS)
    await sideBySide(drafts, 8, async ({ id, cookie }) => void (await post(first.origin, `/subsidies/my/${id}/submit`, cookie, new URLSearchParams({ _submission: randomUUID() }))))
    filed[group] = drafts.map(({ id }) => id)
  }
  await client.query(
    `with owner as (select owner_id as person, row_number() over (order by id) as n from subsidy_application where id = any($1::uuid[])),
     creditor as (insert into subsidy_creditor (code, person_id, name, kana, address) select lpad((9000000000 + n)::text, 10, '0'), person, '申請者' || n, 'アオバ', '仙台市' from owner returning id, code)
     insert into subsidy_account (creditor_id, purpose, bank_code, branch_code, bank_name, branch_name, kind, number, holder, state, registered_at, confirmed_at)
     select id, 'advance', '0125', '100', '七十七', '本店', '1', right(code, 7), 'ｱｵﾊﾞ', 'confirmed', now(), now() from creditor`,
    [[...filed.process, ...filed.both]],
  )
  await first.stop()
  await client.end()

  for (const [group, victim] of [["process", "the office's process"], ["both", "it and the database"]] as const) {
    const ids = filed[group]
    writeFileSync(idsFile, JSON.stringify(ids))
    const sums = { kills: 0, told: 0, lost: 0, torn: 0 }
    for (let whole = false; !whole; ) {
      const killAt = 1 + Math.floor(Math.random() * 60)
      const { ended, told, failed } = await workUntil(killAt, group === "both")
      if (failed) throw new Error(`the office stopped by itself:\n${failed}`)
      whole = ended
      if (!ended) sums.kills++
      if (!ended && group === "both") {
        await database.stop().catch(() => {})
        database = await startEmbedded({ root, varDir })
      }
      client = await openClient(database.url)
      const done = await stepsDone(client, ids)
      sums.told += told.length
      sums.lost += told.filter(({ id, step }) => done.get(id)! < step).length
      sums.torn += (await client.query(TORN, [ids])).rows[0].n
      if (whole) {
        const twice = ids.filter((id) => done.get(id) !== STEPS.length).length + (await client.query(TWICE, [ids])).rows[0].n
        line(`kill -9 of ${victim}, ${sums.kills} times in ${sums.told} steps committed, lost`, String(sums.lost), "0", sums.lost === 0)
        line("  state, letter, payment, batch or ledger that disagree after a kill", String(sums.torn), "0", sums.torn === 0)
        line("  not done in the end, or done twice", String(twice), "0", twice === 0)
        if (sums.lost + sums.torn + twice > 0) process.exitCode = 1
      }
      await client.end()
    }
  }
  const cli = (...args: string[]) => execFileSync(process.execPath, [join(root, "dist/cli.js"), ...args], { env: { ...process.env, DATABASE_URL: database.url, HAGI_ROOT: root, HAGI_VAR: varDir }, encoding: "utf8" })
  line("the record's chains", cli("audit", "verify").trim().split("\n")[0]!.slice(0, 60), "whole", true)
} finally {
  await database.stop()
}

/** One life of the office: it ends by itself when all is done, or is killed a moment after its `killAt`th step. */
async function workUntil(killAt: number, withDatabase: boolean): Promise<{ ended: boolean; told: { id: string; step: number }[]; failed: string }> {
  const office = spawn(process.execPath, [join(root, "dist/bench/peers/decides-and-pays.js")], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: database.url, HAGI_ROOT: root, HAGI_VAR: varDir, IDS: idsFile },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let out = ""
  let failed = ""
  let killed = false
  office.stderr.on("data", (data) => (failed += data))
  office.stdout.on("data", (data) => {
    out += data
    if (killed || out.split("\n").length <= killAt) return
    killed = true
    // Somewhere in the steps that follow, not where one has just been told.
    setTimeout(() => {
      if (withDatabase) killDatabase(varDir)
      office.kill("SIGKILL")
    }, Math.random() * 60)
  })
  const code = await new Promise<number | null>((resolve) => office.on("close", resolve))
  const told = out.split("\n").slice(0, -1).map((text) => ({ id: text.split(" ")[0]!, step: Number(text.split(" ")[1]) }))
  return { ended: code === 0, told, failed: code === 0 || killed ? "" : failed || `exit ${code}` }
}
