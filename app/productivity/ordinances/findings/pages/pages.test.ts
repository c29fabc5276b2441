import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { readingWork } from "../../../../kernel/database/index.ts"
import { declareMeasures, getMeasure } from "../../../../kernel/measures/index.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll, shopText } from "../../../../../tests/support/findings.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { filterFrom } from "../list/list-filter.ts"
import { type FindingRow, listFindings } from "../list/list-findings.ts"
import { findingMeasures } from "../measures.ts"
import { paths } from "../paths.ts"
import { getFinding } from "../read-finding.ts"

let house: TestHouse
let people: RulebookPeople
beforeAll(async () => {
  declareMeasures(findingMeasures)
  house = await findingsHouse()
  people = await rulebookPeople(house)
  await putText(house, { ...roadText, unitId: people.road.unitId })
  await putText(house, { ...shopText, unitId: people.clerk.unitId })
}, 60_000)
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.pool.query("delete from analog_finding")
  await house.database.pool.query("delete from analog_phase_text")
  await scanAll(house, people.office)
})

const get = async (path: string, as: RulebookPeople["road"] | "visitor" = people.road) => (await house.request(path, as === "visitor" ? {} : { as })).text()
const list = async (queries: Record<string, string> = {}, as = people.office) => (await listFindings(readingWork(house.database.db, { actor: as }), filterFrom(queries))).items
const one = async (q: string): Promise<FindingRow> => (await list({ q }))[0]!
const fields = (verdicts: readonly string[], more: Record<string, string> = {}) => ({
  ...Object.fromEntries(verdicts.flatMap((verdict, at) => [[`categories.${at}.verdict`, verdict], ...(verdict === "not-applicable" ? [[`categories.${at}.reasonCode`, "⑩"]] : [])])),
  "categories.0.category": "目視",
  ...(verdicts.length > 1 ? { "categories.1.category": "定期検査・点検" } : {}),
  ...more,
})
const decide = async (more: Record<string, string> = {}, verdicts = ["applicable", "applicable"]) => {
  const { id, version } = await one("目視により点検")
  return { id, sent: await house.request(paths.act(id, "decide"), { as: people.road, form: fields(verdicts, { _version: String(version), ...more }) }) }
}
const amend = { origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "令和9年4月" }

describe("一覧", () => {
  test("並び順ごとに続きがたどれ、同じものは二度出ない", async () => {
    const all = await list()
    for (const sort of ["text", "month", "updated"]) {
      const seen: string[] = []
      for (let after: string | undefined, n = 0; n < 20; n++) {
        const page = await listFindings(readingWork(house.database.db, { actor: people.office }), filterFrom({ sort }), { limit: 2, after })
        seen.push(...page.items.map(({ id }) => id))
        if (!page.next) break
        after = page.next
      }
      expect([sort, [...seen].sort()]).toEqual([sort, all.map(({ id }) => id).sort()])
    }
    expect((await house.request(`${paths.list}?after=${Buffer.from('["text","x"]').toString("base64url")}`, { as: people.road })).status).toBe(422)
    expect((await house.request("/api/v1/analog-findings?after=x", { as: people.road })).status).toBe(422)
  })

  test("所属、区分、種別、状態、言葉でしぼれ、ほかの所属のものは見えない", async () => {
    expect((await list({ unitId: people.clerk.unitId })).every(({ ordinanceTitle }) => ordinanceTitle === "商店街振興条例")).toBe(true)
    expect((await list({ category: "書面掲示" })).length).toBe(2)
    expect((await list({ kind: "規則", category: "書面掲示" })).map(({ ordinanceTitle }) => ordinanceTitle)).toEqual(["道路占用規則"])
    expect(await list({ state: "planned" })).toEqual([])
    expect((await list({ q: "縦覧" })).map(({ address }) => address)).toEqual(["9"])
    expect((await list({ state: "なにか", unitId: "'", month: "2027-99" })).length).toBe((await list()).length)
    expect((await list({}, people.road)).every(({ ordinanceTitle }) => ordinanceTitle === "道路占用規則")).toBe(true)
    expect((await list({}, people.auditor)).length).toBe((await list()).length)
    const page = await get(paths.list)
    expect(page).toContain("道路占用規則 第5条（点検）")
    expect(page).not.toContain("商店街振興条例")
  })

  test("画面、印刷、CSV、Excel、API が同じものを出す", async () => {
    expect(await get(paths.print)).toContain("道路占用規則 第7条（標識の掲示）")
    expect(await get(paths.export("csv"))).toContain("占用の場所の見やすい場所に許可の標識を掲示")
    expect((await house.request(paths.export("xlsx"), { as: people.road })).status).toBe(200)
    const json = await (await house.request("/api/v1/analog-findings?limit=2", { as: people.road })).json()
    expect(json.items).toHaveLength(2)
    expect(json.next).toBeTruthy()
  })

  test("まとめて行う操作は、確かめてから行う", async () => {
    const ids = (await list({}, people.road)).map(({ id }) => id)
    const preview = await house.request(paths.bulk, { as: people.road, form: { ids, act: "dismiss" } })
    expect(await preview.text()).toContain("まだ何も変わっていません")
    const missing = await house.request(paths.bulkRun, { as: people.road, form: { ids, act: "dismiss" } })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain("非該当の理由を選んでください")
    const done = await house.request(paths.bulkRun, { as: people.road, form: { ids, act: "dismiss", reasonCode: "⑩" } })
    expect(await done.text()).toContain(`${ids.length}件に行い、0件はできませんでした`)
    const none = await house.request(paths.bulk, { as: people.road, form: { act: "dismiss" } })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain("該当候補を1つ以上選んでください")
  })
})

