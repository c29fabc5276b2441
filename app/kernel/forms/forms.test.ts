import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { parseForm } from "../http/index.ts"
import { asAsked } from "./as-asked.ts"
import { declareBanks } from "./banks.ts"
import { addField, addPage, removeField, shiftField, shiftPage } from "./edit-definition.ts"
import { readGiven } from "./definition-faults.ts"
import { formDefinitionSchema } from "./form-definition-schema.ts"
import { faultsOf } from "./form-faults.ts"
import { allFields, type Answers, type Condition, type Field, type FieldKind, fieldKindWords, type FormDefinition } from "./form.ts"
import { jsonSchemaOf } from "./json-schema-of.ts"
import { conditionInput, conditionOf, whenValues } from "./pages/condition-input.ts"
import { problemsOf } from "./problems-of.ts"
import { readTyped } from "./read-typed.ts"
import { calculated, holds, pruned, shownPages } from "./shown.ts"

const form: FormDefinition = {
  title: "事業計画書",
  pages: [
    {
      key: "kind",
      title: "申請の区分",
      sections: [
        {
          fields: [
            { key: "who", kind: "choice", label: "申請する人", required: true, options: [{ value: "company", label: "法人" }, { value: "person", label: "個人" }] },
            { key: "number", kind: "corporate-number", label: "法人番号", required: true, when: { field: "who", is: ["company"] } },
            { key: "workers", kind: "number", label: "従業員数", unit: "人", min: 0 },
          ],
        },
      ],
    },
    {
      key: "costs",
      title: "経費",
      sections: [
        {
          fields: [
            { key: "lines", kind: "group", label: "内訳", min: 1, max: 3, fields: [{ key: "name", kind: "text", label: "品名", required: true, maxLength: 10 }, { key: "amount", kind: "yen", label: "金額", required: true }] },
            { key: "other", kind: "yen", label: "その他" },
            { key: "total", kind: "sum", label: "合計", of: ["lines.amount", "other"] },
            { key: "start", kind: "date", label: "開始日", required: true, min: "2026-04-01" },
          ],
        },
      ],
    },
    { key: "many", title: "10人以上のとき", when: { field: "workers", atLeast: 10 }, sections: [{ fields: [{ key: "plan", kind: "text", label: "計画", required: true, lines: 3 }, { key: "agree", kind: "declaration", label: "誓約", text: "偽りのないことを誓います。" }] }] },
  ],
}

describe("様式の誤り", () => {
  test("正しい様式には誤りがない", () => {
    expect(faultsOf(form)).toEqual([])
    expect(formDefinitionSchema.safeParse(form).success).toBe(true)
  })

  const broken = (change: (form: FormDefinition) => void) => {
    const copy = structuredClone(form)
    change(copy)
    return faultsOf(copy).join(" ")
  }
  test.each<[string, (form: FormDefinition) => void, RegExp]>([
    ["同じ記号", (it) => void (it.pages[1]!.sections[0]!.fields[1]!.key = "who"), /重なっています/],
    ["後の項目を条件にする", (it) => void (it.pages[0]!.sections[0]!.fields[0]!.when = { field: "workers", atLeast: 1 }), /より前の項目/],
    ["選択肢にない答えを条件にする", (it) => void (it.pages[0]!.sections[0]!.fields[1]!.when = { field: "who", is: ["nobody"] }), /選択肢にありません/],
    ["答えのない条件", (it) => void (it.pages[2]!.when = { field: "workers" }), /答えを選んで/],
    ["金額でないものを足す", (it) => void Object.assign(it.pages[1]!.sections[0]!.fields[2]!, { of: ["lines.name"] }), /金額か整数/],
    ["最小が最大より大きい", (it) => void Object.assign(it.pages[0]!.sections[0]!.fields[2]!, { min: 5, max: 1 }), /最小が最大/],
    ["数でない項目の大きさを条件にする", (it) => void (it.pages[2]!.when = { field: "who", atLeast: 3 }), /大きさは比べられません/],
    ["組み合わせた条件の中の誤り", (it) => void (it.pages[2]!.when = { any: [{ field: "workers", atLeast: 1 }, { all: [{ field: "nothing", is: "x" }] }] }), /より前の項目/],
    ["くり返しの条件は同じ行の前の項目だけ", (it) => void Object.assign(it.pages[1]!.sections[0]!.fields[0]!, { fields: [{ key: "a", kind: "text", label: "A", when: { field: "b", is: "1" } }, { key: "b", kind: "text", label: "B" }] }), /同じ行の、それより前/],
    ["小数を足す", (it) => { Object.assign(it.pages[0]!.sections[0]!.fields[2]!, { decimals: 1 }); Object.assign(it.pages[1]!.sections[0]!.fields[2]!, { of: ["workers"] }) }, /金額か整数/],
    ["選択肢の記号が重なる", (it) => void Object.assign(it.pages[0]!.sections[0]!.fields[0]!, { options: [{ value: "company", label: "法人" }, { value: "company", label: "会社" }] }), /選択肢の記号が重なって/],
    ["ページの記号が重なる", (it) => void (it.pages[1]!.key = "kind"), /ページの記号/],
  ])("%s", (_, change, message) => {
    expect(broken(change)).toMatch(message)
  })

  test("知らない設定や長すぎる記号は、読み込まない", () => {
    expect(formDefinitionSchema.safeParse({ ...form, script: "x" }).success).toBe(false)
    expect(formDefinitionSchema.safeParse({ title: "x", pages: [{ key: "A", title: "x", sections: [] }] }).success).toBe(false)
    expect(formDefinitionSchema.safeParse({ title: "x", pages: Array.from({ length: 41 }, (_, at) => ({ key: `p${at}`, title: "x", sections: [] })) }).success).toBe(false)
  })
})

