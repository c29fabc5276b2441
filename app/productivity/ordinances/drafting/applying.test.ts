import fc from "fast-check"
import { expect, test } from "vitest"
import type { Provision } from "../structure/provision.ts"
import { applyAmendingText } from "./index.ts"

function article(number: string, no: string, caption: string, text: string): Provision {
  return { part: "main", address: number, no, caption, headings: [], text }
}

const before: Provision[] = [
  article("1", "第一条", "趣旨", "この条例は、広告物について必要な事項を定めるものとする。"),
  article("2", "第二条", "定義", "この条例において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。\n- 一　広告物　屋外広告物をいう。\n- 二　広告主　広告物を表示する者をいう。\n- イ　個人\n- ロ　法人\n- 三　管理者　広告物を管理する者をいう。"),
  article("3", "第三条", "許可", "広告物を表示しようとする者は、市長の許可を受けなければならない。ただし、規則で定める場合は、この限りでない。\n２　前項の許可は、書面で行う。この場合において、市長は、理由を示さなければならない。\n３　市長は、許可をしたときは、掲示場に掲示しなければならない。"),
  article("4", "第四条", "", "市長は、台帳を備え置かなければならない。"),
  article("5", "第五条", "委任", "この条例の施行に関し必要な事項は、規則で定める。"),
  { part: "supplementary", address: "s1", no: "附則", caption: "", headings: [], text: "この条例は、公布の日から施行する。\n２　旧条例は、廃止する。" },
  { part: "table", address: "t1", no: "別表第一", caption: "第三条関係", headings: [], text: "| 区分 | 金額 |\n| 広告塔 | 三千円 |\n| 広告板 | 二千円 |" },
]

function applied(text: string): Provision[] {
  const { provisions, problems } = applyAmendingText(before, text)
  expect(problems.map(({ message }) => message)).toEqual([])
  return provisions
}

function textOf(provisions: readonly Provision[], address: string): string {
  return provisions.find((one) => one.address === address)!.text
}

test("半角・全角・漢数字のどれで条項を書いても同じ所を改める", () => {
  for (const place of ["第三条第三項", "第３条第３項", "第3条第3項"]) {
    const text = `${place}中「掲示場に掲示し」を「インターネットの利用により公衆の閲覧に供し」に改める。`
    expect(textOf(applied(text), "3")).toContain("３　市長は、許可をしたときは、インターネットの利用により公衆の閲覧に供しなければならない。")
  }
})

test("「第一項中」の後でほかの項を名指したら、続く号はその項のもの", () => {
  const list = "次に掲げる者\n- 一　市長\n- 二　町長\n- 三　村長"
  const two = [article("1", "第一条", "", `${list}\n２　${list}`)]
  const { provisions, problems } = applyAmendingText(two, "第一条第一項中第一号を削り、第二号を第一号とし、第三号を第二号とし、同条第二項第一号及び第二号を次のように改める。\n　一　区長\n　二　知事")
  expect(problems).toEqual([])
  expect(provisions[0]!.text).toBe("次に掲げる者\n- 一　町長\n- 二　村長\n２　次に掲げる者\n- 一　区長\n- 二　知事\n- 三　村長")
})

test("加える条の号が括弧で終わっていても、次の条の見出しにならない", () => {
  const after = applied("第五条の次に次の二条を加える。\n　第六条　台帳は、次のとおりとする。\n　　(1)　許可台帳（次条において同じ。）\n　第七条　許可台帳は、公開する。")
  expect(textOf(after, "6")).toBe("台帳は、次のとおりとする。\n- (1)　許可台帳（次条において同じ。）")
  expect(after.find(({ address }) => address === "7")!.caption).toBe("")
})

test("加える号が「及び」で終わっていても、下の改正の文の一部にならない", () => {
  const after = applied("第四条に次の一項を加える。\n　２　台帳は、次のとおりとする。\n　　(1)　及び\n第三条の見出しを削る。")
  expect(textOf(after, "4")).toMatch(/\n- \(1\)　及び$/)
  expect(after.find(({ address }) => address === "3")!.caption).toBe("")
})

test("何行にもわたる文、冒頭の題名と改正文、末尾の附則があっても読める", () => {
  const text = `
      広告物条例の一部を改正する条例
　広告物条例（平成五年条例第十二号）の一部を次のように改正する。
　第三条第一項中「市長の許可」を「市長の許可（以下「許
可」という。）」に改め、同条第二項中「書面」の下に「又は電磁的
方法」を加える。
　　　附　則
　この条例は、令和九年四月一日から施行する。`
  const { provisions, problems, remarks } = applyAmendingText(before, text)
  expect(problems).toEqual([])
  expect(textOf(provisions, "3")).toContain("市長の許可（以下「許可」という。）を受けなければならない。")
  expect(textOf(provisions, "3")).toContain("書面又は電磁的方法で行う。")
  expect(remarks.some((one) => one.includes("令和九年四月一日"))).toBe(true)
})

