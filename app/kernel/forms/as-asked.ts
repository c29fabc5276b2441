import { numberText, wareki, yenText } from "../ui/formats.ts"
import { filesOf, isEmpty, recordOf, rowsOf, textOf } from "./answer-shapes.ts"
import { accountTypes } from "./banks.ts"
import { allFields, type Answers, type AnswerValue, type Field, type FieldKind, type FormDefinition, partsOf, type ScalarField } from "./form.ts"
import { holds, pruned, shownPages } from "./shown.ts"

/** One question as it was asked, with its answer in the words people read and as it is. */
export interface AskedQuestion {
  pageKey: string
  page: string
  section?: string
  label: string
  path: string
  text: string
  value?: AnswerValue
  kind: FieldKind
}

/** Every question that was asked, in order, unanswered ones too: this is kept with the answers, whatever becomes of the form. */
export function asAsked(form: FormDefinition, answers: Answers): AskedQuestion[] {
  const kept = pruned(form, answers)
  return shownPages(form, answers).flatMap((page) =>
    page.sections.flatMap(({ title, fields }) =>
      fields
        .filter((field) => holds(field.when, kept))
        .flatMap((field) => questionsOf(form, field, kept[field.key]))
        .map((one) => ({ pageKey: page.key, page: page.title, ...(title ? { section: title } : {}), ...one })),
    ),
  )
}

type Question = Omit<AskedQuestion, "pageKey" | "page" | "section">

function questionsOf(form: FormDefinition, field: Field, answer: AnswerValue | undefined): Question[] {
  const rows = rowsOf(answer)
  if (field.kind === "group" && rows.length === 0) return [{ label: field.label, path: field.key, text: "", kind: field.kind }]
  if (field.kind !== "group" && field.kind !== "table") {
    const text = field.kind === "sum" ? sumWords(form, field, answer) : wordsOf(field, answer)
    return [{ label: field.label, path: field.key, text, ...(answer === undefined ? {} : { value: answer }), kind: field.kind }]
  }
  const titles = field.kind === "table" ? field.rows : rows.map((_, at) => `${at + 1}行目`)
  return titles.flatMap((title, at) => {
    const row = rows[at] ?? {}
    return partsOf(field)
      .filter((part) => holds(part.when, row))
      .map((part) => {
        const value = row[part.key]
        const shared = { label: `${field.label}　${title}：${part.label}`, path: `${field.key}.${at}.${part.key}`, kind: part.kind }
        return { ...shared, text: wordsOf(part, value), ...(value === undefined ? {} : { value }) }
      })
  })
}

/** A sum of amounts is an amount; of other numbers, a number. */
export function sumWords(form: FormDefinition, field: Extract<Field, { kind: "sum" }>, answer: AnswerValue | undefined): string {
  if (typeof answer !== "number") return ""
  return isYen(form, field.of) ? yenText(answer) : answer.toLocaleString("ja-JP")
}

function isYen(form: FormDefinition, of: readonly string[]): boolean {
  return of.every((path) => {
    const [first, part] = path.split(".")
    const field = allFields(form).find(({ key }) => key === first)
    if (field?.kind === "sum") return isYen(form, field.of.filter((one) => one !== first))
    return (part === undefined ? field : field && partsOf(field).find(({ key }) => key === part))?.kind === "yen"
  })
}

/** 和暦, yen with commas, the words of a choice; "" where nothing was answered. */
export function wordsOf(field: Field | ScalarField, answer: AnswerValue | undefined): string {
  if (answer === undefined || isEmpty(answer)) return ""
  switch (field.kind) {
    case "yen":
      return typeof answer === "number" ? yenText(answer) : textOf(answer)
    case "sum":
      return typeof answer === "number" ? answer.toLocaleString("ja-JP") : ""
    case "number":
      return typeof answer === "number" ? numberText(answer, field.unit ?? "", field.decimals ?? 0) : textOf(answer)
    case "date": {
      const day = textOf(answer)
      return /^\d{4}-\d\d-\d\d$/.test(day) ? wareki(day) : day
    }
    case "yes-no":
      return answer === "yes" ? "はい" : answer === "no" ? "いいえ" : textOf(answer)
    case "choice":
      return [answer]
        .flat()
        .map((value) => field.options.find((option) => option.value === textOf(value))?.label ?? textOf(value))
        .join("、")
    case "declaration":
      return answer === true ? `はい（${field.text}）` : ""
    case "file":
      return filesOf(answer).map(({ name }) => name).join("、")
    case "address": {
      const it = recordOf(answer)
      const code = textOf(it.postalCode ?? "")
      return `${code.length === 7 ? `〒${code.slice(0, 3)}-${code.slice(3)} ` : ""}${[it.prefecture, it.municipality, it.street, it.building].filter(Boolean).join("")}`
    }
    case "bank-account": {
      const it = recordOf(answer)
      const type = accountTypes.find(({ value }) => value === it.type)?.label ?? ""
      return [it.bankName ?? it.bank, it.branchName ?? it.branch, type, it.number, it.holder].filter(Boolean).join(" ")
    }
    default:
      return textOf(answer)
  }
}
