import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork } from "../../../../kernel/database/index.ts"
import type { TestHouse } from "../../../../../tests/support/house.ts"
import { addFinding } from "../decide/add-finding.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { decisionInput } from "../decide/inputs.ts"
import { findingsHouse, putText, rulebookPeople, type RulebookPeople, scanAll } from "../../../../../tests/support/findings.ts"
import { filterFrom } from "../list/list-filter.ts"
import { listFindings } from "../list/list-findings.ts"
import { paths } from "../paths.ts"
import { getFinding } from "../read-finding.ts"
import { applyDecision } from "./apply-decision.ts"
import { listLikeProvisions } from "./list-like-provisions.ts"
import { listSiblings } from "./list-siblings.ts"
import { bigramsOf, diceOf, likenessOf, longestCommon } from "./similarity.ts"

describe("似ている度合い", () => {
  test("同じ文は1、重ならない文は0、空は0。句読点と全角半角は見ない", () => {
    const of = (a: string, b: string) => diceOf(bigramsOf(a), bigramsOf(b))
    expect(of("毎年1回点検する", "毎年１回、点検する。")).toBe(1)
    expect(of("点検する", "掲示板")).toBe(0)
    expect(of("", "点検")).toBe(0)
    expect(of("施設を点検しなければならない", "設備を点検しなければならない")).toBeGreaterThan(0.7)
  })

  test("例規名に共通するいちばん長い言葉", () => {
    expect(longestCommon("萩野県道路管理条例", "萩野県河川管理条例")).toBe("管理条例")
    expect(longestCommon("あ", "い")).toBe("")
    const grams = bigramsOf("点検する")
    expect(likenessOf({ grams, title: "道路管理条例" }, { grams, title: "道路管理条例" }).score).toBe(1)
  })
})

describe("似た条文に同じ判定を当てる", () => {
  let house: TestHouse
  let people: RulebookPeople
  const idOf = async (q: string) => (await listFindings(readingWork(house.database.db, { actor: people.office }), filterFrom({ q }))).items[0]!.id
  const read = (id: string) => getFinding(readingWork(house.database.db, { actor: people.office }), id)
  beforeAll(async () => {
    house = await findingsHouse()
    people = await rulebookPeople(house)
    const posting = (place: string) => `許可を受けた者は、${place}の見やすい場所に、許可の標識を掲示しなければならない。`
    await putText(house, { title: "道路占用規則", kind: "規則", unitId: people.road.unitId, articles: [{ address: "7", caption: "標識", text: posting("占用の場所") }, { address: "9", text: "占用者は、占用物件を毎年一回目視により点検しなければならない。" }] })
    await putText(house, { title: "屋外施設規則", kind: "規則", unitId: people.road.unitId, articles: [{ address: "3", caption: "標識", text: posting("屋外の施設") }] })
    await putText(house, { title: "商店街規則", kind: "規則", unitId: people.clerk.unitId, articles: [{ address: "2", caption: "標識", text: posting("店舗") }] })
    await putText(house, { title: "温泉規則", kind: "規則", unitId: people.clerk.unitId, articles: [{ address: "1", text: "施設の管理者は、浴槽の水質の測定結果を、入口に掲示しなければならない。" }] })
    await scanAll(house, people.office)
  }, 60_000)
  afterAll(() => house.close())

  test("同じ区分で文の似た条文が似た順に並び、ほかの所属のものは例規担当だけに見える", async () => {
    const it = await read(await idOf("占用の場所"))
    const of = (actor: RulebookPeople["road"]) => listSiblings(readingWork(house.database.db, { actor }), it)
    const all = await of(people.office)
    expect(all.slice(0, 2).map(({ ordinanceTitle }) => ordinanceTitle).sort()).toEqual(["商店街規則", "屋外施設規則"])
    expect(all.every(({ score }, at) => at === 0 || score <= all[at - 1]!.score)).toBe(true)
    expect(all.map(({ ordinanceTitle }) => ordinanceTitle)).not.toContain("道路占用規則")
    expect((await of(people.road)).map(({ ordinanceTitle }) => ordinanceTitle)).toEqual(["屋外施設規則"])
  })

  test("判定していない条文からは当てられない。判定すると、選んだ条文が同じ判定になり、できないものは理由を言う", async () => {
    const from = await idOf("占用の場所")
    const [signs, shop, inspection] = [await idOf("屋外の施設"), await idOf("店舗"), await idOf("占用物件")]
    await expect(house.work(people.road, (work) => applyDecision(work, from, [signs]))).rejects.toMatchObject({ code: "findings.undecided" })
    await house.work(people.road, (work) =>
      decideFinding(work, from, decisionInput.parse({ categories: [{ category: "書面掲示", verdict: "applicable", presentPhase: 1, targetPhase: 2 }], origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "no", plannedMonth: "2027-04", draft: "道路課の通知案" })),
    )
    const page = await (await house.request(paths.siblings(from), { as: people.road })).text()
    expect(page).toContain("屋外施設規則")
    expect(page).toContain("当てられます")
    const sent = await house.request(paths.siblings(from), { as: people.road, form: { ids: [signs, shop, inspection] } })
    const text = await sent.text()
    expect(text).toContain("1件を同じ判定にし、2件はできませんでした")
    expect(text).toContain("もとの条文で判定していない")
    expect(await read(signs)).toMatchObject({ state: "planned", method: "notice", plannedMonth: "2027-04", draft: "", remark: "道路占用規則 第7条（標識）と同じ判定" })
    expect((await read(signs)).categories[0]).toMatchObject({ presentPhase: 1, targetPhase: 2 })
    expect((await read(shop)).state).toBe("found")
    const [again] = await house.work(people.office, (work) => applyDecision(work, from, [signs]))
    expect(again!.refused).toContain("もう判定されています")
  })

  test("規則に当たらなかった、同じ言葉の条文も示す。所属の外のものは見えず、候補に加えれば消える", async () => {
    // Said as something past, so that no rule counts it.
    const past = (place: string) => `許可を受けた者が、${place}の見やすい場所に、許可の標識を掲示していたときは、この限りでない。`
    await putText(house, { title: "河川占用規則", kind: "規則", unitId: people.road.unitId, articles: [{ address: "4", no: "第4条", text: past("占用の場所") }] })
    await putText(house, { title: "市場規則", kind: "規則", unitId: people.clerk.unitId, articles: [{ address: "5", no: "第5条", text: past("店舗") }] })
    const it = await read(await idOf("占用の場所"))
    const of = async (actor: RulebookPeople["road"]) => (await listLikeProvisions(readingWork(house.database.db, { actor }), it)).map(({ ordinanceTitle }) => ordinanceTitle)
    expect((await of(people.office)).toSorted()).toEqual(["市場規則", "河川占用規則"].toSorted())
    expect(await of(people.road)).toEqual(["河川占用規則"])
    const page = await (await house.request(paths.siblings(it.id), { as: people.road })).text()
    expect(page).toContain("候補になっていない、似た条文")
    const { rows } = await house.database.pool.query("select id from ordinance where title = '河川占用規則'")
    await house.work(people.road, (work) => addFinding(work, { ordinanceId: rows[0].id, address: "4", category: "書面掲示", grounds: "読んで該当と思う" }))
    expect(await of(people.road)).toEqual([])
  })
})
