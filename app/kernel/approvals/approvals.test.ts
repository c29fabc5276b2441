import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { declarePermissions, system } from "../access/index.ts"
import { verifyAudit } from "../audit/index.ts"
import { inWork, type Work } from "../database/index.ts"
import {
  approve,
  declareAbsence,
  declareApprovalKinds,
  getApproval,
  listApprovals,
  type NewApproval,
  pullUp,
  returnApproval,
  reviewAfterwards,
  setRule,
  startApproval,
  waitingFor,
  withdrawApproval,
  withdrawOwnApproval,
} from "./index.ts"
import { listInbox } from "../notices/index.ts"
import { permissions } from "./permissions.ts"
import { buildPrefecture, type PersonKey, type Prefecture } from "./prefecture.fixture.ts"

const database = await freshDatabase({ poolSize: 10 })
const { db } = database
afterAll(() => database.drop())
declarePermissions(permissions)

const now = new Date("2026-11-24T01:00:00Z")
const subjects = new Map<string, object>()
const called: string[] = []
declareApprovalKinds([
  {
    kind: "test",
    title: "試験の案件",
    link: (id) => `/test/${id}`,
    content: async (_, id) => subjects.get(id),
    approved: async (_, approval) => void called.push(`approved ${approval.subject.id} ${approval.comment}`),
    returned: async (_, approval) => void called.push(`returned ${approval.subject.id} ${approval.comment}`),
    withdrawn: async (_, approval) => void called.push(`withdrawn ${approval.subject.id}`),
  },
])

let prefecture: Prefecture
const as = async <T>(key: PersonKey, change: (work: Work) => Promise<T>, at = now): Promise<T> =>
  inWork(db, { actor: await prefecture.actor(key), now: at }, change)

let subject = 0
async function draft(more: Partial<NewApproval> = {}, by: PersonKey = "shuji"): Promise<string> {
  const id = `s${++subject}`
  subjects.set(id, { 額: 1, 名: "髙橋", 並び: [2, 1] })
  return as(by, (work) =>
    startApproval(work, {
      kind: "test",
      title: `案件 ${id}`,
      unitId: prefecture.units.han,
      subject: { kind: "test", id },
      content: { 並び: [2, 1], 名: "髙橋", 額: 1 },
      summary: [{ label: "額", value: "1円" }],
      link: `/test/${id}`,
      ...more,
    }),
  )
}
const yes = (key: PersonKey, id: string, comment = "") => as(key, (work) => approve(work, id, { comment }))
const view = (key: PersonKey, id: string) => as(key, (work) => getApproval(work, id))
const route = async (id: string) => (await view("shuji", id)).steps.map((step) => `${step.kind}:${step.personName}:${step.state}`)

beforeAll(async () => {
  prefecture = await buildPrefecture(db, now)
  await inWork(db, { actor: system("試験"), now }, async (work) => {
    const base = { kind: "test", circulationRanks: [60, 50], concurrenceUnitIds: [], ownDraft: false, validFrom: "2026-04-01" }
    await setRule(work, { ...base, amountFrom: 0, amountBelow: 1_000_000, deciderRank: 40, article: "1項" })
    await setRule(work, {
      ...base,
      amountFrom: 1_000_000,
      deciderRank: 20,
      circulationRanks: [40],
      concurrenceUnitIds: [prefecture.units.zaisei],
      article: "2項",
    })
  })
})
beforeEach(async () => {
  called.length = 0
  await db.deleteFrom("approval_absence").execute()
})

test("課長専決: 回議を順に回り、課長の決裁でモジュールの後続処理が同じ取引で走る", async () => {
  const id = await draft()
  expect(await route(id)).toEqual(["circulate:班 四郎:current", "circulate:補佐 三郎:waiting", "decide:佐伯 誠一:waiting"])
  await yes("hancho", id)
  await yes("hosa", id, "確認しました")
  const { act } = await yes("kacho", id, "よく考えられている")
  expect(act).toBe("decided")
  const { approval, acts } = await view("shuji", id)
  expect(approval).toMatchObject({ status: "approved", decidedBy: prefecture.people.kacho })
  expect(acts.map((each) => [each.act, each.actorName, each.actorPost, each.comment])).toEqual([
    ["drafted", "菅原 大地", "推進班主事", ""],
    ["approved", "班 四郎", "推進班班長", ""],
    ["approved", "補佐 三郎", "行政経営課総括課長補佐", "確認しました"],
    ["decided", "佐伯 誠一", "行政経営課課長", "よく考えられている"],
  ])
  expect(called).toEqual([`approved s${subject} よく考えられている`])
})

