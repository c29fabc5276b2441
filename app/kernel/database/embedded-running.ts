import { execFileSync } from "node:child_process"
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs"
import { join } from "node:path"

/** The name a guard carries on its command line, followed by the process it guards for. */
export const GUARD_MARK = "hagi-guard"

export interface Running {
  /** The postmaster. */
  pid: number
  port: number
  ready: boolean
  /** The Hagi process it serves, while that one lives. Undefined: left over, or just stopping. */
  owner: number | undefined
}

/** What runs on a cluster now. A postmaster.pid that is only half written counts as nothing yet. */
export function findRunning(cluster: string): Running | undefined {
  const lines = readPidFile(cluster)
  // pid, folder, start time, port, socket folder, address, shared memory, status
  const pid = Number(lines[0])
  if (!isPostmaster(pid, cluster)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready", owner: ownerOf(pid) }
}

/**
 * After a restart of the machine, the process number in a postmaster.pid left behind may be some other program's;
 * PostgreSQL would then refuse to start. One whose process is gone it recognises by itself.
 */
export function forgetStranger(cluster: string): void {
  const pid = Number(readPidFile(cluster)[0])
  // A process that is just dying has no command line any more: its file is left to PostgreSQL, which knows better.
  if (pid > 0 && isAlive(pid) && !isPostmaster(pid, cluster) && commandLine(pid) !== "") {
    rmSync(join(cluster, "postmaster.pid"), { force: true })
  }
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []
    throw error
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false
  if (process.platform !== "linux") return /postgres/.test(ps(pid, "command"))
  try {
    // A postmaster's working folder is its cluster.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    // Containers may hide other users' folders even from root, but not their command lines.
    return commandLine(pid).includes(`postgres -D ${cluster} `)
  }
}

function ownerOf(postmaster: number): number | undefined {
  const guard = parentOf(postmaster)
  if (!guard) return undefined
  const marked = commandLine(guard).match(new RegExp(`${GUARD_MARK} (\\d+)`))
  if (!marked) return undefined
  const owner = Number(marked[1])
  return parentOf(guard) === owner ? owner : undefined
}

function parentOf(pid: number): number | undefined {
  if (process.platform !== "linux") return Number(ps(pid, "ppid")) || undefined
  try {
    // "pid (name) state parent …"; the name may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) || undefined
  } catch {
    return undefined
  }
}

function commandLine(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "command")
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  } catch {
    return ""
  }
}

function ps(pid: number, column: "ppid" | "command"): string {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim()
  } catch {
    return ""
  }
}