describe("判定の画面", () => {
  test("条文の当たった文と語に印があり、枠、類型、例規集へのつながり、技術と出典、PHASEの未確認が出る", async () => {
    const { id } = await one("目視により点検")
    const page = await get(paths.finding(id))
    expect(["<mark>", "<strong>", "頻度", "1-① 検査・点検", "#a5", "目視により", "道路課"].filter((words) => !page.includes(words))).toEqual([])
    expect(page).toContain("出典：デジタル庁「テクノロジーマップ」")
    expect(page).toContain("加工しています")
    expect(page).toContain("33の業務のうち")
    expect(await get(paths.finding((await one("標識を掲示")).id))).toContain("紙・人による（未確認）")
    expect((await house.request(paths.finding(id), { as: people.clerk })).status).toBe(404)
    expect((await house.request(paths.finding("x"), { as: people.road })).status).toBe(404)
  })

  test("保存すると方法が決まり、開き直し、終えるまで画面だけでできる", async () => {
    const { id, sent } = await decide(amend)
    expect(sent.status).toBe(303)
    const planned = await get(paths.finding(id))
    expect(["方針決定", "条文を改めます", "令和9年4月", "見直しを終える"].filter((words) => !planned.includes(words))).toEqual([])
    const noReason = await house.request(paths.act(id, "reopen"), { as: people.road, form: {} })
    expect(noReason.status).toBe(422)
    expect(await noReason.text()).toContain("開き直す理由を入力してください")
    const done = await house.request(paths.act(id, "complete"), { as: people.road, form: { doneOn: "2026-10-01", how: "規則を改正" } })
    expect(done.status).toBe(303)
    expect(await get(paths.finding(id))).toContain("見直しを終えた")
    await house.request(paths.act(id, "reopen"), { as: people.road, form: { reason: "漏れがあった" } })
    const again = await get(paths.finding(id))
    expect(again).toContain("漏れがあった")
    expect(again).toContain("未判定")
  })

  test("断られても、書いたものはすべて残り、欄に理由が出る", async () => {
    const { sent } = await decide({ ...amend, plannedMonth: "来年の春", draft: "「目視により」を削る", remark: "係長に相談" })
    expect(sent.status).toBe(422)
    const page = await sent.text()
    expect(["エラー：", "来年の春", "「目視により」を削る", "係長に相談", "令和9年4月」のように入力"].filter((words) => !page.includes(words))).toEqual([])
  })

  test("ほかの人が先に保存していたら、両方の内容を見せ、もう一度保存できる", async () => {
    const { id } = await decide({ draft: "先の案" })
    const late = await house.request(paths.act(id, "decide"), { as: people.office, form: fields(["applicable", "applicable"], { _version: "1", draft: "後の案" }) })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(["後の案", "ほかの人が先に保存した内容", "先の案"].filter((words) => !page.includes(words))).toEqual([])
    const version = /name="_version" value="(\d+)"/.exec(page)![1]!
    expect((await house.request(paths.act(id, "decide"), { as: people.office, form: fields(["applicable", "applicable"], { _version: version, draft: "後の案" }) })).status).toBe(303)
  })

  test("REST でも同じことができ、If-Match のない保存と古い版は断る", async () => {
    const { id } = await one("目視により点検")
    const body = { categories: ["目視", "定期検査・点検"].map((category) => ({ category, verdict: "applicable" })), ...amend }
    const put = (headers: Record<string, string>) => house.request(`/api/v1/analog-findings/${id}/decision`, { as: people.road, method: "PUT", json: body, headers })
    expect((await put({})).status).toBe(428)
    expect((await put({ "if-match": '"v9"' })).status).toBe(409)
    expect((await put({ "if-match": '"v1"' })).status).toBe(200)
    const read = await (await house.request(`/api/v1/analog-findings/${id}`, { as: people.road })).json()
    expect(read).toMatchObject({ state: "planned", method: "amend", plannedMonth: "2027-04" })
    expect((await house.request(`/api/v1/analog-findings/${id}`, { as: people.clerk })).status).toBe(404)
  })

  test("PHASEの説明は例規担当が日付から置き換え、判定の画面に出る", async () => {
    const form = { category: "書面掲示", phase: "1", text: "場所に掲げる", confirmed: "on", source: "マニュアル第3.0版", validFrom: "2026-04-01" }
    expect((await house.request(paths.phases, { as: people.road, form })).status).toBe(403)
    expect(await (await house.request(paths.phases, { as: people.office, form: { ...form, source: "" } })).text()).toContain("出典に書いてください")
    expect((await house.request(paths.phases, { as: people.office, form })).status).toBe(303)
    const page = await get(paths.finding((await one("標識を掲示")).id))
    expect(page).toContain("PHASE1 場所に掲げる")
    expect(page).not.toContain("場所に掲げる（未確認）")
    expect((await house.request(paths.phases, { as: people.office, form: { ...form, validFrom: "2099-01-01", text: "将来" } })).status).toBe(303)
    expect(await get(paths.phases)).not.toContain("将来")
  })
})

