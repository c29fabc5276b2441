import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readingWork } from "../database/index.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../tests/support/subsidies.ts"
import type { FormDefinition } from "./form.ts"
import { copyForm, createForm, getForm, getVersion, listForms, openVersion, reviseForm, saveDefinition, undoChange } from "./forms.ts"
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
    expect((await getVersion(reading(people.clerk), versionId)).definition).toEqual(definition)
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
    expect((await getVersion(reading(people.clerk), versionId)).definition.introduction).toBeUndefined()
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
  test("何もないところから、ページと項目を足し、ためし、公開するまで", async () => {
    const post = (path: string, form: Record<string, string>) => house.request(path, { as: people.clerk, form })
    const page = async (path: string) => (await house.request(path, { as: people.clerk })).text()
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