test("部長専決: 金額で決裁者が変わり、財政課長の合議を経る。追加の合議も並んで進む", async () => {
  const id = await draft({ amount: 1_000_000, concurrence: [prefecture.units.zaisei] })
  expect(await route(id)).toEqual(["circulate:佐伯 誠一:current", "concur:財 政子:waiting", "decide:八重樫 隆:waiting"])
  await yes("kacho", id)
  await expect(yes("bucho", id)).rejects.toMatchObject({ kind: "forbidden", code: "approvals.not-your-turn" })
  expect((await yes("zkacho", id)).act).toBe("concurred")
  await yes("bucho", id)
  expect((await view("bucho", id)).approval.status).toBe("approved")
})

test("順番でない人、関わりのない人、職員でない人は進められない", async () => {
  const id = await draft()
  await expect(yes("kacho", id)).rejects.toMatchObject({ kind: "forbidden" })
  await expect(yes("shuji", id)).rejects.toMatchObject({ kind: "forbidden" })
  await expect(yes("zshuji", id)).rejects.toMatchObject({ kind: "forbidden" })
  await expect(view("zshuji", id)).rejects.toMatchObject({ kind: "not-found" })
  await expect(inWork(db, { actor: system("x") }, (work) => startApproval(work, {} as NewApproval))).rejects.toMatchObject({ kind: "forbidden" })
})

test("所属長は所属の案件を見られ、ほかの課の課長は見られない", async () => {
  const id = await draft()
  expect((await view("kacho", id)).approval.id).toBe(id)
  expect((await view("bucho", id)).approval.id).toBe(id)
  await expect(view("zkacho", id)).rejects.toMatchObject({ kind: "not-found" })
})

test("専決規程に定めのない種類は起案できない。決裁中のものは二重に起案できない", async () => {
  await expect(draft({ kind: "unknown" })).rejects.toMatchObject({ kind: "conflict", code: "approvals.no-rule" })
  await draft()
  const again = { subject: { kind: "test", id: `s${subject}` } }
  await expect(draft(again)).rejects.toMatchObject({ code: "approvals.already-running" })
  const both = await Promise.allSettled([1, 2].map(() => draft({ subject: { kind: "test", id: "same" } })))
  expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"])
  expect(both.find((each) => each.status === "rejected")).toMatchObject({ reason: { code: "approvals.already-running" } })
})

test("決裁者自身の起案は、一つ上の職が決裁する", async () => {
  const id = await draft({ unitId: prefecture.units.ka }, "kacho")
  expect((await view("kacho", id)).steps.map((step) => step.personName)).toEqual(["次 二郎"])
  await expect(yes("kacho", id)).rejects.toMatchObject({ kind: "forbidden" })
  await yes("jicho", id)
  expect((await view("kacho", id)).approval.status).toBe("approved")
})

test("起案のあとで内容が変わっていれば、承認も決裁も断る", async () => {
  const id = await draft()
  await yes("hancho", id)
  subjects.set(`s${subject}`, { 額: 2, 名: "髙橋", 並び: [2, 1] })
  expect((await view("hosa", id)).contentUnchanged).toBe(false)
  await expect(yes("hosa", id)).rejects.toMatchObject({ kind: "conflict", code: "approvals.content-changed" })
  subjects.set(`s${subject}`, { 額: 1, 並び: [1, 2], 名: "髙橋" })
  await expect(yes("hosa", id)).rejects.toMatchObject({ code: "approvals.content-changed" })
  subjects.set(`s${subject}`, { 額: 1, 並び: [2, 1], 名: "髙橋" })
  await yes("hosa", id)
})

