import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyAudit } from "../../../kernel/audit/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { payOut, projectUnderWay, settleProject } from "../../../../tests/support/subsidy-reports.ts"
import { sendMessage } from "../applications/messages.ts"
import { officePaths } from "../office/paths.ts"
import { openBundle } from "./write-bundle.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let id: string
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const words = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: "utf8" })
const have = (command: string) => {
  try {
    run(command, "--version")
    return true
  } catch {
    return false
  }
}
const path = () => officePaths.act(id, "bundle.zip")
const kept = (sha256: string) => join(house.house.config.varDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256)

beforeAll(async () => {
  people = await subsidyPeople(house)
  id = await projectUnderWay(house, people)
  await payOut(house, id, 200_000, "2026-10-01")
  await house.work(people.applicant, (work) => sendMessage(work, id, "納品が一週間おくれます。"))
  await settleProject(house, people, id)
}, 120_000)

async function bundle(): Promise<Record<string, Uint8Array>> {
  const answer = await house.request(path(), { as: people.clerk })
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-type")).toBe("application/zip")
  return unzipSync(new Uint8Array(await answer.arrayBuffer()))
}
const manifestOf = (files: Record<string, Uint8Array>) => JSON.parse(words(files["manifest.json"])) as { files: Record<string, number>; list: { path: string; sha256: string; state: string; readSha256?: string; bytes: number; paper: string }[] }

test("記録一式のすべてのファイルが元の名前で入り、ハッシュ値が記録と一致する", async () => {
  const files = await bundle()
  const { list, files: counts } = manifestOf(files)
  expect(counts).toMatchObject({ all: list.length, whole: list.length, damaged: 0, missing: 0 })
  for (const { path, sha256, bytes } of list) expect([path, files[path]!.length, sha(files[path]!)]).toEqual([path, bytes, sha256])
  const { rows } = await house.database.pool.query("select name, sha256 from subsidy_file where application_id = $1 union all select d.name, d.sha256 from document d join subsidy_decision s on s.document_id = d.id where s.application_id = $1", [id])
  expect(rows.length).toBeGreaterThanOrEqual(4)
  for (const { name, sha256 } of rows) expect(list.find((line) => line.sha256 === sha256)?.path.split("/").at(-1)).toBe(name)
  expect(list.map(({ paper }) => paper)).toEqual(expect.arrayContaining(["事業計画書", "交付決定通知書", "額の確定通知書", "実績報告の証拠書類"]))
  expect(words(files["SHA256SUMS"]).trim().split("\n")).toHaveLength(list.length)
  expect(words(files["manifest.csv"])).toContain("事業計画書")
  expect(words(files["確認のしかた.txt"])).toContain("すべてのファイルが記録と一致する")
})

test("目録は字を埋め込んだPDFで、経過、問いと回答、決定、出納簿、お知らせ、鎖の位置を載せる", async () => {
  const files = await bundle()
  const folder = mkdtempSync(join(tmpdir(), "hagi-bundle-"))
  const file = join(folder, "index.pdf")
  writeFileSync(file, files["目録.pdf"]!)
  const text = run("pdftotext", "-layout", file, "-").replaceAll(/\s/g, "")
  const { rows } = await house.database.pool.query("select document_number from subsidy_decision where application_id = $1 and document_number is not null", [id])
  for (const part of ["県内に事業所がありますか。", "株式会社はぎ製作所", "検査機HG-20", "納品が一週間おくれます。", "交付決定通知書", "額の確定", "200,000円", ...rows.map((row) => row.document_number.replaceAll(/\s/g, "")), "subsidies.filed"]) {
    expect(text.includes(part), part).toBe(true)
  }
  for (const line of run("pdffonts", file).split("\n").slice(2).filter(Boolean)) expect(line).toMatch(/\byes yes yes\b/)
  const raw = Buffer.from(files["目録.pdf"]!).toString("latin1")
  expect([raw.includes("/GTS_PDFA1"), raw.includes("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B<")]).toEqual([true, true])
  expect(words(files["確認のしかた.txt"])).toContain("検証器による確認は受けていません")
  if (have("qpdf")) run("qpdf", "--check", file)
  rmSync(folder, { recursive: true })
  const content = JSON.parse(words(files["内容.json"])) as { events: { action: string; lane: number; seq: number; hash: string }[]; asked: unknown[]; ledger: unknown[]; notices: unknown[] }
  expect(content.events.map(({ action }) => action)).toEqual(expect.arrayContaining(["subsidies.filed", "subsidies.decided"]))
  const { lane, seq, hash } = content.events.find(({ action }) => action === "subsidies.filed")!
  const { rows: stored } = await house.database.pool.query("select encode(hash, 'hex') as hash from audit_event where lane = $1 and seq = $2", [lane, seq])
  expect(stored[0].hash).toBe(hash)
  expect([content.asked.length > 10, content.ledger.length, content.notices.length > 3]).toEqual([true, 1, true])
})

