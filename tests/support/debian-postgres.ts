import { execFileSync, spawn } from "node:child_process"
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"

/** Debian's own PostgreSQL (15 on Debian 12), for tests of moving between servers. Undefined where it is not installed. */
export const debianPostgres: string | undefined = findBinaries()

function findBinaries(): string | undefined {
  const base = "/usr/lib/postgresql"
  if (!existsSync(base)) return undefined
  const version = readdirSync(base).find((name) => existsSync(join(base, name, "bin/initdb")))
  return version && join(base, version, "bin")
}

/** A server with one empty database, owned by an ordinary role, as a prefecture's own administrators would give it. */
export async function startDebianPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "hagi-debian-"))
  chmodSync(folder, 0o755)
  const user = process.getuid?.() === 0 ? postgresUser() : undefined
  const desk = join(folder, "desk")
  execFileSync("mkdir", [desk])
  if (user) chownSync(desk, user.uid, user.gid)
  const cluster = join(desk, "cluster")
  const options = { ...user, cwd: desk, stdio: "ignore" as const }
  execFileSync(join(debianPostgres!, "initdb"), ["-D", cluster, "-U", "postgres", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8"], options)
  const port = await freePort()
  const server = spawn(
    join(debianPostgres!, "postgres"),
    ["-D", cluster, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
    options,
  )
  const ready = () => existsSync(join(cluster, "postmaster.pid")) && readFileSync(join(cluster, "postmaster.pid"), "utf8").includes("ready")
  for (let i = 0; i < 500 && !ready(); i++) await wait(20)
  const { default: pg } = await import("pg")
  const admin = new pg.Client(`postgres://postgres@127.0.0.1:${port}/postgres`)
  await admin.connect()
  await admin.query("create role miyagi login password 'hagi' nosuperuser nocreatedb")
  await admin.query("create database miyagi owner miyagi")
  await admin.end()
  return {
    url: `postgres://miyagi:hagi@127.0.0.1:${port}/miyagi`,
    async stop() {
      const gone = new Promise((resolve) => server.once("exit", resolve))
      server.kill("SIGINT")
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function postgresUser(): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => /^(postgres|nobody):/.test(entry))
  const [, , uid, gid] = line!.split(":")
  return { uid: Number(uid), gid: Number(gid) }
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
