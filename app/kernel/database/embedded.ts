import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import type { Writable } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"
import { DatabaseError, findPlace, type Place, SOCKET } from "./embedded-place.ts"
import { findRunning, forgetStranger, GUARD_MARK, isAlive, type Running } from "./embedded-running.ts"

export { DatabaseError }

export interface EmbeddedOptions {
  /** The clone, whose node_modules holds PostgreSQL. */
  root: string
  /** The cluster is `postgres` in here. */
  varDir: string
  /** When another Hagi process runs the database already: use it (commands), or refuse (a second server). */
  ifRunning?: "use" | "refuse"
  /** Extra settings for this run, such as `{ fsync: "off" }` in tests. */
  settings?: Readonly<Record<string, string>>
  /** Called when the database died and could not be started again. */
  onLost?: (error: DatabaseError) => void
}

export interface EmbeddedDatabase {
  /** Hagi's own role, owner of its database and of nothing else. */
  url: string
  /** The superuser, on the database "postgres". */
  adminUrl: string
  /** False when it belongs to another process, which will stop it. */
  ours: boolean
  stop(): Promise<void>
}

/** Another Hagi process uses this cluster. */
export class AlreadyRunningError extends DatabaseError {
  owner: number
  constructor(owner: number, varDir: string) {
    super(
      `このフォルダーの Hagi はすでに動いています（プロセス ${owner}、${varDir}）。先にそれを終了してください。` +
        `\nHagi already runs from this folder (process ${owner}, ${varDir}). Stop it first.`,
    )
    this.owner = owner
  }
}

/** macOS takes 103 bytes, Linux 107. */
const LONGEST_SOCKET = 103
const START_TIMEOUT = 60_000
const STOP_TIMEOUT = 60_000
/** A database that dies more often than this within a minute stays down. */
const MOST_RESTARTS = 5

/**
 * Starts the PostgreSQL that comes with Hagi. It never outlives this process: a small guard holds one end of a pipe,
 * and when the other end closes, by stop(), a crash or kill -9, the guard shuts PostgreSQL down.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const place = findPlace(options.root, options.varDir)
  if (!existsSync(join(place.cluster, "PG_VERSION"))) createCluster(place)
  mustBeSameVersion(place)
  let guarded: Guarded | undefined
  for (let attempts = 0; !guarded; ) {
    const running = await leftOverIsGone(place)
    if (running?.owner) {
      if (options.ifRunning !== "use") {
        if (await isGoneSoon(place, running)) continue
        throw new AlreadyRunningError(running.owner, options.varDir)
      }
      const used = await untilReady(place, () => findRunning(place.cluster))
      return { ...addresses(place, used.port), ours: false, stop: async () => {} }
    }
    try {
      guarded = await launch(place, options, await freePort(), { socket: attempts === 0 })
    } catch (error) {
      // Somebody took the port, or another Hagi started on this cluster, in the meantime: look again. Without a socket:
      // some folders, such as those a container shares with its host, hold none, and PostgreSQL would not start.
      if (++attempts === 3) throw error
    }
  }
  return guard(place, options, guarded)
}

function guard(place: Place, options: EmbeddedOptions, first: Guarded): EmbeddedDatabase {
  let guarded = first
  let stopping = false
  /** A stop that comes while the database is being started again waits for it, and stops what came of it. */
  let restarting: Promise<void> = Promise.resolve()
  const deaths: number[] = []
  const onExit = async () => {
    if (stopping) return
    const now = Date.now()
    deaths.push(now)
    try {
      if (deaths.filter((at) => at > now - 60_000).length > MOST_RESTARTS) throw new Error("it keeps dying")
      guarded = await relaunch(place, options, guarded.port, () => stopping)
      watch()
    } catch (error) {
      if (stopping) return
      options.onLost?.(new DatabaseError(`データベースが停止しました。\nThe database is gone: ${(error as Error).message}`))
    }
  }
  const watch = () => guarded.guard.once("exit", () => (restarting = onExit()))
  watch()

  return {
    ...addresses(place, guarded.port),
    ours: true,
    async stop() {
      stopping = true
      await restarting
      const { guard } = guarded
      if (guard.exitCode === null && guard.signalCode === null) {
        // From here on there is something to wait for.
        guard.ref()
        const gone = new Promise((resolve) => guard.once("exit", resolve))
        guarded.life.end()
        await Promise.race([gone, wait(STOP_TIMEOUT, undefined, { ref: false })])
      }
    },
  }
}