test("差戻し: 起案者に戻り、出し直すと新しい内容の回となり、前の回は残る", async () => {
  const id = await draft()
  await yes("hancho", id)
  await as("hosa", (work) => returnApproval(work, id, { reason: "額が違います" }))
  expect(called).toEqual([`returned s${subject} 額が違います`])
  expect((await as("shuji", waitingFor)).map((item) => [item.kind, item.link])).toContainEqual(["差戻し", `/approvals/${id}`])
  await expect(yes("hosa", id)).rejects.toMatchObject({ kind: "conflict", code: "approvals.over" })
  const before = (await view("shuji", id)).approval
  subjects.set(`s${subject}`, { 額: 3 })
  const same = await as("shuji", (work) =>
    startApproval(work, {
      kind: "test",
      title: "直した案件",
      unitId: prefecture.units.han,
      subject: { kind: "test", id: `s${subject}` },
      content: { 額: 3 },
      summary: [],
      link: "/test",
    }),
  )
  expect(same).toBe(id)
  const after = await view("shuji", id)
  expect(after.approval).toMatchObject({ round: 2, status: "in-progress", title: "直した案件" })
  expect(after.approval.contentHash).not.toBe(before.contentHash)
  expect(after.acts.map((act) => [act.act, act.round, act.contentHash === before.contentHash])).toEqual([
    ["drafted", 1, true],
    ["approved", 1, true],
    ["returned", 1, true],
    ["resubmitted", 2, false],
  ])
  for (const key of ["hancho", "hosa", "kacho"] as const) await yes(key, id)
  expect((await view("shuji", id)).approval.status).toBe("approved")
})

test("差戻し: 前の段階に戻せる。まだの段階や存在しない段階には戻せない", async () => {
  const id = await draft()
  await yes("hancho", id)
  await yes("hosa", id)
  const { steps, earlier } = await view("kacho", id)
  expect(earlier.map((step) => step.personName)).toEqual(["班 四郎", "補佐 三郎"])
  await expect(as("kacho", (work) => returnApproval(work, id, { reason: "x", toStep: steps[2]!.id }))).rejects.toMatchObject({ field: "toStep" })
  await as("kacho", (work) => returnApproval(work, id, { reason: "資料を確かめてください", toStep: steps[0]!.id }))
  expect(await route(id)).toEqual(["circulate:班 四郎:current", "circulate:補佐 三郎:waiting", "decide:佐伯 誠一:waiting"])
  for (const key of ["hancho", "hosa", "kacho"] as const) await yes(key, id)
  expect((await view("shuji", id)).acts.map((act) => act.act)).toEqual(["drafted", "approved", "approved", "sent-back", "approved", "approved", "decided"])
})

test("代決: 不在の届出があれば次の職が決裁し、本人の後閲が残る", async () => {
  const id = await draft()
  await yes("hancho", id)
  await yes("hosa", id)
  await expect(yes("hosa", id)).rejects.toMatchObject({ kind: "conflict", code: "approvals.step-done" })
  await as("kacho", (work) => declareAbsence(work, { fromOn: "2026-11-24", untilOn: "2026-11-25", reason: "出張" }))
  expect((await view("hosa", id)).turn).toEqual({ kind: "decide", actingFor: "佐伯 誠一" })
  await expect(yes("hancho", id)).rejects.toMatchObject({ kind: "conflict" })
  await yes("hosa", id, "急ぎのため")
  const done = await view("kacho", id)
  expect(done.approval.status).toBe("approved")
  expect(done.steps.map((step) => [step.kind, step.state, step.actingFor])).toEqual([
    ["circulate", "done", null],
    ["circulate", "done", null],
    ["decide", "done", "佐伯 誠一"],
    ["post-review", "current", null],
  ])
  expect((await as("kacho", waitingFor)).map((item) => [item.kind, item.title])).toContainEqual(["後閲", `案件 s${subject}`])
  await expect(as("hosa", (work) => reviewAfterwards(work, id))).rejects.toMatchObject({ kind: "forbidden" })
  await as("kacho", (work) => reviewAfterwards(work, id, { comment: "了承" }))
  await expect(as("kacho", (work) => reviewAfterwards(work, id))).rejects.toMatchObject({ kind: "conflict" })
  expect((await view("kacho", id)).acts.at(-1)).toMatchObject({ act: "post-reviewed", comment: "了承" })
})

test("代決: 起案者は自分の案件を代決できない。期間を過ぎれば代決できない", async () => {
  const id = await draft({ unitId: prefecture.units.ka }, "hosa")
  await as("kacho", (work) => declareAbsence(work, { fromOn: "2026-11-24", untilOn: "2026-11-25", reason: "出張" }))
  await expect(yes("hosa", id)).rejects.toMatchObject({ kind: "forbidden" })
  const other = await draft()
  await yes("hancho", other)
  await yes("hosa", other)
  const later = new Date("2026-11-26T00:00:00Z")
  await expect(as("hosa", (work) => approve(work, other), later)).rejects.toMatchObject({ code: "approvals.step-done" })
})