describe("読み取りと誤りの文", () => {
  test.each([
    ["１，２３４", 1234],
    ["1,234円", 1234],
    ["▲5", -5],
    ["約3万", "約3万"],
  ])("金額「%s」は %s と読む", (typed, read) => {
    expect(readTyped(form, "costs", { "lines.0.name": "机", "lines.0.amount": typed }, {}).lines).toEqual([{ name: "机", amount: read }])
  })

  const three = { "lines.0.name": "机", "lines.0.amount": "1", "lines.1.name": "", "lines.1.amount": "", "lines.2.name": "棚" }
  test.each<[string, string | undefined, Answers[]]>([
    ["保存するときは、空の行を数えない", undefined, [{ name: "机", amount: 1 }, { name: "棚" }]],
    ["行を消しても、ほかの行はそのまま", "rows.remove.lines.0", [{}, { name: "棚" }]],
    ["ない行を消しても、何も消えない", "rows.remove.lines.9", [{ name: "机", amount: 1 }, {}, { name: "棚" }]],
    ["上限より多い行は足せない", "rows.add.lines", [{ name: "机", amount: 1 }, {}, { name: "棚" }]],
    ["ほかの項目の行を足しても、そのまま", "rows.add.others", [{ name: "机", amount: 1 }, {}, { name: "棚" }]],
  ])("%s", (_, button, rows) => {
    expect(readTyped(form, "costs", { ...three, ...(button ? { _again: button } : {}) }, {}).lines).toEqual(rows)
  })

  test("行を足すと、空の行が1つ増える", () => {
    expect(readTyped(form, "costs", { "lines.0.name": "机", _again: "rows.add.lines" }, {}).lines).toEqual([{ name: "机" }, {}])
  })

  test("上限を超えて送られた行も失わず、超えたことを伝える", () => {
    const answers = readTyped(form, "costs", Object.fromEntries([0, 1, 2, 3].map((row) => [`lines.${row}.name`, `品${row}`])), {})
    expect(answers.lines).toHaveLength(4)
    expect(problemsOf(form, answers, { pageKey: "costs" }).map(({ message }) => message)).toContain("内訳は3行までです（いま4行）。")
  })

  test("聞いていない項目の答えは、そのページを保存しても残る", () => {
    const hidden: FormDefinition = { title: "x", pages: [form.pages[0]!, { key: "second", title: "つぎ", sections: [{ fields: [{ key: "shop", kind: "text", label: "屋号", when: { field: "who", is: "person" } }, { key: "memo", kind: "text", label: "備考" }] }] }] }
    expect(readTyped(hidden, "second", { memo: "あり" }, { who: "company", shop: "萩商店" })).toEqual({ who: "company", shop: "萩商店", memo: "あり" })
  })

  test("表は、一度も入力していなくても、足りない欄をすべて示す", () => {
    const table: FormDefinition = { title: "x", pages: [{ key: "p", title: "x", sections: [{ fields: [{ key: "sales", kind: "table", label: "売上", rows: ["前年", "今年"], columns: [{ key: "yen", kind: "yen", label: "金額", required: true }] }] }] }] }
    expect(problemsOf(table, {}).map(({ path, message }) => `${path} ${message}`)).toEqual(["sales.0.yen 売上の「前年」の金額を入力してください。", "sales.1.yen 売上の「今年」の金額を入力してください。"])
    expect(problemsOf(table, { sales: [{ yen: 1 }, { yen: 2 }] })).toEqual([])
    expect(asAsked(table, {}).map(({ label }) => label)).toEqual(["売上　前年：金額", "売上　今年：金額"])
  })

  test("ファイルの数・大きさ・種類の誤りも一度に示す", () => {
    const files: FormDefinition = { title: "x", pages: [{ key: "p", title: "x", sections: [{ fields: [{ key: "paper", kind: "file", label: "見積書", maxFiles: 1, maxBytes: 1024, accept: ["pdf"] }] }] }] }
    const one = (name: string, bytes: number) => ({ documentId: name, name, bytes, sha256: "" })
    expect(problemsOf(files, { paper: [one("a.pdf", 10)] })).toEqual([])
    expect(problemsOf(files, { paper: [one("a.PDF", 2048), one("b.exe", 1)] }).map(({ message }) => message)).toEqual([
      "見積書のファイルは1件までです（いま2件）。",
      expect.stringMatching(/「a.PDF」は大きすぎます/),
      "見積書に添付できるのは .pdf です（「b.exe」）。",
    ])
  })

  test("見つかった町は、打った文字の上に書かず、空いている欄だけを埋める。いくつもあれば選んだ町だけ", () => {
    const address: FormDefinition = { title: "x", pages: [{ key: "p", title: "x", sections: [{ fields: [{ key: "place", kind: "address", label: "所在地" }] }] }] }
    const typed = { "place.postalCode": "９８０-８５７０", "place.street": "本町三丁目8番1号", _again: "address.place" }
    const read = (more: Record<string, string | string[]>) => readTyped(address, "p", { ...typed, ...more }, {}).place
    const town = { prefecture: "宮城県", municipality: "仙台市青葉区" }
    expect(read({})).toEqual({ postalCode: "9808570", street: "本町三丁目8番1号" })
    expect(read({ "place._found": ["宮城県|仙台市青葉区|本町"] })).toEqual({ postalCode: "9808570", ...town, street: "本町三丁目8番1号" })
    expect(read({ "place._found": ["宮城県|仙台市青葉区|本町"], "place.street": "" })).toEqual({ postalCode: "9808570", ...town, street: "本町" })
    const two = ["宮城県|仙台市青葉区|本町", "宮城県|仙台市青葉区|本町東"]
    expect(read({ "place._found": two, "place.street": "" })).toEqual({ postalCode: "9808570" })
    expect(read({ "place._found": two, "place.street": "", "place.town": two[1]! })).toEqual({ postalCode: "9808570", ...town, street: "本町東" })
    // The rest of a municipality has no town.
    expect(read({ "place._found": ["宮城県|仙台市青葉区|"], "place.street": "" })).toEqual({ postalCode: "9808570", ...town })
    expect(read({ "place.town": "あやしい文字", "place.street": "" })).toEqual({ postalCode: "9808570" })
  })

  test("1ページ分だけを変え、ほかのページの答えはそのまま", () => {
    const before: Answers = { who: "company", plan: "計画" }
    expect(readTyped(form, "costs", { other: "5" }, before)).toEqual({ who: "company", plan: "計画", other: 5 })
  })

  test("すべての誤りを一度に、欄ごとに示す", () => {
    const answers = readTyped(form, "costs", { "lines.0.name": "とても長い品名の机と棚", "lines.0.amount": "x", start: "2026-03-31" }, { who: "company", number: "1234567890123", workers: 10 })
    expect(problemsOf(form, answers).map(({ path, message }) => `${path} ${message}`)).toEqual([
      "number 法人番号が正しくありません。13桁の数字を確かめてください。",
      "lines.0.name 内訳の1行目の品名は10文字以内で入力してください（いま11文字）。",
      "lines.0.amount 内訳の1行目の金額は数字で入力してください。",
      "start 開始日は令和8年4月1日以後の日にしてください。",
      "plan 計画を入力してください。",
      "agree 「誓約」を確かめて、チェックを入れてください。",
    ])
  })

  test("条件に合わない項目は聞かず、答えも残さない", () => {
    const answers: Answers = { who: "person", number: "1234567890123", workers: 9, plan: "残らない" }
    expect(shownPages(form, answers).map(({ key }) => key)).toEqual(["kind", "costs"])
    expect(pruned(form, answers)).toEqual({ who: "person", workers: 9, total: 0 })
  })

  test("聞いたとおりの言葉で、和暦と円で残す", () => {
    const answers: Answers = { who: "company", workers: 3, lines: [{ name: "机", amount: 12_000 }], other: 500, start: "2026-04-01" }
    expect(asAsked(form, answers).map(({ label, text }) => [label, text])).toEqual([
      ["申請する人", "法人"],
      ["法人番号", ""],
      ["従業員数", "3人"],
      ["内訳　1行目：品名", "机"],
      ["内訳　1行目：金額", "12,000円"],
      ["その他", "500円"],
      ["合計", "12,500円"],
      ["開始日", "令和8年4月1日"],
    ])
  })

  test("銀行と支店は、1つに決まれば番号が入り、いくつもあれば選んでもらう", () => {
    declareBanks((bank) =>
      bank === "七十七" ? ["本店", "本店営業部"].map((branchName, at) => ({ bankCode: "0125", bankName: "七十七銀行", branchCode: `10${at}`, branchName })) : [],
    )
    const account: FormDefinition = { title: "口座", pages: [{ key: "p", title: "口座", sections: [{ fields: [{ key: "account", kind: "bank-account", label: "振込先", required: true }] }] }] }
    const typed = { "account.bank": "七十七", "account.branch": "本店", "account.type": "ordinary", "account.number": "１２３", "account.holder": "ﾊｷﾞ" }
    const open = readTyped(account, "p", typed, {})
    expect(problemsOf(account, open).map(({ message }) => message)).toEqual(["振込先に当てはまる支店が2店あります。1つ選んでください。"])
    const chosen = readTyped(account, "p", { ...typed, "account.chosen": "0125-101" }, {})
    expect([problemsOf(account, chosen), (chosen.account as Answers).branchName, (chosen.account as Answers).number]).toEqual([[], "本店営業部", "123"])
    const unknown = readTyped(account, "p", { ...typed, "account.bank": "ない銀行" }, {})
    expect(problemsOf(account, unknown)[0]!.message).toMatch(/見つかりません/)
  })
})

