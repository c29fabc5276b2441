import { strToU8, zipSync } from "fflate"
import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { type ParsedOrdinance, parseOrdinances, UnreadableOrdinance } from "./index.ts"

const read = (text: string, name = "a") => parseOrdinances(new TextEncoder().encode(text), name)
const outline = (ordinance: ParsedOrdinance) => ordinance.provisions.map((provision) => `${provision.address} ${provision.no}（${provision.caption}）`)
const textOf = (ordinance: ParsedOrdinance, address: string) => ordinance.provisions.find((provision) => provision.address === address)?.text

const LAW = `<?xml version="1.0" encoding="UTF-8"?>
<Law Era="Heisei" Lang="ja" LawType="Act" Num="012" Year="05" PromulgateMonth="03" PromulgateDay="20"><LawNum>平成五年法律第十二号</LawNum><LawBody><LawTitle>試験法</LawTitle>
<TOC><TOCLabel>目次</TOCLabel><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle><ArticleRange>（第一条）</ArticleRange></TOCChapter></TOC>
<MainProvision><Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle><Section Num="1"><SectionTitle>第一節　通則</SectionTitle>
<Article Num="1"><ArticleCaption>（定義）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>
 <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">次に掲げる<Ruby>用語<Rt>ようご</Rt></Ruby>をいう。</Sentence><Sentence Num="2" Function="proviso">ただし、除く。</Sentence></ParagraphSentence>
  <Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1"><Sentence>施設</Sentence></Column><Column Num="2"><Sentence>建物をいう。</Sentence></Column></ItemSentence>
   <Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title><Subitem1Sentence><Sentence>橋</Sentence></Subitem1Sentence></Subitem1></Item></Paragraph>
 <Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence>前項の表は、次のとおり。</Sentence></ParagraphSentence>
  <TableStruct><Table><TableRow><TableColumn rowspan="2"><Sentence>甲</Sentence></TableColumn><TableColumn><Sentence>一</Sentence></TableColumn></TableRow><TableRow><TableColumn><Sentence>二</Sentence></TableColumn></TableRow></Table></TableStruct></Paragraph></Article></Section></Chapter>
<Chapter Num="2"><ChapterTitle>第二章　雑則</ChapterTitle><Article Num="12_3"><ArticleTitle>第十二条の三</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>改める。</Sentence></ParagraphSentence></Paragraph></Article>
<Article Num="13:15"><ArticleTitle>第十三条から第十五条まで</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>削除</Sentence></ParagraphSentence></Paragraph></Article></Chapter></MainProvision>
<SupplProvision><SupplProvisionLabel>附　則</SupplProvisionLabel><Paragraph Num="1"><ParagraphCaption>（施行期日）</ParagraphCaption><ParagraphNum>１</ParagraphNum><ParagraphSentence><Sentence>公布の日から施行する。</Sentence></ParagraphSentence></Paragraph><Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence>従前の例による。</Sentence></ParagraphSentence></Paragraph></SupplProvision>
<SupplProvision AmendLawNum="平成一〇年法律第五号" Extract="true"><SupplProvisionLabel>附　則</SupplProvisionLabel><Article Num="1"><ArticleCaption>（施行期日）</ArticleCaption><ArticleTitle>第一条</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>この法律は、公布の日から施行する。</Sentence></ParagraphSentence></Paragraph></Article></SupplProvision>
<AppdxTable Num="1"><AppdxTableTitle>別表第一</AppdxTableTitle><RelatedArticleNum>（第一条関係）</RelatedArticleNum><TableStruct><Table><TableRow><TableColumn><Sentence>乙</Sentence></TableColumn></TableRow></Table></TableStruct></AppdxTable>
<AppdxStyle Num="2"><AppdxStyleTitle>様式第二</AppdxStyleTitle><StyleStruct><Style><Fig src="./pict/001.jpg"/></Style></StyleStruct></AppdxStyle></LawBody></Law>`

