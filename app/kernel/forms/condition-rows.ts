import type { Comparison, Condition } from "./form.ts"

export const hows = ["is", "isNot", "atLeast", "below", "answered", "unanswered"] as const
export type How = (typeof hows)[number]
export const howWords: Readonly<Record<How, string>> = {
  is: "答えが次のどれか",
  isNot: "答えが次のどれでもない",
  atLeast: "次の数以上",
  below: "次の数より小さい",
  answered: "答えがある",
  unanswered: "答えがない",
}

/** A condition as people build it: one comparison a row, joined by 「かつ」 or by 「または」. */
export interface ConditionRows {
  join: "all" | "any"
  rows: ConditionRow[]
}

export interface ConditionRow {
  field: string
  how: How
  values: string[]
  amount?: number | undefined
}

/** Two levels of 「かつ」「または」 come by import only: the designer shows them in words and leaves them be. */
export function isNested(condition: Condition | undefined): boolean {
  return condition !== undefined && !("field" in condition) && listOf(condition).some((one) => !("field" in one))
}

/** One row holds one comparison, so a range takes two. */
export function rowsOfCondition(condition: Condition | undefined): ConditionRows {
  if (!condition || isNested(condition)) return { join: "all", rows: [] }
  return { join: "any" in condition ? "any" : "all", rows: listOf(condition).flatMap((one) => rowsOf(one as Comparison)) }
}

export function conditionOfRows({ join, rows }: ConditionRows): Condition | undefined {
  const all = rows.map(comparisonOf)
  return all.length > 1 ? (join === "any" ? { any: all } : { all }) : all[0]
}

function listOf(condition: Condition): Condition[] {
  return "all" in condition ? condition.all : "any" in condition ? condition.any : [condition]
}

function comparisonOf({ field, how, values, amount }: ConditionRow): Comparison {
  const chosen = values.filter(Boolean)
  switch (how) {
    case "answered":
      return { field, answered: true }
    case "unanswered":
      return { field, answered: false }
    case "atLeast":
    case "below":
      return { field, ...(amount === undefined ? {} : { [how]: amount }) }
    default:
      return { field, ...(chosen.length > 0 ? { [how]: chosen } : {}) }
  }
}

function rowsOf({ field, is, isNot, atLeast, below, answered }: Comparison): ConditionRow[] {
  const rows: ConditionRow[] = []
  if (is !== undefined) rows.push({ field, how: "is", values: [is].flat().map(String) })
  if (isNot !== undefined) rows.push({ field, how: "isNot", values: [isNot].flat().map(String) })
  if (atLeast !== undefined) rows.push({ field, how: "atLeast", values: [], amount: atLeast })
  if (below !== undefined) rows.push({ field, how: "below", values: [], amount: below })
  if (answered !== undefined) rows.push({ field, how: answered ? "answered" : "unanswered", values: [] })
  return rows
}
