import { expect, test } from "vitest"
import type { Provision } from "../structure/provision.ts"
import { amendingText, applyAmendingText, draftAmendment } from "./index.ts"
import { realAmendments } from "./real-amendments.fixture.ts"

function article(text: string, caption = "届出", no = "第三条", address = "3"): Provision {
  return { part: "main", address, no, caption, headings: [], text }
}

/** The 改め文 of one change, which must give the text after again. */
function drafted(before: Provision[], after: Provision[]): string {
  const { text, coarse, unsaid } = amendingText(before, after)
  const applied = applyAmendingText(before, text)
  expect(applied.problems.map(({ message }) => message)).toEqual([])
  expect(applied.provisions).toEqual(after)
  expect([...coarse, ...unsaid]).toEqual([])
  return text
}

const items = "届出には、次に掲げる事項を記載しなければならない。\n- 一　氏名\n- 二　住所\n- 三　電話番号\n- 四　生年月日\n- 五　職業\n- 六　目的\n- 七　期間"

const forms: readonly (readonly [string, string, string, string])[] = [
  ["字句を改める", "市長は、届出を受理する。", "町長は、届出を受理する。", "　第三条中「市長」を「町長」に改める。"],
  ["同じ字句はまとめて改める", "市長は、届出を市長の定める様式で受理する。", "町長は、届出を町長の定める様式で受理する。", "　第三条中「市長」を「町長」に改める。"],
  ["一部だけ改めるときは前後を含めて引用する", "市長は、届出を市長の定める様式で受理する。", "市長は、届出を知事の定める様式で受理する。", "　第三条中「市長の」を「知事の」に改める。"],
  ["字句を加える", "届出は、書面により行う。", "届出は、書面又は電磁的方法により行う。", "　第三条中「書面」の下に「又は電磁的方法」を加える。"],
  ["字句を削る", "届出は、記名押印した書面により行う。", "届出は、書面により行う。", "　第三条中「記名押印した」を削る。"],
  ["活用語尾だけを引用しない", "届出を行う者は、規則に従う。", "届出を行わない者は、規則に従う。", "　第三条中「行う」を「行わない」に改める。"],
  ["項を加える", "届出は、書面により行う。", "届出は、書面により行う。\n２　前項の届出は、無料とする。", "　第三条に次の一項を加える。\n　２　前項の届出は、無料とする。"],
  ["項を間に加えて繰り下げる", "届出は、書面により行う。\n２　市長は、届出を受理する。", "届出は、書面により行う。\n２　前項の書面は、規則で定める。\n３　市長は、届出を受理する。", "　第三条第二項を同条第三項とし、同条第一項の次に次の一項を加える。\n　２　前項の書面は、規則で定める。"],
  ["一項を最初に加える", "市長は、届出を受理する。", "届出は、書面により行う。\n２　市長は、届出を受理する。", "　第三条を同条第二項とし、同条に第一項として次の一項を加える。\n　届出は、書面により行う。"],
  ["一項だけになる", "届出は、書面により行う。\n２　市長は、台帳を備える。", "市長は、台帳を備える。", "　第三条第一項を削り、同条第二項を同条とする。"],
  ["ただし書を加える", "届出は、書面により行う。", "届出は、書面により行う。ただし、規則で定める場合は、この限りでない。", "　第三条に次のただし書を加える。\n　ただし、規則で定める場合は、この限りでない。"],
  ["ただし書を削る", "届出は、書面により行う。ただし、規則で定める場合は、この限りでない。", "届出は、書面により行う。", "　第三条ただし書を削る。"],
  ["後段を加える", "届出は、書面により行う。", "届出は、書面により行う。この場合において、手数料は徴収しない。", "　第三条に後段として次のように加える。\n　この場合において、手数料は徴収しない。"],
  ["号を削って繰り上げる", items, items.replace("- 三　電話番号\n- 四　生年月日\n- 五　職業\n- 六　目的\n- 七　期間", "- 三　生年月日\n- 四　職業\n- 五　目的\n- 六　期間"), "　第三条中第三号を削り、第四号から第七号までを一号ずつ繰り上げる。"],
  ["号を加えて繰り下げる", items, items.replace("- 六　目的\n- 七　期間", "- 六　勤務先の所在地\n- 七　目的\n- 八　期間"), "　第三条中第七号を第八号とし、第六号を第七号とし、第五号の次に次の一号を加える。\n　　六　勤務先の所在地"],
  ["改めてから移す", items, items.replace("- 七　期間", "- 七　手数料\n- 八　許可の期間"), "　第三条第七号中「期間」を「許可の期間」に改め、同号を同条第八号とし、同条第六号の次に次の一号を加える。\n　　七　手数料"],
  ["柱書だけを改める", "市長は、次の者に市長の印を交付する。\n- 一　市長\n- 二　助役", "知事は、次の者に知事の印を交付する。\n- 一　市長\n- 二　助役", "　第三条各号列記以外の部分中「市長」を「知事」に改める。"],
  ["イロハを加える", "届出は、次による。\n- 一　次の書類\n- イ　住民票\n- ロ　図面", "届出は、次による。\n- 一　次の書類\n- イ　住民票\n- ロ　図面\n- ハ　写真", "　第三条第一号に次のように加える。\n　　　ハ　写真"],
  ["隣り合う号はまとめて改める", "次による。\n- 一　住民票の写し\n- 二　申請者の戸籍\n- 三　図面", "次による。\n- 一　位置を示すもの\n- 二　工事費見積書\n- 三　図面", "　第三条第一号及び第二号を次のように改める。\n　　一　位置を示すもの\n　　二　工事費見積書"],
  ["かぎ括弧のある字句", "「施設」という。以下「管理者」という。", "「施設等」という。以下「管理者」という。", "　第三条中「施設」を「施設等」に改める。"],
]
test.each(forms)("改め文の形：%s", (_, before, after, text) => {
  expect(drafted([article(before)], [article(after)])).toBe(text)
})

