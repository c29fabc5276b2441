import excel from "exceljs"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { decisionInput } from "../decide/inputs.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll, shopText } from "../../../../../tests/support/findings.ts"
import { filterFrom } from "../list/list-filter.ts"
import { listFindings } from "../list/list-findings.ts"
import { paths } from "../paths.ts"
import { getFinding } from "../read-finding.ts"
import { resultsCsv, resultsXlsx } from "./export-results.ts"
import { readResultTable } from "./read-sheet.ts"
import { applyUpload, keepUpload, readUpload } from "./upload-results.ts"

let house: TestHouse
let people: RulebookPeople
beforeAll(async () => {
  house = await findingsHouse()
  people = await rulebookPeople(house)
  await putText(house, { ...roadText, unitId: people.road.unitId })
  await putText(house, { ...shopText, unitId: people.clerk.unitId })
}, 60_000)
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.pool.query("delete from analog_finding")
  await scanAll(house, people.office)
})

type Cells = Record<string, string>
/** The exported table with cells written over, as a spreadsheet would save it. */
async function edited(as: Actor, edits: (place: string) => Cells | undefined, keep?: (sheet: excel.Worksheet) => void): Promise<Uint8Array> {
  const bytes = await house.work(as, (work) => resultsXlsx(work, filterFrom({})))
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as never)
  const sheet = book.worksheets[0]!
  const titles = (sheet.getRow(3).values as string[]).slice(1)
  sheet.eachRow((row, n) => {
    if (n <= 3) return
    for (const [title, value] of Object.entries(edits(String(row.getCell(titles.indexOf("条項") + 1).value)) ?? {})) row.getCell(titles.indexOf(title) + 1).value = value
  })
  keep?.(sheet)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const upload = (as: Actor, bytes: Uint8Array, name = "table.xlsx") => house.work(as, (work) => readUpload(work, name, bytes))
const inspection = (more: Cells) => (place: string) => (place.startsWith("第5条") ? more : undefined)
const answers = { 該非: "目視：該当\n定期検査・点検：非該当④", 根拠: "独自", いまデジタルでもできる: "いいえ", 物理的であることが保護法益: "いいえ", 条文がデジタルを許していない: "はい", 予定年月: "令和9年4月", 現PHASE: "目視：1", 目標PHASE: "目視：2", 公開可否: "可" }
const idOf = async (q: string) => (await listFindings(readingWork(house.database.db, { actor: people.office }), filterFrom({ q }))).items[0]!.id
const read = (id: string) => getFinding(readingWork(house.database.db, { actor: people.office }), id)

describe("書き出して、そのまま読み込む", () => {
  test("Excel でも CSV でも、何も変わらない", async () => {
    const xlsx = await upload(people.road, await edited(people.road, () => undefined))
    expect(xlsx).toMatchObject({ rows: [], problems: [] })
    expect(xlsx.unchanged).toBeGreaterThan(2)
    const csv = await house.work(people.road, (work) => resultsCsv(work, filterFrom({})))
    expect(await upload(people.road, Buffer.from(csv), "table.csv")).toMatchObject({ rows: [], problems: [], unchanged: xlsx.unchanged })
  })

  test("判定したあとも、そのまま読み込めば何も変わらない", async () => {
    const id = await idOf("目視により点検")
    await house.work(people.road, (work) =>
      decideFinding(work, id, decisionInput.parse({ categories: ["目視", "定期検査・点検"].map((category) => ({ category, verdict: "applicable", presentPhase: 1, note: "橋も" })), origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "2027-04", technologies: ["カメラ（画像・動画・衛星画像）"], draft: "=改正案" })),
    )
    expect(await upload(people.road, await edited(people.road, () => undefined))).toMatchObject({ rows: [], problems: [] })
    const csv = await house.work(people.road, (work) => resultsCsv(work, filterFrom({})))
    expect(await upload(people.road, Buffer.from(csv), "t.csv")).toMatchObject({ rows: [], problems: [] })
  })
})

