import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type StaffActor, system } from "../../../kernel/access/index.ts"
import { approve, getApproval, returnApproval, routeFor, withdrawOwnApproval } from "../../../kernel/approvals/index.ts"
import { diskStorage, failingStorage, openFileStore, useDocumentStorage } from "../../../kernel/documents/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { actorOfPerson, membersOf } from "../../../kernel/people/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { withdrawApplication } from "../applications/withdraw-application.ts"
import { paths } from "../paths.ts"
import { acceptForm } from "./accept-form.ts"
import { AWARD } from "./award-content.ts"
import { awardsInForce } from "./budget.ts"
import { proposalInput } from "./inputs.ts"
import { notifyDecision } from "./notify-decision.ts"
import { officePaths } from "./paths.ts"
import { proposeDecision } from "./propose-decision.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let callId: string
const now = new Date()
const today = civilDateOf(now)
const read = (as: StaffActor = people.clerk) => readingWork(house.database.db, { actor: as })

beforeAll(async () => {
  people = await subsidyPeople(house)
  callId = await openedCall(house, people)
}, 60_000)

/** Filed and through the formal check; 600,000 yen by the formula unless told otherwise. */
async function inReview(more: { callId?: string; equipment?: number } = {}): Promise<string> {
  const { id } = await filedApplication(house, people, { callId, ...more })
  await house.work(people.clerk, (work) => acceptForm(work, id))
  return id
}

const propose = (id: string, more: Record<string, unknown> = {}, as: StaffActor = people.clerk) =>
  house.work(as, (work) => proposeDecision(work, id, proposalInput.parse({ verdict: "award", amountYen: 600_000, conditions: "帳簿を5年間保存すること。", ...more })))

/** Whoever has the turn, one after another; `until` leaves the last step open. */
async function walk(approvalId: string, until?: "decide"): Promise<StaffActor> {
  for (let turn = 0; turn < 8; turn++) {
    const { approval, steps } = await getApproval(readingWork(house.database.db, { actor: system("test") }), approvalId)
    const step = steps.find((one) => one.state === "current")
    if (approval.status !== "in-progress" || !step) break
    const members = await membersOf(house.database.db, step.unitId, today)
    const holder = (await actorOfPerson(house.database.db, members.find((one) => one.rank === step.rank)!.personId, now)) as StaffActor
    if (until && step.kind === "decide") return holder
    await house.work(holder, (work) => approve(work, approvalId))
  }
  return people.head
}

const decisions = async (id: string) =>
  (await house.database.pool.query("select kind, state, amount_yen as amount, document_number as number, document_id as document from subsidy_decision where application_id = $1 order by proposed_at", [id])).rows
const stateOf = async (id: string) => (await getApplication(read(), id)).state

