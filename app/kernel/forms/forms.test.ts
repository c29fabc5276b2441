import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { asAsked } from "./as-asked.ts"
import { declareBanks } from "./banks.ts"
import { addField, addPage, removeField, shiftField, shiftPage } from "./edit-definition.ts"
import { faultsOf, formDefinitionSchema } from "./form-definition-schema.ts"
import { type Answers, type FieldKind, fieldKindWords, type FormDefinition } from "./form.ts"
import { jsonSchemaOf } from "./json-schema-of.ts"
import { problemsOf } from "./problems-of.ts"
import { readTyped } from "./read-typed.ts"
import { holds, pruned, shownPages } from "./shown.ts"

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
    ["後の項目を条件にする", (it) => void (it.pages[0]!.sections[0]!.fields[0]!.when = { field: "workers", atLeast: 1 }), /前の項目/],
    ["選択肢にない答えを条件にする", (it) => void (it.pages[0]!.sections[0]!.fields[1]!.when = { field: "who", is: ["nobody"] }), /選択肢にありません/],
    ["答えのない条件", (it) => void (it.pages[2]!.when = { field: "workers" }), /答えを選んで/],
    ["金額でないものを足す", (it) => void Object.assign(it.pages[1]!.sections[0]!.fields[2]!, { of: ["lines.name"] }), /金額か数/],
    ["最小が最大より大きい", (it) => void Object.assign(it.pages[0]!.sections[0]!.fields[2]!, { min: 5, max: 1 }), /最小が最大/],
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

  test("空の行と、消すとした行は数えない", () => {
    const typed = { "lines.0.name": "机", "lines.0.amount": "1", "lines.1.name": "", "lines.1.amount": "", "lines.2.name": "棚", "lines.2._remove": "on" }
    expect(readTyped(form, "costs", typed, {}).lines).toEqual([{ name: "机", amount: 1 }])
  })

  test("1ページ分だけを変え、ほかのページの答えはそのまま", () => {
    const before: Answers = { who: "company", plan: "計画" }
    expect(readTyped(form, "costs", { other: "5" }, before)).toEqual({ who: "company", plan: "計画", other: 5 })
  })

  test("すべての誤りを一度に、欄ごとに示す", () => {
    const answers = readTyped(form, "costs", { "lines.0.name": "とても長い品名の机と棚", "lines.0.amount": "x", start: "2026-03-31" }, { who: "company", number: "1234567890123", workers: 10 })
    expect(problemsOf(form, answers).map(({ path, message }) => `${path} ${message}`)).toEqual([
      "number 法人番号が正しくありません。13桁の数字を確かめてください。",
      "lines.0.name 1行目の品名は10文字以内で入力してください（いま11文字）。",
      "lines.0.amount 1行目の金額は数字で入力してください。",
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
      ["合計", "12,500"],
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
    expect(problemsOf(account, open).map(({ message }) => message)).toEqual(["振込先に当てはまる支店が2あります。1つ選んでください。"])
    const chosen = readTyped(account, "p", { ...typed, "account.chosen": "0125-101" }, {})
    expect([problemsOf(account, chosen), (chosen.account as Answers).branchName, (chosen.account as Answers).number]).toEqual([[], "本店営業部", "123"])
    const unknown = readTyped(account, "p", { ...typed, "account.bank": "ない銀行" }, {})
    expect(problemsOf(account, unknown)[0]!.message).toMatch(/見つかりません/)
  })
})

describe("どんな入力でも", () => {
  const names = ["who", "number", "workers", "lines.0.name", "lines.0.amount", "lines.7.amount", "other", "start", "plan", "agree", "lines.0._remove", "__proto__", "total"]
  const typedValues = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.string(), { maxLength: 3 }), fc.constantFrom("company", "10", "on", "2026-04-01")))

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
