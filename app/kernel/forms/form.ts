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

/** All of these hold; nothing else than earlier answers is asked. */
export interface Condition {
  field: string
  is?: string[] | undefined
  isNot?: string[] | undefined
  atLeast?: number | undefined
  below?: number | undefined
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
    | { kind: "choice"; options: Option[]; many?: boolean | undefined }
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
  | (FieldBase & { kind: "file"; maxFiles?: number | undefined; accept?: string[] | undefined })
  | (FieldBase & { kind: "table"; columns: ScalarField[]; rows: string[] })
  | (FieldBase & { kind: "group"; fields: ScalarField[]; min?: number | undefined; max?: number | undefined })
  | (FieldBase & { kind: "declaration"; text: string })
  | (FieldBase & { kind: "sum"; of: string[] })

export type FieldKind = Field["kind"]

export const fieldKindWords: Readonly<Record<FieldKind, string>> = {
  text: "文字",
  yen: "金額（円）",
  number: "数",
  date: "日付（和暦でも）",
  choice: "選択",
  "yes-no": "はい・いいえ",
  address: "住所（郵便番号から）",
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

export function fieldsOf(page: FormPage): Field[] {
  return page.sections.flatMap(({ fields }) => fields)
}

export function allFields(form: FormDefinition): Field[] {
  return form.pages.flatMap(fieldsOf)
}