const LAW_OUTLINE = ["toc 目次（）", "1 第一条（定義）", "12-3 第十二条の三（）", "13 第十三条から第十五条まで（）", "s1 附則（）", "s2/1 第一条（施行期日）", "t1 別表第一（第一条関係）", "f2 様式第二（）"]

test("法令標準XMLを、章・項・号・表・附則・別表・様式まで読む", () => {
  const law = read(LAW, "405AC0000000012_20200401.xml")[0]!
  expect(law).toMatchObject({ title: "試験法", number: "平成五年法律第十二号", kind: "法律", promulgatedOn: "1993-03-20", lawId: "405AC0000000012" })
  expect(outline(law)).toEqual(LAW_OUTLINE)
  expect(textOf(law, "1")).toBe("次に掲げる用語をいう。ただし、除く。\n- 一　施設　建物をいう。\n- イ　橋\n２　前項の表は、次のとおり。\n| 甲 | 一 |\n|  | 二 |")
  expect(textOf(law, "s1")).toBe("（施行期日）\n１　公布の日から施行する。\n２　従前の例による。")
  expect(textOf(law, "toc")).toBe("第一章　総則（第一条）")
  expect(law.provisions.map((provision) => provision.headings)).toEqual([[], ["第一章　総則", "第一節　通則"], ["第二章　雑則"], ["第二章　雑則"], ["附則"], ["附則（平成一〇年法律第五号）抄"], [], []])
})

test("e-Gov APIの応答に包まれたXMLも、JSONの応答も、同じに読む", () => {
  const inner = LAW.slice(LAW.indexOf("<Law "))
  const wrapped = read(`<?xml version="1.0"?><law_data_response><law_info><law_id>405AC0000000012</law_id></law_info><law_full_text>${inner}</law_full_text></law_data_response>`)[0]!
  expect(wrapped.lawId).toBe("405AC0000000012")
  expect(outline(wrapped)).toEqual(LAW_OUTLINE)
  const node = (tag: string, children: unknown[], attr = {}) => ({ tag, attr, children })
  const json = { law_info: { law_id: "405AC0000000012" }, law_full_text: node("Law", [node("LawNum", ["平成五年法律第十二号"]), node("LawBody", [node("LawTitle", ["試験法"]), node("MainProvision", [node("Article", [node("ArticleTitle", ["第一条"]), node("Paragraph", [node("ParagraphNum", []), node("ParagraphSentence", [node("Sentence", ["甲とする。"])])])], { Num: "1" })])])], { LawType: "Act" }) }
  const parsed = read(JSON.stringify(json))[0]!
  expect(parsed).toMatchObject({ title: "試験法", kind: "法律", lawId: "405AC0000000012" })
  expect(textOf(parsed, "1")).toBe("甲とする。")
})

test.each([
  ["途中で切れたXML", LAW.slice(0, 900), /XMLが壊れている/],
  ["閉じ方の違うXML", LAW.replace("</LawTitle>", "</Title>"), /XMLが壊れている/],
  ["ENTITYを定義するXML", `<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Law><LawBody>&b;</LawBody></Law>`, /置換え/],
  ["別のXML", `<?xml version="1.0"?><rss><channel/></rss>`, /法令標準XML/],
  ["入れ子の深いXML", `<?xml version="1.0"?>${"<a>".repeat(1000)}`, /入れ子/],
  ["条のない法令", "<Law><LawNum>1</LawNum><LawBody><LawTitle>甲法</LawTitle><MainProvision/></LawBody></Law>", /条も附則もない/],
  ["空白だけ", "  \n\n", /文字がありません/],
  ["壊れたJSON", `{"title":"a","articles":[`, /JSONとして読めません/],
  ["形の違うJSON", `{"a":1}`, /項目の形/],
  ["ただの文", "本日は晴天なり。\n明日も晴れるでしょう。", /例規として読めません/],
])("%sは、何も取り込まずに断る", (_, text, message) => {
  expect(() => read(text)).toThrow(UnreadableOrdinance)
  expect(() => read(text)).toThrow(message)
})

