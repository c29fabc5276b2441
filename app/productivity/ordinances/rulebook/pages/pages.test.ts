import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type RulebookHouse, rulebookHouse } from "../../../../../tests/support/rulebook-house.ts"
import { system } from "../../../../kernel/access/index.ts"
import { readingWork } from "../../../../kernel/database/index.ts"
import { prepareNew, search } from "../../../../kernel/search/index.ts"
import { parseOrdinances } from "../../structure/index.ts"
import { addVersion, findOrdinanceByTitle, getOrdinance, importOrdinance, listProvisions } from "../index.ts"
import { rulebookPaths } from "../paths.ts"
import { rebuildSearch } from "../../../../kernel/search/index.ts"
import { searchFilterFrom } from "../search/search-filter.ts"
import { searchProvisions } from "../search/search-provisions.ts"

let house: RulebookHouse
let road: string
let roadRules: string
let safety: string
beforeAll(async () => {
  house = await rulebookHouse({ seed: true })
  const idOf = async (title: string) => (await findOrdinanceByTitle(asRoad(), title))!.id
  road = await idOf("萩野県道路管理条例")
  roadRules = await idOf("萩野県道路管理条例施行規則")
  safety = await idOf("萩野県産業施設保安条例")
})
afterAll(() => house.close())

const asRoad = () => readingWork(house.database.db, { actor: house.road })
const get = async (path: string, as = house.road) => {
  const answer = await house.request(path, { as })
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() }
}
/** The words of a page, tags left out. */
const words = (html: string) => html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ")
const takeText = (text: string) =>
  house.work(system("test"), async (work) => {
    const results = []
    for (const parsed of parseOrdinances(Buffer.from(text), "a.txt")) results.push(await importOrdinance(work, parsed))
    return results[0]!
  })

describe("一覧", () => {
  test.each<[string, number, string]>([
    ["", 9, "萩野県公告式条例"],
    ["?q=道路", 2, "萩野県道路管理条例施行規則"],
    ["?q=昭和38年", 1, "萩野県公告式条例"],
    ["?q=条例第１号", 1, "萩野県公告式条例"],
    ["?kind=要綱", 1, "萩野県商店街活性化補助金交付要綱"],
    ["?category=第6編 保安", 2, "萩野県産業施設保安条例"],
    ["?q=%25", 0, "条件に合う例規はありません"],
    ["?kind=でたらめ&unitId=x&sort=y", 9, "萩野県公告式条例"],
  ])("しぼり込み %s", async (query, count, found) => {
    const page = (await get(`${rulebookPaths.list}${encodeURI(query)}`)).text
    expect(page).toContain(found)
    expect(words(page)).toContain(count > 0 ? `${count}件のうち${count}件を表示` : "条件に合う")
  })
  test("続きはカーソルで、並びを変えても重ならず抜けない。でたらめなカーソルは断る", async () => {
    for (const sort of ["title", "promulgated", "updated"]) {
      const ids: string[] = []
      for (let next: string | null = `/api/v1/ordinances?limit=2&sort=${sort}`; next; ) {
        const page: { items: { id: string }[]; next: string | null } = JSON.parse((await get(next)).text)
        ids.push(...page.items.map(({ id }) => id))
        next = page.next && `/api/v1/ordinances?limit=2&sort=${sort}&after=${page.next}`
      }
      expect([sort, ids.length, new Set(ids).size]).toEqual([sort, 9, 9])
    }
    expect((await get(`${rulebookPaths.list}?after=x`)).status).toBe(422)
  })
  test("CSV・Excel・印刷", async () => {
    expect((await get(rulebookPaths.listExport("csv"))).text).toContain("萩野県道路管理条例,平成16年条例第12号,条例,第9編 土木,DOBOKU-DORO,道路課")
    expect((await house.request(rulebookPaths.listExport("xlsx"), { as: house.road })).headers.get("content-type")).toContain("spreadsheetml")
    expect((await get(`${rulebookPaths.listPrint}?kind=${encodeURIComponent("規則")}`)).text).toContain("条件：規則")
  })
})

