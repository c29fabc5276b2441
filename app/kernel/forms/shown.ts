import { isEmpty, rowsOf, textOf } from "./answer-shapes.ts"
import {
  type Answers, type AnswerValue, type Comparison, type Condition, type Field, fieldsOf, type FormDefinition, type FormPage, partsOf, type SumFraction,
} from "./form.ts"

/** Whether the answers so far let it be asked. An unanswered question holds nothing back but "is not". */
export function holds(condition: Condition | undefined, answers: Answers): boolean {
  return judge(condition, (one) => compares(one, answers))
}

/** Whether it holds, or may once the questions of this very page are answered. */
export function mayHold(condition: Condition | undefined, answers: Answers, own: ReadonlySet<string>): boolean {
  return judge(condition, (one) => own.has(one.field) || compares(one, answers))
}

function judge(condition: Condition | undefined, compare: (one: Comparison) => boolean): boolean {
  if (!condition) return true
  if ("all" in condition) return condition.all.every((one) => judge(one, compare))
  if ("any" in condition) return condition.any.some((one) => judge(one, compare))
  return compare(condition)
}

function compares(one: Comparison, answers: Answers): boolean {
  const answer = answers[one.field]
  const texts = answer === undefined ? [] : [answer].flat().map(textOf)
  if (one.is !== undefined && ![one.is].flat().some((value) => texts.includes(String(value)))) return false
  if (one.isNot !== undefined && [one.isNot].flat().some((value) => texts.includes(String(value)))) return false
  if (one.answered !== undefined && one.answered === isEmpty(answer)) return false
  const number = typeof answer === "number" ? answer : undefined
  if (one.atLeast !== undefined && (number === undefined || number < one.atLeast)) return false
  return one.below === undefined || (number !== undefined && number < one.below)
}

/** A question shown only because of an answer that is itself not asked any more is not asked either: answers are pruned page by page. */
export function shownPages(form: FormDefinition, answers: Answers): FormPage[] {
  const kept = pruned(form, answers)
  return form.pages.filter((page) => holds(page.when, kept))
}

/** The questions asked, of the whole form in order, or of one page. */
export function shownFields(form: FormDefinition, answers: Answers, pageKey?: string): Field[] {
  const kept = pruned(form, answers)
  return form.pages
    .filter((page) => (pageKey === undefined || page.key === pageKey) && holds(page.when, kept))
    .flatMap((page) => fieldsOf(page).filter((field) => holds(field.when, kept)))
}

/**
 * The questions that stand on a page: without scripts, what depends on an answer of this very page is there too, with
 * its condition in words.
 */
export function fieldsOnPage(page: FormPage, kept: Answers): Set<string> {
  const own = new Set(fieldsOf(page).map(({ key }) => key))
  return new Set(fieldsOf(page).flatMap((field) => (mayHold(field.when, kept, own) ? [field.key] : [])))
}

/** The answers to what is asked, in order, with the sums; those made irrelevant by an earlier answer are left out. */
export function pruned(form: FormDefinition, answers: Answers): Answers {
  const kept: Answers = {}
  for (const page of form.pages) {
    if (!holds(page.when, kept)) continue
    for (const field of fieldsOf(page)) {
      if (!holds(field.when, kept)) continue
      const answer = field.kind === "sum" ? sumOf(field, kept) : prunedParts(field, answers[field.key])
      if (answer !== undefined) kept[field.key] = answer
    }
  }
  return kept
}

/** What the server works out: the sums of the questions asked, by their key. */
export function calculated(form: FormDefinition, answers: Answers): Record<string, number> {
  const kept = pruned(form, answers)
  const sums = form.pages.flatMap(fieldsOf).filter(({ kind }) => kind === "sum")
  return Object.fromEntries(sums.flatMap(({ key }) => (typeof kept[key] === "number" ? [[key, kept[key]]] : [])))
}

function prunedParts(field: Field, answer: AnswerValue | undefined): AnswerValue | undefined {
  const parts = partsOf(field)
  if (parts.length === 0 || !Array.isArray(answer)) return answer
  return rowsOf(answer).map((row) => {
    const kept: Answers = {}
    for (const part of parts) if (holds(part.when, kept) && row[part.key] !== undefined) kept[part.key] = row[part.key]!
    return kept
  })
}

/** Whole numbers added up; a part that is none yet counts nothing. Undefined where the sum would not be exact. */
function sumOf(field: { of: readonly string[]; fraction?: SumFraction | undefined }, answers: Answers): number | undefined {
  let total = 0n
  for (const path of field.of) {
    const [first, part] = path.split(".")
    const answer = answers[first!]
    const values = part === undefined ? [answer] : rowsOf(answer).map((row) => row[part])
    for (const value of values) if (Number.isSafeInteger(value)) total += BigInt(value as number)
  }
  if (field.fraction) total = partOf(total, field.fraction)
  const exact = Number(total)
  return Number.isSafeInteger(exact) ? exact : undefined
}

/** Rounded down, below zero too: nobody is promised more than the fraction. */
function partOf(total: bigint, { numerator, denominator, floorTo = 1 }: SumFraction): bigint {
  const unit = BigInt(denominator) * BigInt(floorTo)
  const over = total * BigInt(numerator)
  const steps = over / unit - (over % unit < 0n ? 1n : 0n)
  return steps * BigInt(floorTo)
}
