import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { freshDatabase } from "../../../tests/support/database.ts"
import { type Actor, declarePermissions, system, visitor } from "../access/index.ts"
import { inWork } from "../database/index.ts"
import { fold, foldWithPlaces } from "./fold.ts"
import { declareSearchSources, index, type Passage, prepareNew, rebuildSearch, search, unindex } from "./index.ts"
import { parseQuery } from "./query.ts"
import { snippetOf } from "./snippet.ts"

const database = await freshDatabase()
afterAll(database.drop)

const roadUnit = randomUUID()
const taxUnit = randomUUID()
const staff = (unitId: string, grants: { role: string; unitIds: string[] | "all" }[] = []): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: "職員",
  unitId,
  unitName: "",
  postTitle: "",
  sessionId: "",
  grants,
})
const put = (...passages: Partial<Passage>[]) =>
  inWork(database.db, { actor: system("t") }, (work) =>
    index(
      work,
      passages.map((p) => ({ kind: "t", id: randomUUID(), title: "", body: "", link: "/x", audience: "public", ...p }) as Passage),
    ),
  )
const find = async (text: string, actor: Actor = visitor) => {
  const answer = await search({ db: database.db, actor }, { text })
  const bodies = answer.items.map((item) => item.id)
  expect(answer.items.length).toBe(Math.min(20, answer.total))
  return { total: answer.total, ids: bodies, answer }
}

const texts: [string, string, string][] = [
  ["a", "補助金交付要綱", "書面押印閲覧の手続を見直し、補助金の申請を電子化する。"],
  ["b", "押印の廃止", "書類の押し印と、面書きをやめる。"],
  ["c", "ﾃﾚﾜｰｸ環境", "ＰＣを １，０００台 配り、㈱みやぎと協定を結ぶ。サーバーを更新。"],
  ["d", "市ヶ谷庁舎", "髙橋﨑子さんと𠮷野さんが、葛󠄀城市を訪ねた。100%_達成"],
  ["e", "県", "県の道路"],
]
beforeAll(async () => {
  declareSearchSources([{ kind: "t", title: "試し", reindexAll: async () => {} }])
  await put(...texts.map(([id, title, body]) => ({ id, title, body })))
})

describe.each(["索引に入る前", "索引に入った後"])("見つけ方：%s", (when) => {
  beforeAll(async () => {
    if (when === "索引に入った後") expect(await prepareNew(database.db)).toBeGreaterThan(0)
  })
  test.each([
    ["書面", ["a"]],
    ["押印", ["a", "b"]],
    ["面押", ["a"]],
    ["書面押印", ["a"]],
    ["書類押印", []],
    ["補助金 電子化", ["a"]],
    ["補助金　電子化", ["a"]],
    ["押印 -補助金", ["b"]],
    ["押印 －補助金", ["b"]],
    ['"補助金の申請"', ["a"]],
    ['"補助金 申請"', []],
    ["テレワーク", ["c"]],
    ["PC", ["c"]],
    ["pc", ["c"]],
    ["1,000台", ["c"]],
    ["(株)みやぎ", ["c"]],
    ["市ケ谷", ["d"]],
    ["高橋崎子", ["d"]],
    ["𠮷野", ["d"]],
    ["𠮷", ["d"]],
    ["葛城", ["d"]],
    ["%_", ["d"]],
    ["県", ["e"]],
    ["道", ["e"]],
    ["ーバ", ["c"]],
  ])("%s", async (text, ids) => {
    const { total, ids: found } = await find(text)
    expect(found.sort()).toEqual(ids)
    expect(total).toBe(ids.length)
  })
})

test("題名で見つかったものが先、あとは新しい順", async () => {
  await put(
    { id: "old", body: "萩の花", happenedOn: "2020-01-01" },
    { id: "new", body: "萩の花", happenedOn: "2026-01-01" },
    { id: "title", title: "萩の花", happenedOn: "2010-01-01" },
  )
  expect((await find("萩の花")).ids).toEqual(["title", "new", "old"])
})

test("同じものを書き直すと、前の文では見つからない。取り除くと消える", async () => {
  await put({ id: "z", body: "初めの文章" })
  await prepareNew(database.db)
  await put({ id: "z", body: "直した文章" })
  expect((await find("初めの")).total).toBe(0)
  expect((await find("直した")).total).toBe(1)
  await inWork(database.db, { actor: system("t") }, (work) => unindex(work, "t", "z"))
  expect((await find("直した")).total).toBe(0)
})