test("見出しを改め、付し、削る", () => {
  const text = "届出は、書面により行う。"
  expect(drafted([article(text, "許可の申請")], [article(text, "許可の届出")])).toBe("　第三条の見出し中「申請」を「届出」に改める。")
  expect(drafted([article(text, "")], [article(text, "届出")])).toBe("　第三条に見出しとして「（届出）」を付する。")
  expect(drafted([article(text, "届出")], [article(text, "")])).toBe("　第三条の見出しを削る。")
})

test("横書きの例規は全角の算用数字で条項を書く", () => {
  const one = (text: string) => article(text, "届出", "第12条の3", "12-3")
  expect(drafted([one("届出は、次による。\n- (1)　書面\n２　市長は、受理する。")], [one("届出は、次による。\n- (1)　電子申請\n２　町長は、受理する。")])).toBe("　第１２条の３第１項第１号を次のように改める。\n　　(1)　電子申請\n　第１２条の３第２項中「市長」を「町長」に改める。")
})

test("条を加え、後の条を後ろから順に繰り下げる", () => {
  const [a, b, c] = ["市長は、届出を受理する。", "届出者は、標識を掲示する。", "この条例の施行に関し必要な事項は、規則で定める。"]
  const before = [article(a!, "受理", "第一条", "1"), article(b!, "標識", "第二条", "2"), article(c!, "委任", "第三条", "3")]
  const after = [before[0]!, article("届出は、毎年行う。\n２　前項の届出は、無料とする。", "時期", "第二条", "2"), article(b!, "標識", "第三条", "3"), article(c!.replace("規則", "市規則"), "委任", "第四条", "4")]
  expect(drafted(before, after)).toBe("　第三条中「規則」を「市規則」に改め、同条を第四条とし、第二条を第三条とし、第一条の次に次の一条を加える。\n　　（時期）\n　第二条　届出は、毎年行う。\n　２　前項の届出は、無料とする。")
})

test("別表の行を改め、末尾に加える", () => {
  const table = (text: string): Provision => ({ part: "table", address: "t1", no: "別表第一", caption: "第三条関係", headings: [], text })
  expect(drafted([table("| 区分 | 金額 |\n| 広告塔 | 三千円 |")], [table("| 区分 | 金額 |\n| 広告塔 | 四千円 |\n| 立看板 | 千円 |")])).toContain("別表第一")
  expect(drafted([table("| 区分 | 金額 |\n| 広告塔 | 三千円 |")], [table("| 区分 | 金額 |\n| 広告塔 | 四千円 |")])).toBe("　別表第一中「三千円」を「四千円」に改める。")
})

test("章名を加え、改める", () => {
  const under = (headings: string[], number: number): Provision => ({ ...article(`第${number}の事項を定める。`, "", `第${number}条`.replace(/\d/, (digit) => "〇一二三四"[Number(digit)]!), String(number)), headings })
  const before = [under(["第一章　総則"], 1), under(["第一章　総則"], 2), under(["第二章　雑則"], 3)]
  const after = [under(["第一章　総則"], 1), under(["第二章　許可"], 2), under(["第三章　雑則"], 3)]
  expect(drafted(before, after)).toBe("　第三条の前の章名を次のように改める。\n　　　第三章　雑則\n　第二条の前に次の章名を付する。\n　　　第二章　許可")
})

test("ほとんどを書き改めた条は全部改正とし、その理由を数える", () => {
  const before = [article("市長は、届出を受理したときは、掲示する。")]
  const after = [article("申請書の様式、添付図面その他必要な書類については別表に定めるところによらなければならない。", "様式")]
  const { text, coarse } = amendingText(before, after)
  expect(text).toMatch(/^　第三条を次のように改める。\n　　（様式）\n　第三条　申請書/)
  expect(coarse).toEqual([{ place: "第三条", address: "3", reason: "mostly-rewritten" }])
  expect(applyAmendingText(before, text).provisions).toEqual(after)
})