test("不在の届出: 終わりが始まりより前、過去、他人の届出は断る。所属長は部下の分を届け出られる", async () => {
  const away = (by: PersonKey, more: object) =>
    as(by, (work) => declareAbsence(work, { fromOn: "2026-11-24", untilOn: "2026-11-25", reason: "休暇", ...more }))
  await expect(away("hosa", { untilOn: "2026-11-23" })).rejects.toMatchObject({ field: "untilOn" })
  await expect(away("hosa", { fromOn: "2026-11-01", untilOn: "2026-11-02" })).rejects.toMatchObject({ field: "untilOn" })
  await expect(away("hosa", { personId: prefecture.people.kacho })).rejects.toMatchObject({ kind: "forbidden" })
  await expect(away("zkacho", { personId: prefecture.people.hosa })).rejects.toMatchObject({ kind: "forbidden" })
  await away("kacho", { personId: prefecture.people.hosa })
})

test("引上げ: 経路の上の人が下の段階を省き、省かれた人に知らせる", async () => {
  const id = await draft()
  expect((await view("kacho", id)).mayPullUp).toBe(true)
  expect((await view("hancho", id)).mayPullUp).toBe(false)
  await as("kacho", (work) => pullUp(work, id, { reason: "災害対応で急ぐため" }))
  expect(await route(id)).toEqual(["circulate:班 四郎:skipped", "circulate:補佐 三郎:skipped", "decide:佐伯 誠一:current"])
  const inbox = await as("hosa", (work) => listInbox(work, {}))
  expect(inbox.items[0]).toMatchObject({ subject: `【引上げ】行政経営課課長が引き上げました：案件 s${subject}`, body: "災害対応で急ぐため" })
  await yes("kacho", id)
  expect((await view("shuji", id)).acts.map((act) => act.act)).toEqual(["drafted", "pulled-up", "decided"])
})

test("引上げ: 決裁者の上司は決裁そのものを引き上げる。合議は省かれない", async () => {
  const id = await draft()
  await as("bucho", (work) => pullUp(work, id, { reason: "部として判断するため" }))
  expect(await route(id)).toEqual(["circulate:班 四郎:skipped", "circulate:補佐 三郎:skipped", "decide:佐伯 誠一:skipped", "decide:八重樫 隆:current"])
  await expect(yes("kacho", id)).rejects.toMatchObject({ kind: "forbidden" })
  await yes("bucho", id)
  const large = await draft({ amount: 5_000_000 })
  await as("bucho", (work) => pullUp(work, large, { reason: "急ぎ" }))
  expect(await route(large)).toEqual(["circulate:佐伯 誠一:skipped", "concur:財 政子:current", "decide:八重樫 隆:waiting"])
  await expect(as("zkacho", (work) => pullUp(work, large, { reason: "x" }))).rejects.toMatchObject({ kind: "forbidden" })
  await expect(as("shuji", (work) => pullUp(work, large, { reason: "x" }))).rejects.toMatchObject({ kind: "forbidden" })
})

test("取下げ: 起案者だけができ、決裁のあとはできない", async () => {
  const id = await draft()
  await expect(as("hancho", (work) => withdrawOwnApproval(work, id, { reason: "x" }))).rejects.toMatchObject({ kind: "forbidden" })
  await as("shuji", (work) => withdrawOwnApproval(work, id, { reason: "前提が変わったため" }))
  expect(called).toEqual([`withdrawn s${subject}`])
  await expect(yes("hancho", id)).rejects.toMatchObject({ kind: "conflict", code: "approvals.over" })
  await expect(as("shuji", (work) => withdrawOwnApproval(work, id, { reason: "x" }))).rejects.toMatchObject({ kind: "conflict" })
  // By the module that owns the subject: no call back, and nothing happens to one that is over.
  const other = await draft()
  await as("zshuji", (work) => withdrawApproval(work, other, "提案者が取り下げたため"))
  await as("zshuji", (work) => withdrawApproval(work, other, "もう一度"))
  expect(called).toEqual([`withdrawn s${subject - 1}`])
})