test.each([
  ["空のファイル", new Uint8Array(), /空です/],
  ["PDF", strToU8("%PDF-1.7 ..."), /PDF/],
  ["古いWord", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /古い形式/],
  ["画像", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /文章のファイルではありません/],
  ["Wordでないzip", zipSync({ "a.txt": strToU8("a") }), /zipファイル/],
  ["Excel", zipSync({ "xl/workbook.xml": strToU8("<a/>") }), /Excel/],
  ["壊れたzip", zipSync({ "word/document.xml": strToU8("<a/>") }).slice(0, 40), /壊れている/],
  ["展開すると巨大なzip", zipSync({ "word/document.xml": new Uint8Array(101 * 1024 * 1024) }), /大きすぎる/],
  ["大きすぎるファイル", new Uint8Array(65 * 1024 * 1024), /64MBまで/],
])("%sは、理由を言って断る", (_, bytes, message) => {
  expect(() => parseOrdinances(bytes, "a")).toThrow(UnreadableOrdinance)
  expect(() => parseOrdinances(bytes, "a")).toThrow(message)
})

const W = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
const p = (text: string, properties = "") => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`
const numbered = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`
const docx = (body: string, parts: Record<string, string> = {}) =>
  parseOrdinances(zipSync({ "word/document.xml": strToU8(`<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`), ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])) }), "a.docx")

test("スタイルのないWord文書を、文字の並びから読む", () => {
  const parsed = docx(p("○試験要綱") + p("令和5年4月1日告示第3号") + p("（点検）") + p("第１条　甲は、次を点検する。") + p("（１）　橋") + p("２　前項の点検は目視による。") +
    `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p("あ")}</w:tc></w:tr><w:tr><w:tc>${p("い")}</w:tc><w:tc>${p("う")}</w:tc></w:tr></w:tbl>` + p("附　則") + p("この要綱は、公布の日から施行する。"))[0]!
  expect(parsed).toMatchObject({ title: "試験要綱", number: "令和5年告示第3号", kind: "要綱", promulgatedOn: "2023-04-01" })
  expect(outline(parsed)).toEqual(["1 第１条（点検）", "s1 附則（）"])
  expect(textOf(parsed, "1")).toBe("甲は、次を点検する。\n- （１）　橋\n２　前項の点検は目視による。\n| あ |  |\n| い | う |")
})