describe("見てよい人だけが見つけ、数える", () => {
  declarePermissions({ "t.secret": { title: "秘密を見る", roles: ["keeper"], scope: "unit" } })
  const owner = staff(roadUnit)
  beforeAll(async () => {
    await put(
      { id: "public", body: "限定公開の言葉" },
      { id: "staff", body: "限定公開の言葉", audience: "staff" },
      { id: "units", body: "限定公開の言葉", audience: "units", unitIds: [roadUnit] },
      { id: "secret", body: "限定公開の言葉", audience: "units", unitIds: [roadUnit], permission: "t.secret" },
      { id: "person", body: "限定公開の言葉", audience: "persons", personIds: [(owner as { id: string }).id] },
      { id: "nobody", body: "限定公開の言葉", audience: "persons", personIds: [] },
    )
    await prepareNew(database.db)
  })
  test.each<[string, Actor, string[]]>([
    ["住民", visitor, ["public"]],
    ["申請者", { kind: "applicant", id: randomUUID(), name: "甲", sessionId: "", grants: [] }, ["public"]],
    ["よその所属の職員", staff(taxUnit), ["public", "staff"]],
    ["その所属の職員（本人）", owner, ["person", "public", "staff", "units"]],
    ["その所属に役割を持つ人", staff(taxUnit, [{ role: "head", unitIds: [roadUnit] }]), ["public", "staff", "units"]],
    ["権限を持つ人", staff(taxUnit, [{ role: "keeper", unitIds: [roadUnit] }]), ["public", "secret", "staff", "units"]],
    ["全庁の権限を持つ人", staff(taxUnit, [{ role: "keeper", unitIds: "all" }]), ["public", "secret", "staff"]],
    ["全庁の別の役割", staff(taxUnit, [{ role: "other", unitIds: "all" }]), ["public", "staff"]],
  ])("%s", async (_, actor, ids) => {
    const { total, ids: found } = await find("限定公開の言葉", actor)
    expect(found.sort()).toEqual(ids)
    expect(total).toBe(ids.length)
    expect((await find("限定", actor)).total).toBe(ids.length)
  })
})

describe("断り方", () => {
  test.each([
    ["", "検索する言葉を入力してください。"],
    ["　 ", "検索する言葉を入力してください。"],
    ["-補助金", "検索する言葉を入力してください。"],
    ["の", "ひらがなや記号は2文字以上で入力してください。"],
  ])("%j", async (text, message) => {
    await expect(find(text)).rejects.toThrow(message)
  })
  test("長い問いは切り、SQL にはならない", async () => {
    expect((await find("'; drop table search_passage; --")).total).toBe(0)
    expect(parseQuery("語 ".repeat(500)).words).toEqual(["語"])
    expect(parseQuery(Array.from({ length: 50 }, (_, n) => `語${n}`).join(" ")).words.length).toBeLessThanOrEqual(12)
  })
})

test("抜粋：印を付けても、文は一字も変わらない", () => {
  const pieces = snippetOf("ＰＣと<script>alert(1)</script>ﾃﾚﾜｰｸの①㈱", ["テレワーク", "<script>", "(株)"])
  expect(pieces.map((p) => p.text).join("")).toBe("ＰＣと<script>alert(1)</script>ﾃﾚﾜｰｸの①㈱")
  expect(pieces.filter((p) => p.hit).map((p) => p.text)).toEqual(["<script>", "ﾃﾚﾜｰｸ", "㈱"])
})

test("位置つきの畳み込みは、畳み込みと同じ文字になる", () => {
  const unit = fc.constantFrom(..."あア漢ｶﾞﾞーＡa１㈱①髙ヶ 　\n-−𠮷葛󠄀が゙é".split(""))
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }).map((list) => list.join("")), (text) => {
      if (/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))) return
      expect(foldWithPlaces(text).text.trim()).toBe(fold(text))
    }),
    { numRuns: 500 },
  )
})

test("長い文では、見つかった所のまわりを抜き出す", async () => {
  await put({ id: "long", body: `${"長い文章です。".repeat(2000)}目当ての言葉${"まだ続きます。".repeat(2000)}` })
  const { answer } = await find("目当ての言葉")
  const pieces = answer.items[0]!.snippet
  expect(pieces.find((piece) => piece.hit)?.text).toBe("目当ての言葉")
  expect(pieces[0]!.text).toBe("…")
  expect(pieces.map((piece) => piece.text).join("").length).toBeLessThan(200)
})

test("作り直しは数を知らせ、終わるまで前のものが見つかる", async () => {
  declareSearchSources([
    {
      kind: "r",
      title: "作り直し",
      async reindexAll(work, onProgress) {
        for (let n = 0; n < 3; n++) {
          await index(work, { kind: "r", id: `${n}`, title: "", body: "作り直しの文", link: "/r", audience: "public" })
          expect((await find("作り直しの文")).total).toBe(seen)
          onProgress(n + 1)
        }
      },
    },
  ])
  let seen = 0
  const progress: number[] = []
  expect(await rebuildSearch(database.db, ({ done }) => progress.push(done))).toBe(3)
  expect(progress).toEqual([1, 2, 3])
  seen = 3
  expect((await find("作り直しの文")).total).toBe(3)
  await rebuildSearch(database.db)
})
