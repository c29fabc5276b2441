import { z } from "zod"
import type { Values } from "../../kernel/http/index.ts"
import type { PlanText } from "./insert-plan.ts"

const line = (title: string, max: number) => z.string().trim().min(1).max(max).meta({ title })

/** The plan as read and then corrected by hand. Rows left empty are left out. */
export const importConfirmation = z.object({
  fiscalYear: z.number().int().min(2000).max(2100).meta({ title: "年度" }),
  title: line("名称", 200),
  position: z.string().max(2000).default("").meta({ title: "位置付け" }),
  term: z.string().max(500).default("").meta({ title: "有効期間" }),
  /** One a line. */
  ideals: z.string().max(10_000).default("").meta({ title: "目指す姿" }),
  directions: z
    .array(
      z.object({
        numeral: line("番号", 4),
        title: line("方向性の名称", 200),
        aim: z.string().max(2000).default("").meta({ title: "ねらい" }),
        initiatives: z
          .array(
            z.object({
              number: z.number().int().min(1).max(99).meta({ title: "取組の番号" }),
              title: line("取組の名称", 200),
              /** One a line. */
              aliases: z.string().max(1000).default("").meta({ title: "別の書き方" }),
              text: z.string().max(10_000).default("").meta({ title: "取組の概要" }),
            }),
          )
          .max(40),
      }),
    )
    .min(1)
    .max(10)
    .meta({ title: "取組の方向性" }),
})
export type ImportConfirmation = z.infer<typeof importConfirmation>

export function planOf(input: ImportConfirmation): PlanText {
  return {
    title: input.title,
    position: input.position,
    term: input.term,
    ideals: linesOf(input.ideals),
    directions: input.directions.map((direction) => ({
      ...direction,
      initiatives: direction.initiatives.map((one) => ({ ...one, aliases: linesOf(one.aliases) })),
    })),
  }
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "")
}

/** How many rows the form had, when it is shown again with what was typed. */
export function rowsIn(values: Values): number[] {
  const rows: number[] = []
  for (const name of Object.keys(values)) {
    const found = /^directions\.(\d{1,2})\.(?:initiatives\.(\d{1,2})\.)?/.exec(name)
    if (!found) continue
    const at = Number(found[1])
    rows[at] = Math.max(rows[at] ?? 0, found[2] === undefined ? 0 : Number(found[2]) + 1)
  }
  return Array.from(rows, (count) => count ?? 0)
}

/** A form's rows that somebody emptied: whole directions and whole initiatives go. */
export function withoutEmptyRows(values: Values): Values {
  const filled = (prefix: string) =>
    Object.entries(values).some(([name, value]) => name.startsWith(prefix) && /\.(title|text|aim|aliases)$/.test(name) && String(value).trim() !== "")
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const found = /^(directions\.\d+\.)(initiatives\.\d+\.)?/.exec(name)
      if (!found) return true
      return filled(found[1]!) && (!found[2] || filled(found[1]! + found[2]))
    }),
  )
}
