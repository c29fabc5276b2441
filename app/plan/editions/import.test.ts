import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { planImportCommand } from "../../cli/plan-import.ts"
import { type StaffActor, system } from "../../kernel/access/index.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { paths } from "../paths.ts"
import * as plan from "./index.ts"
import { editionsPart } from "./module.ts"

const house = await testHouse({ modules: [{ name: "plan", title: "推進プラン", ...editionsPart }] })
afterAll(() => house.close())
let office: StaffActor

beforeAll(async () => {
  const { db } = house.database
  const { id: unitId } = await db.insertInto("unit").values({ code: "KIKAKU" }).returning("id").executeTakeFirstOrThrow()
  const { id } = await db.insertInto("person").values({ kind: "staff", name: "計画 花子", staff_number: "400001" }).returning("id").executeTakeFirstOrThrow()
  office = { kind: "staff", id, name: "計画 花子", unitId, unitName: "課", postTitle: "主査", sessionId: "", grants: [{ role: "plan-office", unitIds: "all" }] }
})

/** Our own small plan in the shape that a PDF gives: columns run together, a line broken inside a word. */
const text = `はぎの行政運営推進プラン（令和８年度）

位置付け
庁内職員で共有していくもの

目指す姿
・頼られる県庁

・言い出せる職場

取組の方向性と主な取組

Ⅰ 仕事のしかたを改める

①生成AIの活用 ②補助金申請のオンライン化

Ⅱ 職場を整える

①テレワーク環境の充実 ②ペーパーレスの推進

（２）取組の概要
Ⅰ 仕事のしかたを改める

①生成AIの活用

下書きを道具に任せ、職員は確かめることに時
間を使う。

②補助金申請のオンライン化

申請を画面で終えられるようにする。

Ⅱ 職場を整える

①テレワーク環境の充実

どこでも同じ道具で働けるようにする。

②ペーパーレスの推進

紙の会議をやめる。
`

const formOf = (html: string): Record<string, string> => {
  const unescape = (value: string) => value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&#39;", "'").replaceAll("&amp;", "&")
  const form: Record<string, string> = {}
  for (const [, tag] of html.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(tag!)?.[1]
    if (name && name !== "_submission") form[name] = unescape(/value="([^"]*)"/.exec(tag!)?.[1] ?? "")
  }
  for (const [, name, value] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)) form[name!] = unescape(value!)
  return form
}

test("貼り付けた文を読み取って見せ、手で直したものが下書きになる", async () => {
  const read = await house.request(paths.import, { as: office, form: { text } })
  expect(read.status).toBe(200)
  const html = await read.text()
  expect(html).toContain("読み取った内容を確かめる")
  expect(html).toContain("職員は確かめることに時間を使う。")
  const form = formOf(html)
  expect(form.fiscalYear).toBe("2026")
  const name = Object.keys(form).find((field) => form[field] === "ペーパーレスの推進")!
  form[name] = "紙を減らす"
  const removed = Object.keys(form).find((field) => form[field] === "テレワーク環境の充実")!
  form[removed] = ""
  form[removed.replace("title", "text")] = ""
  const made = await house.request(paths.importConfirm, { as: office, form })
  expect(made.status).toBe(303)
  const id = made.headers.get("location")!.split("/")[3]!
  const content = await house.work(office, (work) => plan.readEdition(work, id))
  expect(content.edition).toMatchObject({ fiscalYear: 2026, status: "draft" })
  expect(content.ideals.map((ideal) => ideal.text)).toEqual(["頼られる県庁", "言い出せる職場"])
  expect(content.directions.map((direction) => direction.sheets.map((sheet) => sheet.title))).toEqual([
    ["生成AIの活用", "補助金申請のオンライン化"],
    ["紙を減らす"],
  ])
  // 名称の同じ道具の鍵が付く
  expect(content.sheets[1]!.key).toBe("productivity.subsidies")
})

describe("読み取れないものは、日本語で断り、打った文を残す", () => {
  const cases: [string, string, string][] = [
    ["空", "", "文章を貼り付けるか、ファイルを選んでください。"],
    ["計画でない文", "本日は晴天なり。\nよい日でした。", "取組の方向性（Ⅰ、Ⅱなど）が見つかりませんでした。"],
    ["2 MB の1行", "あ".repeat(700_000), "見つかりませんでした"],
  ]
  test.each(cases)("%s", async (_, given, sentence) => {
    const answer = await house.request(paths.import, { as: office, form: { text: given } })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(sentence)
    expect(html).toContain(given.slice(0, 1000))
  })

  test("名称のない取組があると、版は作られず、直した文は残る", async () => {
    const html = await (await house.request(paths.import, { as: office, form: { text } })).text()
    const form = formOf(html)
    const name = Object.keys(form).find((field) => form[field] === "ペーパーレスの推進")!
    form[name] = ""
    form.ideals = "書き直した姿"
    const answer = await house.request(paths.importConfirm, { as: office, form })
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain("取組の名称を入力してください。")
    expect(again).toContain("書き直した姿")
  })
})

test("Shift_JIS のファイルも、命令で取り込める", async () => {
  const iconv = (await import("iconv-lite")).default
  const made = await house.work(system("hagi plan import"), (work) => plan.importPlanFile(work, iconv.encode(text, "cp932")))
  expect(made).toMatchObject({ fiscalYear: 2026, initiatives: 4 })
  expect(made.linked.length).toBeGreaterThan(0)
})

test("hagi plan import は、下書きを作って何を入れられなかったかを言い、ファイルがなければ一文で断る", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "hagi-import-")), "plan.txt")
  writeFileSync(file, text)
  vi.stubEnv("DATABASE_URL", house.database.url)
  const said = vi.spyOn(console, "log").mockImplementation(() => {})
  expect(await planImportCommand([file, "--year", "2031"])).toBe(0)
  expect(said.mock.calls.join("\n")).toContain("令和13年度の下書きを作りました：目指す姿 2、方向性 2、取組 4")
  expect(said.mock.calls.join("\n")).toContain("入れられなかった行")
  await expect(planImportCommand(["/nowhere/plan.txt"])).rejects.toThrow("ファイルがありません")
  await expect(planImportCommand([])).rejects.toThrow("使い方")
  await expect(planImportCommand([file, "--year", "来年"])).rejects.toThrow("西暦")
  said.mockRestore()
  vi.unstubAllEnvs()
})

/** The text of a published overview is nobody's to copy here: name a file that holds it. */
const official = process.env.HAGI_PLAN_TEXT ?? ""
test.skipIf(!existsSync(official))("公表された概要から、3つの姿、4つの方向性、16の取組の版ができ、16の道具と結び付く", async () => {
  const made = await house.work(office, (work) => plan.importPlanFile(work, readFileSync(official)))
  const content = await house.work(office, (work) => plan.readEdition(work, made.editionId))
  expect(content.ideals).toHaveLength(3)
  expect(content.directions.map((direction) => direction.sheets.length)).toEqual([4, 4, 4, 4])
  expect(content.sheets.filter((sheet) => sheet.key === null).map((sheet) => sheet.title)).toEqual([])
  expect(content.sheets[2]!.aliases).toHaveLength(1)
  expect(made.fiscalYear).toBe(2025)
})
