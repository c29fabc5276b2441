import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { seededPeople, type RulebookPeople } from "../../../../tests/support/rulebook.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import { standardRules } from "../scanner/index.ts"
import { ConditionFault, conditionLines, exceptionsOf, needsOf } from "./condition-words.ts"
import { lookAlikeLines, termLines } from "./edit-rules.ts"
import { rulesetPaths } from "./paths.ts"
import { rulesInForce } from "./read-rulesets.ts"
import { qualityFalls } from "./rules/quality-falls.ts"

let house: TestHouse
let people: RulebookPeople

beforeAll(async () => {
  house = await testHouse()
  people = await seededPeople(house)
})
afterAll(() => house.close())

const text = async (path: string, as: keyof RulebookPeople = "office") => (await house.request(path, { as: people[as] })).text()
const post = (path: string, form: Record<string, string | string[]> = {}, as: keyof RulebookPeople = "office") => house.request(path, { as: people[as], form })
const first = standardRules.rules[0]!

async function draft(): Promise<string> {
  const answer = await post(rulesetPaths.drafts)
  expect(answer.status).toBe(303)
  return answer.headers.get("location")!.split("/").at(-1)!
}

describe("条件の書き方", () => {
  test("付属の規則の条件と除外は、書き出して読み直すと同じ", () => {
    for (const rule of standardRules.rules) {
      expect(needsOf(conditionLines(rule.needs ?? []))).toEqual(rule.needs ?? [])
      expect(exceptionsOf(conditionLines(rule.unless ?? []))).toEqual(rule.unless ?? [])
    }
  })

  test.each([
    ["場所がない", "「点検」"],
    ["知らない場所", "どこか： 「点検」"],
    ["語がない", "その文："],
  ])("%sときは、書き方を言って断る", (_, line) => {
    expect(() => needsOf(line)).toThrow(ConditionFault)
  })

  test("条件には理由を書けず、除外には要る", () => {
    expect(() => needsOf("その文 ⑩： 「点検」")).toThrow(/理由の番号は書きません/)
    expect(() => exceptionsOf("その文： 「点検」")).toThrow(/理由の番号/)
  })

  test("どんな文字列でも、読むか、書き方を言って断るかのどちらか", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: "binary" }), (line) => {
        try {
          needsOf(line)
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionFault)
        }
      }),
    )
  })
})

describe("公開の条件", () => {
  const of = (f1: number | undefined) => ({ categories: { 目視: { tp: 0, fp: 0, fn: 0, precision: f1, recall: f1, f1 } } }) as never
  test.each([
    ["同じ", 0.9, 0.9, "", false],
    ["よくなった", 0.95, 0.9, "", false],
    ["1ポイントまでの差", 0.89, 0.9, "", false],
    ["悪くなった", 0.8, 0.9, "", true],
    ["悪くなり、理由がある", 0.8, 0.9, "見落としを減らすため", false],
    ["何も見つけなくなった", undefined, 0.9, "", true],
    ["前は測れなかった", 0.5, undefined, "", false],
  ] as const)("%sとき", (_, now, before, reason, refused) => {
    expect(qualityFalls(of(now), of(before), reason) !== undefined).toBe(refused)
  })
})