test("書き出すと、読んだことと、manifest.json のハッシュ値が操作の記録に残る", async () => {
  const files = await bundle()
  const { rows } = await house.database.pool.query("select action, actor_name, detail from audit_event where subject_id = $1 and (action = 'subsidies.case-exported' or detail ->> 'what' = '補助金の申請の記録一式') order by at desc, seq desc limit 2", [id])
  expect(rows.map(({ action }) => action).sort()).toEqual(["audit.read", "subsidies.case-exported"])
  const exported = rows.find(({ action }) => action === "subsidies.case-exported")
  expect([exported.actor_name, exported.detail.manifestSha256]).toEqual([people.clerk.name, sha(files["manifest.json"]!)])
  expect((await verifyAudit(house.database.db)).ok).toBe(true)
})

test("APIでも同じものが得られ、ほかの所属と申請者には、ないものとして扱う", async () => {
  const api = await house.request(`/api/v1${path()}`, { as: people.clerk })
  expect([api.status, api.headers.get("content-type")]).toEqual([200, "application/zip"])
  expect(Object.keys(unzipSync(new Uint8Array(await api.arrayBuffer())))).toContain("目録.pdf")
  expect((await house.request(path(), { as: people.stranger })).status).toBe(404)
  expect((await house.request(`/api/v1${path()}`, { as: people.stranger })).status).toBe(404)
  expect((await house.request(path(), { as: people.applicant })).status).toBe(403)
  expect((await house.request(officePaths.act("not-an-id", "bundle.zip"), { as: people.clerk })).status).toBe(404)
  const auditor = { ...people.stranger, grants: [{ role: "auditor", scope: "all" } as never] }
  const seen = await house.work(auditor, async (work) => new Response((await openBundle(work, id)).bytes).arrayBuffer()).catch((error: Error) => error)
  expect(seen).toBeInstanceOf(ArrayBuffer)
})

test("壊れたファイルはそのまま入り、ないファイルは入らず、どちらも目録と一覧に書かれる", async () => {
  const { rows } = await house.database.pool.query("select name, sha256, bytes from subsidy_file where application_id = $1 order by added_at", [id])
  const [broken, gone] = [rows[0], rows.at(-1)]
  writeFileSync(kept(broken.sha256), "書き換えられた")
  rmSync(kept(gone.sha256))
  const files = await bundle()
  const { list, files: counts } = manifestOf(files)
  expect(counts).toMatchObject({ damaged: 1, missing: 1 })
  const damaged = list.find(({ state }) => state === "damaged")!
  expect([damaged.sha256, damaged.readSha256]).toEqual([broken.sha256, sha(new TextEncoder().encode("書き換えられた"))])
  expect(words(files[damaged.path])).toBe("書き換えられた")
  const missing = list.find(({ state }) => state === "missing")!
  expect([missing.sha256, files[missing.path]]).toEqual([gone.sha256, undefined])
  expect(words(files["確認のしかた.txt"])).toContain("記録と一致しないファイルが2件")
  const { rows: events } = await house.database.pool.query("select detail from audit_event where subject_id = $1 and action = 'subsidies.case-exported' order by at desc, seq desc limit 1", [id])
  expect(events[0].detail.wrong).toHaveLength(2)
})
