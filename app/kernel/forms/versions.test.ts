import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork } from "../database/index.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../tests/support/subsidies.ts"
import { changeField } from "./edit-definition.ts"
import type { Field, FormDefinition } from "./form.ts"
import { copyForm, createForm, exportForm, getForm, getFormVersion, importForm, listForms, openVersion, reviseForm, saveDefinition, undoChange } from "./forms.ts"
import { paths } from "./paths.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)
const definition: FormDefinition = { title: "試行様式", pages: [{ key: "one", title: "はじめ", sections: [{ fields: [{ key: "name", kind: "text", label: "名称", required: true }] }] }] }
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const made = () => house.work(people.clerk, (work) => createForm(work, definition))
const reading = (actor: SubsidyPeople["clerk"]) => readingWork(house.database.db, { actor })

describe("版", () => {
  test("公開した版は変わらず、データベースも変更を断る。改訂版は別の版になる", async () => {
    const { id, versionId } = await made()
    await house.work(people.clerk, (work) => openVersion(work, versionId))
    await expect(house.work(people.clerk, (work) => saveDefinition(work, versionId, (it) => it))).rejects.toEqual(refused("conflict", /変えられません/))
    await expect(house.database.pool.query("update form_version set definition = '{}' where id = $1", [versionId])).rejects.toThrow(/never changed/)
    await expect(house.database.pool.query("delete from form_version where id = $1", [versionId])).rejects.toThrow(/never changed/)
    const second = await house.work(people.clerk, (work) => reviseForm(work, id))
    expect(await house.work(people.clerk, (work) => reviseForm(work, id))).toBe(second)
    await house.work(people.clerk, (work) => saveDefinition(work, second, (it) => ({ ...it, title: "試行様式（改）" })))
    expect((await getFormVersion(reading(people.clerk), versionId)).definition).toEqual(definition)
    expect((await getForm(reading(people.clerk), id)).versions.map(({ number, state }) => [number, state])).toEqual([
      [2, "draft"],
      [1, "open"],
    ])
  })

  test("後から保存した人は断られ、変更は1つ前に戻せる", async () => {
    const { versionId } = await made()
    await house.work(people.clerk, (work) => saveDefinition(work, versionId, (it) => ({ ...it, introduction: "先" }), 1))
    await expect(house.work(people.head, (work) => saveDefinition(work, versionId, (it) => ({ ...it, introduction: "後" }), 1))).rejects.toEqual(refused("conflict"))
    await house.work(people.clerk, (work) => undoChange(work, versionId))
    expect((await getFormVersion(reading(people.clerk), versionId)).definition.introduction).toBeUndefined()
  })

  test("足りないところがある版は公開できず、誤った様式は保存しない", async () => {
    const { versionId } = await house.work(people.clerk, (work) => createForm(work, { title: "空", pages: [] }))
    await expect(house.work(people.clerk, (work) => openVersion(work, versionId))).rejects.toEqual(refused("invalid", /ページを1つ以上/))
    await expect(house.work(people.clerk, (work) => saveDefinition(work, versionId, () => ({ title: "", pages: [] })))).rejects.toEqual(refused("invalid"))
  })

  test("ほかの所属の様式は、見えず、変えられず、写せない", async () => {
    const { id, versionId } = await made()
    expect((await listForms(reading(people.stranger))).some((row) => row.id === id)).toBe(false)
    for (const attempt of [
      () => house.work(people.stranger, (work) => getForm(work, id)),
      () => house.work(people.stranger, (work) => saveDefinition(work, versionId, (it) => it)),
      () => house.work(people.stranger, (work) => copyForm(work, id)),
      () => house.work(people.stranger, (work) => openVersion(work, versionId)),
    ])
      await expect(attempt()).rejects.toEqual(refused("not-found"))
  })
})