test("同時の決裁: 課長と代決者が同時に押すと一人だけが通り、もう一人は先に済んだと知らされる", async () => {
  for (let round = 0; round < 8; round++) {
    await db.deleteFrom("approval_absence").execute()
    const id = await draft()
    await yes("hancho", id)
    await yes("hosa", id)
    await as("kacho", (work) => declareAbsence(work, { fromOn: "2026-11-24", untilOn: "2026-11-25", reason: "出張" }))
    called.length = 0
    const both = await Promise.allSettled([yes("kacho", id), yes("hosa", id), yes("kacho", id)])
    expect(both.filter((each) => each.status === "fulfilled").length).toBe(1)
    for (const each of both) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ kind: "conflict", code: "approvals.over", message: expect.stringContaining("決裁をしています") })
    }
    expect(called.length).toBe(1)
  }
})

test("同時の承認と差戻しと引上げは、どれか一つの順序で起きたことになる", async () => {
  for (let round = 0; round < 6; round++) {
    const id = await draft()
    await Promise.allSettled([
      yes("hancho", id),
      as("hancho", (work) => returnApproval(work, id, { reason: "x" })),
      as("kacho", (work) => pullUp(work, id, { reason: "急ぎ" })),
      as("shuji", (work) => withdrawOwnApproval(work, id, { reason: "x" })),
    ])
    const { approval, steps } = await view("shuji", id)
    const current = steps.filter((step) => step.state === "current").length
    expect(current).toBe(approval.status === "in-progress" ? 1 : 0)
  }
})

test("人事異動のあとは、段階は新しくその職に就いた人のものになる", async () => {
  const id = await draft()
  await yes("hancho", id)
  const april = new Date("2027-04-01T01:00:00Z")
  await db.updateTable("staff_post").set({ valid_until: "2027-04-01" }).where("person_id", "=", prefecture.people.hosa).execute()
  await db.insertInto("staff_post").values({ person_id: prefecture.people.zshuji, unit_id: prefecture.units.ka, title: "総括課長補佐", rank: 50, valid_from: "2027-04-01", main: false }).execute()
  await expect(as("hosa", (work) => approve(work, id), april)).rejects.toMatchObject({ kind: "forbidden" })
  await as("zshuji", (work) => approve(work, id), april)
})

test("一覧: 自分の番、起案したもの、処理したもの。検索・並べ替え・ページ送り", async () => {
  const ids: string[] = []
  for (let n = 0; n < 7; n++) ids.push(await draft({ title: `一覧の案件 ${n}` }))
  const list = (key: PersonKey, filter: Parameters<typeof listApprovals>[1]) => as(key, (work) => listApprovals(work, filter))
  const first = await list("hancho", { box: "mine", text: "一覧", limit: 3 })
  expect(first.items.length).toBe(3)
  expect(first.items[0]).toMatchObject({ asked: "circulate", kindTitle: "試験の案件", unitName: "推進班", lies: "推進班班長" })
  const second = await list("hancho", { box: "mine", text: "一覧", limit: 3, after: first.next! })
  const third = await list("hancho", { box: "mine", text: "一覧", limit: 3, after: second.next! })
  expect(new Set([...first.items, ...second.items, ...third.items].map((item) => item.id))).toEqual(new Set(ids))
  expect(third.next).toBeUndefined()
  expect((await list("shuji", { box: "mine", text: "一覧" })).items).toEqual([])
  expect((await list("shuji", { box: "drafted", text: "一覧", status: "in-progress" })).items.length).toBe(7)
  expect((await list("zshuji", { box: "unit", text: "一覧" })).items).toEqual([])
  expect((await list("kacho", { box: "unit", text: "一覧 6" })).items.map((item) => item.title)).toEqual(["一覧の案件 6"])
  await yes("hancho", ids[0]!)
  expect((await list("hancho", { box: "handled", text: "一覧" })).items.map((item) => item.id)).toEqual([ids[0]])
  expect((await list("hancho", { box: "mine", after: "壊れた文字" })).items.length).toBeGreaterThan(0)
  expect((await list("hancho", { box: "mine", text: "100%_\\" })).items).toEqual([])
})

test("操作の記録: 決裁の一つ一つが鎖に残る", async () => {
  const actions = await db.selectFrom("audit_event").select("action").where("subject_kind", "=", "approval").distinct().orderBy("action").execute()
  expect(actions.map((each) => each.action)).toEqual([
    "approvals.approved",
    "approvals.concurred",
    "approvals.decided",
    "approvals.drafted",
    "approvals.post-reviewed",
    "approvals.pulled-up",
    "approvals.resubmitted",
    "approvals.returned",
    "approvals.sent-back",
    "approvals.withdrawn",
  ])
  expect((await verifyAudit(db)).ok).toBe(true)
})