/** A running instance that nobody owns any more is shut down before the cluster is started again. */
async function leftOverIsGone(place: Place): Promise<Running | undefined> {
  const end = Date.now() + STOP_TIMEOUT
  for (let asked = false; ; ) {
    const running = findRunning(place.cluster)
    if (!running || running.owner) return running
    if (Date.now() > end) {
      throw new DatabaseError(
        `前回のデータベース（プロセス ${running.pid}）が終了しません。\nThe database left over (process ${running.pid}) does not stop.`,
      )
    }
    if (!asked) process.kill(running.pid, "SIGINT")
    asked = true
    await wait(20)
  }
}

/** An owner that was killed this instant is not gone from the process table yet. */
async function isGoneSoon(place: Place, running: Running): Promise<boolean> {
  for (let i = 0; i < 20; i++) {
    await wait(50)
    if (findRunning(place.cluster)?.owner !== running.owner) return true
  }
  return false
}

interface Guarded {
  guard: ChildProcess
  life: Writable
  port: number
}

/**
 * PostgreSQL runs as the guard's child. File descriptor 3 is the pipe to us: when it closes, the guard asks for a
 * fast shutdown (SIGINT), and after a while for an immediate one (SIGQUIT). setsid keeps Ctrl-C in a terminal away.
 */
const GUARD = `
trap '' INT TERM HUP
postgres=$1; shift
"$postgres" "$@" 3<&- </dev/null &
pid=$!
( read -r _ <&3; exec 3<&-; kill -INT $pid; i=0; while [ $i -lt 60 ]; do sleep 1; i=$((i+1)); kill -0 $pid || exit; done; kill -QUIT $pid ) 2>/dev/null >/dev/null &
reader=$!
exec 3<&-
wait $pid
code=$?
kill -KILL $reader 2>/dev/null
exit $code
`

