import { execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { chmodSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type pg from "pg"
import { type EmbeddedDatabase, startEmbedded } from "../app/kernel/database/embedded.ts"
import { killDatabase } from "./support/kill-database.ts"
import { line } from "./support/report.ts"
import { findClerk, openClient, root, type Running, signInAs, startBuilt } from "./support/server.ts"

// kill -9 of the server, and then of server and database together, in the middle of 2,000 filings, ten times each: what
// was answered 「受け付けました」 is there afterwards, once, and the audit chain verifies.
const FILINGS = 2000
const SIDE_BY_SIDE = 32
const rounds = Number(process.env.CRASH_ROUNDS ?? 10)

const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-crash-"))
chmodSync(varDir, 0o755)
let database = await startEmbedded({ root, varDir })
try {
  await (await startBuilt(database.url)).stop()
  for (const victim of ["server", "server and database"] as const) {
    let lost = 0
    let doubled = 0
    let answered = 0
    let broken = 0
    for (let round = 0; round < rounds; round++) {
      const server = await startBuilt(database.url, { HAGI_JOBS: "1" })
      const client = await openClient(database.url)
      client.on("error", () => {})
      const told = await fileUntilKilled(server, client, async () => {
        if (victim === "server and database") killDatabase(varDir)
        server.process.kill("SIGKILL")
      })
      await client.end().catch(() => {})
      database = await again(database, victim)
      const after = await openClient(database.url)
      const { rows } = await after.query("select id from improvement where id = any($1::uuid[])", [told.map((one) => one.id)])
      lost += told.length - rows.length
      // Each filing carried its own title: more rows than titles means that one was filed twice.
      const { rows: twice } = await after.query("select 1 from improvement where title like '途中で止まる%' group by title having count(*) > 1")
      doubled += twice.length
      answered += told.length
      await after.end()
      if (!auditHolds()) broken++
    }
    line(`kill -9 of ${victim}, ${rounds} times: ${answered} filings answered, lost`, String(lost), "0", lost === 0)
    line("  filed twice", String(doubled), "0", doubled === 0)
    line("  audit chains broken", String(broken), "0", broken === 0)
  }
} finally {
  await database.stop()
}

async function fileUntilKilled(server: Running, client: pg.Client, kill: () => Promise<void>): Promise<{ id: string }[]> {
  const cookie = await signInAs(client, (await findClerk(client)).staffNumber)
  const { rows } = await client.query(
    "select s.initiative_id as id from plan_sheet s join plan_edition e on e.id = s.edition_id where e.status = 'in-force' limit 1",
  )
  const told: { id: string }[] = []
  const killAt = 200 + Math.floor(Math.random() * (FILINGS - 400))
  let sent = 0
  let dead = false
  const worker = async () => {
    while (!dead && sent < FILINGS) {
      sent++
      const form = new URLSearchParams({
        _submission: randomUUID(),
        initiativeId: rows[0].id,
        title: `途中で止まる ${randomUUID()}`,
        presentWay: "二度確かめている。",
        proposedWay: "一度で済ませる。",
        per: "occurrence",
        hoursNow: "2",
        hoursAfter: "1",
        timesAYear: "12",
        people: "1",
        evidence: "業務記録から。",
      })
      const answer = await fetch(`${server.origin}/improvements`, {
        method: "POST",
        body: form,
        redirect: "manual",
        headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
      }).catch(() => undefined)
      const id = answer?.status === 303 && /([0-9a-f-]{36})/.exec(answer.headers.get("location") ?? "")?.[1]
      if (id) told.push({ id })
      if (told.length >= killAt && !dead) {
        dead = true
        await kill()
      }
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
  return told
}

async function again(running: EmbeddedDatabase, victim: "server" | "server and database"): Promise<EmbeddedDatabase> {
  if (victim === "server") return running
  await running.stop().catch(() => {})
  return startEmbedded({ root, varDir })
}

function auditHolds(): boolean {
  try {
    execFileSync(process.execPath, [join(root, "dist/cli.js"), "audit", "verify"], {
      env: { ...process.env, DATABASE_URL: database.url, HAGI_ROOT: root },
      stdio: "pipe",
    })
    return true
  } catch (error) {
    console.error(String((error as { stdout?: Buffer }).stdout ?? error))
    return false
  }
}
