import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, type StaffActor, system, visitor } from "../../kernel/access/index.ts"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { insertPlan, loadContent, findHead } from "../editions/index.ts"
import { editionsPart } from "../editions/module.ts"
import { paths } from "../paths.ts"
import { reviewPart } from "../review/module.ts"
import { askQuestion } from "../sharing/ask-question.ts"
import { answerQuestion } from "../sharing/answer-question.ts"
import { hideQuestion } from "../sharing/hide-question.ts"
import { sharingPart } from "../sharing/module.ts"
import { publicationPart } from "./module.ts"
import { DATASETS } from "./open-data.ts"
import { publicationPaths } from "./paths.ts"

/** In every text that must not leave the house. */
const SECRET = "外秘"

let house: TestHouse
let office: StaffActor
let clerk: StaffActor
let inForce: string
let draft: string
let closed: string
let i: string
let draftOnly: string

const plan = (title: string, mark: string) => ({
  title: `${title}${mark}`,
  position: "庁内の職員が共有するもの",
  term: "1年",
  ideals: [`信頼される県庁${mark}`],
  directions: [
    {
      numeral: "Ⅰ",
      title: `生産性の向上${mark}`,
      aim: "速く正確に",
      initiatives: [
        { number: 1, title: mark ? `${mark}の新しい取組` : "生成AIの活用", aliases: mark ? [] : [`${SECRET}別名`], text: `全職員に配る${mark}` },
        { number: 2, title: mark ? `${mark}のもう一つの取組` : "=cmd|calc", aliases: [], text: `<script>alert("x")</script>${mark}` },
      ],
    },
  ],
})

beforeAll(async () => {
  house = await testHouse({
    modules: [
      { name: "plan", title: "推進プラン", ...editionsPart },
      { name: "plan-review", title: "評価", ...reviewPart },
      { name: "plan-sharing", title: "共有", ...sharingPart },
      { name: "plan-publication", title: "公開", ...publicationPart },
    ],
  })
  const { db } = house.database
  const { id: unitId } = await db.insertInto("unit").values({ code: "DX" }).returning("id").executeTakeFirstOrThrow()
  await db.insertInto("unit_period").values({ unit_id: unitId, name: "デジタル推進課", valid_from: "2020-04-01" }).execute()
  const person = async (number: string, grants: StaffActor["grants"]): Promise<StaffActor> => {
    const name = `${SECRET}の氏名${number}`
    const { id } = await db.insertInto("person").values({ kind: "staff", name, staff_number: number }).returning("id").executeTakeFirstOrThrow()
    return { kind: "staff", id, name, unitId, unitName: "デジタル推進課", postTitle: "主査", sessionId: "", grants }
  }
  office = await person("400001", [{ role: "plan-office", unitIds: "all" }])
  clerk = await person("400002", [])
  const write = (year: number, title: string, mark = "") =>
    house.work(office, async (work) => {
      const { editionId } = await insertPlan(work, plan(title, mark), { fiscalYear: year })
      const { sheets } = await loadContent(work, (await findHead(work, editionId))!)
      for (const sheet of sheets) {
        await work.db
          .updateTable("plan_sheet")
          .set({
            owner_unit_id: unitId,
            present_state: `${SECRET}の現状`,
            actions: `研修を行う${mark}`,
            next_year_proposal: `${SECRET}の提案`,
            logic_model: JSON.stringify({ inputs: `${SECRET}の投入`, outcomes: `${SECRET}の成果` }),
          })
          .where("id", "=", sheet.id)
          .execute()
        await work.db.insertInto("plan_issue").values({ initiative_id: sheet.initiativeId, text: `${SECRET}の課題`, raised_in: editionId }).execute()
        await work.db
          .insertInto("plan_milestone")
          .values({ sheet_id: sheet.id, quarter: 1, text: `研修を開く${mark}`, done_on: `${year}-06-20`, evidence: `${SECRET}の根拠` })
          .execute()
        const indicator = await work.db
          .insertInto("plan_indicator")
          .values({ sheet_id: sheet.id, sort: 1, kind: "output", name: `受講者${mark}`, unit: "人", target: "5700", baseline_note: `${SECRET}の時点`, target_basis: `${SECRET}の設定根拠` })
          .returning("lineage_id")
          .executeTakeFirstOrThrow()
        if (sheet.number !== 1) continue
        for (const [month, value] of [["2026-05-01", "120"], ["2026-06-01", "340"]] as const) {
          await work.db
            .insertInto("plan_indicator_value")
            .values({ lineage_id: indicator.lineage_id, month, value, evidence: `${SECRET}の名簿`, entered_by: office.id })
            .execute()
        }
      }
      await work.db
        .insertInto("plan_text_version")
        .values({ edition_id: editionId, initiative_id: sheets[0]!.initiativeId, field: "milestones", text: `${SECRET}の文`, reason: `${SECRET}の理由`, changed_by: office.id, changed_by_name: office.name, changed_at: new Date("2026-06-20T01:00:00Z") })
        .execute()
      return { editionId, initiativeId: sheets[0]!.initiativeId }
    }, new Date(`${year - 1}-12-01T00:00:00Z`))
  ;({ editionId: inForce, initiativeId: i } = await write(2026, "推進プラン"))
  ;({ editionId: draft, initiativeId: draftOnly } = await write(2027, "次の推進プラン", SECRET))
  ;({ editionId: closed } = await write(2025, "前の推進プラン"))
  await db.updateTable("plan_edition").set({ status: "in-force", in_force_on: "2026-04-01", reason: `${SECRET}の改定理由` }).where("id", "=", inForce).execute()
  await db.updateTable("plan_edition").set({ status: "closed", in_force_on: "2025-04-01", closed_on: "2026-03-31" }).where("id", "=", closed).execute()
  await house.work(clerk, async (work) => {
    const q = await askQuestion(work, i, { text: `${SECRET}の質問` })
    await answerQuestion({ ...work, actor: office }, i, q, { answer: `${SECRET}の回答` })
    const hidden = await askQuestion(work, i, { text: `${SECRET}の質問2` })
    await hideQuestion({ ...work, actor: office }, i, hidden, { reason: `${SECRET}の非表示理由` })
  })
})
afterAll(() => house.close())

