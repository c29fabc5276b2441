import fc from "fast-check"
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { cleaned, keyOf, squeezed } from "./plain-text.ts"
import { parsePlan, parseWithReport } from "./parse-plan.ts"
import { readPlanFile } from "./plan-file.ts"
import type { ParsedPlan } from "./types.ts"

const fixture = readFileSync(new URL("fixtures/mizuho-r8-overview.txt", import.meta.url), "utf8")
const plan = parsePlan(fixture)
const secondPage = fixture.indexOf("（２）")
const pageOne = fixture.slice(0, fixture.lastIndexOf("みずほ県しごと", secondPage))
const pageTwo = fixture.slice(secondPage)

/** Everything the plan says, without how it was numbered. */
const said = ({ ideals, directions }: ParsedPlan) => ({ ideals, directions })
const circled = "①②③④⑤"
const withNumbers = (form: (number: number) => string) => fixture.replace(/[①-⑤]/g, (sign) => form(circled.indexOf(sign) + 1))
const withNumerals = (text: string, form: (number: number) => string) =>
  text.replace(/[Ⅰ-Ⅳ]/g, (sign) => form(sign.charCodeAt(0) - 0x215f))
const fullWidth = (text: string) => text.replace(/[A-Za-z0-9]/g, (char) => String.fromCodePoint(char.charCodeAt(0) + 0xfee0))

describe("写しの文書（2ページの文が混ざったもの）", () => {
  test("表題、年度、期間、位置付け", () => {
    expect(plan).toMatchObject({
      title: "みずほ県しごと改革プラン（令和８年度）",
      fiscalYear: 2026,
      term: "２年（社会の変化を踏まえ、年度の途中でも見直し）",
      position: "県庁の仕事の進め方と働き方について、職員みなで同じ方向を向くためのよりどころを示すもの",
    })
  })

  test("目指す姿は1ページ目の順で、2度目は数えない", () => {
    expect(plan.ideals).toEqual([
      "小さな組織でも手続が早く、暮らしを支えつづける県庁",
      "だれもが意見を言い合え、学び合う職場",
      "若手もベテランも力を出しきれる、働いて誇らしい職場風土",
    ])
  })

  test("ねらいは、どこに書かれていても内容から方向性に付く", () => {
    expect(plan.directions.map(({ numeral, title, aim }) => [numeral, title, aim.slice(0, 10)])).toEqual([
      ["Ⅰ", "手続と作業の見直し", "手続を電子申請に移し"],
      ["Ⅱ", "続けて働ける職場", "休暇や在宅勤務を使い"],
      ["Ⅲ", "地域とともに進める県政", "地域の団体や大学と役"],
      ["Ⅳ", "人を育てる仕組みづくり", "採用から研修まで一続"],
    ])
  })

  test("取組の数は方向性ごとに違ってよく、番号の順に並ぶ", () => {
    expect(plan.directions.map((one) => one.initiatives.map((initiative) => initiative.number))).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3],
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4],
    ])
  })

  test("語の途中の改行をつなぎ、書きぶりの違う題名は別名に残す", () => {
    expect(plan.directions[0]!.initiatives[0]).toEqual({
      number: 1,
      title: "電子申請の全手続への拡大",
      aliases: [],
      text: "紙で受けている手続を洗い出し、件数の多いものから順に電子申請へ移す。Webからの申請は土日も受け付ける。",
    })
    expect(plan.directions[0]!.initiatives[2]).toMatchObject({ title: "窓口予約の導入", aliases: ["窓口予約の推進"] })
  })

  test("置き場のない行はない", () => expect(plan.unplaced).toEqual([]))
})