async function launch(place: Place, options: EmbeddedOptions, port: number, { socket }: { socket: boolean }): Promise<Guarded> {
  forgetStranger(place.cluster)
  const logFile = join(options.varDir, "postgres.log")
  rotate(logFile)
  const log = openSync(logFile, "a", 0o600)
  const settings = {
    ...options.settings,
    port: String(port),
    listen_addresses: "127.0.0.1",
    // What a connection does stands in pg_stat_activity; written into the process's title too it costs a twentieth of a filing.
    update_process_title: "off",
    // In the cluster, which nobody else can enter.
    unix_socket_directories: socket ? "." : "",
  }
  const guard = spawn(
    "/bin/sh",
    [
      "-c",
      GUARD,
      `${GUARD_MARK} ${process.pid}`,
      join(place.binaries, "bin/postgres"),
      "-D",
      place.cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { detached: true, stdio: ["ignore", log, log, "pipe"], cwd: "/", env: cleanEnvironment(), ...place.user },
  )
  closeSync(log)
  const life = guard.stdio[3] as Writable
  life.on("error", () => {})
  // Neither keeps this process alive by itself.
  guard.unref()
  ;(life as unknown as { unref(): void }).unref()
  const died = new Promise<never>((_, reject) => {
    guard.once("error", reject)
    guard.once("exit", () => reject(new DatabaseError(`データベースを起動できません。\nPostgreSQL did not start:\n${lastLines(logFile)}`)))
  })
  died.catch(() => {})
  const ours = () => {
    const running = findRunning(place.cluster)
    return running?.port === port ? running : undefined
  }
  await Promise.race([untilReady(place, ours), died])
  forgetOldSockets(place, port)
  return { guard, life, port }
}

/** After a crash of PostgreSQL alone: same port, so that the pool finds it again. */
async function relaunch(place: Place, options: EmbeddedOptions, port: number, stopped: () => boolean): Promise<Guarded> {
  const end = Date.now() + 20_000
  for (;;) {
    await leftOverIsGone(place)
    if (stopped()) throw new Error("stopped")
    try {
      return await launch(place, options, port, { socket: existsSync(socketOf(place, port)) })
    } catch (error) {
      // Sessions of the dead postmaster may hold its shared memory for a moment.
      if (Date.now() > end) throw error
      await wait(200)
    }
  }
}

async function untilReady(place: Place, find: () => Running | undefined): Promise<Running> {
  const end = Date.now() + START_TIMEOUT
  for (;;) {
    const running = find()
    if (running?.ready) return running
    if (Date.now() > end) {
      throw new DatabaseError(`データベースの起動に時間がかかりすぎています。\nPostgreSQL in ${place.cluster} did not become ready.`)
    }
    await wait(5)
  }
}

/**
 * By its socket in the cluster, past which the network's work is left out: a fifth of what PostgreSQL spends on a page.
 * The system takes a path of about a hundred bytes; a longer one is reached over the port.
 */
function addresses(place: Place, port: number): { url: string; adminUrl: string } {
  const password = readFileSync(join(place.cluster, PASSWORD_FILE), "utf8").trim()
  const socket = socketOf(place, port)
  const near = Buffer.byteLength(socket) <= LONGEST_SOCKET && existsSync(socket)
  const host = near ? encodeURIComponent(place.cluster) : "127.0.0.1"
  return {
    url: `postgres://hagi:${password}@${host}:${port}/hagi`,
    adminUrl: `postgres://postgres:${password}@${host}:${port}/postgres`,
  }
}

function socketOf(place: Place, port: number): string {
  return join(place.cluster, `${SOCKET}${port}`)
}

/** What killed servers left; the one that runs now has its own. */
function forgetOldSockets(place: Place, port: number): void {
  for (const name of readdirSync(place.cluster)) {
    if (name.startsWith(SOCKET) && parseInt(name.slice(SOCKET.length), 10) !== port) rmSync(join(place.cluster, name), { force: true })
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Beside the data, so that whoever may read the data, and nobody else, may connect. */
const PASSWORD_FILE = "hagi-password"

/** A new cluster with Hagi's role and database. It gets its name when it is complete: a crash leaves nothing half made. */
function createCluster(place: Place): void {
  const above = dirname(place.cluster)
  for (const name of readdirSync(above)) {
    const maker = name.match(new RegExp(`^${basename(place.cluster)}\\.new-(\\d+)$`))?.[1]
    if (maker && !isAlive(Number(maker))) rmSync(join(above, name), { recursive: true, force: true })
  }
  const half = `${place.cluster}.new-${process.pid}`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  const password = randomBytes(24).toString("base64url")
  const desk = mkdtempSync(join(tmpdir(), "hagi-"))
  const passwordFile = join(desk, "password")
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    if (place.user) for (const path of [half, desk, passwordFile]) chownSync(path, place.user.uid, place.user.gid)
    const settings = {
      timezone: "UTC",
      log_timezone: "UTC",
      max_connections: "50",
      shared_buffers: "128MB",
      jit: "off",
      // What people typed stays out of the log.
      log_min_error_statement: "panic",
      log_error_verbosity: "terse",
      password_encryption: "scram-sha-256",
    }
    run(place, "initdb", [
      "--pgdata", half,
      "--username", "postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
      ...Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
    ])
    run(
      place,
      "postgres",
      ["--single", "-D", half, "postgres"],
      `create role hagi login password '${password}'\ncreate database hagi owner hagi\n`,
    )
    writeFileSync(join(half, PASSWORD_FILE), password, { mode: 0o600 })
    if (place.user) chownSync(join(half, PASSWORD_FILE), place.user.uid, place.user.gid)
    renameSync(half, place.cluster)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Another process made it meanwhile.
    if (!existsSync(join(place.cluster, "PG_VERSION"))) throw error
  } finally {
    rmSync(desk, { recursive: true, force: true })
  }
}

function run(place: Place, program: string, args: string[], input?: string): void {
  const { status, error, stdout, stderr } = spawnSync(join(place.binaries, "bin", program), args, {
    cwd: "/",
    env: cleanEnvironment(),
    encoding: "utf8",
    input,
    ...place.user,
  })
  // postgres --single reports a failed statement on stderr and still ends with 0.
  if (error || status !== 0 || /ERROR:|FATAL:/.test(stderr)) {
    throw new DatabaseError(
      `データベースを作れません（${program}）。\n${program} failed: ${error?.message ?? ""}\n${stdout}\n${stderr}`,
    )
  }
}

function mustBeSameVersion(place: Place): void {
  const made = readFileSync(join(place.cluster, "PG_VERSION"), "utf8").trim()
  if (made === place.version.split(".")[0]) return
  throw new DatabaseError(
    `このデータベースは PostgreSQL ${made} のもので、同梱の版は ${place.version} です。前の版の Hagi で hagi backup し、この版で hagi restore してください。` +
      `\nThe database is of PostgreSQL ${made}, Hagi ships ${place.version}: back up with the former Hagi and restore with this one.`,
  )
}

/** Nothing of the caller's PG… variables may reach the server. */
function cleanEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) renameSync(file, `${file}.1`)
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").split("\n").slice(-12).join("\n")
}
