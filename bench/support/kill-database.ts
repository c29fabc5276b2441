import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** The postmaster and every process it has forked, at once, as when the power goes. */
export function killDatabase(varDir: string): void {
  const pid = Number(readFileSync(join(varDir, "postgres/postmaster.pid"), "utf8").split("\n")[0])
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" })
  for (const each of [pid, ...children.trim().split(/\s+/).filter(Boolean).map(Number)]) {
    try {
      process.kill(each, "SIGKILL")
    } catch {
      // It ended by itself meanwhile.
    }
  }
}