describe("書き方が違っても同じプランになる", () => {
  test.each([
    ["CRLF", fixture.replaceAll("\n", "\r\n")],
    ["CR", fixture.replaceAll("\n", "\r")],
    ["行末の空白", fixture.replace(/\n/g, " 　\n")],
    ["行頭の全角空白", fixture.replace(/^(?=.)/gm, "　")],
    ["空行なし", fixture.replace(/\n\n+/g, "\n")],
    ["空行が倍", fixture.replaceAll("\n", "\n\n")],
    ["Ⅰ を I と", withNumerals(fixture, (n) => ["I", "II", "III", "IV"][n - 1]!)],
    ["Ⅰ を 1. と", withNumerals(fixture, (n) => `${n}.`)],
    ["① を (1) と", withNumbers((n) => `(${n})`)],
    ["① を （１） と", withNumbers((n) => `（${fullWidth(String(n))}）`)],
    ["① を ⑴ と", withNumbers((n) => String.fromCodePoint(0x2473 + n))],
    ["① を １ と", withNumbers((n) => fullWidth(String(n)))],
    ["① を 1. と", withNumbers((n) => `${n}.`)],
    ["① を 1) と", withNumbers((n) => `${n}) `)],
    ["① を (1)、Ⅰ を 1. と", withNumerals(withNumbers((n) => `(${n})`), (n) => `${n}.`)],
    ["番号の後に空白", fixture.replace(/([①-⑤])/g, "$1　")],
    ["空白が全角", fixture.replaceAll(" ", "　")],
    ["空白がタブ", fixture.replaceAll(" ", "\t")],
    ["空白が3つ", fixture.replaceAll(" ", "   ")],
    ["空白なし", fixture.replaceAll(" ", "")],
    ["箇条書きが ●", fixture.replace(/^・/gm, "● ")],
    ["箇条書きが - ", fixture.replace(/^・/gm, "- ")],
    ["箇条書きの印なし", fixture.replace(/^・/gm, "")],
    ["2ページ目が先", `${pageTwo}\n${pageOne}`],
    ["改ページとページ番号", `${pageOne}\n- 1 -\n\f${pageTwo}\n- 2 -\n`],
    ["各ページの頭に表題とページ番号", `${plan.title}　1\n${pageOne}\n${plan.title}　2\n${pageTwo}`],
    ["文の途中で改ページ", fixture.replace("来庁の時刻を予約できるようにし、窓口の待ち\n", "来庁の時刻を予約できるようにし、窓口の待ち\n\n1/2\n\f\n")],
    ["見えない文字と部首の字", fixture.replaceAll("人", "⼈").replaceAll("職場", "職\u200b場").replaceAll("で", "て\u3099")],
  ])("%s", (_, text) => {
    const parsed = parsePlan(text)
    expect(said(parsed)).toEqual(said(plan))
    expect(parsed.unplaced).toEqual([])
  })

  test("全角の英数字はそのまま残る", () => {
    const parsed = parsePlan(fullWidth(fixture))
    const plain = (one: ParsedPlan) => JSON.stringify(said(one)).normalize("NFKC")
    expect(plain(parsed)).toBe(plain(plan))
    expect(parsed.directions[0]!.initiatives[1]!.text).toContain("ＲＰＡ")
  })

  test.each([18, 20, 25, 30, 40])("すべての行を%d字で折り返す", (width) => {
    const folded = fixture.split("\n").map((line) => (line.match(new RegExp(`.{1,${width}}[、。・）]*`, "gu")) ?? [""]).join("\n"))
    expect(said(parsePlan(folded.join("\n")))).toEqual(said(plan))
  })

  test("2ページ目の取組をどう並べ替えても同じ", () => {
    const pieces = pageTwo.split(/\n(?=[①-⑤])/)
    const [last, ...tail] = pieces.pop()!.split(/(?<=。\n)\n/)
    const initiatives = [...pieces.slice(1), last!].map((one) => one.trimEnd())
    const shuffled = fc.property(fc.shuffledSubarray(initiatives, { minLength: initiatives.length }), (order) => {
      const parsed = parsePlan([pageOne, pieces[0]!, ...order, ...tail].join("\n\n"))
      expect(said(parsed)).toEqual(said(plan))
      expect(parsed.unplaced).toEqual([])
    })
    fc.assert(shuffled, { numRuns: 60 })
  })

  test("英字の途中で折り返しても、空白は入らない", () => {
    const broken = parsePlan("Ⅰ 仕事の見直し\n①AIの活用\n生成A\nI等を活用し、P\nDFの紙を減らし、事務の正確な執行を確保する。\n")
    expect(broken.directions[0]!.initiatives[0]!.text).toBe("生成AI等を活用し、PDFの紙を減らし、事務の正確な執行を確保する。")
  })

  test("2段組みのまま取り出した文", () => {
    const width = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 256 ? 1 : 2), 0)
    const column = (at: number) => {
      const { numeral, title, initiatives } = plan.directions[at]!
      return [`${numeral} ${title}`, ...initiatives.flatMap((one) => [circled[one.number - 1] + one.title, ...one.text.match(/.{1,20}/gu)!, ""])]
    }
    const beside = (left: string[], right: string[]) =>
      Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
        const one = left[at] ?? ""
        return `${one}${" ".repeat(50 - width(one))}${right[at] ?? ""}`
      })
    const text = [pageOne, "（２）取組の概要", ...beside(column(0), column(2)), ...beside(column(1), column(3))].join("\n")
    const withoutAliases = plan.directions.map((one) => ({ ...one, initiatives: one.initiatives.map((initiative) => ({ ...initiative, aliases: [] })) }))
    expect(parsePlan(text).directions).toEqual(withoutAliases)
  })
})

