import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, declarePermissions, type StaffActor, system } from "../../kernel/access/index.ts"
import { inWork, type Work } from "../../kernel/database/index.ts"
import { Refusal } from "../../kernel/http/index.ts"
import { listInbox } from "../../kernel/notices/index.ts"
import { prepareNew, search } from "../../kernel/search/index.ts"
import { freshDatabase } from "../../../tests/support/database.ts"
import * as plan from "./index.ts"
import { editionPermissions } from "./permissions.ts"

const database = await freshDatabase()
afterAll(database.drop)
declarePermissions(editionPermissions)

let office: StaffActor
let owner: StaffActor
let stranger: StaffActor
let units: { office: string; owner: string; partner: string }

const now = new Date("2026-11-23T01:00:00Z")
const as = <T>(actor: Actor, change: (work: Work) => Promise<T>) => inWork(database.db, { actor, now }, change)
const refused = async (doing: Promise<unknown>) => {
  const error = await doing.then(() => undefined, (thrown: unknown) => thrown)
  if (error instanceof Refusal) return { kind: error.kind, code: error.code, ...(error.detail ? { detail: error.detail } : {}) }
  return error
}

beforeAll(async () => {
  const unit = async (code: string, name: string) => {
    const { id } = await database.db.insertInto("unit").values({ code }).returning("id").executeTakeFirstOrThrow()
    await database.db.insertInto("unit_period").values({ unit_id: id, name, valid_from: "2024-04-01" }).execute()
    return id
  }
  units = { office: await unit("KIKAKU", "行政経営課"), owner: await unit("DIGITAL", "デジタル推進課"), partner: await unit("JINJI", "人事課") }
  const staff = async (name: string, number: string, unitId: string, grants: StaffActor["grants"] = []): Promise<StaffActor> => {
    const { id } = await database.db
      .insertInto("person")
      .values({ kind: "staff", name, staff_number: number })
      .returning("id")
      .executeTakeFirstOrThrow()
    return { kind: "staff", id, name, unitId, unitName: "", postTitle: "主査", sessionId: "", grants }
  }
  office = await staff("計画 花子", "100001", units.office, [{ role: "plan-office", unitIds: "all" }])
  owner = await staff("主管 太郎", "100002", units.owner)
  stranger = await staff("他課 次郎", "100003", units.partner)
})

const text = {
  ideals: ["信頼される県庁", "風通しのよい職場"],
  directions: ["Ⅰ", "Ⅱ"].map((numeral) => ({
    numeral,
    title: `方向性${numeral}`,
    aim: "ねらい",
    initiatives: [1, 2, 3, 4].map((number) => ({
      number,
      title: `${numeral}の取組その${"甲乙丙丁"[number - 1]}`,
      aliases: [],
      text: "概要の文。",
    })),
  })),
}

async function draft(): Promise<plan.EditionContent> {
  const { editionId } = await as(office, (work) => plan.insertPlan(work, text, { fiscalYear: 2030 }))
  const content = await as(office, (work) => plan.readEdition(work, editionId))
  await as(office, (work) =>
    plan.changeSheet(work, { editionId, initiativeId: content.sheets[0]!.initiativeId }, { ownerUnitId: units.owner }, {
      expectedVersion: 1,
    }),
  )
  return as(office, (work) => plan.readEdition(work, editionId))
}

const idsOf = (content: plan.EditionContent, at = 0) => ({
  editionId: content.edition.id,
  initiativeId: content.sheets[at]!.initiativeId,
})