describe("本文を読む", () => {
  test("章、見出し、項と号の番地、附則はたたみ、表は表", async () => {
    const page = (await get(rulebookPaths.ordinance(road))).text
    expect(page).toContain('id="a12-2.1"')
    expect(page).toContain('id="a6.2.3"')
    expect(page).toMatch(/<h3[^>]*id="a12-2-name"[^>]*><span class="rule-caption">（工事の検査）<\/span>/)
    expect(page).toMatch(/<details class="rule-supplementary" id="s2-fold"><summary>附則（平成26年7月11日条例第44号）<\/summary>/)
    expect(page).toContain("<td>1,200円</td>")
    expect(page).toContain("第3章　道路の占用等</h2>")
  })
  test("引いている言葉は、同じ例規・ほかの例規・国の法令への行き先。例規集にないものは印と言葉", async () => {
    const page = (await get(rulebookPaths.ordinance(roadRules))).text
    expect(page).toContain(`href="${rulebookPaths.provision(road, "12-2")}#a12-2.1"`)
    expect(page).toMatch(/<a class="rule-link" href="#a5.3"[^>]*>第5条第3項<\/a>/)
    const own = (await get(rulebookPaths.ordinance(road))).text
    expect(own).toMatch(/<span class="rule-unresolved" title="「道路法」は例規集にありません[^"]*">法第32条第1項<\/span>/)
  })
  test("国の法令があとから入ると、引いている言葉がつながり、法令の側からも見える", async () => {
    const law = await takeText("○道路法\n昭和27年6月10日　法律第180号\n（道路の占用の許可）\n第32条　道路に次の各号のいずれかに掲げる工作物を設けようとする場合においては、道路管理者の許可を受けなければならない。\n附　則\nこの法律は、公布の日から施行する。\n")
    const page = (await get(rulebookPaths.ordinance(road))).text
    expect(page).toContain(`href="${rulebookPaths.provision(law.ordinanceId, "32")}#a32.1"`)
    // The law as taken in has no 第28条: the place is named, and leads nowhere.
    expect(page).toContain("「道路法」に第28条第3項はありません")
    const article = words((await get(rulebookPaths.provision(law.ordinanceId, "32"))).text)
    expect(article).toContain("この条文を引いているもの（2）")
    expect(article).toContain("法第32条第1項")
    const links = words((await get(rulebookPaths.links(road))).text)
    expect(links).toContain("この例規を引いているもの（9か所）")
  })
  test("第何条でも打ち込んで開ける。ないものは、打ち込んだまま断る", async () => {
    const open = (typed: string) => get(`${rulebookPaths.open(road)}?at=${encodeURIComponent(typed)}`)
    expect((await open("第十二条の二第２項")).location).toBe(`${rulebookPaths.provision(road, "12-2")}#a12-2.2`)
    expect((await open("附則第2項")).location).toBe(`${rulebookPaths.provision(road, "s1")}#as1.2`)
    expect((await get(`/ordinances/${road}/articles/${encodeURIComponent("第6条第2項第1号")}`)).location).toBe(`${rulebookPaths.provision(road, "6")}#a6.2.1`)
    const refused = await open("第99条")
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('value="第99条"')
    expect(refused.text).toContain("「第99条」という条文は、この例規にありません。")
    expect((await open("")).status).toBe(422)
  })
  test("印刷用は、附則もたたまない", async () => {
    const page = (await get(rulebookPaths.print(road))).text
    expect(page).not.toContain("<details class=\"rule-supplementary\"")
    expect(page).toContain("附則（平成26年7月11日条例第44号）")
  })
  test.each(["x", "01900000-0000-7000-8000-000000000000", "'"])("知らない ID %s は404", async (id) => {
    for (const path of [rulebookPaths.ordinance(id), rulebookPaths.provision(id, "1"), rulebookPaths.versions(id), rulebookPaths.links(id), `${rulebookPaths.compareRoute(id)}?from=1&to=2`]) {
      expect([path, (await get(path.replace("'", "%27"))).status]).toEqual([path.replace("%27", "'"), 404])
    }
    expect((await get(rulebookPaths.version(road, "99999999999"))).status).toBe(404)
    expect((await get(rulebookPaths.provision(road, "9_9_9"))).status).toBe(404)
  })
})