describe("進み具合と公開", () => {
  test("所属・区分・PHASEごとに数え、ほかの所属の数は入らない", async () => {
    await decide({ ...amend, "categories.0.presentPhase": "1", "categories.0.targetPhase": "2" })
    const json = await (await house.request("/api/v1/analog-progress", { as: people.road })).json()
    expect(json.units).toHaveLength(1)
    expect(json.total).toMatchObject({ planned: 1, found: (await list({}, people.road)).length - 1 })
    expect(json.phases).toContainEqual({ category: "目視", present: [0, 1, 0, 0], target: [0, 0, 1, 0] })
    expect(json.methods).toMatchObject({ amend: 1, none: 0 })
    const page = await get(paths.progress)
    expect(page).toContain("所属ごとの状態")
    expect(page).not.toContain("中小企業支援課")
  })

  test("公開としたものだけが、内部のメモなしで、だれにでも見える", async () => {
    expect(await get(paths.public, "visitor")).toContain("公開している見直しはまだありません")
    await decide({ ...amend, remark: "内部のひみつ", draft: "案のひみつ", public: "on", publicNote: "ドローンで点検できるようにします。" })
    await house.request(paths.bulkRun, { as: people.clerk, form: { ids: (await list({}, people.clerk)).map(({ id }) => id), act: "dismiss", reasonCode: "⑭", note: "理由のひみつ" } })
    for (const path of [paths.public, paths.publicExport("csv"), paths.publicExport("json"), "/api/v1/analog-rules"]) {
      const text = await get(path, "visitor")
      expect([path, text.includes("道路占用規則"), text.includes("ドローンで点検できるようにします。")]).toEqual([path, true, true])
      expect([path, /ひみつ|佐竹|商店街振興条例|非該当の理由/.test(text)]).toEqual([path, false])
    }
    expect(await get(`${paths.public}?category=書面掲示`, "visitor")).toContain("条件に合う条文はありません")
    const { id } = await one("目視により点検")
    await house.request(paths.act(id, "reopen"), { as: people.road, form: { reason: "やり直し" } })
    expect(await get(paths.public, "visitor")).not.toContain("ドローン")
  })
})