describe("検出の規則の画面", () => {
  test("付属の版はだれでも読め、直せるのは例規担当だけ", async () => {
    const page = await text(rulesetPaths.one("standard"), "other")
    expect(page).toContain(first.title)
    expect(page).not.toContain("規則を加える")
    expect((await post(rulesetPaths.drafts, {}, "other")).status).toBe(403)
    expect((await house.request(rulesetPaths.list)).status).toBe(303)
    expect((await house.request(rulesetPaths.one("x"), { as: people.office })).status).toBe(404)
  })

  test("条文を貼り付けると、見つけたところと除いたところが理由とともに出る", async () => {
    const answer = await post(rulesetPaths.attempt("standard"), { text: "施設管理者は、毎月一回、遊具を目視により点検しなければならない。\n２　道路には、非常駐車帯を設けるものとする。" }, "other")
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).toContain("目視、定期検査・点検")
    expect(page).toContain("② 別の語の一部")
  })

  test("見本がなければ公開できず、見本を加えると測って公開でき、検出がその版になる", async () => {
    await post(rulesetPaths.labels, { title: "公園条例", no: "第3条", text: "指定管理者は、遊具を目視により点検しなければならない。", categories: ["目視"] })
    await post(rulesetPaths.labels, { title: "公園条例", no: "第4条", text: "使用料は、前納しなければならない。" })
    expect(await text(rulesetPaths.labels)).toContain("公園条例 第3条")
    const id = await draft()
    expect((await post(rulesetPaths.drafts)).status).toBe(409)

    const rule = { id: "eyes.loose", title: "目で見て確かめる", category: "目視", find: "「目で見て」 …6 「確かめ」" }
    const wrong = await post(rulesetPaths.newRule(id), { ...rule, find: "(目.*)+" })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain("正規表現は使えません")
    expect(again).toContain("目で見て確かめる")
    expect((await post(rulesetPaths.newRule(id), rule)).status).toBe(303)
    expect((await post(rulesetPaths.newRule(id), { ...rule, _version: "1" })).status).toBe(409)

    const tried = await (await post(rulesetPaths.attempt(id), { text: "係員は、水槽を目で見てよく確かめる。" })).text()
    expect(tried).toContain("見つかった区分：目視")
    expect(await text(rulesetPaths.quality(id))).toContain("使用中の版の F1")
    expect((await rulesInForce(house.database.db)).rulesetId).toBeUndefined()
    expect((await post(rulesetPaths.publish(id), {})).status).toBe(303)
    expect(await rulesInForce(house.database.db)).toMatchObject({ rulesetId: id, rules: { version: expect.stringMatching(/・県第1版$/) } })
    expect(await text(rulesetPaths.list)).toContain("第1版")
    expect((await post(rulesetPaths.removeRule(id, "eyes.loose"))).status).toBe(409)
  })

  test("悪くなる版は、理由がなければ公開されない", async () => {
    const id = await draft()
    for (const rule of standardRules.rules.filter(({ category }) => category === "目視")) await post(rulesetPaths.removeRule(id, rule.id))
    await post(rulesetPaths.removeRule(id, "eyes.loose"))
    const refused = await post(rulesetPaths.publish(id), {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain("それでも公開する理由")
    expect((await post(rulesetPaths.discard(id))).status).toBe(303)
  })

  test("語の組を直すと、その語で見つかる。書き方の誤りは、欄に出て何も変わらない", async () => {
    const id = await draft()
    const form = { title: "県の規則", version: "2026-12", terms: `${termLines(standardRules.terms)}\n見守り： 見守り`, lookAlikes: lookAlikeLines(standardRules.lookAlikes) }
    expect((await post(rulesetPaths.terms(id), form)).status).toBe(303)
    const faulty = await post(rulesetPaths.terms(id), { ...form, terms: "点検" })
    expect(faulty.status).toBe(422)
    expect(await faulty.text()).toContain("組の名前： 語、語、語")
    const saved = JSON.parse(await text(rulesetPaths.file(id))) as typeof standardRules
    expect(saved.terms.見守り).toEqual(["見守り"])
    expect({ ...saved.terms, 見守り: undefined }).toEqual({ ...standardRules.terms, 見守り: undefined })
    await post(rulesetPaths.discard(id))
  })

  test("REST で版をつくり、規則を入れかえ、点数を見る", async () => {
    const made = await house.request("/api/v1/ordinance-rules", { as: people.office, json: {} })
    const { id } = (await made.json()) as { id: string }
    const read = await house.request(`/api/v1/ordinance-rules/${id}`, { as: people.office })
    const etag = read.headers.get("etag")!
    const { rules } = (await read.json()) as { rules: typeof standardRules }
    const put = (json: unknown, headers: Record<string, string>) => house.request(`/api/v1/ordinance-rules/${id}`, { as: people.office, method: "PUT", json, headers })
    expect((await put({ ...rules, rules: [] }, { "if-match": etag })).status).toBe(422)
    expect((await put(rules, { "if-match": etag })).status).toBe(200)
    expect((await put(rules, { "if-match": etag })).status).toBe(409)
    const quality = (await (await house.request(`/api/v1/ordinance-rules/${id}/quality`, { as: people.other })).json()) as { now: { articles: number } }
    expect(quality.now.articles).toBeGreaterThan(0)
    expect((await house.request(`/api/v1/ordinance-rules/${id}`, { as: people.other, method: "DELETE" })).status).toBe(403)
    expect((await house.request(`/api/v1/ordinance-rules/${id}`, { as: people.office, method: "DELETE" })).status).toBe(200)
  })
})