describe("欠けたもの、増えたもの", () => {
  test.each(plan.directions.map((one) => [one.numeral, one.aim]))("%s のねらいがなければ空欄で、ほかは動かない", (numeral, aim) => {
    const parsed = parsePlan(fixture.replace(`・${aim}\n`, ""))
    expect(parsed.directions).toEqual(plan.directions.map((one) => (one.numeral === numeral ? { ...one, aim: "" } : one)))
  })

  test.each(["この資料は説明のために作成したものであり、変わることがあります。", "※数値は令和８年４月現在", "みずほ県総務部改革推進課"])(
    "知らない段落「%s」は、どこにあっても報告され、文に混ざらない",
    (extra) => {
      const lines = fixture.split("\n")
      lines.forEach((line, at) => {
        const before = lines.slice(0, at).findLast((one) => one !== "") ?? ""
        const isHeading = /^[①-⑤]/.test(before) && !/ [②-⑤]/.test(before)
        if (line !== "" || isHeading) return
        const parsed = parsePlan([...lines.slice(0, at), "", extra, "", ...lines.slice(at)].join("\n"))
        expect({ at, ...said(parsed), unplaced: parsed.unplaced }).toEqual({ at, ...said(plan), unplaced: [extra] })
      })
    },
  )

  test("一覧にない5番目の取組も、並びから方向性が分かる", () => {
    const text = fixture.replace("\n④業務マニュアルの整備\n\n", "\n⑤退職者の知恵の継承\n\n経験の長い職員の知恵を聞き書\nきして残す。\n\n④業務マニュアルの整備\n\n")
    expect(parsePlan(text).directions[3]!.initiatives[4]).toEqual({
      number: 5,
      title: "退職者の知恵の継承",
      aliases: [],
      text: "経験の長い職員の知恵を聞き書きして残す。",
    })
  })

  test("繰り返されるページの見出しは、置けない行として見せる", () => {
    const parsed = parsePlan(`みずほ県総務部\n\n${pageOne}\n1/2\n\fみずほ県総務部\n\n${pageTwo}\n2/2`)
    expect(said(parsed)).toEqual(said(plan))
    expect(parsed.unplaced).toEqual(["みずほ県総務部", "みずほ県総務部"])
  })

  test("1ページ目だけなら、文は空のまま", () => {
    const parsed = parsePlan(pageOne)
    expect(parsed.directions.map((one) => one.initiatives.length)).toEqual([4, 3, 5, 4])
    expect(parsed.directions.flatMap((one) => one.initiatives.map((initiative) => initiative.text)).join("")).toBe("")
    expect(parsed.directions.map((one) => one.aim)).toEqual(plan.directions.map((one) => one.aim))
  })

  test.each([
    ["空", ""],
    ["空行だけ", "\n\n \n"],
  ])("%s", (_, text) => expect(parsePlan(text)).toEqual({ ideals: [], directions: [], unplaced: [] }))

  test("プランでない文はすべて報告される", () => {
    expect(parsePlan("拝啓\n時下ますますご清祥のこととお喜び申し上げます。")).toEqual({
      ideals: [],
      directions: [],
      unplaced: ["拝啓", "時下ますますご清祥のこととお喜び申し上げます。"],
    })
  })
})

