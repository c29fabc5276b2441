// What every script needs first. Runs on any Node from 18 on, with nothing installed.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { constants } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, "node_modules")
const INSTALL_MINUTES = 8

/** Ends with a sentence instead of a stack. */
export function giveUp(japanese, english) {
  console.error(`\n${japanese}\n${english}`)
  process.exit(1)
}

/** Installs the npm packages when they are missing or not those of package-lock.json. */
export async function install() {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8")
  const wanted = createHash("sha256").update(lock).digest("hex")
  const stamp = join(modules, ".hagi-lock")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  if (!matches(JSON.parse(lock))) {
    console.error("npm パッケージをインストールしています（初回は 1 分ほどかかります）… / installing npm packages")
    const options = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    let code = await npm("ci", ...options)
    // A registry that lacks a package for some other platform: what this machine needs may be there all the same.
    if (code > 0) code = await npm("install", "--no-save", ...options)
    if (code !== 0) {
      giveUp(
        `npm パッケージをインストールできませんでした（${code === undefined ? `${INSTALL_MINUTES} 分で終わらず` : `終了コード ${code}`}）。ネットワークを確かめて、もう一度実行してください。`,
        "Installing the npm packages failed. Check the network and run the command again.",
      )
    }
  }
  writeFileSync(stamp, wanted)
}

function npm(...args) {
  const here = process.env.npm_execpath
  // Standard output belongs to the command that is to run: `npm run -s hagi -- plan parse FILE --json | jq`.
  const options = { stdio: ["ignore", 2, 2] }
  return here ? runFor(INSTALL_MINUTES, process.execPath, [here, ...args], options) : runFor(INSTALL_MINUTES, "npm", args, options)
}

/** Whether somebody's own `npm install` already put every package of the lock file there. */
function matches(lock) {
  const hidden = join(modules, ".package-lock.json")
  if (!existsSync(hidden)) return false
  const there = JSON.parse(readFileSync(hidden, "utf8")).packages
  return Object.entries(lock.packages).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true
    return there[path] ? there[path].version === version : Boolean(optional || devOptional)
  })
}

/** The supported Node: the one among the npm packages, or the running one when it is new enough. */
export function findNode() {
  for (const path of [join(modules, `node-${process.platform}-${process.arch}`, "bin/node"), join(modules, ".bin/node")]) {
    if (existsSync(path)) return path
  }
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath
  return giveUp(
    `Node.js 24 以降が必要です（この環境 ${process.platform}-${process.arch} 用の Node は npm に同梱されていません）。https://nodejs.org/ から入れてください。`,
    `Hagi needs Node.js 24 or later; this is ${process.version} and no packaged one exists for ${process.platform}-${process.arch}.`,
  )
}

/**
 * Node's arguments for the built server. Left alone, Node 24 takes 128 MB for young objects and doubles its heap before it
 * tidies up: 310 MB after a busy minute, against 155 with these, at the same speed (bench/start.ts).
 */
export function serverArguments() {
  return JSON.parse(readFileSync(join(root, "scripts/server-arguments.json"), "utf8")).map((part) => (part.endsWith(".js") ? join(root, part) : part))
}

/** glibc keeps what was freed apart for each thread; with two such places the server holds 30 MB less after load. */
export const serverEnvironment = JSON.parse(readFileSync(join(root, "scripts/server-environment.json"), "utf8"))

/** PATH in which `node` and every package's command are ours. */
export function environment(more = {}) {
  const node = dirname(findNode())
  return { ...process.env, PATH: [join(modules, ".bin"), node, process.env.PATH].join(":"), ...more }
}

/** Builds dist/ unless it was built from exactly these files. */
export function build() {
  const now = fingerprint()
  const stamp = join(root, "dist/.built")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return
  const { status } = spawnSync(findNode(), [join(root, "scripts/build.mjs")], { stdio: "inherit", cwd: root })
  if (status !== 0) giveUp("ビルドに失敗しました。", "The build failed.")
  writeFileSync(stamp, now)
}

/** Names, sizes and times of everything the build reads: 20 ms, where hashing it all would take longer. */
function fingerprint() {
  const hash = createHash("sha256")
  const add = (path) => {
    const { mtimeMs, size } = statSync(path)
    hash.update(`${path}\0${mtimeMs}\0${size}\n`)
  }
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (!/\.(md|sql)$|\.test\.tsx?$/.test(entry.name)) add(path)
    }
  }
  for (const folder of ["app", "demo"]) if (existsSync(join(root, folder))) walk(join(root, folder))
  for (const file of ["scripts/build.mjs", "package-lock.json"]) add(join(root, file))
  return hash.digest("hex")
}

/**
 * Runs a program in the foreground and resolves with its exit code. Signals that reach us reach it, and it hears of
 * our own death: its file descriptor 3 closes.
 */
export function runThrough(program, args, env = process.env) {
  const child = spawn(program, args, { cwd: root, stdio: ["inherit", "inherit", "inherit", "pipe"], env: { ...env, HAGI_LIFE_FD: "3" } })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal))
  stopWithNpm(() => child.kill("SIGTERM"))
  return new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** npm that is killed with -9 tells nobody; but then we, or the shell between us and it, have another parent. */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`
  const before = above()
  setInterval(() => {
    if (above() !== before) stop()
  }, 500).unref()
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]
  } catch {
    return undefined
  }
}

/** Runs a program of its own process group, killed as a whole after so many minutes. undefined: it took too long. */
export function runFor(minutes, program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], detached: true, ...options })
    const kill = () => {
      try {
        process.kill(-child.pid, "SIGKILL")
      } catch {
        // It ended in this instant.
      }
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      kill()
    }, minutes * 60_000)
    const onSignal = () => {
      kill()
      process.exit(130)
    }
    process.once("SIGINT", onSignal)
    process.once("SIGTERM", onSignal)
    const end = (code) => {
      clearTimeout(timer)
      process.off("SIGINT", onSignal)
      process.off("SIGTERM", onSignal)
      resolve(late ? undefined : code)
    }
    child.on("error", () => end(127))
    child.on("exit", (code, signal) => end(code ?? 128 + constants.signals[signal]))
  })
}

export function makeFolder(path) {
  mkdirSync(join(root, path), { recursive: true })
  return join(root, path)
}