test("ただし書・後段・本文・前段・見出し・各号列記以外の部分を改める", () => {
  const result = applied(`　第三条の見出しを「（表示の許可）」に改め、同条第一項ただし書中「規則で」を「市規則で」に改め、同条第二項後段を削る。
　第二条各号列記以外の部分中「この条例に」を「この条例及び規則に」に改める。
　第四条に見出しとして「（台帳）」を付し、同条に次のただし書を加える。
　　ただし、電磁的記録によるときは、この限りでない。`)
  expect(result[2]!.caption).toBe("表示の許可")
  expect(textOf(result, "3")).toContain("ただし、市規則で定める場合は、この限りでない。\n２　前項の許可は、書面で行う。\n３")
  expect(textOf(result, "2")).toMatch(/^この条例及び規則において、/)
  expect(result[3]).toMatchObject({ caption: "台帳", text: "市長は、台帳を備え置かなければならない。ただし、電磁的記録によるときは、この限りでない。" })
})

test("号を削って繰り上げ、イロハを加える", () => {
  const result = applied(`第二条第二号を次のように改める。
二　広告主　広告物を表示し、又は表示させる者をいう。
第二条中第一号を削り、第二号を第一号とし、第三号を第二号とし、同条に次の一号を加える。
　三　広告業者　広告物の表示を業とする者をいう。
　　イ　登録を受けたもの
　　ロ　その他のもの`)
  expect(textOf(result, "2").split("\n").slice(1)).toEqual(["- 一　広告主　広告物を表示し、又は表示させる者をいう。", "- 二　管理者　広告物を管理する者をいう。", "- 三　広告業者　広告物の表示を業とする者をいう。", "- イ　登録を受けたもの", "- ロ　その他のもの"])
})

test("条を繰り下げて一条を加え、附則と別表を改める", () => {
  const result = applied(`　第五条を第六条とし、第四条の次に次の一条を加える。
　（点検）
第五条　管理者は、次に掲げる事項を点検しなければならない。
　一　構造
　二　塗装
２　前項の点検は、毎年行う。
　附則第二項を削る。
　別表第一中「三千円」を「四千円」に改め、同表に次のように加える。
　| 立看板 | 千円 |`)
  expect(result.map(({ no }) => no)).toEqual(["第一条", "第二条", "第三条", "第四条", "第五条", "第六条", "附則", "別表第一"])
  expect(result[4]).toEqual(article("5", "第五条", "点検", "管理者は、次に掲げる事項を点検しなければならない。\n- 一　構造\n- 二　塗装\n２　前項の点検は、毎年行う。"))
  expect(textOf(result, "s1")).toBe("この条例は、公布の日から施行する。")
  expect(textOf(result, "t1")).toBe("| 区分 | 金額 |\n| 広告塔 | 四千円 |\n| 広告板 | 二千円 |\n| 立看板 | 千円 |")
})

test("二つの項や、から…までの規定をまとめて改める", () => {
  const result = applied("第三条第一項及び第三項中「市長」を「知事」に改める。\n第四条及び第五条中「規則」を「県規則」に、「市長」を「知事」に改める。")
  expect(textOf(result, "3").match(/知事/g)).toHaveLength(2)
  expect(textOf(result, "3").match(/市長/g)).toHaveLength(1)
  expect(textOf(applied("第一条から第五条までの規定中「広告物」を「屋外の広告物」に改める。"), "1")).toContain("屋外の広告物について")
})

test("二つの項に同じ字句を加えるときは、それぞれの項に加える", () => {
  const result = applied("第三条第一項及び第三項中「許可」の下に「又は認可」を加える。")
  expect(textOf(result, "3").match(/許可又は認可を/g)).toHaveLength(2)
})

test("題名、見出しを含む改正、各号の改正", () => {
  const { title, provisions, problems } = applyAmendingText(before, "題名を次のように改める。\n　　　屋外広告物条例\n　第三条（見出しを含む。）中「許可」を「認可」に改める。\n　第二条各号を次のように改める。\n　　一　広告物　看板をいう。")
  expect(problems).toEqual([])
  expect(title).toBe("屋外広告物条例")
  expect(provisions[2]!.caption).toBe("認可")
  expect(textOf(provisions, "2").split("\n").slice(1)).toEqual(["- 一　広告物　看板をいう。"])
})

