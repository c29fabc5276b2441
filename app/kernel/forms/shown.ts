import { type Answers, type AnswerValue, type Condition, type Field, fieldsOf, type FormDefinition, type FormPage } from "./form.ts"

/** Whether the answers so far let it be asked. An unanswered question holds nothing back but "is not". */
export function holds(condition: Condition | undefined, answers: Answers): boolean {
  if (!condition) return true
  const answer = answers[condition.field]
  const texts = answer === undefined ? [] : Array.isArray(answer) ? answer.map(String) : [String(answer)]
  if (condition.is && !condition.is.some((value) => texts.includes(value))) return false
  if (condition.isNot && condition.isNot.some((value) => texts.includes(value))) return false
  const number = typeof answer === "number" ? answer : undefined
  if (condition.atLeast !== undefined && (number === undefined || number < condition.atLeast)) return false
  if (condition.below !== undefined && (number === undefined || number >= condition.below)) return false
  return true
}

/** A question shown only because of an answer that is itself not asked any more is not asked either: answers are pruned page by page. */
export function shownPages(form: FormDefinition, answers: Answers): FormPage[] {
  const kept = pruned(form, answers)
  return form.pages.filter((page) => holds(page.when, kept))
}

export function shownFields(form: FormDefinition, page: FormPage, answers: Answers): Field[] {
  const kept = pruned(form, answers)
  return fieldsOf(page).filter((field) => holds(field.when, kept))
}

/** The answers to what is asked, in order; those made irrelevant by an earlier answer are left out. */
export function pruned(form: FormDefinition, answers: Answers): Answers {
  const kept: Answers = {}
  for (const page of form.pages) {
    if (!holds(page.when, kept)) continue
    for (const field of fieldsOf(page)) {
      if (!holds(field.when, kept)) continue
      const answer = field.kind === "sum" ? sumOf(field.of, kept) : prunedParts(field, answers[field.key])
      if (answer !== undefined) kept[field.key] = answer
    }
  }
  return kept
}

function prunedParts(field: Field, answer: AnswerValue | undefined): AnswerValue | undefined {
  const parts = field.kind === "group" ? field.fields : field.kind === "table" ? field.columns : undefined
  if (!parts || !Array.isArray(answer)) return answer
  return (answer as Answers[]).map((row) => {
    const kept: Answers = {}
    for (const part of parts) if (holds(part.when, kept) && row[part.key] !== undefined) kept[part.key] = row[part.key]!
    return kept
  })
}

/** Whole numbers added up; a part that is no number yet counts nothing. Undefined where the sum would not be exact. */
export function sumOf(of: readonly string[], answers: Answers): number | undefined {
  let total = 0
  for (const path of of) {
    const [first, part] = path.split(".")
    const answer = answers[first!]
    const values = part === undefined ? [answer] : Array.isArray(answer) ? (answer as Answers[]).map((row) => row[part]) : []
    for (const value of values) if (typeof value === "number") total += value
  }
  return Number.isSafeInteger(Math.round(total)) ? total : undefined
}
