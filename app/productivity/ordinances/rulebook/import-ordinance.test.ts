import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, system } from "../../../kernel/access/index.ts"
import { readingWork } from "../../../kernel/database/index.ts"
import { type RulebookHouse, rulebookHouse } from "../../../../tests/support/rulebook-house.ts"
import type { ParsedOrdinance, Provision } from "../structure/provision.ts"
import { addVersion, findOrdinance, getOrdinance, getProvision, importOrdinance, listProvisions, listVersions } from "./index.ts"

let house: RulebookHouse
beforeAll(async () => {
  house = await rulebookHouse()
})
afterAll(() => house.close())

const clerk = system("test")
const article = (address: string, text: string, more: Partial<Provision> = {}): Provision => ({ part: "main", address, no: `第${address}条`, caption: "", headings: [], text, ...more })
const parsed = (more: Partial<ParsedOrdinance> = {}): ParsedOrdinance => ({
  title: "試行条例",
  number: "令和8年条例第1号",
  kind: "条例",
  category: "",
  promulgatedOn: "2026-04-01",
  sourceUrl: "",
  lawId: undefined,
  provisions: [article("1", "この条例は、試すためのものとする。", { caption: "目的" }), article("2", "道路は、目視により点検する。")],
  remarks: [],
  ...more,
})
const take = (more: Partial<ParsedOrdinance> = {}, as: Actor = clerk) => house.work(as, (work) => importOrdinance(work, parsed(more)))
const reading = () => readingWork(house.database.db, { actor: clerk })