describe("誰が見られて、誰が書けるか", () => {
  test("下書きは、企画担当が全体を、主管課が自分の取組だけを見られ、ほかの課には存在も知らせない", async () => {
    const { edition } = await draft()
    const seen = await as(owner, (work) => plan.readEdition(work, edition.id))
    expect(seen.limited).toBe(true)
    expect(seen.sheets.map((sheet) => sheet.ownerUnitName)).toEqual(["デジタル推進課"])
    expect((await as(owner, plan.listEditions)).map((one) => one.id)).toContain(edition.id)
    expect(await refused(as(stranger, (work) => plan.readEdition(work, edition.id)))).toMatchObject({ kind: "not-found" })
    expect(await refused(as(stranger, (work) => plan.getEdition(work, edition.id)))).toMatchObject({ kind: "not-found" })
    expect((await as(stranger, plan.listEditions)).map((one) => one.id)).not.toContain(edition.id)
    expect(await refused(as({ kind: "visitor" }, (work) => plan.readEdition(work, edition.id)))).toMatchObject({ kind: "not-found" })
  })

  test("決裁中の版は、決裁する所属長に全体が見え、ほかの職員には見えない", async () => {
    const content = await draft()
    await database.db.updateTable("plan_edition").set({ status: "in-approval" }).where("id", "=", content.edition.id).execute()
    const head: StaffActor = { ...stranger, grants: [{ role: "head", unitIds: [units.partner] }] }
    expect((await as(head, (work) => plan.readEdition(work, content.edition.id))).limited).toBe(false)
    expect((await as(head, plan.listEditions)).map((one) => one.id)).toContain(content.edition.id)
    expect(await refused(as(stranger, (work) => plan.readEdition(work, content.edition.id)))).toMatchObject({ kind: "not-found" })
    expect(await refused(as(office, (work) => plan.addIssue(work, idsOf(content), "x")))).toMatchObject({ code: "plan.not-a-draft" })
  })

  test("施行中の版は職員全員が見られるが、誰も書き換えられない", async () => {
    const content = await draft()
    await database.db.updateTable("plan_edition").set({ status: "closed" }).where("id", "=", content.edition.id).execute()
    const seen = await as(stranger, (work) => plan.readEdition(work, content.edition.id))
    expect(seen.sheets).toHaveLength(8)
    expect(
      await refused(as(office, (work) => plan.changeSheet(work, idsOf(content), { actions: "新しい文" }, { expectedVersion: 2 }))),
    ).toEqual({ kind: "conflict", code: "plan.not-a-draft" })
  })

  const outsiders: [string, (work: Work, ids: plan.SheetIds) => Promise<unknown>, string][] = [
    ["版の書き換え", (work, ids) => plan.changeEdition(work, ids.editionId, { title: "x" }, { expectedVersion: 1 }), "access.plan.edit"],
    ["取組の追加", (work, ids) => plan.addSheet(work, ids.editionId, { directionId: units.owner, title: "x" }), "access.plan.edit"],
    ["取組を外す", (work, ids) => plan.removeSheet(work, ids, "x"), "access.plan.edit"],
    ["名称の変更", (work, ids) => plan.changeSheet(work, ids, { title: "x" }, { expectedVersion: 2 }), "access.plan.edit"],
    ["主管課の変更", (work, ids) => plan.changeSheet(work, ids, { ownerUnitId: units.partner }, { expectedVersion: 2 }), "access.plan.edit"],
    ["版の作成", (work) => plan.createEdition(work, { fiscalYear: 2031, title: "x", position: "", term: "" }), "access.plan.edit"],
  ]
  test.each(outsiders)("主管課の職員に%sはできない", async (_, doing, code) => {
    const content = await draft()
    const answer = await refused(as(owner, (work) => doing(work, idsOf(content))))
    expect(answer === undefined || ["forbidden", "not-found"].includes((answer as Refusal).kind)).toBe(true)
    if ((answer as Refusal).kind === "forbidden") expect(answer).toMatchObject({ code })
  })

  test("主管課は自分の取組の文、課題、マイルストーン、指標を書ける。ほかの取組は書けない", async () => {
    const content = await draft()
    const mine = idsOf(content)
    await as(owner, async (work) => {
      await plan.changeSheet(work, mine, { presentState: "いまの姿" }, { expectedVersion: 2 })
      await plan.addIssue(work, mine, "人手が足りない")
      await plan.addMilestone(work, mine, { quarter: 2, text: "全庁で試行" })
      await plan.addIndicator(work, mine, { kind: "output", name: "利用者", noTargetReason: "初年度のため" })
    })
    const { sheet } = await as(owner, (work) => plan.getSheet(work, mine.editionId, mine.initiativeId))
    expect(sheet).toMatchObject({
      presentState: "いまの姿",
      issues: [{ text: "人手が足りない", isNew: true }],
      milestones: [{ quarter: 2, doneOn: null }],
      indicators: [{ name: "利用者", target: null }],
    })
    expect(await refused(as(owner, (work) => plan.addIssue(work, idsOf(content, 1), "x")))).toMatchObject({ kind: "not-found" })
  })
})