describe("条件", () => {
  const number = (value: number): Answers => ({ a: value })
  test.each<[string, Condition, Answers, boolean]>([
    ["1つの値", { field: "a", is: "x" }, { a: "x" }, true],
    ["値のどれか", { field: "a", is: ["x", "y"] }, { a: "y" }, true],
    ["複数選択のどれかが当たる", { field: "a", is: "y" }, { a: ["x", "y"] }, true],
    ["答えがなければ当たらない", { field: "a", is: "x" }, {}, false],
    ["数も値として比べる", { field: "a", is: 3 }, number(3), true],
    ["以外", { field: "a", isNot: "x" }, { a: "y" }, true],
    ["以外は、答えがなくても当たる", { field: "a", isNot: "x" }, {}, true],
    ["以上（ちょうど）", { field: "a", atLeast: 10 }, number(10), true],
    ["以上（足りない）", { field: "a", atLeast: 10 }, number(9), false],
    ["未満（ちょうど）", { field: "a", below: 10 }, number(10), false],
    ["数として読めない答え", { field: "a", atLeast: 1 }, { a: "約3" }, false],
    ["答えがある", { field: "a", answered: true }, { a: "x" }, true],
    ["答えがない", { field: "a", answered: false }, {}, true],
    ["すべて", { all: [{ field: "a", atLeast: 1 }, { field: "b", is: "x" }] }, { a: 1, b: "y" }, false],
    ["どれか", { any: [{ field: "a", atLeast: 1 }, { field: "b", is: "x" }] }, { a: 1, b: "y" }, true],
    ["組合せの中の組合せ", { any: [{ all: [{ field: "a", is: "1" }, { field: "b", is: "x" }] }, { field: "c", answered: true }] }, { a: 1, b: "x" }, true],
  ])("%s", (_, condition, answers, expected) => {
    expect(holds(condition, answers)).toBe(expected)
  })

  test("画面の欄に写して読み戻しても、同じ条件になる", () => {
    const comparison = fc.oneof(
      fc.record({ field: fc.constantFrom("a", "b"), is: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1 }) }),
      fc.record({ field: fc.constantFrom("a", "b"), isNot: fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1 }) }),
      fc.record({ field: fc.constant("n"), atLeast: fc.integer() }),
      fc.record({ field: fc.constant("a"), answered: fc.boolean() }),
    )
    const condition = fc.oneof(comparison, fc.record({ all: fc.array(comparison, { minLength: 2, maxLength: 4 }) }), fc.record({ any: fc.array(comparison, { minLength: 2, maxLength: 4 }) }))
    fc.assert(
      fc.property(condition, (one) => {
        const parsed = parseForm(z.object(conditionInput), whenValues(one))
        expect(parsed.ok && conditionOf(parsed.input, undefined)).toEqual(one)
      }),
    )
  })
})