describe("取込み", () => {
  test("新しい例規は作られ、条文は順に読める", async () => {
    const { ordinanceId, versionId, outcome } = await take({ title: "初めての条例" })
    expect(outcome).toBe("created")
    expect((await listProvisions(reading(), versionId)).map(({ address, position, caption }) => [address, position, caption])).toEqual([
      ["1", 1, "目的"],
      ["2", 2, ""],
    ])
    expect(await getOrdinance(reading(), ordinanceId)).toMatchObject({ title: "初めての条例", currentVersionId: versionId, kind: "条例", national: false })
    expect((await getProvision(reading(), ordinanceId, "2")).text).toBe("道路は、目視により点検する。")
  })

  test("同じ内容は数えず、違う内容は次の版になり、前の版は残る", async () => {
    const first = await take({ title: "改める条例" })
    expect(await take({ title: "改める条例" })).toMatchObject({ ordinanceId: first.ordinanceId, versionId: first.versionId, outcome: "unchanged" })
    const changed = [article("1", "改めた。")]
    const second = await take({ title: "改める条例", provisions: changed })
    expect(second).toMatchObject({ ordinanceId: first.ordinanceId, outcome: "new-version" })
    expect((await listVersions(reading(), first.ordinanceId)).map(({ number }) => number)).toEqual([2, 1])
    expect(await listProvisions(reading(), first.versionId)).toHaveLength(2)
    // The old file once more does not undo the new text.
    const again = await take({ title: "改める条例" })
    expect(again).toMatchObject({ outcome: "unchanged", versionId: second.versionId })
    expect(again.remarks[0]).toContain("第1版と同じ内容です")
  })

  test.each<[string, Partial<ParsedOrdinance>, Partial<ParsedOrdinance>, boolean]>([
    ["題名と番号が同じ", {}, {}, true],
    ["番号が違えば別の例規", {}, { number: "令和8年条例第2号" }, false],
    ["同じ URL なら題名が変わっても同じ例規", { sourceUrl: "https://reiki.example/1.html" }, { sourceUrl: "https://reiki.example/1.html", title: "改称した条例" }, true],
    ["URL が違い番号がなければ、同じ題名でも別の例規", { sourceUrl: "https://reiki.example/2.html", number: "" }, { sourceUrl: "https://reiki.example/3.html", number: "" }, false],
    ["URL のある例規を、番号のないファイルから", { sourceUrl: "https://reiki.example/4.html" }, { number: "" }, true],
    ["全角と空白の違い", { title: "ＡＢ　施設条例", number: "" }, { title: "AB施設条例", number: "" }, true],
    ["法令IDが同じ", { lawId: "L1", kind: "法律" }, { lawId: "L1", kind: "法律", title: "改称した法律", number: "" }, true],
    ["法令IDが違えば、同じ題名でも別の法令", { lawId: "L2", kind: "法律" }, { lawId: "L3", kind: "法律" }, false],
  ])("同じ例規かどうか：%s", async (name, one, other, same) => {
    const title = one.title ?? `${name}の条例`
    const first = await take({ title, ...one })
    const second = await take({ title, ...other })
    expect(second.ordinanceId === first.ordinanceId).toBe(same)
    expect(second.outcome).toBe(same ? "unchanged" : "created")
    expect(second.remarks.join()).toMatch(same ? /^$/ : /同じ題名の例規がほかに1件あります/)
  })

  test("同じ例規を同時に取り込んでも1つになる", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => take({ title: "同時の条例" })))
    expect(new Set(all.map(({ ordinanceId }) => ordinanceId)).size).toBe(1)
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(["created", ...Array.from({ length: 7 }, () => "unchanged")])
  })

  test.each<[string, Partial<ParsedOrdinance>, string]>([
    ["題名がない", { title: " " }, "題名が見つかりません。"],
    ["条文がない", { provisions: [] }, "条文が1つも見つかりません。"],
    ["同じ条が2つ", { provisions: [article("1", "a"), article("1", "b")] }, "第1条が2つあります。"],
    ["長すぎる題名", { title: "あ".repeat(501) }, "題名が長すぎます（501字）"],
    ["危ない URL", { sourceUrl: "javascript:alert(1)" }, "出典の URL が正しくありません。"],
  ])("断る：%s", async (_, bad, sentence) => {
    await expect(take({ title: "断られる条例", ...bad })).rejects.toThrow(sentence)
    const { rows } = await house.database.pool.query("select 1 from ordinance where title = '断られる条例'")
    expect(rows).toHaveLength(0)
  })

  test("権限のない人は取り込めない", async () => {
    const stranger = { kind: "staff", id: "01900000-0000-7000-8000-000000000001", name: "甲", unitId: "", unitName: "", postTitle: "", sessionId: "", grants: [] } as const
    await expect(take({}, stranger)).rejects.toThrow("権限がない")
  })
})

describe("改正による次の版", () => {
  test("改正案のもとになった版がいまの版でなければ断る", async () => {
    const { ordinanceId, versionId } = await take({ title: "版の条例" })
    const add = (expectedVersionId: string, text: string) =>
      house.work(clerk, (work) => addVersion(work, ordinanceId, { provisions: [article("1", text)], effectiveOn: "2027-04-01", madeBy: "令和9年条例第5号", expectedVersionId }))
    const next = await add(versionId, "改めた。")
    expect(await getOrdinance(reading(), ordinanceId)).toMatchObject({ currentVersionId: next })
    await expect(add(versionId, "もう一度改めた。")).rejects.toThrow("第2版に変わりました")
    await expect(add(next, "改めた。")).rejects.toThrow("いまの版と同じ内容です。")
    // At once: one of them wins.
    const raced = await Promise.allSettled(["甲", "乙", "丙"].map((text) => add(next, text)))
    expect(raced.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect((await listVersions(reading(), ordinanceId))[1]).toMatchObject({ number: 2, madeBy: "令和9年条例第5号", effectiveOn: "2027-04-01" })
  })
})

test("でたらめな ID は誰のものでもない", async () => {
  for (const id of ["", "x", "'", "01900000-0000-7000-8000-000000000000"]) expect(await findOrdinance(reading(), id)).toBeUndefined()
})
