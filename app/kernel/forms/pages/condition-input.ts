import { z } from "zod"
import { conditionOfRows, hows, isNested, rowsOfCondition } from "../condition-rows.ts"
import type { Condition } from "../form.ts"

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

export function conditionOf(input: ConditionInput, before: Condition | undefined): Condition | undefined {
  if (isNested(before)) return input.dropWhen ? undefined : before
  return conditionOfRows({ join: input.whenJoin, rows: input.when.flatMap(({ field, how = "is", ...row }) => (field ? [{ ...row, field, how }] : [])) })
}

/** A condition as its controls have it. */
export function whenValues(condition: Condition | undefined): Record<string, string | string[]> {
  if (!condition || isNested(condition)) return {}
  const { join, rows } = rowsOfCondition(condition)
  const values: Record<string, string | string[]> = { whenJoin: join }
  rows.forEach(({ field, how, values: chosen, amount }, at) => {
    Object.assign(values, { [`when.${at}.field`]: field, [`when.${at}.how`]: how, [`when.${at}.values`]: chosen })
    if (amount !== undefined) values[`when.${at}.amount`] = String(amount)
  })
  return values
}