test("Wordの自動番号は文字にないので、番号定義から補う", () => {
  const level = (at: number, format: string, text: string) => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${level(0, "japaneseCounting", "第%1条")}${level(1, "decimalFullWidth", "（%2）")}${level(2, "aiueoFullWidth", "%3")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
  const styles = `<w:styles ${W}><w:style w:styleId="jou"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
  const parsed = docx(p("試験規程") + p("次に掲げる。", `<w:pStyle w:val="jou"/>`) + p("橋", numbered(1)) + p("橋脚", numbered(2)) + p("道", numbered(1)) + p("乙とする。", `<w:pStyle w:val="jou"/>`) + p("川", numbered(1)), { "word/numbering.xml": numbering, "word/styles.xml": styles })[0]!
  expect(outline(parsed)).toEqual(["1 第一条（）", "2 第二条（）"])
  expect(textOf(parsed, "1")).toBe("次に掲げる。\n- （１）　橋\n- ア　橋脚\n- （２）　道")
  expect(textOf(parsed, "2")).toBe("乙とする。\n- （１）　川")
})

test("変更履歴は反映した形で読み、そのことを知らせる", () => {
  const parsed = docx(p("試験規程") + `<w:p><w:r><w:t>第1条　</w:t></w:r><w:del><w:r><w:delText>目視で</w:delText></w:r></w:del><w:ins><w:r><w:t>遠隔で</w:t></w:r></w:ins><w:r><w:t>点検する。</w:t></w:r></w:p>`)[0]!
  expect(textOf(parsed, "1")).toBe("遠隔で点検する。")
  expect(parsed.remarks.join()).toContain("変更履歴が2か所")
})

const PLAIN = `○試験庁舎管理規程
　　　　　　　　　　　　　　　平成十五年四月一日
　　　　　　　　　　　　　　　訓令甲第三号
　（趣旨）
第一条　この訓令は、庁舎の管理に関し必要な事項を定めるものとし、庁舎の管理につ
いては、他に定めがあるもののほか、この訓令の定めるところによるものとし、更に別
に定めるところがあるときは、当該定めるところにより行うものとし、この場合におい
て必要な事項は総務課長が定めるものとする。
　（点検）
第二条　庁舎管理者は、庁舎を毎月一回以上巡回し、次に掲げる事項について点検しな
ければならない。
　一　消火器
２　前項の点検をしたときは、記録しなければならない。
　　　附　則
　この訓令は、平成十五年四月一日から施行する。

○試験公印規程
平成十六年訓令第二号
第一条の二　公印は、総務課長が管守する。
`

test.each([
  ["UTF-8", new TextEncoder().encode(PLAIN)],
  ["Shift_JIS", iconv.encode(PLAIN, "cp932")],
  ["EUC-JP", iconv.encode(PLAIN, "euc-jp")],
  ["UTF-16", iconv.encode(PLAIN, "utf16-le", { addBOM: true })],
  ["ISO-2022-JP", Buffer.from("\u001b$B!{;n83;`\u001b(B\n", "latin1")],
] as const)("縦書きをおこした%sのテキストから、折り返しを戻して、例規を1件ずつ読む", (name, bytes) => {
  if (name === "ISO-2022-JP") {
    expect(() => parseOrdinances(bytes, "a.txt")).toThrow(/例規として読めません/)
    return
  }
  const [first, second, ...others] = parseOrdinances(bytes, "a.txt")
  expect(others).toEqual([])
  expect(first).toMatchObject({ title: "試験庁舎管理規程", number: "平成十五年訓令甲第三号", promulgatedOn: "2003-04-01" })
  expect(outline(first!)).toEqual(["1 第一条（趣旨）", "2 第二条（点検）", "s1 附則（）"])
  expect(textOf(first!, "1")).toBe("この訓令は、庁舎の管理に関し必要な事項を定めるものとし、庁舎の管理については、他に定めがあるもののほか、この訓令の定めるところによるものとし、更に別に定めるところがあるときは、当該定めるところにより行うものとし、この場合において必要な事項は総務課長が定めるものとする。")
  expect(textOf(first!, "2")).toBe("庁舎管理者は、庁舎を毎月一回以上巡回し、次に掲げる事項について点検しなければならない。\n- 一　消火器\n２　前項の点検をしたときは、記録しなければならない。")
  expect(second).toMatchObject({ title: "試験公印規程", number: "平成十六年訓令第二号" })
  expect(outline(second!)).toEqual(["1-2 第一条の二（）"])
})

test("文字コードが混ざった所は、数えて知らせる", () => {
  const bytes = Buffer.concat([new TextEncoder().encode(PLAIN.repeat(3)), iconv.encode("点検", "cp932"), new TextEncoder().encode("\n")])
  const parsed = parseOrdinances(bytes, "a.txt")
  expect(parsed[0]!.remarks.join()).toMatch(/読めない文字が\d+か所/)
})

test("括弧に入った例規番号も番号として読み、次の見出しと取り違えない", () => {
  const [it] = parseOrdinances(Buffer.from("萩野県道路パトロール要綱\n（平成3年萩野県告示第12号）\n（目的）\n第1条　この要綱は、県道の巡視を定める。\n附則\nこの要綱は、平成3年4月1日から施行する。\n"), "a.txt")
  expect(it).toMatchObject({ title: "萩野県道路パトロール要綱", number: "平成3年萩野県告示第12号", provisions: [{ no: "第1条", caption: "目的" }, { no: "附則" }] })
})

test("「第１　趣旨」で分かれた要綱も、条と同じに扱う", () => {
  const parsed = read("○試験要綱\n第１　趣旨\n　この要綱は、甲を定める。\n第２　対象\n　次に掲げる者とする。\n　(1)　甲\n　(2)　乙\n")[0]!
  expect(parsed.provisions.map((provision) => [provision.address, provision.no, provision.text])).toEqual([
    ["1", "第１", "趣旨\nこの要綱は、甲を定める。"],
    ["2", "第２", "対象\n次に掲げる者とする。\n- (1)　甲\n- (2)　乙"],
  ])
})

const scraped = {
  url: "https://www1.g-reiki.net/x/1.html", title: "試験条例", type: "条例", category: "消防",
  articles: [{ no: "第1条", caption: "目的", text: "この条例 は、消防法 (昭和23年法律第186号) 第9条 の規定に基づく。" }, { no: "第2条", caption: "種類", text: "手当は、 次の各号 に掲げる種類とする。\n2　前項の手当は、次に掲げるとおりとする。" }],
  other: ["○試験条例\n昭和33年5月3日 条例第8号", "附則\nこの条例は、公布の日から施行する。\n\n附則（昭和47年4月27日条例第23号）\n1　この条例は、公布の日から施行する。"],
  trailing_items: ["(1) 出動手当", "(2) 救急手当", "(1) 甲"],
}

test("離れた号は、号を予告する柱書に順に戻す", () => {
  const parsed = read(JSON.stringify(scraped))[0]!
  expect(parsed).toMatchObject({ number: "昭和33年条例第8号", promulgatedOn: "1958-05-03", category: "消防", sourceUrl: scraped.url })
  expect(textOf(parsed, "1")).toBe("この条例は、消防法(昭和23年法律第186号)第9条の規定に基づく。")
  expect(textOf(parsed, "2")).toBe("手当は、次の各号に掲げる種類とする。\n- (1)　出動手当\n- (2)　救急手当\n2　前項の手当は、次に掲げるとおりとする。\n- (1)　甲")
  expect(outline(parsed).slice(2)).toEqual(["s1 附則（）", "s2 附則（）"])
})

test("どの条のものか分からない号は、条文に入れずに言葉ごと知らせる", () => {
  const parsed = read(JSON.stringify({ ...scraped, trailing_items: ["(1) 出動手当"] }))[0]!
  expect(textOf(parsed, "2")).not.toContain("出動手当")
  expect(parsed.remarks.join()).toMatch(/どの条のものか分からない号が1行.*出動手当/)
})

test("国の法令のJSONは附則ごとに分け、条だけの行は題名でまとめる", () => {
  const article = (section: string, no: string) => ({ section, heading: section === "本則" ? "第一章　総則" : "", no, caption: "", text: "甲とする。\n- 一　乙" })
  const [law] = read(JSON.stringify({ law_id: "405AC0000000012", title: "試験法", law_num: "平成五年法律第十二号", articles: [article("本則", "第一条"), article("附則", "第一条"), article("附則", "第二条"), article("附則", "第一条")] }))
  expect(law!.provisions.map((provision) => provision.address)).toEqual(["1", "s1/1", "s1/2", "s2/1"])
  const lines = [{ id: 1, title: "甲条例", no: "第1条", caption: "（目的）", text: "あ" }, { id: 2, title: "乙条例", no: "第1条", text: "い" }, { id: 3, title: "甲条例", no: "第2条の2", text: "う\n(1) え" }]
  expect(read(lines.map((line) => JSON.stringify(line)).join("\n")).map((parsed) => [parsed.title, outline(parsed)])).toEqual([["甲条例", ["1 第1条（目的）", "2-2 第2条の2（）"]], ["乙条例", ["1 第1条（）"]]])
})
