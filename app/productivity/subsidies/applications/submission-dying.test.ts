import { randomUUID } from "node:crypto"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import type { StaffActor } from "../../../kernel/access/index.ts"
import { verifyAudit } from "../../../kernel/audit/index.ts"
import { readingWork } from "../../../kernel/database/index.ts"
import { checkDocuments, diskStorage, failingStorage, openFileStore, useDocumentStorage } from "../../../kernel/documents/index.ts"
import { type Job, startJobs } from "../../../kernel/jobs/index.ts"
import { configureMail, pretendTransport, useMailTransport } from "../../../kernel/notices/index.ts"
import { deliverJob } from "../../../kernel/notices/deliver.ts"
import { dyingAtEachStep } from "../../../../tests/support/dying.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filledDraft, openedCall, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { paths } from "../paths.ts"
import type { Asked } from "./asked.ts"
import { addFile, listFiles } from "./files.ts"
import { getApplication } from "./read-application.ts"
import { contentOf, submitApplication } from "./submit-application.ts"

/** 提出の途中で止まっても: state, case, number, receipt, files, deadline and notices agree between any two statements anybody sees. */
const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let admin: StaffActor
let callId: string
const rows = async (sql: string, ...values: unknown[]) => (await house.database.pool.query(sql, values)).rows
const reading = () => readingWork(house.database.db, { actor: people.applicant })
const place = (sha256: string) => join(house.house.config.varDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256)
/** Whoever files is not told of it; a colleague on the application is. */
async function draft(): Promise<string> {
  const id = await filledDraft(house, people, callId)
  await rows("insert into subsidy_member (application_id, email, person_id, name, role, added_by, added_at) values ($1, 'colleague@example.jp', $2, '同僚', 'colleague', $3, now())", id, people.other.id, people.applicant.id)
  return id
}
const stateOf = async (id: string) => (await rows("select state from subsidy_application where id = $1", id))[0].state

beforeAll(async () => {
  people = await subsidyPeople(house)
  admin = { ...people.clerk, grants: [...people.clerk.grants, { role: "administrator", unitIds: "all" }] } as StaffActor
  callId = await openedCall(house, people)
}, 60_000)
afterEach(() => {
  openFileStore(house.house.config.varDir)
  useMailTransport(undefined)
  configureMail({ url: undefined })
})

async function recordsAgree(): Promise<void> {
  const filed = "select a.* from subsidy_application a where a.filed_at is not null"
  // Filed or not at all: case, number, hash, questions, audit event and deadline come together.
  expect(await rows(`select a.id from subsidy_application a where (a.state <> 'draft') <> (a.case_id is not null and a.number is not null and a.filed_at is not null and a.content_sha256 is not null and a.asked is not null)`)).toEqual([])
  expect(await rows(`select a.id from (${filed}) a left join case_file c on c.id = a.case_id where c.state is distinct from a.state or c.number <> a.number`)).toEqual([])
  expect(await rows("select c.id from case_file c where c.kind = 'subsidy-application' and not exists (select from subsidy_application a where a.case_id = c.id)")).toEqual([])
  expect(await rows(`select a.id from subsidy_application a where (a.filed_at is not null)::int <> (select count(*) from audit_event e where e.subject_id = a.id::text and e.action = 'subsidies.filed')`)).toEqual([])
  expect(await rows(`select a.id from (${filed}) a where (select count(*) from case_deadline d where d.case_id = a.case_id) <> 1 or (select count(*) from case_step s where s.case_id = a.case_id and s.move = 'open') <> 1`)).toEqual([])
  // Told once, each side; nobody is told of a draft.
  for (const [path, words] of [[paths.mine, "受け付けました"], [paths.office, "申請が提出されました"]] as const) {
    expect(await rows(`select a.id from subsidy_application a where (a.filed_at is not null)::int <> (select count(*) from notice n where n.link = '${path("")}' || a.id and n.subject like '%${words}')`)).toEqual([])
  }
  // What the receipt says is what lies there.
  for (const { id } of await rows(`select a.id from (${filed}) a`)) {
    const it = await getApplication(reading(), id)
    expect(it.contentSha256).toBe(contentOf({ it, asked: it.asked as Asked[], files: await listFiles(reading(), it) }))
  }
  const { faults } = await checkDocuments(house.database.db, { sweep: false })
  expect(faults).toEqual([])
  expect((await verifyAudit(house.database.db)).ok).toBe(true)
}