describe("書いて読み込む", () => {
  test("変わるところを見せ、読み込むと画面と同じ判定になる", async () => {
    const { rows, problems, unchanged } = await upload(people.road, await edited(people.road, inspection(answers)))
    expect(problems).toEqual([])
    expect(rows).toHaveLength(1)
    expect(unchanged).toBeGreaterThan(1)
    expect(rows[0]!.changes.map(({ column, after }) => [column, after])).toContainEqual(["予定年月", "令和9年4月"])
    const id = rows[0]!.id
    expect((await read(id)).state).toBe("found")
    const uploadId = await house.work(people.road, (work) => keepUpload(work, "t.xlsx", rows))
    expect(await house.work(people.road, (work) => applyUpload(work, uploadId))).toBe(1)
    const it = await read(id)
    expect(it).toMatchObject({ state: "planned", method: "amend", plannedMonth: "2027-04", public: true, decidedByName: "佐竹 浩" })
    expect(it.categories.map(({ category, verdict, reasonCode, targetPhase }) => [category, verdict, reasonCode, targetPhase])).toEqual([["目視", "applicable", "", 2], ["定期検査・点検", "not-applicable", "④", null]])
    await expect(house.work(people.road, (work) => applyUpload(work, uploadId))).rejects.toMatchObject({ code: "findings.already-applied" })
    await expect(house.work(people.office, (work) => applyUpload(work, uploadId))).rejects.toMatchObject({ kind: "not-found" })
  })

  test("「該当」とだけ書けば、その行のすべての区分のことになる。表計算が日付に変えた予定年月も読める", async () => {
    const { rows, problems } = await upload(people.road, await edited(people.road, inspection({ ...answers, 該非: "該当", 予定年月: "2027-04-01" })))
    expect(problems).toEqual([])
    expect(rows[0]!.decision).toMatchObject({ plannedMonth: "2027-04", categories: [{ category: "目視", verdict: "applicable" }, { category: "定期検査・点検", verdict: "applicable" }] })
  })

  test("完了日を書けば見直し済みになる", async () => {
    const first = await upload(people.road, await edited(people.road, inspection({ ...answers, 完了日: "2026-10-01", 完了の内容: "通知第3号" })))
    const id = await house.work(people.road, (work) => keepUpload(work, "t.xlsx", first.rows))
    await house.work(people.road, (work) => applyUpload(work, id))
    expect(await read(first.rows[0]!.id)).toMatchObject({ state: "done", doneOn: "2026-10-01", doneHow: "通知第3号" })
  })

  test.each<[string, Cells, string, RegExp]>([
    ["知らない言葉", { ...answers, 根拠: "県" }, "根拠", /独自・国の法令のどれか/],
    ["該非がない", { 根拠: "独自" }, "該非", /「目視」の該非がありません/],
    ["理由の番号がない", { ...answers, 該非: "目視：該当\n定期検査・点検：非該当" }, "該非", /理由の番号/],
    ["ない区分", { ...answers, 該非: "目視：該当\n定期検査・点検：該当\n書面掲示：該当" }, "該非", /この条文にない区分/],
    ["PHASEが数でない", { ...answers, 現PHASE: "目視：A" }, "現PHASE", /1から3/],
    ["PHASEが戻る", { ...answers, 現PHASE: "目視：3", 目標PHASE: "目視：1" }, "目標PHASE", /前にはできません/],
    ["月が読めない", { ...answers, 予定年月: "来春" }, "予定年月", /令和9年4月/],
    ["予定がない", { ...answers, 予定年月: "" }, "予定年月", /予定年月を入力/],
    ["法令名がない", { ...answers, 根拠: "国の法令", 国の見直し: "予定" }, "法令名", /法令の名前/],
    ["答えと違う方法", { ...answers, 方法: "通知" }, "方法の理由", /理由を書いて/],
    ["知らない技術類型", { ...answers, 使う技術類型: "てれぱしー" }, "使う技術類型", /技術類型/],
    ["完了日が日付でない", { ...answers, 完了日: "先週" }, "完了日", /日付ではありません/],
    ["先の日付の完了", { ...answers, 完了日: "2999-01-01" }, "完了日", /今日まで/],
    ["番号が違う", { 番号: "あ" }, "番号", /番号ではありません/],
    ["見られない番号", { 番号: "999999" }, "番号", /見る権限がありません/],
  ])("断り：%s", async (_, cells, column, message) => {
    const { problems } = await upload(people.road, await edited(people.road, inspection(cells)))
    expect(problems.find((one) => one.column === column)?.message).toMatch(message)
    expect(problems.every(({ line }) => line > 3)).toBe(true)
  })

  test("表を保存したあとに判定が変わった行は、古い表では上書きできない", async () => {
    const table = await edited(people.road, inspection(answers))
    const id = await idOf("目視により点検")
    const kept = await upload(people.road, table)
    const uploadId = await house.work(people.road, (work) => keepUpload(work, "t.xlsx", kept.rows))
    await house.work(people.office, (work) => decideFinding(work, id, decisionInput.parse({ categories: ["目視", "定期検査・点検"].map((category) => ({ category, verdict: "not-applicable", reasonCode: "⑥" })) })))
    const { problems } = await upload(people.road, table)
    expect(problems).toMatchObject([{ column: "版", message: expect.stringContaining("表の版1、いまの版2") }])
    // The same for a table that was looked at before and is applied now.
    await expect(house.work(people.road, (work) => applyUpload(work, uploadId))).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("どの行も変えていません") })
    expect((await read(id)).state).toBe("not-applicable")
  })

  test("一行でも断られれば、どの行も変わらない", async () => {
    const table = await edited(people.road, (place) => (place.startsWith("第5条") ? answers : place.startsWith("第7条") ? { 該非: "書面掲示：該当", 根拠: "独自", いまデジタルでもできる: "はい" } : undefined))
    const { rows } = await upload(people.road, table)
    expect(rows).toHaveLength(2)
    const uploadId = await house.work(people.road, (work) => keepUpload(work, "t.xlsx", rows))
    const last = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)!
    await house.database.pool.query("update analog_finding set version = version + 1 where id = $1", [last.id])
    await expect(house.work(people.road, (work) => applyUpload(work, uploadId))).rejects.toMatchObject({ kind: "conflict" })
    for (const { id } of rows) expect((await read(id)).state).toBe("found")
  })
})

