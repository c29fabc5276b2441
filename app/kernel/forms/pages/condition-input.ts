import { z } from "zod"
import type { Comparison, Condition } from "../form.ts"

export const hows = ["is", "isNot", "atLeast", "below", "answered", "unanswered"] as const
type How = (typeof hows)[number]

const line = (title: string, most: number) => z.string().max(most).optional().meta({ title })
const row = z.object({
  field: line("条件にする項目", 40),
  how: z.enum(hows).optional().meta({ title: "比べ方" }),
  values: z.array(z.string().max(200)).max(50).meta({ title: "条件の答え" }),
  amount: z.number().optional().meta({ title: "比べる数" }),
})

/** The controls of ConditionFields, on pages and on fields. */
export const conditionInput = {
  when: z.array(row).max(6).default([]).meta({ title: "表示の条件" }),
  whenJoin: z.enum(["all", "any"]).default("all").meta({ title: "条件の組合せ" }),
  dropWhen: z.boolean().meta({ title: "条件をやめる" }),
}
export type ConditionInput = { [K in keyof typeof conditionInput]: z.output<(typeof conditionInput)[K]> }

/** Two levels of 「かつ」「または」 come by import only: the designer shows them in words and leaves them be. */
export function isNested(condition: Condition | undefined): boolean {
  return condition !== undefined && !("field" in condition) && listOf(condition).some((one) => !("field" in one))
}

function listOf(condition: Condition): Condition[] {
  return "all" in condition ? condition.all : "any" in condition ? condition.any : [condition]
}

export function conditionOf(input: ConditionInput, before: Condition | undefined): Condition | undefined {
  if (isNested(before)) return input.dropWhen ? undefined : before
  const rows = input.when.flatMap((one) => (one.field ? [comparisonOf(one.field, one)] : []))
  return rows.length > 1 ? (input.whenJoin === "any" ? { any: rows } : { all: rows }) : rows[0]
}

function comparisonOf(field: string, { how = "is", values, amount }: ConditionInput["when"][number]): Comparison {
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

/** A condition as its controls have it. One row holds one comparison, so a range takes two. */
export function whenValues(condition: Condition | undefined): Record<string, string | string[]> {
  if (!condition || isNested(condition)) return {}
  const rows = listOf(condition).flatMap((one) => rowsOf(one as Comparison))
  const values: Record<string, string | string[]> = { whenJoin: "any" in condition ? "any" : "all" }
  rows.forEach(({ field, how, values: chosen, amount }, at) => {
    Object.assign(values, { [`when.${at}.field`]: field, [`when.${at}.how`]: how, [`when.${at}.values`]: chosen })
    if (amount !== undefined) values[`when.${at}.amount`] = String(amount)
  })
  return values
}

interface Row {
  field: string
  how: How
  values: string[]
  amount?: number
}

function rowsOf({ field, is, isNot, atLeast, below, answered }: Comparison): Row[] {
  const rows: Row[] = []
  if (is !== undefined) rows.push({ field, how: "is", values: [is].flat().map(String) })
  if (isNot !== undefined) rows.push({ field, how: "isNot", values: [isNot].flat().map(String) })
  if (atLeast !== undefined) rows.push({ field, how: "atLeast", values: [], amount: atLeast })
  if (below !== undefined) rows.push({ field, how: "below", values: [], amount: below })
  if (answered !== undefined) rows.push({ field, how: answered ? "answered" : "unanswered", values: [] })
  return rows
}
