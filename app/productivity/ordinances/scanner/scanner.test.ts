import fc from "fast-check"
import iconv from "iconv-lite"
import { describe, expect, test } from "vitest"
import { buildAutomaton, findTerms } from "./automaton.ts"
import { foldText } from "./folding.ts"
import { articlesOf, compileRules, loadStandardRules, RulesError, scanArticle, UnreadableText } from "./index.ts"
import { spellingsOf } from "./spellings.ts"
import { standardRules } from "./standard-rules/index.ts"

const rules = loadStandardRules()
const scan = (text: string, more: { caption?: string; title?: string } = {}) => scanArticle({ text, ...more }, rules)

describe("区分", () => {
  test.each([
    ["施設管理者は、遊具を目視により確認しなければならない。", ["目視"]],
    ["管理者は、毎日一回以上庁舎を巡回するものとする。", ["目視", "定期検査・点検"]],
    ["工事の施工に当たっては、係員の立会いを求めなければならない。", ["目視"]],
    ["市長は、その職員に、事業者の事務所に立ち入り、帳簿書類その他の物件を検査させることができる。", ["実地監査"]],
    ["設置者は、貯水槽の水質の検査を一年以内ごとに一回、定期に行わなければならない。", ["定期検査・点検"]],
    ["営業所には、専任の管理者を置かなければならない。", ["常駐・専任"]],
    ["看護職員は、専らその職務に従事する者でなければならない。", ["常駐・専任"]],
    ["防火管理者は、知事が行う講習の課程を修了した者でなければならない。", ["対面講習"]],
    ["許可を受けた者は、その標識を公衆の見やすい場所に掲げなければならない。", ["書面掲示"]],
    ["告示は、市役所の掲示場に掲示して行うものとする。", ["書面掲示"]],
    ["市長は、計画の案を二週間公衆の縦覧に供しなければならない。", ["往訪閲覧・縦覧"]],
    ["届出は、フレキシブルディスクの提出により行うことができる。", ["記録媒体"]],
    ["届出は、シー・ディー・ロムの提出により行うことができる。", ["記録媒体"]],
    ["届出は、シーディーロムの提出により行うことができる。", ["記録媒体"]],
    ["管理者は、毎月一回、消火設備を点検し、外観の異状を肉眼で確かめなければならない。", ["目視", "定期検査・点検"]],
  ])("%s", (text, wanted) => {
    expect(scan(text).categories).toEqual(wanted)
  })
})

describe("区分でないもの", () => {
  test.each([
    ["道路には、非常駐車帯を設けるものとする。"],
    ["申請書には、次に掲げる書類を添えなければならない。"],
    ["副本部長は、本部長を補佐する。"],
    ["給料は、毎月二十一日に支給する。"],
    ["委員会は、毎年一回以上会議を開くものとする。"],
    ["この条例は、公布の日から施行する。"],
    ["電磁的記録媒体により提出することができる。"],
  ])("%s", (text) => {
    expect(scan(text)).toMatchObject({ categories: [], hits: [] })
  })

  test.each([
    ["第三条の規定による立入検査を拒んだ者は、二十万円以下の罰金に処する。", "⑨", {}],
    ["建設課は、道路の巡視に関することをつかさどる。", "③", {}],
    ["公衆の見やすい場所に掲示するとともに、インターネットの利用により公衆の閲覧に供しなければならない。", "⑦", {}],
    ["道路には、非常駐車帯を設け、常時点検するものとする。", "②", {}],
  ])("%s：除いた理由を示す（%s）", (text, reason, more) => {
    expect(scan(text, more).excluded.map((one) => one.reason[0])).toContain(reason)
  })
})

test("当たった文と、だれが・何を・どこで・どれほどかの語が分かる", () => {
  const { hits } = scan("管理者は、次のことを行う。\n２　標識は、公衆の見やすい場所に掲示しなければならない。")
  const shown = hits.find(({ rule }) => rule === "post.sign")!
  expect(shown.sentence).toBe("標識は、公衆の見やすい場所に掲示しなければならない。")
  expect(shown.slots).toMatchObject({ act: "掲示" })
})