describe("画面", () => {
  const post = (path: string, form: Record<string, string | string[]>) => house.request(path, { as: people.clerk, form })
  const page = async (path: string) => (await house.request(path, { as: people.clerk })).text()
  const definitionOf = async (versionId: string) => (await getFormVersion(reading(people.clerk), versionId)).definition
  const started = async (fields: Field[]) => {
    const it: FormDefinition = { title: `様式${Math.random()}`, pages: [{ key: "one", title: "はじめ", sections: [{ fields }] }] }
    return house.work(people.clerk, (work) => createForm(work, it))
  }
  const kind: Field = { key: "kind", kind: "choice", label: "区分", options: [{ value: "a", label: "甲" }, { value: "b", label: "乙" }] }
  const name: Field = { key: "name", kind: "text", label: "名称" }

  test("表示の条件を選択肢から選んで保存し、開き直すと同じ条件が選ばれている", async () => {
    const { versionId } = await started([kind, { key: "yen", kind: "yen", label: "金額" }, name])
    const at = paths.field(versionId, "name")
    const asked = await (await post(at, { label: "名称", "when.0.field": "kind", _again: "condition" })).text()
    expect(asked).toContain("「区分」の答え")
    expect((await post(at, { label: "名称", "when.0.field": "kind" })).status).toBe(422)
    const saved = await post(at, { label: "名称", "when.0.field": "kind", "when.0.how": "is", "when.0.values": ["a", "b"], "when.1.field": "yen", "when.1.how": "atLeast", "when.1.amount": "1,000", whenJoin: "any" })
    expect(saved.status).toBe(303)
    const when = { any: [{ field: "kind", is: ["a", "b"] }, { field: "yen", atLeast: 1000 }] }
    expect((await definitionOf(versionId)).pages[0]!.sections[0]!.fields[2]).toMatchObject({ when })
    expect(await page(at)).toMatch(/name="when\.0\.values" value="a"[^>]* checked/)
    expect(await page(paths.version(versionId))).toContain("「区分」が「甲」か「乙」のとき".slice(0, 8))
    // Saving something else leaves it as it is.
    const nested = { all: [{ any: [{ field: "kind", is: "a" }, { field: "yen", below: 5 }] }, { field: "yen", answered: true }] }
    await house.work(people.clerk, (work) => saveDefinition(work, versionId, (it) => changeField(it, "name", (field) => ({ ...field, when: nested }))))
    expect((await post(at, { label: "名称（改）" })).status).toBe(303)
    expect((await definitionOf(versionId)).pages[0]!.sections[0]!.fields[2]).toMatchObject({ label: "名称（改）", when: nested })
    expect((await post(at, { label: "名称", dropWhen: "on" })).status).toBe(303)
    expect((await definitionOf(versionId)).pages[0]!.sections[0]!.fields[2]).toEqual({ key: "name", kind: "text", label: "名称" })
  })

  test("記号を変えると、条件と合計の中でも変わる。ほかの項目と同じ記号は断る", async () => {
    const { versionId } = await started([{ key: "yen", kind: "yen", label: "金額" }, { ...name, when: { field: "yen", atLeast: 1 } }, { key: "sum", kind: "sum", label: "合計", of: ["yen"] }])
    expect((await post(paths.field(versionId, "yen"), { label: "金額", key: "cost" })).status).toBe(303)
    expect((await definitionOf(versionId)).pages[0]!.sections[0]!.fields).toMatchObject([{ key: "cost" }, { when: { field: "cost" } }, { of: ["cost"] }])
    const refusedKey = await post(paths.field(versionId, "cost"), { label: "金額", key: "name" })
    expect([refusedKey.status, (await refusedKey.text()).includes("重なって")]).toEqual([422, true])
    expect((await post(paths.field(versionId, "cost"), { label: "金額", key: "constructor" })).status).toBe(422)
  })

  test("合計は足す項目と割合を選び、くり返しの列には選択肢も置ける", async () => {
    const { versionId } = await started([{ key: "yen", kind: "yen", label: "金額" }, { key: "grant", kind: "sum", label: "申請額", of: ["yen"] }, { key: "rows", kind: "group", label: "内訳", fields: [{ key: "kind", kind: "text", label: "種類" }] }])
    expect((await post(paths.field(versionId, "grant"), { label: "申請額", of: "yen", numerator: "2", denominator: "3", floorTo: "1000" })).status).toBe(303)
    expect((await post(paths.field(versionId, "rows"), { label: "内訳", "parts.0.key": "kind", "parts.0.label": "種類", "parts.0.kind": "choice", "parts.0.options": "a=機械\na=工具" })).status).toBe(422)
    await post(paths.field(versionId, "rows"), { label: "内訳", "parts.0.key": "kind", "parts.0.label": "種類", "parts.0.kind": "choice", "parts.0.options": "a=機械\nb=工具" })
    expect((await definitionOf(versionId)).pages[0]!.sections[0]!.fields.slice(1)).toMatchObject([
      { fraction: { numerator: 2, denominator: 3, floorTo: 1000 } },
      { fields: [{ kind: "choice", options: [{ value: "a", label: "機械" }, { value: "b", label: "工具" }] }] },
    ])
  })

  test("まとまりの見出しを直し、なくすと項目は前のまとまりに移る", async () => {
    const { versionId } = await started([kind, name])
    const at = paths.page(versionId, "one")
    await post(at, { title: "はじめ", newSection: "くわしく" })
    expect((await post(at, { title: "はじめ", "sections.0.title": "基本", "sections.0.help": "必ず", "sections.1.title": "くわしく", "sections.1.gone": "on" })).status).toBe(303)
    expect((await definitionOf(versionId)).pages[0]!.sections).toEqual([{ title: "基本", help: "必ず", fields: [kind, name] }])
  })

  test("後から保存した人には、自分の文と先の人の文の両方が見える", async () => {
    const { versionId } = await started([name])
    await post(paths.field(versionId, "name"), { label: "先の人の見出し", _version: "1" })
    const second = await post(paths.field(versionId, "name"), { label: "後の人の見出し", _version: "1" })
    const text = await second.text()
    expect([second.status, text.includes("先の人の見出し"), text.includes("後の人の見出し")]).toEqual([409, true, true])
  })

  test("標準の書類から、取り込んだファイルから、つくれる。読めないファイルは、どこが誤りかを言う", async () => {
    expect(await page(paths.fresh)).toContain("消費税仕入控除税額報告書")
    const starter = await post(paths.list, { starter: "pledge" })
    const [, versionId] = /versions\/([\w-]+)/.exec(starter.headers.get("location")!)!
    expect((await definitionOf(versionId!)).title).toBe("誓約書")
    const { json } = await exportForm(reading(people.clerk), versionId!)
    const line = "----FormBoundary0123456789abcdef"
    const send = (text: string) => {
      const body = [`--${line}`, 'Content-Disposition: form-data; name="file"; filename="form.json"', "Content-Type: application/json", "", text, `--${line}--`, ""].join("\r\n")
      return house.request(paths.list, { as: people.clerk, body, headers: { "content-type": `multipart/form-data; boundary=${line}` } })
    }
    expect((await send(json)).status).toBe(303)
    const broken = await send(JSON.stringify({ ...JSON.parse(json), colour: "red" }))
    expect([broken.status, (await broken.text()).includes("知らない設定「colour」")]).toEqual([422, true])
    expect((await send("{")).status).toBe(422)
    expect((await post(paths.list, {})).status).toBe(422)
    const again = await house.work(people.clerk, (work) => importForm(work, json))
    expect(await definitionOf(again.versionId)).toEqual(await definitionOf(versionId!))
  })

  test("版の違い、誤りの文のまとめ、状態での絞り込み", async () => {
    const { id, versionId } = await started([name])
    await house.work(people.clerk, (work) => openVersion(work, versionId))
    const second = await house.work(people.clerk, (work) => reviseForm(work, id))
    await house.work(people.clerk, (work) => saveDefinition(work, second, (it) => changeField(it, "name", (field) => ({ ...field, label: "屋号", required: true }))))
    const difference = await page(paths.difference(id, versionId, second))
    expect(difference).toContain("違うところ")
    expect(difference).toContain("屋号")
    expect((await house.request(paths.difference(id, versionId, "x"), { as: people.clerk })).status).toBe(404)
    const other = await made()
    expect((await house.request(paths.difference(id, versionId, other.versionId), { as: people.clerk })).status).toBe(404)
    expect(await page(paths.errors(second))).toContain("屋号を入力してください。")
    const title = (await definitionOf(second)).title
    expect(await page(`${paths.list}?state=open`)).toContain(title)
    expect(await page(`${paths.list}?state=draft&q=${encodeURIComponent(title)}`)).toContain(title)
    expect(await page(`${paths.list}?state=open`)).not.toContain((await getForm(reading(people.clerk), other.id)).versions[0]!.id)
  })

  test("ためしでは、行を足し、消し、前のページへ戻っても、打ったものが残る", async () => {
    const { versionId } = await started([{ key: "rows", kind: "group", label: "内訳", max: 3, fields: [{ key: "name", kind: "text", label: "品名", required: true }, { key: "on", kind: "date", label: "日付" }] }])
    const at = paths.preview(versionId, "one")
    const added = await (await post(at, { "rows.0._row": "", "rows.0.name": "机", _again: "rows.add.rows" })).text()
    expect(added).toContain('value="机"')
    expect(added).toContain('name="rows.1.name"')
    expect(added).not.toContain("エラー：")
    const removed = await (await post(at, { "rows.0._row": "", "rows.0.name": "机", "rows.1._row": "", "rows.1.name": "棚", _again: "rows.remove.rows.0" })).text()
    expect(removed).toContain('value="棚"')
    expect(removed).not.toContain('value="机"')
    const end = await (await post(at, { "rows.0.name": "机", _again: "next" })).text()
    expect(end).toContain("入力した内容")
    expect(await (await post(at, { _answers: JSON.stringify({ rows: [{ name: "机" }] }), _again: "show" })).text()).toContain('value="机"')
    for (const answers of ['{"rows":5}', '{"rows":[null,3]}', "[1]", "null", "{"]) expect((await post(at, { _answers: answers, _again: "show" })).status).toBe(200)
  })

  test("準備中の版はスクリプトが動けば並べて直す画面になり、ボタンだけの画面を選べば、選び直すまでそのまま", async () => {
    const { versionId } = await started([name])
    const at = paths.version(versionId)
    const html = await page(at)
    expect(html).toContain('data-island="form-designer"')
    expect(html).toContain('src="/assets/islands/loader.js"')
    // The plain outline stands inside it, for whoever has no scripts.
    expect(html).toContain(`action="${paths.shift(versionId)}"`)
    const chosen = await house.request(paths.view(versionId, "plain"), { as: people.clerk })
    expect(await chosen.text()).not.toContain("data-island")
    expect(chosen.headers.get("set-cookie")).toMatch(/hagi_designer=plain; Path=\/forms/)
    const later = await house.request(at, { as: people.clerk, cookie: "hagi_designer=plain" })
    expect(await later.text()).not.toContain("data-island")
    await house.work(people.clerk, (work) => openVersion(work, versionId))
    expect(await page(at)).not.toContain("data-island")
  })

  test("REST で調べると、読めない様式と、まだ公開できない様式を言い分ける", async () => {
    const check = async (given: unknown) => {
      const answer = await house.request("/api/v1/forms/check", { as: people.clerk, method: "POST", body: JSON.stringify({ definition: given }), headers: { "content-type": "application/json" } })
      return answer.json()
    }
    expect(await check({ title: "x", pages: [] })).toEqual({ readable: true, faults: ["ページを1つ以上つくってください。"] })
    expect(await check({ title: "x", pages: 5 })).toMatchObject({ readable: false })
  })

  test("ためしでは、必ず要るファイルも選べば進める。何も保存されない。書き方と上限は先に言う", async () => {
    const { versionId } = await started([{ key: "paper", kind: "file", label: "見積書", required: true, accept: ["pdf"] }, { key: "on", kind: "date", label: "開始日", help: "予定で構いません。", min: "2026-04-01" }, { key: "cost", kind: "yen", label: "額", max: 500_000 }])
    const at = paths.preview(versionId, "one")
    const shown = await page(at)
    for (const words of ["予定で構いません。　令和8年4月1日から　西暦（例 2026）でも和暦", "500,000円以下", 'enctype="multipart/form-data"']) expect(shown).toContain(words)
    const line = "----FormBoundary0123456789abcdef"
    const send = (name: string, more: string[] = []) => {
      const body = [`--${line}`, `Content-Disposition: form-data; name="paper"; filename="${name}"`, "Content-Type: application/pdf", "", "x", ...more, `--${line}`, 'Content-Disposition: form-data; name="_again"', "", "next", `--${line}--`, ""].join("\r\n")
      return house.request(at, { as: people.clerk, body, headers: { "content-type": `multipart/form-data; boundary=${line}` } })
    }
    expect(await (await post(at, { _again: "next" })).text()).toContain("見積書のファイルを添付してください。")
    expect(await (await send("a.txt")).text()).toContain("見積書に添付できるのは .pdf です")
    const before = (await house.database.pool.query("select count(*) from document")).rows[0].count
    const end = await (await send("a.pdf")).text()
    expect([end.includes("入力した内容"), end.includes("a.pdf")]).toEqual([true, true])
    expect((await house.database.pool.query("select count(*) from document")).rows[0].count).toBe(before)
  })

  test("何もないところから、ページと項目を足し、ためし、公開するまで", async () => {
    const created = await post(paths.list, { title: "画面の様式" })
    const at = created.headers.get("location")!
    const versionId = at.split("/").at(-1)!
    await post(paths.pages(versionId), { title: "申請者" })
    const added = await post(paths.fields(versionId, "page1"), { label: "業種", kind: "choice", section: "0" })
    const fieldAt = added.headers.get("location")!
    expect(await page(fieldAt)).toContain("選択肢")
    expect((await post(fieldAt, { label: "業種", required: "on", options: "製造業\n小売=小売業" })).status).toBe(303)
    const group = await post(paths.fields(versionId, "page1"), { label: "役員", kind: "group", section: "0" })
    expect((await post(group.headers.get("location")!, { label: "役員", "parts.0.key": "value", "parts.0.label": "氏名", "parts.0.required": "on", "parts.1.label": "生年月日", "parts.1.kind": "date" })).status).toBe(303)
    const outline = await page(at)
    expect(outline).toContain("業種")
    expect(outline).toContain("この版を公開する")
    const tried = await (await post(paths.preview(versionId, "page1"), { _again: "next" })).text()
    expect(tried).toContain("業種を選んでください。")
    const end = await (await post(paths.preview(versionId, "page1"), { _again: "next", item1: "小売", "item2.0.value": "萩野 花" })).text()
    expect(end).toContain("小売業")
    expect(JSON.parse(await page(paths.json(versionId))).pages[0].sections[0].fields).toHaveLength(2)
    expect((await post(paths.open(versionId), {})).status).toBe(303)
    expect(await page(at)).toContain("変わりません")
    expect((await post(paths.pages(versionId), { title: "もう1つ" })).status).toBe(409)
  })
})