test("同じ字句が何か所もあれば、すべて改めたことを知らせる", () => {
  const { remarks } = applyAmendingText(before, "第三条中「市長」を「知事」に改める。")
  expect(remarks).toEqual(["第三条の「市長」は3か所あり、すべて改めました。"])
})

test("一度に入れ替える字句は、改める前の文で探す", () => {
  expect(textOf(applied("第三条第三項中「許可」を「掲示」に、「掲示し」を「許可し」に改める。"), "3")).toContain("掲示をしたときは、掲示場に許可しなければ")
})

const wrong: readonly (readonly [string, string, string, string])[] = [
  ["字句がない", "第三条第三項中「告示し」を「公示し」に改める。", "words-not-found", "第三条第三項に「告示し」という字句がありません。"],
  ["加える所が二つある", "第三条第三項中「掲示」の下に「等」を加える。", "found-twice", "「掲示」が2か所あり"],
  ["項がない", "第三条第九項中「市長」を「知事」に改める。", "unit-missing", "第三条に第九項がありません"],
  ["条がない", "第九条を削る。", "unit-missing", "第九条がありません"],
  ["移る先が空いていない", "第四条を第五条とする。", "address-taken", "第五条が、まだ使われています"],
  ["既にある番号を加える", "第三条に次の一項を加える。\n２　二つ目の二項。", "address-taken", "既に第二項があります"],
  ["かぎ括弧が閉じていない", "第三条中「市長を「知事」に改める。", "unreadable", "かぎ括弧"],
  ["改正の文でない", "第三条第三項中「市長」を「知事」に変更する。", "unreadable", "読めません"],
  ["加える条文がない", "第三条に次の一項を加える。", "text-missing", "加える条文がありません"],
  ["どの項か分からない", "第三条第一号中「市長」を「知事」に改める。", "unit-ambiguous", "項が二つ以上あります"],
  ["ただし書がない", "第四条ただし書を削る。", "unit-missing", "ただし書がありません"],
]
test.each(wrong)("当てられない文は所と理由を示す：%s", (_, text, reason, words) => {
  const { problems, provisions } = applyAmendingText(before, `第一条中「広告物」を「屋外広告物」に改める。\n${text}`)
  expect(problems.map((one) => one.reason)).toEqual([reason])
  expect(problems[0]!.line).toBe(2)
  expect(problems[0]!.message).toContain("2行目「")
  expect(problems[0]!.message).toContain(words)
  // One sentence that does not fit, and nothing is changed.
  expect(provisions).toEqual(before)
})

test("当てられない文がいくつあっても、すべて一度に示す", () => {
  const { problems } = applyAmendingText(before, "第一条中「Ａ」を「Ｂ」に改める。\n第九条を削る。\n第三条第三項中「市長」を「知事」に改める。")
  expect(problems.map(({ line }) => line)).toEqual([1, 2])
})

test("空の文や改正でない文章は、何が要るかを示す", () => {
  for (const text of ["", "　\n", "これは手紙です。\nよろしくお願いします。"]) expect(applyAmendingText(before, text).problems[0]!.message).toContain("改正の文が見つかりません")
})

test("加えた条文の後の読めない文を、条文に紛れさせない", () => {
  const { problems } = applyAmendingText(before, "第四条の次に次の一条を加える。\n第四条の二　市長は、台帳を公開する。\n第五条中「規則」を「市規則」に直す。")
  expect(problems).toHaveLength(1)
  expect(problems[0]!.message).toContain("3行目")
})

test("何が貼り付けられても止まらず、問題があれば元の条文のまま返す", () => {
  const piece = fc.oneof(fc.constantFrom("第三条", "第二項", "第一号", "イ", "中", "「市長」", "「", "」", "を", "に", "改める。", "改め、", "加える。", "削る。", "とする。", "同条", "同項", "次の一項を", "次のように", "の次に", "附則", "別表第一", "の見出し", "ただし書", "から", "まで", "一号ずつ", "繰り上げる。", "\n", "　", "２　文。", "本則", "各号", "（三番目のもの）"), fc.string({ maxLength: 4 }))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { provisions, problems } = applyAmendingText(before, pieces.join(""))
      if (problems.length > 0) expect(provisions).toEqual(before)
      else expect(provisions.every(({ text }) => typeof text === "string")).toBe(true)
    }),
    { numRuns: Number(process.env.RUNS ?? 2000) },
  )
})