describe("同時の編集", () => {
  test("同じ欄を二人が書き換えると、後の人に先の人の文が示され、何も失われない", async () => {
    const content = await draft()
    const ids = idsOf(content)
    const opened = { expectedVersion: 2, fieldwise: true }
    await as(owner, (work) => plan.changeSheet(work, ids, { actions: "先に保存した文" }, opened))
    expect(await refused(as(office, (work) => plan.changeSheet(work, ids, { actions: "後の文" }, opened)))).toEqual({
      kind: "conflict",
      code: "plan.edited-meanwhile",
      detail: { actions: "先に保存した文" },
    })
    // 別の欄なら両方が残る
    await as(office, (work) => plan.changeSheet(work, ids, { presentState: "後の人の現状" }, opened))
    const { sheet } = await as(owner, (work) => plan.getSheet(work, ids.editionId, ids.initiativeId))
    expect(sheet).toMatchObject({ actions: "先に保存した文", presentState: "後の人の現状", version: 4 })
    // REST の If-Match は欄によらず厳しい
    expect(await refused(as(office, (work) => plan.changeSheet(work, ids, { text: "x" }, { expectedVersion: 2 })))).toMatchObject({
      kind: "conflict",
      detail: { text: "概要の文。" },
    })
  })

  test("まったく同時でも、通るのは一人だけで、行き詰まらない", async () => {
    const content = await draft()
    const ids = idsOf(content)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        refused(as(n % 2 ? owner : office, (work) => plan.changeSheet(work, ids, { actions: `${n}人目の文` }, { expectedVersion: 2, fieldwise: true }))),
      ),
    )
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    expect(answers.filter((answer) => (answer as { code?: string })?.code === "plan.edited-meanwhile")).toHaveLength(5)
    const made = await Promise.all(
      Array.from({ length: 4 }, () => as(office, (work) => plan.createEdition(work, { fiscalYear: 2050, title: "x", position: "", term: "" }))),
    )
    expect(made.map((one) => one.revision).sort()).toEqual([0, 1, 2, 3])
  })

  test("版の文も同じ", async () => {
    const { edition } = await draft()
    const opened = { expectedVersion: edition.version, fieldwise: true }
    await as(office, (work) => plan.changeEdition(work, edition.id, { ideals: ["一つ目", "二つ目"] }, opened))
    await as(office, (work) => plan.changeEdition(work, edition.id, { title: "新しい名称" }, opened))
    expect(await refused(as(office, (work) => plan.changeEdition(work, edition.id, { ideals: ["別案"] }, opened)))).toMatchObject({
      detail: { ideals: "一つ目\n二つ目" },
    })
  })
})

test("変えた文は、誰がいつなぜ変えたかとともに残る", async () => {
  const content = await draft()
  const ids = idsOf(content)
  await as(owner, (work) => plan.changeSheet(work, ids, { text: "改めた文。" }, { expectedVersion: 2, reason: "実態に合わせた" }))
  const versions = await database.db
    .selectFrom("plan_text_version")
    .select(["text", "reason", "changed_by_name"])
    .where("edition_id", "=", ids.editionId)
    .where("initiative_id", "=", ids.initiativeId)
    .where("field", "=", "text")
    .orderBy("id")
    .execute()
  expect(versions).toEqual([
    { text: "概要の文。", reason: "", changed_by_name: "計画 花子" },
    { text: "改めた文。", reason: "実態に合わせた", changed_by_name: "主管 太郎" },
  ])
})