describe("交付決定", () => {
  test("額は計算した額まで。下げるときと交付しないときは理由がいる", async () => {
    const id = await inReview()
    await expect(propose(id, { amountYen: 600_001 })).rejects.toMatchObject({ field: "amountYen" })
    await expect(propose(id, { amountYen: undefined })).rejects.toMatchObject({ field: "amountYen" })
    await expect(propose(id, { amountYen: 500_000 })).rejects.toMatchObject({ field: "reason" })
    await expect(propose(id, { verdict: "refuse" })).rejects.toMatchObject({ field: "reason" })
    expect(await decisions(id)).toEqual([])
  })

  test("起案、決裁、文書番号の付いた通知書、通知。通知までは申請者に見えない", async () => {
    const id = await inReview()
    const approvalId = await propose(id, { amountYen: 500_000, reason: "謝金は対象外としたため。" })
    expect(await stateOf(id)).toBe("in-decision")
    const draft = await house.request(officePaths.act(id, "letter.pdf"), { as: people.head })
    expect([draft.status, draft.headers.get("content-type")]).toEqual([200, "application/pdf"])
    expect((await house.request(officePaths.act(id, "letter.pdf"), { as: people.stranger })).status).toBe(404)
    await walk(approvalId)
    expect((await house.request(officePaths.act(id, "letter.pdf"), { as: people.head })).status).toBe(409)
    const it = await getApplication(read(), id)
    expect([it.state, it.awardedYen, it.decidedOn, it.processBy]).toEqual(["decided", 500_000, today, null])
    const [decision] = await decisions(id)
    expect(decision).toMatchObject({ kind: "award", state: "decided", amount: 500_000, number: expect.stringMatching(/^R8-中小企業支援-\d+$/) })
    const paper = `/documents/${decision.document}`
    expect((await house.request(paper, { as: people.clerk })).status).toBe(200)
    expect((await house.request(paper, { as: people.applicant })).status).toBe(404)
    const page = await (await house.request(officePaths.act(id, "notify"), { as: people.clerk })).text()
    expect(page).toContain(decision.number)
    expect((await house.request(officePaths.act(id, "notify"), { as: people.clerk, form: {} })).status).toBe(303)
    expect((await house.request(paper, { as: people.applicant })).status).toBe(200)
    const told = await getApplication(read(), id)
    expect([told.state, told.notifiedOn]).toEqual(["under-way", today])
    await expect(house.work(people.clerk, (work) => notifyDecision(work, id))).rejects.toMatchObject({ kind: "conflict" })
  })

  test("差し戻されると審査に戻り、直して出し直せる。起案の画面から", async () => {
    const id = await inReview()
    const shown = await (await house.request(officePaths.act(id, "propose"), { as: people.clerk })).text()
    expect(["計算した額", "予算の残り", "1,000万円以下", "決裁 中小企業支援課 課長 大沼 修", "変更するときは、あらかじめ承認を受けること。"].filter((words) => !shown.includes(words))).toEqual([])
    const posted = await house.request(officePaths.act(id, "propose"), { as: people.clerk, form: { verdict: "award", amountYen: "600,000", conditions: "保存すること。" } })
    expect(posted.headers.get("location")).toBe(paths.office(id))
    const { rows } = await house.database.pool.query("select approval_id as id from subsidy_decision where application_id = $1", [id])
    const decider = await walk(rows[0].id, "decide")
    await house.work(decider, (work) => returnApproval(work, rows[0].id, { reason: "条件を確かめてください。" }))
    expect(await stateOf(id)).toBe("in-review")
    await walk(await propose(id, { conditions: "帳簿を5年間保存すること。\n変更は承認を受けること。" }))
    expect((await decisions(id)).map(({ state }) => state)).toEqual(["returned", "decided"])
  })

  test("起案者が取り下げると審査に戻る", async () => {
    const id = await inReview()
    const approvalId = await propose(id)
    await house.work(people.clerk, (work) => withdrawOwnApproval(work, approvalId, { reason: "額を確かめ直すため。" }))
    expect([await stateOf(id), (await decisions(id)).map(({ state }) => state)]).toEqual(["in-review", ["returned"]])
  })

  test("不交付は理由と教示のある通知書とともに、その場で知らされる", async () => {
    const id = await inReview()
    await walk(await propose(id, { verdict: "refuse", amountYen: undefined, reason: "県内で行う事業ではないため。" }))
    expect(await stateOf(id)).toBe("rejected")
    const [decision] = await decisions(id)
    expect(decision).toMatchObject({ kind: "refusal", state: "notified", amount: null })
    expect((await house.request(`/documents/${decision.document}`, { as: people.applicant })).status).toBe(200)
  })

  test("1,000万円を超える額は部長が決裁する", async () => {
    const rank = async (amount: number) => (await routeFor(read(), { kind: AWARD, amount, unitId: people.clerk.unitId })).steps.find(({ kind }) => kind === "decide")!.holder.rank
    expect([await rank(10_000_000), await rank(10_000_001)]).toEqual([40, 20])
  })
})

describe("途中で止まったとき", () => {
  test("通知書を保存できなければ、決裁もなかったことになり、文書番号は飛ばない", async () => {
    const id = await inReview()
    const approvalId = await propose(id)
    const decider = await walk(approvalId, "decide")
    const folder = mkdtempSync(join(tmpdir(), "hagi-letters-"))
    const broken = failingStorage(diskStorage(folder))
    useDocumentStorage(broken)
    broken.failPut = Object.assign(new Error("full"), { code: "ENOSPC" })
    const failed = await house.request(`/approvals/${approvalId}/approve`, { as: decider, form: {} })
    expect([failed.status, await stateOf(id), (await decisions(id))[0].number]).toEqual([503, "in-decision", null])
    openFileStore(house.house.config.varDir)
    rmSync(folder, { recursive: true })
    const before = await lastNumber()
    await walk(approvalId)
    expect([await stateOf(id), await lastNumber()]).toEqual(["decided", before + 1])
  })
})

async function lastNumber(): Promise<number> {
  const { rows } = await house.database.pool.query("select coalesce(max(last), 0)::int as n from case_document_number")
  return rows[0].n
}