const get = async (path: string, as: Actor = visitor, headers: Record<string, string> = {}) => {
  const response = await house.request(path, { as, headers })
  // As bytes: reading it as text would drop the BOM.
  return { status: response.status, headers: response.headers, text: Buffer.from(await response.arrayBuffer()).toString("utf8") }
}

const publicAddresses = () => [
  paths.publicHome,
  paths.publicInitiative(i),
  paths.publicData,
  paths.publicFeed,
  ...DATASETS.flatMap(({ name }) => [publicationPaths.dataset(name, "csv"), publicationPaths.dataset(name, "json")]),
  "/api/v1/public/plan",
  `/api/v1/public/initiatives/${i}`,
  "/api/v1/public/changes",
]

test("断ること：下書きの取組、知らない番号、版の書き出し", async () => {
  for (const id of [draftOnly, "00000000-0000-7000-8000-000000000000", "x"]) {
    expect((await get(paths.publicInitiative(id))).status).toBe(404)
    expect((await get(`/api/v1/public/initiatives/${id}`)).status).toBe(404)
  }
  for (const format of ["xlsx", "csv", "pdf"]) {
    expect((await get(paths.editionExport(inForce, format))).status).toBe(303)
  }
  // The owner unit sees its own sheets of a draft; somebody of another unit sees nothing of it.
  const stranger: StaffActor = { ...clerk, unitId: "00000000-0000-7000-8000-00000000000a" }
  expect((await get(paths.editionExport(draft, "csv"), stranger)).status).toBe(404)
})

test("内部の記述は、どの公開ページ・CSV・JSON・Atom・REST にも現れない", async () => {
  // The mark is really in the house: the staff page of the same initiative shows it.
  expect((await get(paths.initiative(inForce, i), office)).text).toContain(SECRET)
  for (const address of publicAddresses()) {
    const answer = await get(address)
    expect([address, answer.status]).toEqual([address, 200])
    expect([address, answer.text.includes(SECRET)]).toEqual([address, false])
  }
})

test("施行中の版の公開する項目は現れる", async () => {
  const { text } = await get(paths.publicInitiative(i))
  for (const shown of ["生成AIの活用", "全職員に配る", "研修を行う", "研修を開く", "受講者", "5,700人", "340", "<svg"]) expect(text).toContain(shown)
  const home = await get(paths.publicHome)
  for (const shown of ["信頼される県庁", "生産性の向上", "方向性ごとのマイルストーン", "まだ公表していません"]) expect(home.text).toContain(shown)
  expect(home.text).not.toContain("前の推進プラン")
})

test("データのない値は空欄・null・－で、0 ではない", async () => {
  const json = JSON.parse((await get(publicationPaths.dataset("indicators", "json"))).text) as { items: { number: number; value: number | null }[] }
  expect(json.items.map(({ number, value }) => [number, value])).toEqual([
    [1, 340],
    [2, null],
  ])
  expect((await get(publicationPaths.dataset("indicators", "csv"))).text.split("\r\n")[2]).toContain("5700,,,")
})

describe("書いた文は動かない", () => {
  test("CSV の数式は文字になる", async () => {
    const { text } = await get(publicationPaths.dataset("initiatives", "csv"))
    expect(text.startsWith("\uFEFF")).toBe(true)
    expect(text).toContain("'=cmd|calc")
  })
  test("スクリプトは文字のまま（ページと Atom）", async () => {
    const other = (await house.work(system("test"), async (work) => loadContent(work, (await findHead(work, inForce))!))).sheets[1]!
    expect((await get(paths.publicInitiative(other.initiativeId))).text).not.toContain("<script>alert")
    expect((await get(paths.publicFeed)).text).not.toContain("<script")
  })
})