describe("実測値", () => {
  const value = (key: string, unitId?: string, until = "2099-12-31") => getMeasure(key).value(readingWork(house.database.db, { actor: people.office }), { scope: unitId ? { unitId } : {}, until })

  test("見つかった数、判定した割合、見直した割合を、全体・所属・区分・PHASEで数え、もとの記録につながる", async () => {
    const all = (await list()).length
    expect(await value("ordinances.found")).toMatchObject({ value: all })
    expect(await value("ordinances.found", people.road.unitId)).toMatchObject({ value: (await list({}, people.road)).length })
    expect(await value("ordinances.found.posting")).toMatchObject({ value: 2 })
    expect(await value("ordinances.decided")).toMatchObject({ value: 0, denominator: all })
    expect(await value("ordinances.revised")).toBeUndefined()
    const { id } = await decide({ ...amend, "categories.0.targetPhase": "2" })
    expect(await value("ordinances.decided")).toMatchObject({ value: Math.round(1000 / all) / 10 })
    expect(await value("ordinances.revised")).toMatchObject({ value: 0, denominator: 1 })
    expect(await value("ordinances.phase-2")).toMatchObject({ value: 0, denominator: 1 })
    expect(await value("ordinances.phase-3")).toBeUndefined()
    await house.request(paths.act(id, "complete"), { as: people.road, form: { doneOn: "2026-10-01", how: "改正" } })
    expect(await value("ordinances.revised")).toMatchObject({ value: 100 })
    expect(await value("ordinances.revised.eyes")).toMatchObject({ value: 100 })
    expect(await value("ordinances.revised.media")).toBeUndefined()
    expect(await value("ordinances.found", undefined, "2020-01-01")).toBeUndefined()
    const records = await getMeasure("ordinances.revised").records!(readingWork(house.database.db, { actor: people.road }), {})
    expect(records.items).toMatchObject([{ title: "道路占用規則 第5条", link: paths.finding(id), value: 1, on: "2026-10-01" }])
    expect((await getMeasure("ordinances.revised").records!(readingWork(house.database.db, { actor: people.clerk }), {})).items).toEqual([])
  })
})

test("検出の画面から始め、進み具合と除外した理由が見え、除外したものを候補に加えられる", async () => {
  const started = await house.request(paths.scans, { as: people.road, form: { scope: "unit", unitId: people.road.unitId } })
  expect(started.status).toBe(303)
  expect(await get(started.headers.get("location")!)).toContain("順番待ち")
  await house.database.pool.query("update analog_scan set state = 'failed', fault = '途中で問題が起きました' where state = 'waiting'")
  const failed = await get(started.headers.get("location")!, people.office)
  expect(failed).toContain("途中で問題が起きました")
  expect(failed).toContain("続きから検出する")
  const excluded = await get(paths.excluded)
  expect(excluded).toContain("道路占用規則 第20条（罰則）")
  expect(excluded).toContain("候補に加える")
  const ordinanceId = (await one("目視により点検")).ordinanceId
  const added = await house.request(paths.add, { as: people.road, form: { ordinanceId, address: "20", category: "目視", grounds: "巡視の方法" } })
  expect(added.status).toBe(303)
  const id = added.headers.get("location")!.split("/").at(-1)!
  expect(await getFinding(readingWork(house.database.db, { actor: people.road }), id)).toMatchObject({ address: "20", categories: [expect.objectContaining({ byHand: true })] })
})