describe("合計", () => {
  const sum = (more: object): FormDefinition => ({ title: "x", pages: [{ key: "p", title: "x", sections: [{ fields: [{ key: "a", kind: "yen", label: "経費" }, { key: "grant", kind: "sum", label: "申請額", of: ["a"], ...more } as Field] }] }] })
  test.each<[string, object, number, number]>([
    ["そのまま", {}, 3_999_999, 3_999_999],
    ["7/8、千円未満切捨て", { fraction: { numerator: 7, denominator: 8, floorTo: 1000 } }, 3_999_999, 3_499_000],
    ["2/3、1円未満切捨て", { fraction: { numerator: 2, denominator: 3 } }, 100, 66],
    ["負の額も切り下げる", { fraction: { numerator: 1, denominator: 2, floorTo: 10 } }, -5, -10],
    ["大きな額でも1円も違わない", { fraction: { numerator: 9999, denominator: 10_000 } }, 9_007_199_254_740_991, 9_006_298_534_815_516],
  ])("%s", (_, more, amount, expected) => {
    expect(calculated(sum(more), { a: amount })).toEqual({ grant: expected })
  })
})

describe("誤った書き方の様式", () => {
  const page = { key: "p", title: "申請者", sections: [{ fields: [{ key: "name", kind: "text", label: "名称" }] }] }
  test.each<[string, unknown, RegExp]>([
    ["様式でないもの", 5, /様式の書き方が正しくありません/],
    ["知らない設定", { title: "x", pages: [{ ...page, colour: "red" }] }, /ページ「申請者」に、知らない設定「colour」/],
    ["知らない種類", { title: "x", pages: [{ ...page, sections: [{ fields: [{ key: "name", kind: "magic", label: "名称" }] }] }] }, /ページ「申請者」の.*項目「名称」の種類/],
    ["見出しがない", { title: "x", pages: [{ ...page, sections: [{ fields: [{ key: "name", kind: "text" }] }] }] }, /ページ「申請者」の.*1番目の項目の見出しがありません/],
    ["文字数の上限が大きすぎる", { title: "x", pages: [{ ...page, sections: [{ fields: [{ key: "name", kind: "text", label: "名称", maxLength: 99_999 }] }] }] }, /項目「名称」の文字数の上限が大きすぎる/],
    ["オブジェクトが初めから持つ名前", { title: "x", pages: [{ ...page, sections: [{ fields: [{ key: "constructor", kind: "text", label: "名称" }] }] }] }, /この記号は使えません/],
    ["深すぎる条件", { title: "x", pages: [{ ...page, when: { all: [{ all: [{ all: [{ field: "a", is: "x" }] }] }] } }] }, /ページ「申請者」/],
  ])("%s", (_, given, message) => {
    const { faults } = readGiven(given)
    expect(faults.join(" ")).toMatch(message)
    expect(faults.join(" ")).not.toMatch(/[Ii]nvalid|[Uu]nrecognized|[Ee]xpected/)
  })

  test("何を渡しても例外にならず、日本語で答える", () => {
    fc.assert(fc.property(fc.jsonValue(), (given) => readGiven(given).faults.every((fault) => /[ぁ-ん]/.test(fault))))
  })
})