describe("どんな文字列でも", () => {
  const piece = fc.constantFrom(
    ..."①②③ⅠⅡⅢ・。、（）１２34 　\t\n\n\f\r".split(""),
    ...["取組", "目指す姿", "位置付け", "有効期間", "業務の改善", "を図る。", "する", "AI", "令和８年度", "プラン", "(1)", "1. ", "Ⅰ-①", "- 1 -"],
  )
  const text = fc.oneof(fc.array(piece, { maxLength: 120 }).map((all) => all.join("")), fc.string({ maxLength: 300, unit: "binary" }))
  const spaced = (line: string) => squeezed(cleaned(line))

  test("投げず、空でない行はすべて報告のどれか一つに入る", () => {
    const holds = fc.property(text, (given) => {
      const { parsed, report } = parseWithReport(given)
      const lines = given.split(/\r\n|[\n\r\v\u0085\u2028\u2029]/)
      lines.forEach((line, at) => {
        const own = report.filter((one) => one.line === at + 1)
        expect(squeezed(own.map((one) => one.text).join(""))).toBe(spaced(line))
      })
      expect(report.filter((one) => one.used === "unplaced").map((one) => one.text)).toEqual(parsed.unplaced)
    })
    fc.assert(holds, { numRuns: 1500 })
  })

  test("CRLF と行末の空白で変わらない", () => {
    const holds = fc.property(text, (given) => {
      const unix = given.replace(/[\r\f\v\u0085\u2028\u2029]/g, "")
      expect(parsePlan(unix.replaceAll("\n", "\r\n"))).toEqual(parsePlan(unix))
      expect(parsePlan(unix.replaceAll("\n", " \n"))).toEqual(parsePlan(unix))
    })
    fc.assert(holds, { numRuns: 500 })
  })

  test("同じ取組に文が二つあれば、長い方をとり、もう一つは置けない行として示す", () => {
    const { parsed } = parseWithReport(["Ⅳ 人を育てる", "①職場の対話の時間", "短い別の文です。", "Ⅳ 人を育てる", "①職場の対話の時間", "引継ぎに要る手順を文章と図で残し、だれでも同じ仕事ができるようにする。"].join("\n"))
    expect(parsed.directions[0]!.initiatives).toMatchObject([{ number: 1, text: "引継ぎに要る手順を文章と図で残し、だれでも同じ仕事ができるようにする。" }])
    expect(parsed.unplaced).toEqual(["短い別の文です。"])
  })

  test("実際の文書の行を並べ替えても、欠かしても、行は失われない", () => {
    const lines = fixture.split("\n")
    const holds = fc.property(fc.shuffledSubarray(lines), (some) => {
      const { parsed, report } = parseWithReport(some.join("\n"))
      const kept = keyOf(report.map((one) => one.text).join("")).length
      expect(kept).toBe(keyOf(some.join("")).length)
      // Nothing is said twice, and nothing the text does not say.
      const all = JSON.stringify(parsed)
      for (const one of report) if (one.used === "text") expect(squeezed(all)).toContain(squeezed(one.text))
    })
    fc.assert(holds, { numRuns: 200 })
  })

  const repeated = (unit: (at: number) => string) => {
    let long = ""
    for (let at = 0; long.length < 2_000_000; at++) long += unit(at)
    return long
  }
  test.each([
    ["かなの一行", repeated(() => "長い一行が続く、")],
    ["丸数字の一行", repeated(() => "①あ")],
    ["番号と空白の一行", repeated((at) => `${circled[at % 5]}取組${at} `)],
    ["空白の一行", repeated(() => "　")],
    ["括弧の一行", repeated(() => "（１")],
    ["短い行", repeated(() => "、\n")],
    ["丸数字だけの行", repeated(() => "①\n")],
    ["箇条書きの行", repeated((at) => `・ああああああああ${at}\n`)],
    ["見出しの行", repeated((at) => `Ⅰ 方向${at}\n①取組${at}\n`)],
    ["タブで区切られた行", repeated(() => "あ\tい\tう\n")],
  ])("2 MB の%sでも待たせない", (_, given) => {
    const from = process.cpuUsage()
    parsePlan(given)
    expect(process.cpuUsage(from).user / 1000).toBeLessThan(6_000)
  })

  test("2 MB の一行が混ざっていても、プランは読める", () => {
    const parsed = parsePlan(`${repeated(() => "長い一行が続く、")}\n${fixture}`)
    expect(said(parsed)).toEqual(said(plan))
    expect(parsed.unplaced.length).toBe(1)
  })
})

