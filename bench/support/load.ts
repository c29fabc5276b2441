import { execFileSync, spawn } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

export interface LoadResult {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  requests: number
  /** Answers other than 2xx and 3xx, and socket errors. */
  errors: number
}

export interface Load {
  url: string
  connections: number
  seconds: number
  headers?: Record<string, string>
  /** A Lua expression for the body of each post; may use `unique()`. Absent: GET. */
  body?: string
  contentType?: string
  /** Milliseconds, on average, that each connection pauses before it asks again; no pause unless given. */
  pause?: number
}

export function hasWrk(): boolean {
  try {
    execFileSync("wrk", ["-v"], { stdio: "ignore" })
    return true
  } catch (error) {
    // wrk -v prints its version and leaves with 1.
    return (error as { code?: string }).code !== "ENOENT"
  }
}

/** One run of wrk with one thread; its own report is read from a line of JSON. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), "hagi-bench-"))
  const script = join(folder, "load.lua")
  writeFileSync(script, luaOf(load))
  const text = await output("wrk", [
    "-t1",
    `-c${load.connections}`,
    `-d${load.seconds}s`,
    "--timeout",
    "20s",
    "-s",
    script,
    load.url,
  ])
  const line = text.split("\n").find((l) => l.startsWith("RESULT "))
  if (!line) throw new Error(`wrk said nothing to read:\n${text}`)
  const [perSecond, p50, p95, p99, requests, errors] = line.slice(7).split(" ").map(Number)
  return { perSecond: perSecond!, p50: p50!, p95: p95!, p99: p99!, requests: requests!, errors: errors! }
}

function luaOf(load: Load): string {
  const headers = Object.entries(load.headers ?? {})
    .map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`)
    .join("\n")
  const request = load.body
    ? `wrk.method = "POST"
wrk.headers["Content-Type"] = ${JSON.stringify(load.contentType ?? "application/x-www-form-urlencoded")}
function request() return wrk.format(nil, nil, nil, ${load.body}) end`
    : ""
  return `
math.randomseed(os.time())
local run = string.format("%08x", math.random(0, 0x7fffffff))
local count = 0
function unique()
  count = count + 1
  return string.format("%s-0000-4000-8000-%012x", run, count)
end
${headers}
${request}
${load.pause ? `function delay() return math.floor(-math.log(1 - math.random()) * ${load.pause} + 0.5) end` : ""}
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %f %f %f %f %d %d\\n",
    summary.requests / (summary.duration / 1000000),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
`
}

function output(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args)
    let text = ""
    child.stdout.on("data", (chunk) => (text += chunk))
    child.stderr.on("data", (chunk) => (text += chunk))
    child.on("error", reject)
    child.on("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`${command} left with ${code}:\n${text}`))))
  })
}

/** Ours and the peer in turn, so that a drifting machine hits both; the median pair by pair. */
export async function inTurn<T>(rounds: number, ours: () => Promise<T>, peer: () => Promise<T>): Promise<{ ours: T[]; peer: T[] }> {
  const result = { ours: [] as T[], peer: [] as T[] }
  for (let round = 0; round < rounds; round++) {
    result.peer.push(await peer())
    result.ours.push(await ours())
  }
  return result
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
