/**
 * A form is data: pages → sections → fields, with conditions and repeating groups. It is designed on screen, rendered
 * without JavaScript, saved page by page and immutable once opened. No expression language: a condition compares one
 * earlier answer, a sum adds amounts.
 */
export interface FormDefinition {
  title: string
  introduction?: string | undefined
  pages: FormPage[]
}

export interface FormPage {
  key: string
  title: string
  help?: string | undefined
  when?: Condition | undefined
  sections: FormSection[]
}

export interface FormSection {
  title?: string | undefined
  help?: string | undefined
  fields: Field[]
}

/** What earlier answers say: one of them compared, or several of these together. */
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] }

type Compared = string | number

/** Everything that is given must hold. */
export interface Comparison {
  field: string
  is?: Compared | Compared[] | undefined
  isNot?: Compared | Compared[] | undefined
  atLeast?: number | undefined
  below?: number | undefined
  answered?: boolean | undefined
}

interface FieldBase {
  key: string
  label: string
  help?: string | undefined
  required?: boolean | undefined
  when?: Condition | undefined
}

export interface Option {
  value: string
  label: string
}

export type ScalarField = FieldBase &
  (
    | { kind: "text"; lines?: number | undefined; maxLength?: number | undefined }
    | { kind: "yen"; min?: number | undefined; max?: number | undefined }
    | { kind: "number"; unit?: string | undefined; decimals?: number | undefined; min?: number | undefined; max?: number | undefined }
    | { kind: "date"; min?: string | undefined; max?: string | undefined }
    | { kind: "choice"; options: Option[]; many?: boolean | undefined; shownAs?: "buttons" | "list" | undefined }
    | { kind: "yes-no" }
    | { kind: "corporate-number" }
    | { kind: "email" }
    | { kind: "phone" }
    | { kind: "kana" }
  )

export type Field =
  | ScalarField
  | (FieldBase & { kind: "address" })
  | (FieldBase & { kind: "bank-account" })
  | (FieldBase & { kind: "file"; maxFiles?: number | undefined; maxBytes?: number | undefined; accept?: string[] | undefined })
  | (FieldBase & { kind: "table"; columns: ScalarField[]; rows: string[] })
  | (FieldBase & { kind: "group"; fields: ScalarField[]; min?: number | undefined; max?: number | undefined })
  | (FieldBase & { kind: "declaration"; text: string })
  | (FieldBase & { kind: "sum"; of: string[]; fraction?: SumFraction | undefined })

/** The part of a sum that is meant: 2/3 of it, floored to whole thousands (千円未満切捨て). */
export interface SumFraction {
  numerator: number
  denominator: number
  floorTo?: number | undefined
}

export type FieldKind = Field["kind"]

export const fieldKindWords: Readonly<Record<FieldKind, string>> = {
  text: "文字",
  yen: "金額（円）",
  number: "数",
  date: "日付（和暦でも）",
  choice: "選択",
  "yes-no": "はい・いいえ",
  address: "住所",
  "corporate-number": "法人番号",
  "bank-account": "口座（銀行・支店）",
  file: "ファイル",
  table: "表（行が決まっているもの）",
  group: "くり返し（行を増やせるもの）",
  declaration: "誓約・同意",
  sum: "合計（計算）",
  email: "メールアドレス",
  phone: "電話番号",
  kana: "ふりがな",
}

/** What a column of a table or of a repeating group may be. */
export const partKinds = ["text", "yen", "number", "date", "choice", "yes-no", "kana", "email", "phone", "corporate-number"] as const

/** What was answered: by the key of each field. What could not be read is kept as typed, so that it can be shown again. */
export interface Answers {
  [key: string]: AnswerValue
}
export type AnswerValue = string | number | boolean | string[] | FileAnswer[] | Answers | Answers[]

export interface FileAnswer {
  documentId: string
  name: string
  bytes: number
  sha256: string
}

export interface FormProblem {
  pageKey: string
  /** The control's name: "members.0.name". */
  path: string
  label: string
  message: string
}

/** How many files a question takes where its setting says nothing. */
export const MOST_FILES = 5
/** How many rows a repeating group takes where its setting says nothing. */
export const MOST_ROWS = 100

/** The comparisons a condition is made of. */
export function comparisonsOf(condition: Condition | undefined): Comparison[] {
  if (!condition) return []
  if ("all" in condition) return condition.all.flatMap(comparisonsOf)
  return "any" in condition ? condition.any.flatMap(comparisonsOf) : [condition]
}

/** The questions inside a repeating group or a table. */
export function partsOf(field: Field): readonly ScalarField[] {
  return field.kind === "group" ? field.fields : field.kind === "table" ? field.columns : []
}

export function fieldsOf(page: FormPage): Field[] {
  return page.sections.flatMap(({ fields }) => fields)
}

export function allFields(form: FormDefinition): Field[] {
  return form.pages.flatMap(fieldsOf)
}
