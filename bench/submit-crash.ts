import { execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startEmbedded } from "../app/kernel/database/embedded.ts"
import { killDatabase } from "./support/kill-database.ts"
import { line } from "./support/report.ts"
import { openClient, root, signInAs, startBuilt } from "./support/server.ts"
import { copiesOf, modelDraft, openCall, post, sideBySide } from "./support/subsidies.ts"

// kill -9 of the server, and then of server and database together, while 400 applicants press 「提出する」: who was shown the
// receipt is filed, nobody is filed in part, and whoever presses again is filed once.
const DRAFTS = 400
const CONNECTIONS = 32
const rounds = Number(process.env.CRASH_ROUNDS ?? 5)

/** A filing is everything or nothing. */
const TORN = `select count(*)::int as n from subsidy_application a left join case_file c on c.id = a.case_id where a.id = any($1::uuid[]) and (
  (a.state = 'draft') <> (a.filed_at is null) or (a.filed_at is not null) <> (a.case_id is not null and a.number is not null and a.asked is not null and a.content_sha256 is not null)
  or (a.filed_at is not null and c.state is distinct from a.state)
  or (a.filed_at is not null)::int <> (select count(*) from audit_event e where e.subject_kind = 'subsidy-application' and e.subject_id = a.id::text and e.action = 'subsidies.filed')
  or (a.filed_at is not null)::int <> (select count(*) from case_deadline d where d.case_id = a.case_id)
  or (a.filed_at is not null)::int <> (select count(*) from notice n where n.link = '/subsidies/office/' || a.id))`

const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-submit-crash-"))
chmodSync(varDir, 0o755)
let database = await startEmbedded({ root, varDir })
try {
  const env = { HAGI_VAR: varDir, HAGI_JOBS: "0" }
  const first = await startBuilt(database.url, env)
  let client = await openClient(database.url)
  const callId = await openCall(first.origin, await signInAs(client, "100105"))
  const modelId = await modelDraft(first.origin, client, callId)
  await first.stop()
  for (const victim of ["server", "server and database"] as const) {
    const sums = { told: 0, lost: 0, torn: 0, twice: 0 }
    for (let round = 0; round < rounds; round++) {
      const drafts = (await copiesOf(client, modelId, DRAFTS)).map((draft) => ({ ...draft, key: randomUUID() }))
      await client.end().catch(() => {})
      const server = await startBuilt(database.url, env)
      const told: string[] = []
      const killAt = 30 + Math.floor(Math.random() * (DRAFTS - 100))
      let dead = false
      const press = async (origin: string, { id, cookie, key }: (typeof drafts)[number]) =>
        (await post(origin, `/subsidies/my/${id}/submit`, cookie, new URLSearchParams({ _submission: key })).catch(() => undefined))?.headers.get("location")?.endsWith("/receipt") ?? false
      await sideBySide(drafts, CONNECTIONS, async (draft) => {
        if (dead) return
        if (await press(server.origin, draft)) told.push(draft.id)
        if (told.length < killAt || dead) return
        dead = true
        if (victim !== "server") killDatabase(varDir)
        server.process.kill("SIGKILL")
      })
      if (victim !== "server") {
        await database.stop().catch(() => {})
        database = await startEmbedded({ root, varDir })
      }
      client = await openClient(database.url)
      const ids = drafts.map(({ id }) => id)
      const count = async (sql: string, of: readonly string[] = ids) => (await client.query(sql, [of])).rows[0].n as number
      sums.told += told.length
      sums.lost += told.length - (await count("select count(*)::int as n from subsidy_application where id = any($1::uuid[]) and filed_at is not null", told))
      sums.torn += await count(TORN)
      // Everybody presses again, those who were told too, with the key their page had.
      const again = await startBuilt(database.url, env)
      await sideBySide(drafts, CONNECTIONS, async (draft) => {
        if (!(await press(again.origin, draft))) throw new Error(`pressing again did not file ${draft.id}`)
      })
      await again.stop()
      sums.torn += await count(TORN)
      sums.twice += DRAFTS - (await count("select count(distinct number)::int as n from subsidy_application where id = any($1::uuid[]) and filed_at is not null"))
      sums.twice += await count("select count(*)::int as n from (select subject_id from audit_event where action = 'subsidies.filed' and subject_id = any($1::text[]) group by 1 having count(*) > 1) twice")
    }
    line(`kill -9 of ${victim}, ${rounds} times: ${sums.told} receipts shown, lost`, String(sums.lost), "0", sums.lost === 0)
    line("  filed in part (state, case, event, deadline or notice missing)", String(sums.torn), "0", sums.torn === 0)
    line("  filed twice or not after pressing again", String(sums.twice), "0", sums.twice === 0)
    if (sums.lost + sums.torn + sums.twice > 0) process.exitCode = 1
  }
  await client.end()
  const verdict = execFileSync(process.execPath, [join(root, "dist/cli.js"), "audit", "verify"], { env: { ...process.env, DATABASE_URL: database.url, HAGI_ROOT: root }, encoding: "utf8" })
  line("the record's chains", verdict.trim().split("\n")[0]!.slice(0, 60), "whole", true)
} finally {
  await database.stop()
}
