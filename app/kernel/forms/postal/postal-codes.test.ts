import iconv from "iconv-lite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testHouse } from "../../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { type StaffActor, system } from "../../access/index.ts"
import { readingWork } from "../../database/index.ts"
import { actorOfPerson } from "../../people/index.ts"
import type { FormDefinition } from "../form.ts"
import { createForm } from "../forms.ts"
import { paths } from "../paths.ts"
import { demoAreas } from "./demo-areas.ts"
import { findPostalAreas, findPostalSource } from "./find-postal-areas.ts"
import { importPostalCodes, seedPostalCodes } from "./import-postal-codes.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let administrator: StaffActor
beforeAll(async () => {
  people = await subsidyPeople(house)
  const { rows } = await house.database.pool.query("select person_id from role_grant where role = 'administrator' limit 1")
  administrator = (await actorOfPerson(house.database.db, rows[0].person_id, new Date())) as StaffActor
}, 60_000)

const row = (code: string, town: string) => `04101,"980  ","${code}","ミヤギケン","センダイシアオバク","カナ","宮城県","仙台市青葉区","${town}",0,0,0,0,0,0`
const list = [row("9800014", "本町"), row("9800021", "中央（１～３丁目）"), row("9800021", "中央（４丁目）"), row("9893432", "熊ケ根"), row("9893432", "作並"), row("9800000", "以下に掲載がない場合")].join("\r\n")
const bytes = (text: string, encoding = "utf8") => new Uint8Array(iconv.encode(text, encoding))
const take = (text: Uint8Array, options = {}) => house.work(system("test"), (work) => importPostalCodes(work, { name: "utf_ken_all.csv", bytes: text }, options))
const find = (code: string) => findPostalAreas(readingWork(house.database.db, { actor: people.clerk }), code)
const source = () => findPostalSource(readingWork(house.database.db, { actor: people.clerk }))
const form: FormDefinition = { title: "所在地", pages: [{ key: "p", title: "所在地", sections: [{ fields: [{ key: "place", kind: "address", label: "所在地", required: true }] }] }] }

describe("郵便番号の一覧", () => {
  test("取り込むまでは、ないことを正直に言う", async () => {
    expect(await source()).toBeUndefined()
    const { versionId } = await house.work(people.clerk, (work) => createForm(work, form))
    const press = async (values: Record<string, string>) => (await house.request(paths.preview(versionId, "p"), { as: people.clerk, form: { ...values, _again: "address.place" } })).text()
    expect(await press({ "place.postalCode": "9800014" })).toContain("郵便番号の一覧がまだありません")
    expect(await (await house.request("/api/v1/postal-codes/9800014")).json()).toEqual({ items: [], source: null })
    expect(await (await house.request(paths.postalCodes, { as: administrator })).text()).toContain("まだ取り込まれていません")
  })

  test("UTF-8 でも Shift_JIS でも取り込み、前の一覧とすべて入れ替わる", async () => {
    await house.work(system("demo"), (work) => seedPostalCodes(work, demoAreas))
    expect([(await source())?.demo, (await find("9800002")).map(({ area }) => area)]).toEqual([true, ["本町", "本町東"]])
    expect(await take(bytes(`\uFEFF${list}`))).toEqual({ codes: 4, areas: 5 })
    expect([(await source())?.demo, await find("9800002")]).toEqual([false, []])
    expect(await find("9800021")).toEqual([{ postalCode: "9800021", prefecture: "宮城県", municipality: "仙台市青葉区", area: "中央", note: "１～３丁目、４丁目" }])
    expect(await take(bytes(list, "cp932"))).toEqual({ codes: 4, areas: 5 })
    // The demo's towns never come over a real list.
    await house.work(system("demo"), (work) => seedPostalCodes(work, demoAreas))
    expect((await source())?.demo).toBe(false)
  })

  test("1行でも誤りがあれば何も変えない。ZIP、空、大幅に小さい一覧は断る", async () => {
    const refused = (text: RegExp) => expect.objectContaining({ kind: "invalid", message: expect.stringMatching(text) })
    await expect(take(bytes(`${list}\r\n"違う","行"`))).rejects.toEqual(refused(/7行目：.*何も変えていません/))
    await expect(take(new Uint8Array([0x50, 0x4b, 3, 4]))).rejects.toEqual(refused(/ZIP/))
    await expect(take(bytes(""))).rejects.toEqual(refused(/1件もありません/))
    await expect(take(bytes(row("9800014", "本町")))).rejects.toEqual(refused(/半分もありません/))
    expect(await find("9893432")).toHaveLength(2)
    expect(await take(bytes(row("9800014", "本町")), { smaller: true })).toEqual({ codes: 1, areas: 1 })
    await take(bytes(list))
  })

  test("様式の画面：1つなら入り、いくつもあれば選び、打ったものは上書きしない", async () => {
    const { versionId } = await house.work(people.clerk, (work) => createForm(work, form))
    const press = async (values: Record<string, string>) => (await house.request(paths.preview(versionId, "p"), { as: people.clerk, form: { ...values, _again: "address.place" } })).text()
    const one = await press({ "place.postalCode": "９８０－００１４" })
    expect([one.includes('value="仙台市青葉区"'), one.includes('value="本町"')]).toEqual([true, true])
    expect(await press({ "place.postalCode": "9800014", "place.street": "本町一丁目1-1" })).toContain('value="本町一丁目1-1"')
    const two = await press({ "place.postalCode": "9893432" })
    expect([two.includes("当てはまる町"), two.includes("熊ケ根"), two.includes("作並"), two.includes('value="仙台市青葉区"')]).toEqual([true, true, true, false])
    expect(await press({ "place.postalCode": "9893432", "place.town": "宮城県|仙台市青葉区|作並" })).toContain('value="作並"')
    expect(await press({ "place.postalCode": "1" })).toContain("7桁の数字で")
    expect(await press({ "place.postalCode": "0000000" })).toContain("この郵便番号は一覧にありません")
    expect(await (await house.request("/api/v1/postal-codes/9893432")).json()).toMatchObject({ items: [{ area: "熊ケ根" }, { area: "作並" }], source: "utf_ken_all.csv" })
    expect((await house.request("/api/v1/postal-codes/abc")).status).toBe(404)
  })

  test("取り込む画面は管理者だけ。引いて確かめられる", async () => {
    expect((await house.request(paths.postalCodes, { as: people.clerk })).status).toBe(403)
    const page = await (await house.request(`${paths.postalCodes}?code=980-0021`, { as: administrator })).text()
    expect(page).toContain("１～３丁目、４丁目")
    const boundary = "----FormBoundary0123456789abcdef"
    const send = (actor: StaffActor, text: string) => {
      const body = [`--${boundary}`, 'Content-Disposition: form-data; name="file"; filename="KEN_ALL.CSV"', "Content-Type: text/csv", "", text, `--${boundary}--`, ""].join("\r\n")
      return house.request(paths.postalCodes, { as: actor, body, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } })
    }
    expect((await send(people.clerk, list)).status).toBe(403)
    expect((await send(administrator, "a,b")).status).toBe(422)
    expect((await send(administrator, list)).status).toBe(303)
    const { rows } = await house.database.pool.query("select detail from audit_event where action = 'forms.postal-codes-imported' order by at desc limit 1")
    expect(rows[0].detail).toMatchObject({ name: "KEN_ALL.CSV", areas: 5 })
  })
})