describe("シートの決まり", () => {
  const cases: [string, (work: Work, ids: plan.SheetIds) => Promise<unknown>, string][] = [
    ["目標も理由もない指標", (work, ids) => plan.addIndicator(work, ids, { kind: "output", name: "x" }), "ZodError"],
    [
      "根拠のない達成",
      async (work, ids) => plan.reportMilestone(work, ids, await plan.addMilestone(work, ids, { quarter: 1, text: "x" }), { doneOn: "2026-06-01" }),
      "plan.milestone-without-evidence",
    ],
    [
      "先の日付の達成",
      async (work, ids) =>
        plan.reportMilestone(work, ids, await plan.addMilestone(work, ids, { quarter: 1, text: "x" }), { doneOn: "2026-11-24", evidence: "公表" }),
      "plan.milestone-in-future",
    ],
    [
      "4つ目の指標",
      async (work, ids) => {
        for (const name of "甲乙丙丁") await plan.addIndicator(work, ids, { kind: "outcome", name, target: "1" })
      },
      "plan.too-many-indicators",
    ],
    [
      "指標があるのに「指標なし」",
      async (work, ids) => {
        await plan.addIndicator(work, ids, { kind: "outcome", name: "甲", target: "1" })
        await plan.changeSheet(work, ids, { noIndicatorReason: "測れない" }, { expectedVersion: 3 })
      },
      "plan.has-indicators",
    ],
    ["知らない所属", (work, ids) => plan.changeSheet(work, ids, { partnerUnitIds: [ids.editionId] }, { expectedVersion: 2 }), "plan.unknown-unit"],
  ]
  test.each(cases)("%sは受け付けない", async (_, doing, code) => {
    const content = await draft()
    const answer = (await refused(as(office, (work) => doing(work, idsOf(content))))) as { code?: string; name?: string }
    expect(answer.code ?? answer.name).toBe(code)
  })

  test("取組を動かすと番号が付け直され、外しても同じ", async () => {
    const content = await draft()
    const [first, second] = content.directions
    await as(office, (work) =>
      plan.changeSheet(work, idsOf(content), { directionId: second!.id, number: 2 }, { expectedVersion: 2 }),
    )
    await as(office, (work) => plan.removeSheet(work, idsOf(content, 5), "統合のため"))
    const after = await as(office, (work) => plan.readEdition(work, content.edition.id))
    expect(after.directions.map((direction) => direction.sheets.map((sheet) => sheet.number))).toEqual([[1, 2, 3], [1, 2, 3, 4]])
    expect(after.directions[1]!.sheets[1]!.title).toBe("Ⅰの取組その甲")
    expect(first!.sheets).toHaveLength(4)
  })
})

test("課題は挙げた版と解決した版の間だけ見え、解決した版では何で解決したかが見える", async () => {
  const one = await draft()
  const ids = idsOf(one)
  const issue = await as(owner, (work) => plan.addIssue(work, ids, "紙の申請が残る"))
  const two = await draft()
  const later = { editionId: two.edition.id, initiativeId: ids.initiativeId }
  expect(two.sheets[0]!.initiativeId).toBe(ids.initiativeId)
  expect(await refused(as(office, (work) => plan.changeIssue(work, later, issue, "x")))).toMatchObject({ code: "plan.issue-of-earlier-edition" })
  await as(office, (work) => plan.solveIssue(work, later, issue, "受付を画面に移した"))
  const three = await draft()
  const issuesIn = async (editionId: string) =>
    (await as(office, (work) => plan.getSheet(work, editionId, ids.initiativeId))).sheet.issues.filter((one) => one.id === issue).map(({ text, solvedWith }) => ({ text, solvedWith }))
  expect(await issuesIn(one.edition.id)).toEqual([{ text: "紙の申請が残る", solvedWith: null }])
  expect(await issuesIn(two.edition.id)).toEqual([{ text: "紙の申請が残る", solvedWith: "受付を画面に移した" }])
  expect(await issuesIn(three.edition.id)).toEqual([])
  // 下書きを破棄すると、その版で解決したことも取り消される
  await as(office, (work) => plan.discardDraft(work, two.edition.id, "作り直し"))
  expect(await issuesIn(three.edition.id)).toEqual([{ text: "紙の申請が残る", solvedWith: null }])
})

