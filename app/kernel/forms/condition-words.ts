import { wordsOf } from "./as-asked.ts"
import type { Comparison, Condition, Field } from "./form.ts"

/** 「「申請する人」が「法人」のとき」: a condition as it is said to whoever designs or fills in the form. */
export function conditionWords(fields: readonly Field[], when: Condition): string {
  return `${phraseOf(fields, when)}とき`
}

function phraseOf(fields: readonly Field[], when: Condition): string {
  if ("all" in when) return when.all.map((one) => inside(fields, one)).join("、かつ、")
  if ("any" in when) return when.any.map((one) => inside(fields, one)).join("、または、")
  return comparisonWords(fields, when)
}

function inside(fields: readonly Field[], when: Condition): string {
  return "field" in when ? phraseOf(fields, when) : `（${phraseOf(fields, when)}）`
}

function comparisonWords(fields: readonly Field[], one: Comparison): string {
  const on = fields.find(({ key }) => key === one.field)
  const words = (values: NonNullable<Comparison["is"]>) =>
    [values].flat().map((value) => `「${on ? wordsOf(on, on.kind === "choice" ? String(value) : value) : value}」`).join("か")
  const size = (value: number) => (on?.kind === "sum" ? value.toLocaleString("ja-JP") : on ? wordsOf(on, value) : String(value))
  const parts = [
    one.is !== undefined && `${words(one.is)}の`,
    one.isNot !== undefined && `${words(one.isNot)}以外の`,
    one.atLeast !== undefined && `${size(one.atLeast)}以上の`,
    one.below !== undefined && `${size(one.below)}未満の`,
    one.answered !== undefined && (one.answered ? "答えられている" : "答えられていない"),
  ].filter(Boolean)
  return `「${on?.label ?? one.field}」が${parts.join("、")}`
}