describe("どんな入力でも", () => {
  const names = ["who", "number", "workers", "lines.0.name", "lines.0.amount", "lines.7.amount", "other", "start", "plan", "agree", "lines.0._row", "_again", "start.year", "start.month", "start.day", "__proto__", "total"]
  const typedValues = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.string(), { maxLength: 3 }), fc.constantFrom("company", "10", "on", "2026-04-01", "rows.add.lines", "rows.remove.lines.0")))

  test("読み取りは例外を出さず、もう一度読んでも同じ。合計は整数", () => {
    fc.assert(
      fc.property(typedValues, (typed) => {
        for (const { key } of form.pages) {
          const once = readTyped(form, key, typed, {})
          expect(readTyped(form, key, typed, once)).toEqual(once)
          problemsOf(form, once)
          asAsked(form, once)
          const { total } = pruned(form, once)
          if (total !== undefined) expect(Number.isFinite(total)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  test("比べられない形の答えは、どの値とも等しくない", () => {
    expect(() => problemsOf(form, { who: { toString: null } } as unknown as Answers)).not.toThrow()
  })

  test("どんな形の答えでも、調べて言葉にできる", () => {
    const keys = allFields(form).map(({ key }) => key)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (given) => {
        const answers = given as Answers
        expect(problemsOf(form, answers).every(({ message }) => message.endsWith("。"))).toBe(true)
        asAsked(form, answers)
      }),
      { numRuns: 300 },
    )
  })

  test("打った文字は、読めないものも、どこかに残る", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).map((one) => one.trim().replace(/\r\n?/g, "\n")).filter(Boolean)
    const one = fc.record({ who: text, number: text.filter((given) => given.normalize("NFKC").replace(/[\s-]/g, "") !== ""), workers: text })
    fc.assert(
      fc.property(one, (typed) => {
        const answers = readTyped(form, "kind", typed, {})
        expect(["who", "number", "workers"].filter((key) => answers[key] === undefined)).toEqual([])
      }),
    )
  })

  test("刈り込みは二度目に何も変えない", () => {
    fc.assert(
      fc.property(typedValues, (typed) => {
        const answers = form.pages.reduce((before, { key }) => readTyped(form, key, typed, before), {} as Answers)
        const once = pruned(form, answers)
        expect(pruned(form, once)).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })

  test("条件のない項目はいつも聞く", () => {
    fc.assert(fc.property(typedValues, (typed) => holds(undefined, typed as Answers)))
  })
})

describe("組み立て", () => {
  test("どの種類の項目も、足して、動かして、消せる", () => {
    let it: FormDefinition = addPage({ title: "x", pages: [] }, "はじめ")
    it = addField(it, "page1", 0, "yen", "金額")
    for (const kind of Object.keys(fieldKindWords) as FieldKind[]) it = addField(it, "page1", 0, kind, `項目${kind}`)
    expect(faultsOf(it)).toEqual([])
    expect(formDefinitionSchema.safeParse(it).success).toBe(true)
    const keys = () => it.pages[0]!.sections[0]!.fields.map(({ key }) => key)
    const first = keys()
    it = shiftField(it, first[1]!, -1)
    expect(keys().slice(0, 2)).toEqual([first[1], first[0]])
    it = removeField(it, first[1]!)
    expect(keys()).not.toContain(first[1])
    it = shiftPage(addPage(it, "つぎ"), "page2", -1)
    expect(it.pages.map(({ title }) => title)).toEqual(["つぎ", "はじめ"])
    expect(shiftPage(it, "page2", -1).pages).toEqual(it.pages)
  })

  test("JSON Schema は、条件のない必須だけを必須とする", () => {
    expect(jsonSchemaOf(form)).toMatchObject({ required: ["who", "start"], properties: { lines: { maxItems: 3 }, workers: { type: "integer", minimum: 0 } } })
  })
})
