import { readFileSync } from "node:fs"
import fc from "fast-check"
import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { readPage } from "./from-html.ts"
import { type ParsedOrdinance, parseOrdinances, UnreadableOrdinance } from "./index.ts"

const fixture = (name: string) => readFileSync(new URL(`./fixtures/reiki-html/${name}`, import.meta.url))
const page = (html: string, name = "a.html") => parseOrdinances(new TextEncoder().encode(html), name)
const one = (html: string) => {
  const all = page(html)
  expect(all).toHaveLength(1)
  return all[0]!
}
const outline = (ordinance: ParsedOrdinance) => ordinance.provisions.map((provision) => `${provision.address} ${provision.no}（${provision.caption}）`)
const textOf = (ordinance: ParsedOrdinance, address: string) => ordinance.provisions.find((provision) => provision.address === address)?.text
/** Letters alone: no white space, brackets and widths. */
const letters = (text: string) => text.normalize("NFKC").replace(/[\s()\-|#*]/g, "")

test("かつらぎ町の例規（g-reiki）を、題名・番号・日付・体系・見出し・号・附則まで読む", () => {
  const parsed = parseOrdinances(fixture("k518RG00000055.html"), "k518RG00000055.html")[0]!
  expect(parsed).toMatchObject({
    title: "かつらぎ町例規集の改版に伴う条例の整備に関する条例", number: "平成9年条例第20号", kind: "条例",
    category: "第3編 執行機関/第1章 町長/第3節 文書・公印", promulgatedOn: "1997-09-24",
  })
  expect(outline(parsed)).toEqual(["1 第1条（目的）", "2 第2条（用字、用語及び送り仮名）", "3 第3条（句読点）", "4 第4条（語句）", "5 第5条（その他）", "s1 附則（）"])
  expect(textOf(parsed, "2")).toBe(
    "条例中に用いている用字及び用語の使い方並びに送り仮名の付け方については、次に掲げる基準により改める。\n" +
      "- (1)　法令用語改善の実施要領(昭和29年11月25日法制局総発第89号)に定める基準\n" +
      "- (2)　法令における漢字使用等について(昭和56年10月1日内閣法制局総発第141号)に定める基準\n" +
      "- (3)　法令用語改正要領の一部改正について(昭和56年10月1日内閣法制局総発第142号)に定める基準\n" +
      "- (4)　法令における拗音及び促音に用いる「や・ゆ・よ・つ」の表記について(昭和63年7月20日内閣法制局総発第125号)に定める基準",
  )
})

test.each(["k518RG00000055", "k518RG00000012"])("%s：配布元の変換結果にある文字がすべて条文に入る", (name) => {
  const parsed = parseOrdinances(fixture(`${name}.html`), `${name}.html`)[0]!
  const read = letters([parsed.title, ...parsed.provisions.flatMap((provision) => [...provision.headings, provision.no, provision.caption, provision.text])].join(""))
  const expected = fixture(`${name}.html.txt`).toString("utf8").split("---\n")[2]!
  const lines = expected.split("\n").map((line) => letters(line.replace(/^○|^#+ /, "")))
  // The date and the number are fields of their own.
  const missing = lines.filter((line) => line !== "" && !read.includes(line) && !/^(?:昭和|平成)\d+年\d+月\d+日$|^(?:条例|規程)第\d+号$|^○/.test(line))
  expect(missing).toEqual([])
})

test("様式のPDFと画像は、読めないものとして名前を残す", () => {
  const pdf = parseOrdinances(fixture("synRG00000008_P8_form_pdf.html"), "p8.html")[0]!
  expect(textOf(pdf, "f1")).toContain("〔ファイル：form001.pdf〕")
  const picture = parseOrdinances(fixture("k518RG00000012.html"), "p12.html")[0]!
  expect(textOf(picture, "f")).toContain("k518FG00000004s.png")
  expect(picture.remarks.join()).toContain("画像やファイルの中の文字は読めません")
})

test("表のセルの結合は、文字を一度だけ書いて列をそろえる", () => {
  const parsed = parseOrdinances(fixture("synRG00000014_P14_table_complex.html"), "p14.html")[0]!
  expect(textOf(parsed, "1")!.split("\n").slice(1)).toEqual(["| 区分 | 内容A |  |", "|  | 詳細1 | 詳細2 |", "| A | ○○○ | △△△ |", "|  | □□□ | ☆☆☆ |"])
})

const OLD = `<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=CHARSET"><TITLE>例規集</TITLE></HEAD><BODY>
<CENTER><B>○テスト県公園条例</B></CENTER><DIV ALIGN=right>平成五年三月二十日<BR>テスト県条例第十二号</DIV>
<P>改正　平成一〇年三月三〇日条例第五号</P><P>目次<BR>　第一章　総則（第一条―第三条）<BR>　第二章　雑則（第四条）<BR>　附則</P>
<P>　　　第一章　総則</P><P>　（目的）<BR>第一条&nbsp;&nbsp;この条例は、公園の管理について定める。</P>
<P>　（点検）<BR>第二条　管理者は、次に掲げる施設を点検しなければならない。<BR>　一　遊具<BR>　　イ　ぶらんこ<BR>　二　照明<BR>２　前項の点検は、目視により行う。</P>
<P>第三条　第一条の規定は、園路に準用する。</P><P>　　　第二章　雑則</P>
<P>　（委任）<BR>第四条　必要な事項は、規則で定める。<BR><BR>　　　附　則<BR>　（施行期日）<BR>１　この条例は、平成五年四月一日から施行する。<BR>　（経過措置）<BR>２　従前の例による。<BR>　　　附　則（平成一〇年三月三〇日条例第五号）抄<BR>　（施行期日）<BR>第一条　この条例は、平成十年四月一日から施行する。</P>
<P>別表第一（第二条関係）</P><TABLE BORDER=1><TR><TH ROWSPAN=2>区分<TH COLSPAN=2>額<TR><TD>大人<TD>子供<TR><TD>入園<TD>100円<TD>50円</TABLE></BODY></HTML>`

test.each([
  ["utf-8", (html: string) => new TextEncoder().encode(html.replace("CHARSET", "utf-8"))],
  ["Shift_JIS", (html: string) => iconv.encode(html.replace("CHARSET", "Shift_JIS"), "cp932")],
  ["EUC-JP", (html: string) => iconv.encode(html.replace("CHARSET", "EUC-JP"), "euc-jp")],
  ["EUC-JP（metaなし）", (html: string) => iconv.encode(html.replace(/<META[^>]*>/, ""), "euc-jp")],
  ["Shift_JISと名乗るUTF-8", (html: string) => new TextEncoder().encode(html.replace("CHARSET", "Shift_JIS"))],
] as const)("brだけで書かれた古いページ（%s）も、文字の並びから条・章・目次・附則・別表に分かれる", (_, encode) => {
  const parsed = parseOrdinances(encode(OLD), "old.html")[0]!
  expect(parsed).toMatchObject({ title: "テスト県公園条例", number: "平成五年テスト県条例第十二号", promulgatedOn: "1993-03-20" })
  expect(outline(parsed)).toEqual([
    "toc 目次（）", "1 第一条（目的）", "2 第二条（点検）", "3 第三条（）", "4 第四条（委任）", "s1 附則（）", "s2/1 第一条（施行期日）", "t1 別表第一（第二条関係）",
  ])
  expect(parsed.provisions.map((provision) => provision.headings.join())).toEqual(["", "第一章　総則", "第一章　総則", "第一章　総則", "第二章　雑則", "附則", "附則（平成一〇年三月三〇日条例第五号）抄", ""])
  expect(textOf(parsed, "2")).toBe("管理者は、次に掲げる施設を点検しなければならない。\n- 一　遊具\n- イ　ぶらんこ\n- 二　照明\n２　前項の点検は、目視により行う。")
  expect(textOf(parsed, "s1")).toBe("（施行期日）\n１　この条例は、平成五年四月一日から施行する。\n（経過措置）\n２　従前の例による。")
  expect(parsed.remarks.join()).toContain("改正　平成一〇年三月三〇日条例第五号")
})

test("見出しは次の条のもの：前の条の終わりに付かない", () => {
  const parsed = one("<p>○A条例</p><p>第1条　甲とする。</p><p>（立入検査の身分証明書）</p><p>第2条　乙とする。</p>")
  expect(textOf(parsed, "1")).toBe("甲とする。")
  expect(parsed.provisions[1]).toMatchObject({ caption: "立入検査の身分証明書", text: "乙とする。" })
})

test("段組みのための表は条文として、読替表は表として読む", () => {
  const parsed = one(`<table width="100%"><tr><td><a href="#1">第1条（目的）</a><br><a href="#2">第2条</a></td><td><h1>〇〇市公園規則</h1><p>平成12年3月1日規則第7号</p>
    <table><tr><td></td><td>(目的)</td></tr><tr><td>第1条</td><td>市長は、次の施設を点検する。</td></tr><tr><td>(1)</td><td>遊具</td></tr><tr><td>2</td><td>前項の点検は、<ruby>目視<rt>もくし</rt></ruby>による。</td></tr>
    <tr><td colspan=2>第2条　次の表のとおり読み替える。<table border=1><tr><td>第3条</td><td>市長</td><td>教育委員会</td></tr></table></td></tr></table></td></tr></table>`)
  expect(parsed.title).toBe("〇〇市公園規則")
  expect(textOf(parsed, "1")).toBe("市長は、次の施設を点検する。\n- (1)　遊具\n2　前項の点検は、目視による。")
  expect(textOf(parsed, "2")).toBe("次の表のとおり読み替える。\n| 第3条 | 市長 | 教育委員会 |")
})

test.each([
  ["番号と文が別のdiv", "<div>第１条</div><div>（目的）</div><div>甲とする。</div>", "甲とする。"],
  ["dt・dd", "<dl><dt>第1条（目的）</dt><dd>甲とする。</dd></dl>", "甲とする。"],
  ["見出しが括弧なしのh3", "<h3>目的</h3><p>第1条　甲とする。</p>", "甲とする。"],
  ["olの番号は文字にない", "<p>（目的）</p><p>第1条　次に掲げる。</p><ol><li>い</li><li>ろ</li></ol>", "次に掲げる。\n- 1　い\n- 2　ろ"],
  ["pre", "<pre>　（目的）\n第一条　甲とする。\n　一　い</pre>", "甲とする。\n- 一　い"],
  ["閉じないタグ", "<p>（目的）<p>第1条　甲と<b>する。", "甲とする。"],
])("いろいろな書き方のHTML：%s", (_, html, text) => {
  const parsed = one(`<h1>A条例</h1>${html}`)
  const article = parsed.provisions.find((provision) => provision.address === "1")!
  expect(article.text === `（目的）\n${text}` ? text : article.text).toBe(text)
  expect([article.caption, article.text].join()).toContain("目的")
})

test("条文の一部の参照で始まる段落を、条とみなさない", () => {
  const parsed = one("<p>○A条例</p><p>第1条　甲とする。</p><p>第5条の規定により乙とする。</p><p>第5条第2項（第3項を除く。）に定める。</p><p>第2条　第1条に規定する。</p>")
  expect(outline(parsed)).toEqual(["1 第1条（）", "2 第2条（）"])
})

test("条の順が乱れ番号が重なるページも、番地を重ねずに全部入れて知らせる", () => {
  const parsed = one("<p>○A条例</p><p>第2条　甲。</p><p>第1条　乙。</p><p>第2条　丙。</p>")
  expect(parsed.provisions.map((provision) => provision.address)).toEqual(["2", "1", "2~2"])
  expect(parsed.remarks.join()).toMatch(/順になっていません.*重なっています/s)
})

test("見出しの形で書かれた文は題名ではなく、○の付いた題名が残る", () => {
  const [, second] = parseOrdinances(new TextEncoder().encode("<h1>○A条例</h1><p>第1条　甲とする。</p><p>○B規程</p><h2>乙である。</h2>"), "a.html")
  expect([second!.title, second!.provisions.map(({ text }) => text)]).toEqual(["B規程", ["乙である。"]])
})

test("番号の付いた附則は、次の例規の番号ではなく、前の例規の終わり", () => {
  const all = parseOrdinances(new TextEncoder().encode("<h1>○A条例</h1><p>第1条　甲とする。</p><p>○B条例</p><p>第1章　総則</p><p>附則（平成10年条例第5号）</p><p>○C条例</p><p>附　則</p>"), "a.html")
  expect(all.map(({ title }) => title)).toEqual(["A条例", "B条例", "C条例"])
  expect(all[1]!.provisions.map(({ no, headings }) => [no, ...headings])).toEqual([["附則", "附則（平成10年条例第5号）"]])
})

test("別表だけのページも読む", () => {
  expect(outline(one("<h1>使用料条例</h1><h2>別表（第3条関係）</h2><table><tr><td>甲</td><td>1円</td></tr></table>"))).toEqual(["t 別表（第3条関係）"])
})

test("条文のないページは、断る", () => {
  expect(() => page("<html><body><p>お探しのページは見つかりません。</p></body></html>")).toThrow(UnreadableOrdinance)
  expect(() => page("<html><frameset><frame src='a.html'></frameset></html>")).toThrow(/例規として読めません/)
})

test("どんな組合せのページでも、見える文字は条文か注意書きのどこかに残る", () => {
  const words = fc.constantFrom("（目的）", "第1条　甲とする。", "第2条（定義）　乙とする。", "２　前項の丙。", "（1）　丁", "イ　戊", "附　則", "附則（平成10年条例第5号）", "別表第1（第2条関係）", "様式第1号", "第1章　総則", "目次", "己である。", "第3条の規定により庚", "○辛条例", "令和5年条例第3号")
  const tag = fc.constantFrom("p", "div", "li", "h2", "td", "span")
  fc.assert(
    fc.property(fc.array(fc.tuple(tag, words), { minLength: 1, maxLength: 25 }), (parts) => {
      const html = `<h1>○壬条例</h1><p>第1条　癸とする。</p>${parts.map(([name, text]) => (name === "td" ? `<table><tr><td>${text}</td></tr></table>` : `<${name}>${text}</${name}>`)).join("\n")}`
      const visible = readPage(html).lines.map((line) => line.text)
      const all = parseOrdinances(new TextEncoder().encode(html), "a.html")
      const kept = letters(all.flatMap((parsed) => [parsed.title, parsed.number, ...parsed.remarks, ...parsed.provisions.flatMap((provision) => [...provision.headings, provision.no, provision.caption, provision.text])]).join(""))
      for (const line of visible) {
        const plain = letters(line)
        // Marks, captions and words may be kept in different fields: each letter must be somewhere in order of its part.
        const parts = plain.split(/(?<=^第\d+条|^附則|^別表第1|^様式第1号|^○|章)/)
        for (const part of parts) if (part !== "○" && part !== "目次") expect(kept).toContain(part.replace(/^○/, ""))
      }
    }),
    { numRuns: 300 },
  )
})
