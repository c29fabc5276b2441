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
    ["市長は、その職員に、事業者の事務所に立ち入り、帳簿書類を検査させることができる。", ["実地監査"]],
    ["市長は、その職員に、事業者の事務所に立ち入り、帳簿書類その他の物件を検査させることができる。", ["目視", "実地監査"]],
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

describe("似ているもの：数えず、理由を示す", () => {
  test.each([
    ["①", "利用者は、施設を清潔に使用しなければならない。\n（定期点検）", {}],
    ["①", "記録は、五年間保存する。\n（磁気ディスクによる届出）", {}],
    ["②", "道路には、必要に応じて非常駐車帯を設けるものとする。", {}],
    ["②", "申請者は、次に掲げる書類を提出しなければならない。", {}],
    ["③", "交通巡視員は、警察署長の指揮を受ける。", {}],
    ["③", "管理係においては、設備の点検に関する事務を行う。", {}],
    ["④", "委員会は、毎年二回以上会議を開き、事業の状況を調査するものとする。", {}],
    ["④", "給料は、毎月二十一日に支給する。", {}],
    ["⑤", "登録講習機関は、講習の業務を休止しようとするときは、知事に届け出なければならない。", {}],
    ["⑥", "この条例において「定期点検」とは、一年ごとに設備を点検することをいう。", {}],
    ["⑦", "事業者は、標識を見やすい場所に掲示するとともに、ウェブサイトに掲載しなければならない。", {}],
    ["⑧", "裁判所は、必要があると認めるときは、現場において建物を検証し、又は実地に調査することができる。", {}],
    ["⑨", "第十条の規定による検査を拒み、妨げ、又は忌避した者は、三十万円以下の罰金に処する。", {}],
    ["⑪", "立入検査をする職員の身分を示す証明書は、様式第三号によるものとする。", { caption: "身分証明書" }],
    ["⑪", "第八条の規定は、前項の検査について準用する。", {}],
    ["⑫", "市長は、検査の結果を申請者に通知する。", {}],
  ])("%s %s", (reason, text, more) => {
    const result = scan(text, more)
    expect(result.hits).toEqual([])
    expect(result.excluded.map((one) => one.reason[0])).toContain(reason)
  })

  test("見出しだけでは数えず、本文は数える", () => {
    const { categories, excluded } = scan("管理者は、設備を点検しなければならない。\n（定期点検）")
    expect(categories).toEqual(["目視"])
    expect(excluded.map(({ rule }) => rule)).toEqual(["next-caption"])
  })
})

test("空白の入った文も、間隔は空白を数えずに測る", () => {
  expect(scan("閲覧 (以下 第６条 において「閲覧」という。) は、 議長が指定する場所において、することができる。").categories).toEqual(["往訪閲覧・縦覧"])
})

test("終わりのない文でも、閉じない括弧でも、すぐに読み終える", () => {
  for (const unit of ["（検査し、", "立ち入り、毎年一回施設を検査し、"]) {
    const started = performance.now()
    expect(scan(unit.repeat(20_000)).hits.length).toBeLessThanOrEqual(60)
    expect(performance.now() - started).toBeLessThan(5_000)
  }
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

test("オートマトンは、二文字以上の語だけでも、長い文章の継ぎ目でも、同じものを見つける", () => {
  const terms = ["点検", "検査", "点検査", "検査済"]
  const text = `${"あ".repeat(32_766)}点検査済${"あ点".repeat(16_390)}点検査`
  for (const folded of [false, true]) {
    const automaton = buildAutomaton(terms, { folded })
    const found: string[] = []
    findTerms(automaton, text, (term, end) => found.push(`${terms[term]} ${end}`))
    const naive = terms.flatMap((term) => [...text.matchAll(new RegExp(`(?=${term})`, "g"))].map(({ index }) => `${term} ${index + term.length}`))
    expect(found.toSorted()).toEqual(naive.toSorted())
  }
  const spaced: number[] = []
  findTerms(buildAutomaton(["点検"]), "点 検、点　　検", (_, end) => spaced.push(end))
  expect(spaced).toEqual([3, 8])
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
  test("HTML と、例規を丸ごと書いた JSON も、条ごとに読む", () => {
    const html = "<html><head><title>見本条例</title></head><body><h1>見本条例</h1><p>（点検）</p><p>第１条　毎日点検する。</p><p>２　記録する。</p></body></html>"
    expect(read(html).map(({ no, caption, text }) => [no, caption, text])).toEqual([["第１条", "点検", "毎日点検する。\n２　記録する。"]])
    const json = `{"title":"見本条例","url":"","type":"条例","articles":[{"no":"第1条","caption":"点検","text":"毎日点検する。"}]}`
    expect(read(json)).toEqual([{ id: "見本条例 第1条", title: "見本条例", no: "第1条", caption: "点検", text: "毎日点検する。" }])
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
    ["空白だけのファイル", " \n　\n", /文字がありません/],
    ["文字コードの混ざったもの", Buffer.concat([Buffer.from("第一条　点検する。\n"), iconv.encode("第二条　掲示する。", "cp932")]), /混ざっている/],
    ["区切りのない長いもの", "検査を行い、".repeat(400_000), /2,000,000文字を超えています/],
    ["PDF", "%PDF-1.7", /PDF/],
    ["条文のないHTML", "<html><body><p>お知らせ</p></body></html>", /見つからない/],
    ["文字でないもの", new Uint8Array([0x89, 0x50, 0xff, 0x00, 0xfe]), UnreadableText],
  ])("%sは、どこが悪いかを言って断る", (_, text, reason) => {
    expect(() => read(text)).toThrow(reason)
  })
})