describe("どの一文の前で止まっても", () => {
  test("提出は、記録が合ったまま、やり直せば一度だけ起こる", async () => {
    const id = await draft()
    const { steps, result } = await dyingAtEachStep(house, () => house.work(people.applicant, (work) => submitApplication(work, id)), async () => {
      expect(await stateOf(id)).toBe("draft")
      await recordsAgree()
    })
    expect(steps).toBeGreaterThan(3)
    await recordsAgree()
    expect(await (await house.work(people.applicant, (work) => submitApplication(work, id))).number).toBe(await result.number)
    await recordsAgree()
  }, 120_000)

  test("受け付けた後、答えが届く前に切れても、同じ画面からもう一度押せば最初の答えになり、受付は一度だけ", async () => {
    const id = await draft()
    const press = () => house.request(paths.submit(id), { as: people.applicant, form: { _submission: key } })
    const key = randomUUID()
    // Two presses at once, and a third by somebody who never saw the answer to the first.
    const answers = [...(await Promise.all([press(), press()])), await press()]
    expect(answers.map(({ status, headers }) => [status, headers.get("location")])).toEqual(answers.map(() => [303, paths.receipt(id)]))
    await recordsAgree()
    expect(await rows("select count(*)::int as n from http_submission where key = $1", key)).toEqual([{ n: 1 }])
  }, 30_000)

  test("ファイルを受け取る途中（置いた後にデータベースが止まる）でも、行のないファイルが残るだけで、点検が片付ける", async () => {
    const id = await draft()
    const bytes = new TextEncoder().encode(`見積 ${id}`)
    const before = await listFiles(reading(), { id })
    await dyingAtEachStep(house, () => house.work(people.applicant, (work) => addFile(work, id, "d1", { name: "見積.txt", bytes })), async () => {
      expect(await listFiles(reading(), { id })).toEqual(before)
      await recordsAgree()
    })
    expect((await listFiles(reading(), { id })).map(({ name }) => name)).toContain("見積.txt")
    // Another whose rows were undone for good: its bytes lie there, no row names them, and the weekly check takes them away.
    const lost = house.work(people.applicant, async (work) => {
      await addFile(work, id, "d1", { name: "控え.txt", bytes: new TextEncoder().encode(`控え ${id}`) })
      throw new Error("database gone")
    })
    await expect(lost).rejects.toThrow("database gone")
    const swept = await checkDocuments(house.database.db, { now: new Date(Date.now() + 2 * 86_400_000) })
    expect([swept.swept, swept.faults]).toEqual([1, []])
    await house.work(people.applicant, (work) => submitApplication(work, id))
    await recordsAgree()
  }, 120_000)
})

describe("置き場所が壊れたとき", () => {
  test("書けないときは、文で断り、行もファイルも残らない", async () => {
    const id = await draft()
    const failing = failingStorage(diskStorage(join(house.house.config.varDir, "files")))
    useDocumentStorage(failing)
    failing.failPut = Object.assign(new Error("disk full"), { code: "ENOSPC" })
    const adding = () => house.work(people.applicant, (work) => addFile(work, id, "d1", { name: "見積.txt", bytes: new TextEncoder().encode(`満杯 ${id}`) }))
    await expect(adding()).rejects.toThrow("いまはファイルを保存できません")
    expect(await listFiles(reading(), { id })).toHaveLength(1)
    failing.failPut = undefined
    await adding()
    expect(await listFiles(reading(), { id })).toHaveLength(2)
    await house.work(people.applicant, (work) => submitApplication(work, id))
    await recordsAgree()
  })

  test("行のあとで失われ・壊れたファイルは提出で見つかり、下書きのまま残り、職員の点検の画面に出る", async () => {
    for (const spoil of [(sha256: string) => rmSync(place(sha256)), (sha256: string) => writeFileSync(place(sha256), "別の中身")]) {
      const id = await draft()
      const [file] = await listFiles(reading(), { id })
      spoil(file!.sha256)
      const pressed = await house.request(paths.submit(id), { as: people.applicant, form: {} })
      expect([pressed.status, (await pressed.text()).includes("受付票")]).toEqual([503, false])
      expect(await stateOf(id)).toBe("draft")
      expect((await checkDocuments(house.database.db)).faults.map(({ sha256 }) => sha256)).toEqual([file!.sha256])
      expect(await (await house.request("/documents", { as: admin })).text()).toContain(file!.name)
      // 「もう一度添付してください」: the same file again mends it.
      writeFileSync(place(file!.sha256), `事業計画 ${id}`)
      await house.work(people.applicant, (work) => submitApplication(work, id))
      await recordsAgree()
    }
  })
})

describe("メールが送れないとき", () => {
  test("提出は受け付けられ、画面のお知らせは届き、送れなかったことはジョブの画面に出て、直れば一度だけ送られる", async () => {
    const pretend = pretendTransport()
    pretend.fail = new Error("メールサーバーにつながりません")
    useMailTransport(pretend)
    configureMail({ url: "smtp://x" })
    await house.database.pool.query("delete from graphile_worker._private_jobs")
    const id = await draft()
    await house.work(people.applicant, (work) => submitApplication(work, id))
    await recordsAgree()
    expect(await (await house.request("/notices", { as: people.other })).text()).toContain("受け付けました")
    const mails = async () => rows("select r.mail from notice_recipient r join notice n on n.id = r.notice_id where n.link = $1", paths.mine(id))
    expect((await mails()).map(({ mail }) => mail)).toContain("waiting")
    const error = console.error
    console.error = () => {}
    const runner = await startJobs(house.database, { jobs: [deliverJob as Job], schedules: [], concurrency: 1, config: house.house.config, log: house.house.log, pollInterval: 50 })
    try {
      await expect.poll(async () => (await rows("select last_error from graphile_worker._private_jobs where last_error is not null"))[0]?.last_error, { timeout: 10_000 }).toContain("つながりません")
      expect(await (await house.request("/jobs", { as: admin })).text()).toContain("メールサーバーにつながりません")
      pretend.fail = undefined
      await house.database.pool.query("update graphile_worker._private_jobs set run_at = now()")
      await expect.poll(async () => (await mails()).map(({ mail }) => mail), { timeout: 10_000 }).not.toContain("waiting")
    } finally {
      await runner.stop()
      console.error = error
    }
    const told = pretend.sent.filter(({ subject }) => subject.includes("受け付けました"))
    expect(new Set(told.map(({ to }) => to)).size).toBe(told.length)
    expect(told.length).toBeGreaterThan(0)
    await recordsAgree()
  }, 30_000)
})