describe("ファイルから", () => {
  test("どの行をどこに置いたかの報告とともに読む", () => {
    const read = readPlanFile(Buffer.from(fixture, "utf16le"))
    expect(said(read.parsed)).toEqual(said(plan))
    expect(read.encoding).toBe("utf-16le")
    expect(read.report.find((one) => one.text === "③窓口予約の推進")).toMatchObject({ used: "initiative", place: "Ⅰ-3" })
  })
})

const official = new URL("../../../../shared/plan/miyagi-r7-overview.txt", import.meta.url)

describe.skipIf(!existsSync(official))("宮城県の令和7年度の概要（手元にあるとき）", () => {
  const text = existsSync(official) ? readFileSync(official, "utf8") : ""
  const parsed = parsePlan(text)

  test("3つの目指す姿、4つの方向性、16の取組、置けない行なし", () => {
    expect(parsed.ideals.length).toBe(3)
    expect(parsed.directions.map((one) => [one.numeral, one.initiatives.map((initiative) => initiative.number)])).toEqual(
      ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"].map((numeral) => [numeral, [1, 2, 3, 4]]),
    )
    expect(parsed.unplaced).toEqual([])
    expect(parsed.fiscalYear).toBe(2025)
  })

  test("Ⅰ-③ は2つの書き方を持ち、ほかは一つ", () => {
    const aliases = parsed.directions.flatMap((one) => one.initiatives.map((initiative) => initiative.aliases))
    expect(aliases.filter((list) => list.length > 0)).toEqual([[expect.stringMatching(/^電子契約の推進$/)]])
    expect(parsed.directions[0]!.initiatives[2]!.title).toBe("電子契約の導入・推進")
  })

  test("文はどれも句点で終わり、原文の文字だけでできている", () => {
    const source = squeezed(text)
    for (const { aim, initiatives } of parsed.directions) {
      expect(source).toContain(aim)
      for (const initiative of initiatives) {
        expect(initiative.text).toMatch(/。$/)
        expect(source).toContain(initiative.text)
      }
    }
  })

  test("ねらいと方向性", () => {
    const words = ["デジタル技術", "職場環境", "多様な主体", "内部統制"]
    expect(parsed.directions.map((one, at) => one.aim.includes(words[at]!))).toEqual([true, true, true, true])
  })
})