describe("読めないファイル", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["空", new Uint8Array(), /空です/],
    ["壊れた Excel", Buffer.from("PK\u0003\u0004broken"), /Excel のファイルとして読めません/],
    ["画像", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /Excel（xlsx）でも CSV でもありません/],
    ["見出しがない", Buffer.from("あ,い\n1,2\n"), /見出しの行が見つかりません/],
    ["知らない列", Buffer.from("番号,版,県名\n1,1,x\n"), /「県名」という列は使えません/],
    ["同じ列が二つ", Buffer.from("番号,版,版\n1,1,1\n"), /二つあります/],
    ["行がない", Buffer.from("番号,版\n"), /行がありません/],
    ["閉じない引用符", Buffer.from('番号,版\n"1,1\n'), /引用符の閉じ忘れ/],
  ])("%s", async (_, bytes, message) => {
    await expect(readResultTable("file", bytes)).rejects.toMatchObject({ kind: "invalid", field: "file", message: expect.stringMatching(message) })
  })

  test("画面では、選んでいなければ項目に断りが出て、誤りは行と列の表になる", async () => {
    const none = await house.request(paths.results, { as: people.road, form: {} })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain("結果一覧表のファイルを選んでください")
    const body = new FormData()
    body.set("file", new File([Buffer.from("番号,版,予定年月\nあ,1,x\n")], "t.csv", { type: "text/csv" }))
    const sent = new Request("http://x/", { method: "POST", body })
    const wrong = await house.request(paths.results, { as: people.road, method: "POST", body: await sent.clone().text(), headers: { "content-type": sent.headers.get("content-type")! } })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain("「あ」は番号ではありません")
  })
})