describe("同時の操作（本物の PostgreSQL）", () => {
  const settle = async (jobs: (() => Promise<unknown>)[]) => (await Promise.allSettled(jobs.map((job) => job()))).map((one) => (one.status === "fulfilled" ? "done" : ((one.reason as { code?: string }).code ?? String(one.reason))))

  test("予算の最後の1円まで出せるが、二人の職員が同時に起案しても超えない", async () => {
    for (let round = 0; round < 5; round++) {
      const tight = await openedCall(house, people, { budgetYen: 1_199_999 })
      const [one, two] = [await inReview({ callId: tight }), await inReview({ callId: tight })]
      const results = await settle([() => propose(one, {}, people.clerk), () => propose(two, {}, people.head)])
      expect([round, results.sort()]).toEqual([round, ["done", "subsidies.award-exceeds-budget"]])
      const given = await awardsInForce(read(), tight)
      expect(given.reduce((total, { amount }) => total + amount, 0)).toBe(600_000)
      const left = results.length > 0 && (await stateOf(one)) === "in-decision" ? two : one
      await propose(left, { amountYen: 599_999, reason: "予算の範囲内とするため。" })
    }
  })

  test("一つの申請を二人が同時に起案しても、案は一つ", async () => {
    const id = await inReview()
    const results = await settle([() => propose(id, {}, people.clerk), () => propose(id, {}, people.head)])
    expect(results.sort()).toEqual(["done", "subsidies.wrong-state"])
    expect(await decisions(id)).toHaveLength(1)
  })

  test("二人が同時に決裁しても、決定も文書番号も一つ", async () => {
    const id = await inReview()
    const approvalId = await propose(id)
    const decider = await walk(approvalId, "decide")
    const post = () => house.request(`/approvals/${approvalId}/approve`, { as: decider, form: {} })
    const answers = await Promise.all([post(), post(), post()])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    expect((await decisions(id)).map(({ state }) => state)).toEqual(["decided"])
    const { rows } = await house.database.pool.query("select count(*)::int as n from document where subject_kind = 'subsidy-decision' and subject_id = (select id::text from subsidy_decision where application_id = $1)", [id])
    expect(rows[0].n).toBe(1)
  })

  test("決裁と取下げが同時なら、どちらか一方だけが起こり、記録が食い違わない", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await inReview()
      const approvalId = await propose(id)
      const decider = await walk(approvalId, "decide")
      const [decided, withdrawn] = await Promise.all([
        house.request(`/approvals/${approvalId}/approve`, { as: decider, form: {} }),
        house.request(paths.withdraw(id), { as: people.applicant, form: { reason: "やめます。", confirmed: "on" } }),
      ])
      const state = await stateOf(id)
      const [decision] = await decisions(id)
      const { rows } = await house.database.pool.query("select status from approval where id = $1", [approvalId])
      const told = `${decided.status} ${withdrawn.status}`
      if (state === "decided") expect([told, decision.state, decision.number !== null, rows[0].status]).toEqual(["303 409", "decided", true, "approved"])
      else expect([told, state, decision.state, decision.number, rows[0].status]).toEqual(["409 303", "withdrawn", "returned", null, "withdrawn"])
    }
  })

  test("決裁と取下げは、どちらも決裁、申請の順に取るので、互いに待ち合って止まることがない", async () => {
    const wide = await openedCall(house, people, { budgetYen: 100_000_000 })
    for (let round = 0; round < 8; round++) {
      const id = await inReview({ callId: wide })
      const approvalId = await propose(id)
      const decider = await walk(approvalId, "decide")
      // Straight in their transactions: nothing tries a deadlock again.
      const ends = await Promise.allSettled([house.work(decider, (work) => approve(work, approvalId)), house.work(people.applicant, (work) => withdrawApplication(work, id, "やめます。"))])
      expect(ends.flatMap((end) => (end.status === "rejected" ? [(end.reason as { code?: string }).code] : []))).not.toContain("40P01")
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    }
  })

  test("取り下げた申請の額は、予算に戻る", async () => {
    const tight = await openedCall(house, people, { budgetYen: 600_000 })
    const [one, two] = [await inReview({ callId: tight }), await inReview({ callId: tight })]
    await walk(await propose(one))
    await house.work(people.clerk, (work) => notifyDecision(work, one))
    await expect(propose(two)).rejects.toMatchObject({ code: "subsidies.award-exceeds-budget" })
    await house.work(people.applicant, (work) => withdrawApplication(work, one, "機械を買わないことにした。"))
    await propose(two)
    expect(await stateOf(two)).toBe("in-decision")
  })
})