describe("版", () => {
  test("ある日の版、二つの版の違い、前の版は前の版として", async () => {
    expect((await get(`${rulebookPaths.versions(roadRules)}?on=2020-01-01`)).text).toContain("効力があったのは第1版です")
    expect((await get(`${rulebookPaths.versions(roadRules)}?on=2025-04-01`)).text).toContain("効力があったのは第2版です")
    expect((await get(`${rulebookPaths.versions(roadRules)}?on=1990-01-01`)).text).toContain("まだ施行された版がありません")
    expect((await get(`${rulebookPaths.versions(roadRules)}?on=2025-02-30`)).status).toBe(422)
    const difference = (await get(rulebookPaths.compare(roadRules, 1, 2))).text
    expect(difference).toMatch(/<del>.*フレキシブルディスク又は光ディスク/)
    expect(words(difference)).toContain("変わった条文 2、加わった条文 1、なくなった条文 0、同じ条文 8。")
    const old = (await get(rulebookPaths.version(roadRules, 1))).text
    expect(old).toContain("第1版です。いまの版は第2版です。")
    expect(old).toContain("フレキシブルディスク")
  })
  test("改正されると、検索もつながりも新しい条文のものになる", async () => {
    const { ordinanceId } = await takeText("○版の試験に関する条例\n令和8年4月1日　条例第90号\n第1条　施設は、磁気テープにより記録する。\n第2条　前条の規定は、倉庫について準用する。\n")
    const found = async (q: string) => (await searchProvisions(asRoad(), searchFilterFrom({ q, ordinanceId }))).total
    expect(await found("磁気テープ")).toBe(1)
    const it = await getOrdinance(asRoad(), ordinanceId)
    const [first] = await listProvisions(asRoad(), it.currentVersionId)
    await house.work(house.office, (work) =>
      addVersion(work, ordinanceId, { provisions: [{ ...first!, text: "施設は、電磁的記録により記録する。" }], effectiveOn: "2099-04-01", madeBy: "令和8年条例第91号", expectedVersionId: it.currentVersionId }),
    )
    expect([await found("磁気テープ"), await found("電磁的記録"), await found("準用")]).toEqual([0, 1, 0])
    const { rows } = await house.database.pool.query("select 1 from ordinance_reference where ordinance_id = $1", [ordinanceId])
    expect(rows).toHaveLength(0)
    expect((await get(rulebookPaths.ordinance(ordinanceId))).text).toContain("この版は令和81年4月1日から施行されます")
  })
})