test("版を読む問い合わせの数は取組の数によらない", async () => {
  const content = await draft()
  let statements = 0
  const counting = database.db.withPlugin({
    transformQuery: ({ node }) => (statements++, node),
    transformResult: async ({ result }) => result,
  })
  await plan.readEdition({ db: counting, actor: office, now, requestId: "" }, content.edition.id)
  expect(statements).toBe(2)
})

test("決裁と凍結の対象は計画の文で、進み具合や行の番号ではない", async () => {
  const content = await draft()
  const ids = idsOf(content)
  const milestone = await as(owner, (work) => plan.addMilestone(work, ids, { quarter: 1, text: "要綱を定める" }))
  const hash = async () => plan.hashOf(await as(office, (work) => plan.readEdition(work, ids.editionId)))
  const before = await hash()
  await as(owner, (work) => plan.reportMilestone(work, ids, milestone, { doneOn: "2026-05-01", evidence: "要綱 第12号" }))
  expect(await hash()).toBe(before)
  await as(owner, (work) => plan.changeSheet(work, ids, { actions: "試行" }, { expectedVersion: 99, fieldwise: true }))
  expect(await hash()).not.toBe(before)
})

test("中身のない計画からは版を作れない", async () => {
  expect(await refused(as(system("cli"), (work) => plan.insertPlan(work, { ideals: [], directions: [] }, { fiscalYear: 2030 })))).toMatchObject({
    code: "plan.nothing-to-insert",
  })
})

describe("書き換えた後", () => {
  const headOfOwner = async () => {
    const { id } = await database.db
      .insertInto("person")
      .values({ kind: "staff", name: "課長 三郎", staff_number: `9${Math.floor(Math.random() * 1e5)}` })
      .returning("id")
      .executeTakeFirstOrThrow()
    await database.db.insertInto("staff_post").values({ person_id: id, unit_id: units.owner, title: "課長", rank: 40, valid_from: "2024-04-01" }).execute()
    return id
  }

  test("主管課の長に届き、書いた本人には届かない。記録が残り、検索で見つかる", async () => {
    const head = await headOfOwner()
    const content = await draft()
    const ids = idsOf(content)
    await as(office, (work) => plan.changeSheet(work, ids, { presentState: "申請書の様式が課ごとに異なる" }, { expectedVersion: 2 }))
    const reader = { db: database.db, actor: { ...owner, id: head, unitId: units.owner }, now, requestId: "" }
    const inbox = await listInbox(reader, {})
    expect(inbox.items[0]).toMatchObject({ subject: expect.stringContaining("取組シートを変えました") })
    expect((await listInbox({ ...reader, actor: office }, {})).items).toEqual([])
    const found = async (actor: StaffActor) => {
      await prepareNew(database.db)
      const answer = await search({ db: database.db, actor }, { text: "様式が課ごと" })
      return answer.items.map((hit) => hit.link)
    }
    const link = `/plan/editions/${ids.editionId}/initiatives/${ids.initiativeId}`
    expect(await found(office)).toContain(link)
    expect(await found(owner)).toContain(link)
    // 下書きの文は、ほかの課の検索には出ない
    expect(await found(stranger)).not.toContain(link)
  })
})
