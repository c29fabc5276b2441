import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { approve, returnApproval } from "../../../kernel/approvals/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import { type RulebookPeople, seededPeople } from "../../../../tests/support/rulebook.ts"
import { rulebookPart } from "../rulebook/index.ts"
import { promulgateBill } from "./promulgate-bill.ts"
import { startBill } from "./start-bill.ts"
import { revisingPaths as paths } from "./paths.ts"

let house: TestHouse
let people: RulebookPeople
/** 道路課's rules, an ordinance of the same section, and somebody else's. */
let rules: string
let ordinance: string
let foreign: string
const today = civilDateOf(new Date())

beforeAll(async () => {
  house = await testHouse()
  people = await seededPeople(house)
  await house.work(system("demo"), (work) => rulebookPart.seed(work))
  const own = await house.database.db.selectFrom("ordinance").select(["id", "kind", "unit_id"]).execute()
  rules = own.find(({ kind, unit_id }) => kind === "規則" && unit_id === people.road.unitId)!.id
  ordinance = own.find(({ kind, unit_id }) => kind === "条例" && unit_id === people.road.unitId)!.id
  foreign = own.find(({ unit_id }) => unit_id !== people.road.unitId)!.id
})
afterAll(() => house.close())

const get = (path: string, as: keyof RulebookPeople = "road") => house.request(path, { as: people[as] })
const text = async (path: string, as: keyof RulebookPeople = "road") => (await get(path, as)).text()
const post = (path: string, form: Record<string, string> = {}, as: keyof RulebookPeople = "road") => house.request(path, { as: people[as], form })
const begun = async (ordinanceId: string) => (await post(paths.bills(ordinanceId))).headers.get("location")!.split("/").at(-1)!
const provisionsIn = async (ordinanceId: string) => {
  const { current_version_id: versionId } = await house.database.db.selectFrom("ordinance").select("current_version_id").where("id", "=", ordinanceId).executeTakeFirstOrThrow()
  return house.database.db.selectFrom("ordinance_provision").selectAll().where("version_id", "=", versionId).orderBy("position").execute()
}
const articlesIn = async (ordinanceId: string) => (await provisionsIn(ordinanceId)).filter(({ part }) => part === "main")
const abandoned = async (id: string) => expect((await post(paths.abandonment(id), { reason: "試したため" })).status).toBe(303)