describe("条文をさがす", () => {
  const total = async (filter: Record<string, string>) => (await searchProvisions(asRoad(), searchFilterFrom(filter))).total
  test("見出し・条文・一つの例規・種別・所管課に分けた、正しい数", async () => {
    const provisions = (await house.database.pool.query("select o.id, o.kind, o.unit_id, p.caption, p.text from ordinance o join ordinance_provision p on p.version_id = o.current_version_id")).rows
    const expected = (holds: (row: { id: string; kind: string; unit_id: string; caption: string; text: string }) => boolean) => provisions.filter(holds).length
    for (const word of ["点検", "閲覧", "書面", "毎年1回", "講習"]) {
      expect([word, await total({ q: word })]).toEqual([word, expected(({ caption, text }) => caption.includes(word) || text.includes(word))])
      expect([word, await total({ q: word, where: "caption" })]).toEqual([word, expected(({ caption }) => caption.includes(word))])
      expect([word, await total({ q: word, where: "text", kind: "規則" })]).toEqual([word, expected(({ text, kind }) => text.includes(word) && kind === "規則")])
      expect([word, await total({ q: word, ordinanceId: safety })]).toEqual([word, expected((row) => row.id === safety && (row.caption.includes(word) || row.text.includes(word)))])
      expect([word, await total({ q: word, unitId: house.road.unitId })]).toEqual([word, expected((row) => row.unit_id === house.road.unitId && (row.caption.includes(word) || row.text.includes(word)))])
    }
    await prepareNew(house.database.db)
    expect(await total({ q: "点検" })).toBe(expected(({ caption, text }) => caption.includes("点検") || text.includes("点検")))
  })
  test("前後の言葉に印を付け、種別ごとの数を示し、断るときは文で", async () => {
    const page = (await get(`${rulebookPaths.search}?q=${encodeURIComponent("目視 点検")}`)).text
    expect(page).toContain("<mark>目視</mark>")
    expect(words(page)).toMatch(/\d+の条文（\d+の例規）が見つかりました/)
    const refused = await get(`${rulebookPaths.search}?q=${encodeURIComponent("の")}`)
    expect([refused.status, refused.text.includes("2文字以上で入力してください")]).toEqual([422, true])
    expect((await get(`${rulebookPaths.search}?q=x&after=x`)).status).toBe(422)
    expect((await get(`${rulebookPaths.searchExport}?q=${encodeURIComponent("目視")}`)).text).toContain("萩野県道路管理条例")
  })
  test("続きは重ならず抜けない", async () => {
    const seen: string[] = []
    for (let after: string | undefined, more = true; more; ) {
      const page = await searchProvisions(asRoad(), searchFilterFrom({ q: "規定" }), { limit: 7, after })
      seen.push(...page.items.map(({ ordinanceId, address }) => `${ordinanceId} ${address}`))
      after = page.next
      more = after !== undefined
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(await total({ q: "規定" }))
  })
  test("庁内の検索でも見つかり、索引を作り直しても同じ。住民には見えない", async () => {
    const ask = (actor = house.road as Parameters<typeof search>[0]["actor"]) => search({ db: house.database.db, actor }, { text: "橋りょう監視員" })
    const before = (await ask()).total
    expect(before).toBeGreaterThan(0)
    await rebuildSearch(house.database.db, undefined, "ordinance.provision")
    expect((await ask()).total).toBe(before)
    expect((await ask({ kind: "visitor" })).total).toBe(0)
  })
})

describe("所管課", () => {
  const csv = (text: string) => {
    const boundary = "----hagi"
    return { method: "POST", body: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${text}\r\n--${boundary}--\r\n`, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } }
  }
  const unitOf = async (id: string) => (await getOrdinance(asRoad(), id)).unitId
  test("一覧から選んで決め、記録が残る", async () => {
    const sent = await house.request(rulebookPaths.units, { as: house.office, form: { ids: [safety], unitId: house.road.unitId, back: "/ordinances?q=x" } })
    expect(sent.headers.get("location")).toBe("/ordinances?q=x")
    expect(await unitOf(safety)).toBe(house.road.unitId)
    const { rows } = await house.database.pool.query("select detail from audit_event where action = 'ordinances.units-assigned' and subject_id = $1", [safety])
    expect(rows[0].detail.changes[0]).toMatchObject({ id: safety, after: house.road.unitId })
    expect((await house.request(rulebookPaths.units, { as: house.office, form: { unitId: house.road.unitId, back: "https://evil.example" } })).status).toBe(422)
    expect((await house.request(rulebookPaths.units, { as: house.road, form: { ids: [safety], unitId: house.road.unitId } })).status).toBe(403)
  })
  test("CSV：1行でも読めなければ何も変えず、すべての理由を言う", async () => {
    const before = await unitOf(safety)
    const bad = await house.request(rulebookPaths.unitsTable, { as: house.office, ...csv("題名,所管課コード\n萩野県産業施設保安条例,KIKI-SHOBO\nない条例,KIKI-SHOBO\n萩野県公告式条例,NAI\n") })
    expect(bad.status).toBe(422)
    const page = await bad.text()
    expect(page).toContain("3行目：「ない条例」は例規集にありません。")
    expect(page).toContain("4行目：所属「NAI」はありません。")
    expect(await unitOf(safety)).toBe(before)
    const good = await house.request(rulebookPaths.unitsTable, { as: house.office, ...csv("例規番号,所管課\n平成9年条例第47号,消防保安課\n") })
    expect(good.status).toBe(303)
    expect(await unitOf(safety)).not.toBe(before)
    for (const text of ["", "題名\nx\n", "題名,所管課コード\n", '題名,所管課コード\n"閉じない,x']) {
      expect([text, (await house.request(rulebookPaths.unitsTable, { as: house.office, ...csv(text) })).status]).toEqual([text, 422])
    }
  })
})

describe("登録の内容", () => {
  const form = { title: "萩野県公告式条例", number: "昭和38年条例第1号", kind: "条例", category: "第1編 総規" }
  test("題名を変えると検索の題名も変わり、古い画面からの保存は相手の内容を示して断る", async () => {
    const { id } = (await findOrdinanceByTitle(asRoad(), "萩野県公告式条例"))!
    const version = (await getOrdinance(asRoad(), id)).version
    const saved = await house.request(rulebookPaths.edit(id), { as: house.office, form: { ...form, title: "萩野県公布条例", _version: String(version) } })
    expect(saved.status).toBe(303)
    expect((await search(asRoad(), { text: "萩野県公布条例" })).total).toBeGreaterThan(0)
    const old = await house.request(rulebookPaths.edit(id), { as: house.office, form: { ...form, _version: String(version) } })
    expect(old.status).toBe(409)
    expect(await old.text()).toContain("萩野県公布条例")
    expect((await house.request(rulebookPaths.edit(id), { as: house.road, form: { ...form, _version: "1" } })).status).toBe(403)
    // The old title is free again for another text.
    expect((await takeText("○萩野県公告式条例\n昭和38年4月1日　条例第1号の2\n第1条　別のものとする。\n")).outcome).toBe("created")
  })
})

describe("REST", () => {
  const json = async (path: string, as = house.road) => {
    const answer = await house.request(`/api/v1${path}`, { as })
    return { status: answer.status, etag: answer.headers.get("etag"), body: JSON.parse(await answer.text()) }
  }
  test("1件、条文、版、違い、つながり、検索", async () => {
    const one = await json(`/ordinances/${roadRules}`)
    expect(one.body).toMatchObject({ title: "萩野県道路管理条例施行規則", currentVersion: { number: 2, madeBy: "令和7年規則第6号" } })
    expect((await json(`/ordinances/${roadRules}/provisions?version=1`)).body.items.find(({ address }: { address: string }) => address === "6").text).toContain("フレキシブルディスク")
    expect((await json(`/ordinances/${roadRules}/versions`)).body.items).toHaveLength(2)
    expect((await json(`/ordinances/${roadRules}/difference?from=1&to=2`)).body).toMatchObject({ same: 8, items: [{ kind: "changed" }, { kind: "changed" }, { kind: "added" }] })
    const article = (await json(`/ordinances/${road}/articles/${encodeURIComponent("第12条の2第1項")}`)).body
    expect(article).toMatchObject({ address: "12-2", caption: "工事の検査" })
    expect(article.referrers).toContainEqual(expect.objectContaining({ title: "萩野県道路管理条例施行規則", address: "9", words: "条例第12条の2第1項" }))
    expect((await json(`/ordinances/${roadRules}/links`)).body.named).toContainEqual(expect.objectContaining({ title: "萩野県道路管理条例", id: road }))
    expect((await json(`/ordinances/search?q=${encodeURIComponent("近接目視")}`)).body).toMatchObject({ total: 2, texts: 2 })
    expect((await json(`/ordinances/${roadRules}/provisions?version=9`)).status).toBe(404)
  })
  test("取込みは例規担当だけ。進みぐあいと結果も読める", async () => {
    const body = { files: [{ name: "a.txt", base64: Buffer.from("○REST の条例\n令和8年4月1日　条例第95号\n第1条　試す。\n").toString("base64") }] }
    expect((await house.request("/api/v1/ordinances/imports", { as: house.road, json: body })).status).toBe(403)
    const made = await house.request("/api/v1/ordinances/imports", { as: house.office, json: body })
    expect(made.status).toBe(201)
    const { id } = (await made.json()) as { id: string }
    expect((await json(`/ordinances/imports/${id}`, house.office)).body).toMatchObject({ state: "waiting", files: [{ name: "a.txt", state: "waiting" }] })
    expect((await json(`/ordinances/imports/${id}/lines`, house.office)).body.items).toEqual([])
    expect((await json(`/ordinances/imports/${id}`)).status).toBe(403)
  })
  test("登録の変更には If-Match が要る", async () => {
    const { etag, body } = await json(`/ordinances/${roadRules}`)
    const input = { title: body.title, number: body.number, kind: body.kind, category: "第9編 土木", unitId: body.unitId, promulgatedOn: body.promulgatedOn }
    const put = (headers: Record<string, string>) => house.request(`/api/v1/ordinances/${roadRules}`, { as: house.office, method: "PUT", json: input, headers })
    expect((await put({})).status).toBe(428)
    expect((await put({ "if-match": etag! })).status).toBe(200)
    expect((await put({ "if-match": etag! })).status).toBe(409)
  })
})
