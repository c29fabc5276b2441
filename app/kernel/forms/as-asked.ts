import { numberText, wareki, yenText } from "../ui/formats.ts"
import { type Answers, type AnswerValue, type Field, fieldsOf, type FileAnswer, type FormDefinition, type ScalarField } from "./form.ts"
import { holds, pruned, shownPages } from "./shown.ts"

/** One question as it was asked, with its answer in the words people read. */
export interface AskedQuestion {
  pageKey: string
  page: string
  label: string
  path: string
  text: string
}

/** Every question that was asked, in order, unanswered ones too: this is kept with the answers, whatever becomes of the form. */
export function asAsked(form: FormDefinition, answers: Answers): AskedQuestion[] {
  const kept = pruned(form, answers)
  return shownPages(form, answers).flatMap((page) =>
    fieldsOf(page)
      .filter((field) => holds(field.when, kept))
      .flatMap((field) => questionsOf(field, kept[field.key]).map((one) => ({ pageKey: page.key, page: page.title, ...one }))),
  )
}

function questionsOf(field: Field, answer: AnswerValue | undefined): { label: string; path: string; text: string }[] {
  if (field.kind === "group" || field.kind === "table") {
    const rows = (answer ?? []) as Answers[]
    const parts = field.kind === "group" ? field.fields : field.columns
    if (rows.length === 0) return [{ label: field.label, path: field.key, text: "" }]
    return rows.flatMap((row, at) =>
      parts
        .filter((part) => holds(part.when, row))
        .map((part) => ({
          label: `${field.label}　${field.kind === "table" ? (field.rows[at] ?? at + 1) : `${at + 1}行目`}：${part.label}`,
          path: `${field.key}.${at}.${part.key}`,
          text: wordsOf(part, row[part.key]),
        })),
    )
  }
  return [{ label: field.label, path: field.key, text: wordsOf(field, answer) }]
}

/** 和暦, yen with commas, the words of a choice; "" where nothing was answered. */
export function wordsOf(field: Field | ScalarField, answer: AnswerValue | undefined): string {
  if (answer === undefined || answer === "") return ""
  switch (field.kind) {
    case "yen":
      return typeof answer === "number" ? yenText(answer) : String(answer)
    case "sum":
      return typeof answer === "number" ? answer.toLocaleString("ja-JP") : ""
    case "number":
      return typeof answer === "number" ? numberText(answer, field.unit ?? "", field.decimals ?? 0) : String(answer)
    case "date": {
      const day = String(answer)
      return /^\d{4}-\d\d-\d\d$/.test(day) ? wareki(day) : day
    }
    case "yes-no":
      return answer === "yes" ? "はい" : answer === "no" ? "いいえ" : String(answer)
    case "choice":
      return [answer]
        .flat()
        .map((value) => field.options.find((option) => option.value === String(value))?.label ?? String(value))
        .join("、")
    case "declaration":
      return answer === true ? `はい（${field.text}）` : ""
    case "file":
      return (answer as FileAnswer[]).map(({ name }) => name).join("、")
    case "address": {
      const it = answer as Answers
      const code = String(it.postalCode ?? "")
      return `${code.length === 7 ? `〒${code.slice(0, 3)}-${code.slice(3)} ` : ""}${[it.prefecture, it.municipality, it.street, it.building].filter(Boolean).join("")}`
    }
    case "bank-account": {
      const it = answer as Answers
      const types: Record<string, string> = { ordinary: "普通", current: "当座", savings: "貯蓄" }
      return [it.bankName ?? it.bank, it.branchName ?? it.branch, types[String(it.type)] ?? "", it.number, it.holder].filter(Boolean).join(" ")
    }
    default:
      return String(answer)
  }
}
