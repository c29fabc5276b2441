import type { FormDefinition, FormPage } from "../../../kernel/forms/index.ts"

type Section = FormPage["sections"][number]
export type Question = Section["fields"][number]

/** A question that must be answered; `more` may say otherwise. */
export function ask<K extends Question["kind"]>(kind: K, key: string, label: string, more: Partial<Extract<Question, { kind: K }>> = {}): Question {
  return { key, label, kind, ...(kind === "sum" || kind === "declaration" ? {} : { required: true }), ...more } as Question
}

/** A question that may be left out. */
export function may<K extends Question["kind"]>(kind: K, key: string, label: string, more: Partial<Extract<Question, { kind: K }>> = {}): Question {
  return ask(kind, key, label, { required: false, ...more } as Partial<Extract<Question, { kind: K }>>)
}

export function page(key: string, title: string, fields: Question[], more: Partial<FormPage> = {}): FormPage {
  return { key, title, sections: [{ fields }], ...more }
}

export function form(title: string, introduction: string, pages: FormPage[]): FormDefinition {
  return { title, introduction, pages }
}

export const long = { lines: 6, maxLength: 2000 }

/** Which decision a later document is about. */
export const decided = (): Question[] => [
  ask("text", "awardNumber", "交付決定通知書の番号", { maxLength: 60, help: "通知書の右上にあります。" }),
  ask("date", "awardedOn", "交付決定の日"),
  ask("yen", "awardedYen", "交付決定額"),
]

/** Who it is that applies or reports. */
export const party = (): FormPage =>
  page("party", "申請者", [
    ask("choice", "partyKind", "申請者の区分", {
      options: [
        { value: "company", label: "法人・団体" },
        { value: "person", label: "個人" },
      ],
    }),
    ask("corporate-number", "corporateNumber", "法人番号", { when: { field: "partyKind", is: "company" }, required: false, help: "13桁の数字。番号のない団体は空欄にしてください。" }),
    ask("text", "partyName", "名称（個人の方は氏名）", { maxLength: 100 }),
    ask("kana", "partyKana", "ふりがな"),
    ask("address", "partyAddress", "所在地（個人の方は住所）"),
    ask("text", "representative", "代表者の職名と氏名", { when: { field: "partyKind", is: "company" }, maxLength: 100 }),
    ask("phone", "partyPhone", "電話番号"),
    ask("email", "partyEmail", "メールアドレス"),
  ])

const budgetColumns = [
  { key: "name", kind: "text" as const, label: "科目", required: true, maxLength: 60 },
  { key: "yen", kind: "yen" as const, label: "金額", required: true },
  { key: "note", kind: "text" as const, label: "摘要", maxLength: 200 },
]

/** 収入 and 支出, each with its sum; the sums of both sides are to be the same. */
export const budget = (word: string): FormPage[] => [
  page("income", `収入の${word}`, [
    ask("group", "incomeLines", `収入（${word}額）`, { min: 1, max: 20, fields: budgetColumns, help: "補助金、自己資金、借入金、寄付金などに分けます。" }),
    ask("sum", "incomeTotal", "収入の合計", { of: ["incomeLines.yen"] }),
  ]),
  page("spending", `支出の${word}`, [
    ask("group", "spendingLines", `支出（${word}額）`, { min: 1, max: 40, fields: budgetColumns, help: "経費区分ごとに分け、摘要に数量と単価を書きます。「一式」「等」は使わないでください。" }),
    ask("sum", "spendingTotal", "支出の合計", { of: ["spendingLines.yen"], help: "収入の合計と同じ額になります。" }),
  ]),
]

export const files = (key: string, label: string, more: Partial<Extract<Question, { kind: "file" }>> = {}): Question =>
  ask("file", key, label, { maxFiles: 10, maxBytes: 10 * 1024 * 1024, ...more })