test("当てて確かめ、一致しない条は全部改正に替える", () => {
  // A blank at the head of a line does not survive the margin of added text, unless the article is left as it is.
  const fine = draftAmendment([article("市長は、届出を受理する。")], [article("町長は、届出を受理する。")])
  expect(fine).toMatchObject({ reproduced: true, problems: [], coarse: [], text: "　第三条中「市長」を「町長」に改める。" })
  const items = "次に掲げる者とする。\n- 一　甲\n- 二　乙"
  const odd = draftAmendment([article(items)], [article(`${items}\n　　後に続く行`)])
  expect(odd.reproduced).toBe(false)
  expect(draftAmendment([article(items)], [article(items)])).toMatchObject({ reproduced: true, text: "" })
})

test("改正条例の附則は、括弧書きで呼び分ける", () => {
  const supplementary = (address: string, heading: string, text: string): Provision => ({ part: "supplementary", address, no: "附則", caption: "", headings: [heading], text })
  const before = [article("市長は、届出を受理する。"), supplementary("s1", "附則", "この条例は、公布の日から施行する。"), supplementary("s2", "附則（平成15年条例第３号）", "この条例は、平成15年４月１日から施行する。"), supplementary("s3", "附則", "この条例は、平成20年４月１日から施行する。")]
  const after = [before[0]!, before[1]!, { ...before[2]!, text: "この条例は、平成15年５月１日から施行する。" }, { ...before[3]!, text: "この条例は、平成21年４月１日から施行する。" }]
  expect(drafted(before, after)).toBe("　附則（平成15年条例第３号）中「平成15年４月１日」を「平成15年５月１日」に改める。\n　附則（三番目のもの）中「平成20年４月１日」を「平成21年４月１日」に改める。")
})

test("条のない例規は本則として改める", () => {
  const whole = (text: string): Provision => ({ part: "main", address: "0", no: "", caption: "", headings: [], text })
  expect(drafted([whole("定例会は、毎年4回とする。")], [whole("定例会は、毎年6回とする。\n２　臨時会は、別に定める。")])).toBe("　本則中「毎年4回」を「毎年6回」に改め、本則に次の１項を加える。\n　２　臨時会は、別に定める。")
})

test("加えた括弧書きを「。」で切らない", () => {
  const before = "知事は、県道を毎日１回以上巡視させるものとする。\n２　前項の巡視は、職員が行う。\n３　前項の職員は、その結果を記録し、保存しなければならない。"
  expect(drafted([article(before)], [article(before.replace("巡視させるものとする。", "巡視（無人航空機による確認を含む。）をさせるものとする。"))])).toBe("　第三条第一項中「毎日１回以上巡視」の下に「（無人航空機による確認を含む。）を」を加える。")
})

test("目次は目次として改め、章の行や「附則」の行を条文と取り違えない", () => {
  const contents = (text: string): Provision => ({ part: "preamble", address: "toc", no: "目次", caption: "", headings: [], text })
  const preamble: Provision = { part: "preamble", address: "p", no: "", caption: "", headings: [], text: "われらは、これを定める。" }
  const now = "第一章　総則（第一条―第三条）\n第二章　雑則（第四条・第五条）\n第三章　罰則（第六条）\n附則"
  const rest = [preamble, article("市長は、届出を受理する。")]
  expect(drafted([contents(now), ...rest], [contents(now.replace("（第六条）", "（第五条）")), ...rest])).toBe("　目次中「第六条」を「第五条」に改める。")
  expect(applyAmendingText([contents(now), ...rest], "　目次を次のように改める。\n　目次\n　第一編　通則\n　附則")).toMatchObject({ problems: [], provisions: [{ address: "toc", text: "第一編　通則\n附則" }, ...rest] })
})

test("番号のない最初の別表を加えられる", () => {
  const before = [article("市長は、届出を受理する。"), { part: "supplementary", address: "s1", no: "附則", caption: "", headings: [], text: "この条例は、公布の日から施行する。" } as Provision]
  const table: Provision = { part: "table", address: "t", no: "別表", caption: "第三条関係", headings: [], text: "| 区分 | 回数 |\n| 県道 | 毎日 |" }
  expect(drafted(before, [...before, table])).toBe("　附則の次に次のように加える。\n　別表（第三条関係）\n　| 区分 | 回数 |\n　| 県道 | 毎日 |")
})

test.each(realAmendments)("国の実際の改正：$law $article", ({ article: no, address, caption, before, after, text }) => {
  const one = (body: string, side: "before" | "after"): Provision => article(body, caption[side], no, address)
  expect(drafted([one(before, "before")], [one(after, "after")])).toBe(text)
})