describe("改正案", () => {
  test("条文を直して起案し、決裁され、公布を記録すると、例規集の次の版になる", async () => {
    const before = await articlesIn(rules)
    const target = before.find(({ text: words }) => words.includes("点検"))!
    const id = await begun(rules)
    expect(await text(paths.bill(id))).toContain("まだどの条も変わっていません")
    expect((await post(paths.proposal(id))).status).toBe(409)

    const words = { no: target.no, caption: target.caption, text: target.text.replace("点検", "点検（情報通信機器を用いて行うものを含む。）") }
    expect((await post(paths.provision(id, target.address), words)).status).toBe(303)
    const shown = await text(paths.text(id))
    expect(shown).toContain("の一部を次のように改正する。")
    expect(shown).toContain("に改める。")
    expect((await post(paths.proposal(id))).status).toBe(409)
    expect((await post(paths.terms(id), { title: "道路の規則の一部を改正する規則", reason: "目視点検の見直し", effect: "on-promulgation" })).status).toBe(303)
    expect((await post(paths.proposal(id), { comment: "前の画面から", _version: "1" })).status).toBe(409)
    expect((await post(paths.proposal(id), { comment: "よろしくお願いします" })).status).toBe(303)
    expect((await post(paths.provision(id, target.address), words)).status).toBe(409)

    const { approval_id: approvalId } = await house.database.db.selectFrom("ordinance_bill").select("approval_id").where("id", "=", id).executeTakeFirstOrThrow()
    expect((await post(paths.promulgation(id), { promulgatedOn: today, number: "令和8年規則第9号" }, "office")).status).toBe(409)
    await house.work(people.officeHead, (work) => approve(work, approvalId!))
    expect((await post(paths.promulgation(id), { promulgatedOn: today, number: "令和8年規則第9号" })).status).toBe(403)
    expect((await post(paths.promulgation(id), { promulgatedOn: addDays(today, 1), number: "令和8年規則第9号" }, "office")).status).toBe(422)
    expect((await post(paths.promulgation(id), { promulgatedOn: today, number: "令和8年規則第9号" }, "office")).status).toBe(303)
    expect((await post(paths.promulgation(id), { promulgatedOn: today, number: "令和8年規則第9号" }, "office")).status).toBe(409)

    const after = await articlesIn(rules)
    expect(after.find(({ address }) => address === target.address)!.text).toBe(words.text)
    expect(after.filter(({ address }) => address !== target.address).map(({ text: words }) => words)).toEqual(before.filter(({ address }) => address !== target.address).map(({ text: words }) => words))
    expect(await text(paths.bill(id))).toContain("例規集の新しい版になりました")
    const own = (await provisionsIn(rules)).find(({ headings }) => headings.some((heading) => heading.includes("規則第9号")))
    expect(own).toMatchObject({ part: "supplementary", text: "この規則は、公布の日から施行する。" })
  })

  test("決裁する人には、施行の日と経過措置も見える。決裁の間は、直す画面を開けない", async () => {
    const [article] = await articlesIn(rules)
    const id = await begun(rules)
    await post(paths.provision(id, article!.address), { no: article!.no, caption: article!.caption, text: `${article!.text}\n２　県は、電子的な方法の利用に努めるものとする。` })
    await post(paths.terms(id), { title: "道路の規則の一部を改正する規則", reason: "デジタル化のため", effect: "on-date", effectiveOn: "2027-04-01", transitional: "なお従前の例による。" })
    await post(paths.proposal(id))
    const { approval_id: approvalId } = await house.database.db.selectFrom("ordinance_bill").select("approval_id").where("id", "=", id).executeTakeFirstOrThrow()
    const shown = await text(`/approvals/${approvalId}`, "officeHead")
    expect(shown).toContain("１　この規則は、令和9年4月1日から施行する。")
    expect(shown).toContain("２　なお従前の例による。")
    for (const path of [paths.provision(id, article!.address), paths.addition(id, article!.address), paths.terms(id)]) expect((await get(path)).headers.get("location")).toBe(paths.bill(id))
    expect((await get(paths.provision(id, article!.address), "auditor")).status).toBe(403)
    await house.work(people.officeHead, (work) => returnApproval(work, approvalId!, { reason: "文言を直してください" }))
    await abandoned(id)
  })

  test("条の番号として読めないものは、その欄で断る。最初の別表も加えられる", async () => {
    const provisions = await provisionsIn(ordinance)
    const article = provisions.find(({ part }) => part === "main")!
    const id = await begun(ordinance)
    const refused = await post(paths.provision(id, article.address), { no: "じゅうろく", caption: article.caption, text: "打った文。" })
    expect(refused.status).toBe(422)
    const again = await refused.text()
    expect(again).toContain("「じゅうろく」は条の番号として読めません")
    expect(again).toContain("打った文。")
    const last = provisions.findLast(({ part }) => part === "supplementary")!
    expect((await post(paths.addition(id, last.address), { no: "別表第９", caption: "", text: "| 区分 | 回数 |\n| 県道 | 毎日 |" })).status).toBe(303)
    const drafted = (await (await get(`/api/v1/ordinance-bills/${id}/amending-text`)).json()) as { text: string; problems: string[] }
    expect(drafted.problems).toEqual([])
    expect(drafted.text).toContain("別表")
    expect(await text(paths.text(id))).toContain("<td>県道</td>")
    await abandoned(id)
  })

  test("条を加え、番号をずらし、削り、戻す。改め文は直した条文に導く", async () => {
    const [first, second, third] = await articlesIn(rules)
    const id = await begun(rules)
    expect((await post(paths.addition(id, first!.address), { no: `${first!.no}の２`, caption: "（電子的な方法）", text: "知事は、電子的な方法により行うことができる。" })).status).toBe(303)
    expect((await post(paths.removal(id, second!.address))).status).toBe(303)
    expect(await text(`${paths.bill(id)}?only=changed`)).toContain("削除")
    const drafted = (await (await get(`/api/v1/ordinance-bills/${id}/amending-text`)).json()) as { text: string; problems: string[] }
    expect(drafted.problems).toEqual([])
    expect(drafted.text).toContain("削")
    expect(drafted.text).toContain("加える")
    const compared = (await (await get(`/api/v1/ordinance-bills/${id}/comparison`)).json()) as { changed: number; rows: { kind: string }[] }
    expect(compared.rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["added", "deleted", "elided"]))
    expect((await get(`/api/v1/ordinance-bills/${id}/comparison`, "other")).status).toBe(404)
    expect((await post(paths.restoration(id, second!.address))).status).toBe(303)
    // Two articles under one number are said before anything else.
    expect((await post(paths.provision(id, third!.address), { no: second!.no, caption: third!.caption, text: third!.text })).status).toBe(303)
    expect(await text(paths.bill(id))).toContain(`「${second!.no}」が二つあります`)
    await abandoned(id)
  })

  test("番号が変わる条を引いている条文と、直していない目次を知らせる", async () => {
    const articles = await articlesIn(ordinance)
    const cited = articles.find(({ no }) => no === "第14条")!
    const id = await begun(ordinance)
    expect(await text(paths.bill(id))).not.toContain("番号で引いている")
    expect((await post(paths.removal(id, cited.address))).status).toBe(303)
    const shown = await text(paths.bill(id))
    expect(shown).toContain("番号で引いている条文があります")
    expect(shown).toContain("第17条（過料）")
    expect(shown).toContain("目次がそのままです")
    await abandoned(id)
  })

  test("改め文を貼り付けると条文に当たり、当たらない文はどれかを言う", async () => {
    const [first] = await articlesIn(rules)
    const word = first!.text.slice(0, 6)
    const refused = await post(paths.fromText(rules), { amendingText: `${first!.no}中「ここにない言葉」を「別の言葉」に改める。`, reason: "" })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain("ここにない言葉")
    const made = await post(paths.fromText(rules), { amendingText: `${first!.no}中「${word}」を「改めた言葉」に改める。` })
    expect(made.status).toBe(303)
    const id = made.headers.get("location")!.split("/").at(-1)!
    expect(await text(paths.provision(id, first!.address))).toContain("改めた言葉")
    await abandoned(id)
  })

  test("一つの例規の改正案は一つずつ。所管でない例規は改正できず、他の課の改正案は見えない", async () => {
    const id = await begun(rules)
    expect((await post(paths.bills(rules))).status).toBe(409)
    const again = await text(paths.begin(rules))
    expect(again).toContain(paths.bill(id))
    expect(again).not.toContain("条文を直しはじめる")
    expect((await post(paths.bills(foreign))).status).toBe(403)
    expect((await get(paths.begin(foreign))).status).toBe(403)
    expect((await get(paths.bill(id), "other")).status).toBe(404)
    expect((await get(paths.bill(id), "auditor")).status).toBe(200)
    expect((await get("/ordinance-bills/x")).status).toBe(404)
    expect((await post(paths.abandonment(id), { reason: "" })).status).toBe(422)
    await abandoned(id)
    expect(await text(paths.list)).toContain("取りやめ")
  })

  test("条例は議決の日がなければ公布できない", async () => {
    const [article] = await articlesIn(ordinance)
    const id = await begun(ordinance)
    await post(paths.provision(id, article!.address), { no: article!.no, caption: article!.caption, text: `${article!.text}\n２　県は、電子的な方法の利用に努めるものとする。` })
    await post(paths.terms(id), { title: "道路の条例の一部を改正する条例", reason: "デジタル化のため", effect: "after-ten-days" })
    await post(paths.proposal(id))
    const { approval_id: approvalId } = await house.database.db.selectFrom("ordinance_bill").select("approval_id").where("id", "=", id).executeTakeFirstOrThrow()
    await house.work(people.officeHead, (work) => approve(work, approvalId!))
    expect((await post(paths.promulgation(id), { promulgatedOn: today, number: "令和8年条例第20号" }, "office")).status).toBe(422)
    expect((await post(paths.promulgation(id), { resolvedOn: addDays(today, -3), promulgatedOn: today, number: "令和8年条例第20号" }, "office")).status).toBe(303)
    const version = await house.database.db.selectFrom("ordinance_version").selectAll().where("ordinance_id", "=", ordinance).orderBy("number", "desc").executeTakeFirstOrThrow()
    expect(version).toMatchObject({ made_by: "令和8年条例第20号", effective_on: addDays(today, 10) })
  })

  test("二人が同時に始めると、後の人は断られる", async () => {
    const both = await Promise.allSettled([house.work(people.road, (work) => startBill(work, rules)), house.work(people.office, (work) => startBill(work, rules))])
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    const made = both.find(({ status }) => status === "fulfilled") as PromiseFulfilledResult<string>
    await expect(house.work(people.office, (work) => promulgateBill(work, made.value, { promulgatedOn: today, number: "令和8年規則第1号" }))).rejects.toThrow(/決裁の済んだもの/)
    await abandoned(made.value)
  })

  test("先に開いた画面から保存すると、食い違いを知らせる", async () => {
    const [article] = await articlesIn(rules)
    const id = await begun(rules)
    const words = { no: article!.no, caption: article!.caption, text: "先に直した。" }
    expect((await post(paths.provision(id, article!.address), { ...words, _version: "1" })).status).toBe(303)
    const late = await post(paths.provision(id, article!.address), { ...words, text: "後から直した。", _version: "1" })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain("後から直した。")
    await abandoned(id)
  })
})
