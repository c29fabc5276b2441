import { spawn, type ChildProcess } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { afterAll, afterEach, expect, test } from "vitest"
import { AlreadyRunningError, startEmbedded } from "./embedded.ts"
import { isAlive } from "./embedded-running.ts"

const root = process.cwd()
const varDir = mkdtempSync(join(tmpdir(), "hagi-embedded-"))
chmodSync(varDir, 0o755)
const cluster = join(varDir, "postgres")
const started: ChildProcess[] = []

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
  await until(() => postmaster() === undefined)
})
afterAll(() => rmSync(varDir, { recursive: true, force: true }))

test("一般のロールで動き、停止して再び起動しても内容が残る", async () => {
  const first = await startEmbedded({ root, varDir })
  expect(await rows(first.url, "select current_user as who, rolsuper from pg_roles where rolname = current_user")).toEqual([
    { who: "hagi", rolsuper: false },
  ])
  await rows(first.url, "create table filing (n int primary key)")
  await rows(first.url, "insert into filing values (1)")
  await first.stop()
  expect(postmaster()).toBeUndefined()

  const second = await startEmbedded({ root, varDir })
  expect(await rows(second.url, "select n from filing")).toEqual([{ n: 1 }])
  await second.stop()
})

test("サーバーだけを kill -9 しても、データベースは残らず、次の起動は正常", async () => {
  const { child, url, pid } = await startInChild()
  await rows(url, "insert into filing values (2)")
  child.kill("SIGKILL")
  await until(() => !isAlive(pid))

  const again = await startEmbedded({ root, varDir })
  expect(await rows(again.url, "select n from filing order by n")).toEqual([{ n: 1 }, { n: 2 }])
  await again.stop()
})

test("サーバーとデータベースを同時に kill -9 しても、確定した行は残る", async () => {
  const { child, url, pid } = await startInChild()
  await rows(url, "insert into filing values (3)")
  child.kill("SIGKILL")
  process.kill(pid, "SIGKILL")

  const again = await startEmbedded({ root, varDir })
  expect(await rows(again.url, "select count(*)::int as n from filing")).toEqual([{ n: 3 }])
  await again.stop()
})

test("番人まで kill -9 されて残ったデータベースは、止めてから起動し直す", async () => {
  const { child, pid } = await startInChild()
  const guard = parentOf(pid)
  process.kill(guard, "SIGSTOP")
  child.kill("SIGKILL")
  process.kill(guard, "SIGKILL")
  await wait(100)

  const again = await startEmbedded({ root, varDir })
  expect(postmaster()).not.toBe(pid)
  expect(await rows(again.url, "select count(*)::int as n from filing")).toEqual([{ n: 3 }])
  await again.stop()
})

test("データベースへはクラスターの中のソケットで届き、強制終了が残したソケットは片づく", async () => {
  const killed = await startInChild()
  expect(decodeURIComponent(new URL(killed.url).hostname)).toBe(realpathSync(cluster))
  killed.child.kill("SIGKILL")
  process.kill(killed.pid, "SIGKILL")
  const again = await startEmbedded({ root, varDir })
  const { port } = new URL(again.url)
  expect(readdirSync(cluster).filter((name) => name.startsWith(".s.PGSQL.")).sort()).toEqual([`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`])
  expect(await rows(again.url, "select inet_server_addr() as address, count(*)::int as n from filing")).toEqual([{ address: null, n: 3 }])
  await again.stop()
})

test("ソケットの場所が長すぎるときは、127.0.0.1 の番地で届く", async () => {
  const deep = join(varDir, "長い場所".repeat(12))
  mkdirSync(deep)
  try {
    const running = await startEmbedded({ root, varDir: deep })
    expect(new URL(running.url).hostname).toBe("127.0.0.1")
    expect(await rows(running.url, "select host(inet_server_addr()) as address")).toEqual([{ address: "127.0.0.1" }])
    await running.stop()
  } finally {
    rmSync(deep, { recursive: true, force: true })
  }
})

test("データベースだけが落ちたら、同じ番地で起動し直す", async () => {
  const running = await startEmbedded({ root, varDir })
  const pid = postmaster()!
  process.kill(pid, "SIGKILL")
  await until(() => postmaster() !== undefined && postmaster() !== pid)
  await until(() => readFileSync(join(cluster, "postmaster.pid"), "utf8").includes("ready"))
  expect(await rows(running.url, "select count(*)::int as n from filing")).toEqual([{ n: 3 }])
  await running.stop()
  expect(postmaster()).toBeUndefined()
})

test.each([0, 30, 60, 90, 150, 300])("落ちて%d ミリ秒後、起動し直す最中に止めても、何も残らない", async (delay) => {
  const running = await startEmbedded({ root, varDir })
  process.kill(postmaster()!, "SIGKILL")
  await wait(delay)
  await running.stop()
  expect(postmaster()).toBeUndefined()
  await wait(150)
  expect(postmaster()).toBeUndefined()
})

test("二つ目のサーバーは断られ、コマンドは動いているものを使う", async () => {
  const { child, url } = await startInChild()
  await expect(startEmbedded({ root, varDir })).rejects.toThrow(AlreadyRunningError)
  await expect(startEmbedded({ root, varDir })).rejects.toThrow(`プロセス ${child.pid}`)
  const used = await startEmbedded({ root, varDir, ifRunning: "use" })
  expect(used).toMatchObject({ url, ours: false })
  await used.stop()
  expect(await rows(url, "select 1 as alive")).toEqual([{ alive: 1 }])
})

test("同時に二つ起動すると、一つだけが動き、もう一つは理由を知らされる", async () => {
  const results = await Promise.allSettled([startInChild(), startInChild()])
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1)
  const refused = results.find((result) => result.status === "rejected")
  expect(String(refused?.reason)).toContain("すでに動いています")
})

test("電源断のあとに残った postmaster.pid が別のプロセスの番号でも起動する", async () => {
  writeFileSync(join(cluster, "postmaster.pid"), `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`)
  const running = await startEmbedded({ root, varDir })
  expect(await rows(running.url, "select count(*)::int as n from filing")).toEqual([{ n: 3 }])
  await running.stop()
})

async function startInChild(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(join(root, "app/kernel/database/embedded.ts"))})
    const { url } = await startEmbedded(${JSON.stringify({ root, varDir })})
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] })
  started.push(child)
  let output = ""
  let errors = ""
  child.stdout.on("data", (part) => (output += part))
  child.stderr.on("data", (part) => (errors += part))
  await until(() => output.includes("\n") || child.exitCode !== null)
  if (!output) throw new Error(errors)
  return { child, url: output.trim(), pid: postmaster()! }
}

function postmaster(): number | undefined {
  try {
    const pid = Number(readFileSync(join(realpathSync(cluster), "postmaster.pid"), "utf8").split("\n")[0])
    return isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])
}

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on("error", () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 1000; i++) {
    if (isSo()) return
    await wait(20)
  }
  throw new Error("it did not happen")
}