test("号は柱書と合わせて読む", () => {
  expect(scan("事業者は、次に掲げる事項を行わなければならない。\n- 一　定期に、設備を点検すること。\n- 二　記録を保存すること。").categories).toEqual(["目視", "定期検査・点検"])
})

test("同じ語の書き方のゆれをつくる", () => {
  expect(spellingsOf("立(ち)会(い)").toSorted()).toEqual(["立ち会い", "立ち会", "立会い", "立会"].toSorted())
  expect(spellingsOf("シー・ディー・ロム")).toEqual(["シー・ディー・ロム", "シーディーロム"])
  expect(foldText("縱覽ニ供シ")).toBe(foldText("縦覧に供し"))
})

test("オートマトンは、一つずつさがしたときと同じものを、同じ場所に見つける", () => {
  const letters = fc.stringMatching(/^[あいう点検]{1,4}$/)
  fc.assert(
    fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }), fc.stringMatching(/^[あいう点検、]{0,60}$/), (terms, text) => {
      const automaton = buildAutomaton(terms, { folded: false })
      const found: string[] = []
      findTerms(automaton, text, (term, end) => found.push(`${terms[term]} ${end}`))
      const naive = terms.flatMap((term) => {
        const places: string[] = []
        for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) places.push(`${term} ${at + term.length}`)
        return places
      })
      expect(found.toSorted()).toEqual(naive.toSorted())
    }),
  )
})

describe("規則の受付", () => {
  const withFind = (find: string) => ({ ...standardRules, rules: [{ ...standardRules.rules[0]!, find: [find] }] })
  test.each([
    ["正規表現", "act=(点検.*)*", /正規表現は使えません/],
    ["ない語の組", "act=ない語", /ありません/],
    ["広すぎる間隔", "act=点検 …999 act=検査", /120文字まで/],
    ["多すぎる要素", Array.from({ length: 9 }, () => "点検").join(" "), /8個まで/],
    ["知らない枠", "color=点検", /枠の名前/],
  ])("%sは、理由を言って断る", (_, find, reason) => {
    expect(() => compileRules(withFind(find))).toThrow(reason)
  })

  test("表記が増えすぎる語は断り、誤りはまとめて言う", () => {
    const terms = { ...standardRules.terms, 多い: ["{あ|い|う|え|お}{あ|い|う|え|お}{あ|い|う|え|お}{あ|い|う|え|お}"] }
    expect(() => compileRules({ ...standardRules, terms })).toThrow(RulesError)
  })
})

describe("ファイル", () => {
  const read = (text: string | Uint8Array) => [...articlesOf(typeof text === "string" ? Buffer.from(text) : text, "規程.txt")]
  test("見出しは、次に続く条のもの", () => {
    expect(read("（目的）\n第１条　この規程は、点検について定める。\n（点検）\n第２条の２　毎日点検する。\n２　記録する。")).toEqual([
      { title: "規程.txt", no: "第１条", caption: "目的", text: "この規程は、点検について定める。" },
      { title: "規程.txt", no: "第２条の２", caption: "点検", text: "毎日点検する。\n２　記録する。" },
    ])
  })
  test("Shift_JIS を読む", () => {
    expect(read(iconv.encode("第一条　掲示する。", "cp932"))[0]).toMatchObject({ no: "第一条", text: "掲示する。" })
  })
  test("JSON Lines を読み、欠けた項目は空とする", () => {
    expect(read('{"id":"a","text":"点検する。","more":1}\n\n{"id":2,"text":"x","no":3}\n')).toEqual([
      { id: "a", title: "", no: "", caption: "", text: "点検する。" },
      { id: "2", title: "", no: "3", caption: "", text: "x" },
    ])
  })
  test.each([
    ["空のファイル", "", /空です/],
    ["壊れた行", '{"id":"a","text":"x"}\n{"id":', /2行目は JSON ではありません/],
    ["text がない行", '{"id":"a"}', /1行目に text/],
    ["文字でないもの", new Uint8Array([0x89, 0x50, 0xff, 0x00, 0xfe]), UnreadableText],
  ])("%sは、どこが悪いかを言って断る", (_, text, reason) => {
    expect(() => read(text)).toThrow(reason)
  })
})
