import { type ChildProcess, spawn } from "node:child_process"
import { createHash, randomBytes } from "node:crypto"
import { chmodSync, mkdtempSync, readFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { type EmbeddedDatabase, startEmbedded } from "../../app/kernel/database/embedded.ts"

import serverArguments from "../../scripts/server-arguments.json" with { type: "json" }
import serverEnvironment from "../../scripts/server-environment.json" with { type: "json" }

export const root = process.cwd()

export interface Running {
  origin: string
  process: ChildProcess
  /** Milliseconds from spawn to the first answer. */
  readyAfter: number
  stop(): Promise<void>
}

/** A PostgreSQL of its own for one benchmark, with its durable settings. */
export async function benchDatabase(): Promise<EmbeddedDatabase> {
  const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-"))
  // The unprivileged user whom the database runs as must be able to reach it, or it gets a copy elsewhere.
  chmodSync(varDir, 0o755)
  return startEmbedded({ root, varDir })
}

/** The built server, as people run it, over a given database. */
export async function startBuilt(databaseUrl: string, env: Record<string, string> = {}): Promise<Running> {
  return start(serverArguments, "/health", {
    DATABASE_URL: databaseUrl,
    HAGI_ROOT: root,
    HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-bench-var-")),
    LOG_LEVEL: "warn",
    ...serverEnvironment,
    ...env,
  })
}

/** A peer from bench/peers, bundled beside the benchmarks. */
export async function startPeer(name: string, env: Record<string, string> = {}): Promise<Running> {
  return start([join(root, `dist/bench/peers/${name}.js`)], "/ready", env)
}

async function start(command: string[], ready: string, env: Record<string, string>): Promise<Running> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const began = performance.now()
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", HAGI_ORIGIN: origin, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  })
  let left = false
  child.on("exit", () => (left = true))
  for (;;) {
    if (left) throw new Error(`${command.join(" ")} ended before it answered`)
    const answer = await fetch(origin + ready).catch(() => undefined)
    if (answer?.ok) break
    if (performance.now() - began > 120_000) throw new Error("the server did not start within two minutes")
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const readyAfter = performance.now() - began
  return {
    origin,
    process: child,
    readyAfter,
    stop: () =>
      new Promise<void>((resolve) => {
        if (left) return resolve()
        child.on("exit", () => resolve())
        child.kill("SIGTERM")
      }),
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** A session of a member of staff, written straight into the table; the cookie to send. */
export async function signInAs(client: pg.Client, staffNumber: string): Promise<string> {
  const token = randomBytes(32).toString("base64url")
  const { rowCount } = await client.query(
    `insert into session (token_hash, person_id, method, expires_at)
     select $1, id, 'demo', now() + interval '12 hours' from person where staff_number = $2`,
    [createHash("sha256").update(token).digest(), staffNumber],
  )
  if (rowCount !== 1) throw new Error(`no member of staff ${staffNumber}`)
  return `hagi_session=${token}`
}

/** Somebody without any role: whose lists are narrowed the most. */
export async function findClerk(client: pg.Client): Promise<{ id: string; staffNumber: string; unitId: string }> {
  const { rows } = await client.query(
    `select p.id, p.staff_number as "staffNumber", sp.unit_id as "unitId" from person p
     join staff_post sp on sp.person_id = p.id and sp.main and sp.rank >= 70
     where p.kind = 'staff' and not exists (select 1 from role_grant g where g.person_id = p.id) order by p.staff_number limit 1`,
  )
  if (!rows[0]) throw new Error("the demo prefecture has no member of staff without a role")
  return rows[0]
}

export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  return client
}

/** Proportional memory of a process and its children, in MB: shared pages are counted once. */
export function memoryOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? Number.NaN)
  return kilobytes / 1024
}
