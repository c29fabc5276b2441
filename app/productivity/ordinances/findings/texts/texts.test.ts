import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { findingsHouse, putText, rulebookPeople, type RulebookPeople } from "../../../../../tests/support/findings.ts"
import { paths } from "../paths.ts"
import { demandsIn } from "./demands.ts"
import { scanInside } from "./inside-texts.ts"

describe("押印・書面・持参・原本・記録媒体を求める文", () => {
  test.each<[string, string[]]>([
    ["申請書には、代表者の印を押印の上、提出してください。", ["押印"]],
    ["押印は不要です。", []],
    ["印鑑証明書の添付を省略できます。", []],
    ["印鑑証明書（発行後3月以内）", ["押印"]],
    ["書面により報告しなければならない。", ["書面"]],
    ["書面又は電磁的記録により報告する。", []],
    ["土木事務所に持参して提出するものとする。", ["持参"]],
    ["郵送かオンラインで提出してください。", []],
    ["正本１部及び副本２部を提出する。", ["原本"]],
    ["災害対策本部の副本部長は、副知事とする。", []],
    ["フロッピーディスクを提出しなければならない。", ["記録媒体"]],
    ["ＣＤ－Ｒに記録して提出する。", ["記録媒体"]],
    ["押印した申請書の原本を窓口に提出してください。", ["押印", "持参", "原本"]],
    ["事業の目的を書いてください。", []],
  ])("%s → %j", (text, demands) => {
    expect(demandsIn(text).map(({ demand }) => demand)).toEqual(demands)
  })

  test("文を一つずつ見て、どの文かを言う", () => {
    expect(demandsIn("申請は画面から行います。\n契約書の原本は、持参してください。")).toEqual([
      { demand: "持参", word: "持参", sentence: "契約書の原本は、持参してください。" },
      { demand: "原本", word: "原本", sentence: "契約書の原本は、持参してください。" },
    ])
  })
})

describe("画面", () => {
  let house: TestHouse
  let people: RulebookPeople
  beforeAll(async () => {
    house = await findingsHouse()
    people = await rulebookPeople(house)
    await putText(house, { title: "商店街補助金交付要綱", kind: "要綱", unitId: people.clerk.unitId, articles: [{ address: "3", caption: "申請", text: "申請書は、押印の上、正本を提出するものとする。" }, { address: "4", text: "この要綱は公布の日から施行する。" }] })
    await putText(house, { title: "道路愛護要綱", kind: "要綱", unitId: people.road.unitId, articles: [{ address: "2", text: "届は、事務所に持参するものとする。" }] })
    const { rows } = await house.database.pool.query("insert into subsidy_programme (unit_id, title, purpose, audience) values ($1, '設備補助金', '商店街の活性化', 'both') returning id", [people.clerk.unitId])
    await house.database.pool.query(
      `insert into subsidy_call (programme_id, fiscal_year, title, conditions, attachments) values ($1, 2026, '令和8年度', '["実績は、書面で報告すること。"]', '[{"key":"a","title":"登記事項証明書","required":true,"hint":"原本"}]')`,
      [rows[0].id],
    )
  }, 60_000)
  afterAll(() => house.close())

  test("要綱と補助金の公募を所属ごとに読み、ほかの所属のものは見えない", async () => {
    const of = (actor: RulebookPeople["road"]) => scanInside(readingWork(house.database.db, { actor }))
    const own = await of(people.clerk)
    expect(own.items.map(({ place, flags }) => [place, flags.map(({ flag }) => flag)])).toEqual([
      ["公募「令和8年度」の交付の条件", ["書面"]],
      ["公募「令和8年度」の添付書類", ["原本"]],
      ["商店街補助金交付要綱 第3条（申請）", ["押印", "原本"]],
    ])
    expect(own.units).toMatchObject([{ name: "中小企業支援課", counts: { 押印: 1, 書面: 1, 持参: 0, 原本: 2, 記録媒体: 0 } }])
    expect((await of(people.road)).items.map(({ place }) => place)).toEqual(["道路愛護要綱 第2条"])
    expect((await of(people.office)).units).toHaveLength(2)
    const page = await (await house.request(paths.inside, { as: people.road })).text()
    expect(page).toContain("道路愛護要綱")
    expect(page).not.toContain("商店街補助金交付要綱")
    expect(await (await house.request(`${paths.inside}.csv`, { as: people.clerk })).text()).toContain("公募「令和8年度」の添付書類,原本")
  })

  test("文章を貼り付けると、当たった条、文の印、除外した理由が出て、何も残らない", async () => {
    const text = "（点検）\n第1条　管理者は、設備を毎月一回、目視により点検しなければならない。\n（罰則）\n第2条　前条の点検を怠った者は、五万円以下の過料に処する。\n第3条　届出書は、持参しなければならない。"
    const count = async () => (await house.database.pool.query("select (select count(*) from analog_finding) + (select count(*) from document) as n")).rows[0].n
    const before = await count()
    const page = await (await house.request(paths.tryScan, { as: people.clerk, form: { text } })).text()
    expect(["3条のうち", "第1条", "（点検）", "目視", "定期検査・点検", "<mark>", "持参：「持参」"].filter((words) => !page.includes(words))).toEqual([])
    expect(page).toContain("毎月一回、目視により点検しなければならない。\n")
    expect(await count()).toBe(before)
  })

  test("Shift_JIS のファイルも読め、文章でないもの、空、何も選ばないときは項目に断りが出る", async () => {
    const send = async (file: File) => {
      const body = new FormData()
      body.set("file", file)
      const sent = new Request("http://x/", { method: "POST", body })
      return house.request(paths.tryScan, { as: people.clerk, method: "POST", body: (await sent.clone().arrayBuffer()) as never, headers: { "content-type": sent.headers.get("content-type")! } })
    }
    const { default: iconv } = await import("iconv-lite")
    const good = await send(new File([iconv.encode("第1条　巡視員は、施設を巡視しなければならない。", "cp932") as never], "youkou.txt"))
    expect(good.status).toBe(200)
    expect(await good.text()).toContain("youkou.txt")
    const html = await send(new File(["<html><body><h1>道路規則</h1><p>（点検）</p><p>第1条　占用者は、占用物件を目視により点検しなければならない。</p></body></html>"], "reiki.html", { type: "text/html" }))
    expect(html.status).toBe(200)
    expect(await html.text()).toContain("目視")
    const broken = await send(new File(["PK\u0003\u0004これは Word ではない"], "a.docx"))
    expect(broken.status).toBe(422)
    const picture = await send(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])], "a.txt"))
    expect(picture.status).toBe(422)
    expect(await picture.text()).toMatch(/文章のファイルではありません|読めません/)
    const none = await house.request(paths.tryScan, { as: people.clerk, form: {} })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain("文章を貼り付けるか、ファイルを選んでください。")
  })
})