test("Atom：施行と、施行後の変更だけを新しい順に。変えた人の名前はない", async () => {
  const { text, headers } = await get(paths.publicFeed)
  expect(headers.get("content-type")).toContain("application/atom+xml")
  expect([...text.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title)).toEqual([
    "推進プランの更新",
    "生成AIの活用：マイルストーン",
    // Told of last year's edition after it had closed.
    "生成AIの活用：マイルストーン",
    "推進プラン 令和8年度：施行",
    "推進プラン 令和7年度：施行",
  ])
})

test("Atom：採用した改善と測った効果も、題名だけで伝える。採否の前のものは伝えない", async () => {
  const improvement = (state: string, title: string) =>
    house.database.db
      .insertInto("improvement")
      .values({
        initiative_id: i,
        author_id: clerk.id,
        author_name: clerk.name,
        author_unit_id: clerk.unitId,
        author_unit_name: "支援課",
        number: `改善-R8-${title.length}`,
        state: state as "filed",
        title,
        present_way: `${SECRET}の今`,
        proposed_way: `${SECRET}の案`,
        evidence: `${SECRET}の根拠`,
        measured_saved_minutes: state === "measured" ? 300 : null,
        decided_on: state === "filed" ? null : "2026-07-01",
        filed_at: new Date("2026-06-01T00:00:00Z"),
      })
      .returning("id")
      .executeTakeFirstOrThrow()
  await improvement("filed", "まだ決まらない案")
  const { id } = await improvement("measured", "写しを一度で済ませる")
  await house.database.db
    .insertInto("improvement_measurement")
    .values({ improvement_id: id, measured_on: "2026-10-05", minutes_now: 30, times_a_year: 10, people: 1, saved_minutes: 300, evidence: `${SECRET}の計測`, measured_by: clerk.id, measured_by_name: clerk.name, entered_at: new Date("2026-10-06T03:00:00Z") })
    .execute()
  const { text } = await get(paths.publicFeed)
  expect([...text.matchAll(/<title>(.*?)<\/title>\s*<updated>(.*?)<\/updated>/g)].map(([, title, at]) => [title, at]).slice(1, 3)).toEqual([
    ["生成AIの活用：「写しを一度で済ませる」の改善の効果の測定", "2026-10-06T03:00:00.000Z"],
    ["生成AIの活用：「写しを一度で済ませる」の改善の採用", "2026-06-30T15:00:00.000Z"],
  ])
  for (const hidden of ["まだ決まらない案", SECRET, clerk.name]) expect(text).not.toContain(hidden)
  await house.database.pool.query("delete from improvement_measurement")
  await house.database.pool.query("delete from improvement")
})

test("ETag で二度目は 304、だれでもどのサイトからでも読める", async () => {
  for (const address of [publicationPaths.dataset("initiatives", "json"), paths.publicFeed, "/api/v1/public/plan", "/api/v1/public/changes"]) {
    const first = await get(address)
    expect(first.headers.get("access-control-allow-origin")).toBe("*")
    expect(first.headers.get("cache-control")).toBe("public, max-age=60")
    const again = await get(address, visitor, { "if-none-match": first.headers.get("etag")! })
    expect([address, again.status, again.text]).toEqual([address, 304, ""])
  }
})

describe("版の書き出し（職員）", () => {
  test("CSV は BOM 付きで、内部の記述も含む", async () => {
    const { text, headers } = await get(paths.editionExport(inForce, "csv"), clerk)
    expect(text.startsWith("\uFEFF")).toBe(true)
    expect(text).toContain(`${SECRET}の現状`)
    expect(text).toContain("'=cmd|calc")
    expect(decodeURIComponent(headers.get("content-disposition")!)).toContain("推進プラン_令和8年度.csv")
  })
  test("Excel は五つのシート", async () => {
    const response = await house.request(paths.editionExport(inForce, "xlsx"), { as: clerk })
    const { default: excel } = await import("exceljs")
    const book = new excel.Workbook()
    await book.xlsx.load((await response.arrayBuffer()) as never)
    expect(book.worksheets.map((one) => one.name)).toEqual(["取組", "指標", "マイルストーン", "課題", "目指す姿・方向性"])
    expect(book.getWorksheet("取組")!.rowCount).toBe(2 + 1 + 2)
    expect(book.getWorksheet("取組")!.getCell("B5").value).toBe("=cmd|calc")
  })
  test("PDF ができる。下書きの書き出しは記録に残る", async () => {
    const response = await house.request(paths.editionExport(draft, "pdf"), { as: office })
    expect(response.status).toBe(200)
    expect((await response.text()).slice(0, 5)).toBe("%PDF-")
    const kept = await house.database.db.selectFrom("audit_event").select("action").where("action", "=", "plan.draft-exported").execute()
    expect(kept).toHaveLength(1)
  })
})

test("施行中の版がなければ、公開ページはそう言い、データは見つからない", async () => {
  await house.database.db.updateTable("plan_edition").set({ status: "closed" }).where("id", "=", inForce).execute()
  expect((await get(paths.publicHome)).text).toContain("公開中の推進プランはまだありません")
  expect((await get("/api/v1/public/plan")).status).toBe(404)
  expect((await get(publicationPaths.dataset("initiatives", "csv"))).status).toBe(404)
})
