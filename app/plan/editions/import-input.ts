import { z } from "zod"
import type { Values } from "../../kernel/http/index.ts"
import type { PlanText } from "./insert-plan.ts"

const line = (title: string, max: number) => z.string().trim().min(1).max(max).meta({ title })

const initiativeRow = z.object({
  number: z.number().int().min(1).max(99).optional().meta({ title: "取組の番号" }),
  title: z.string().trim().max(200).default("").meta({ title: "取組の名称" }),
  /** One a line. */
  aliases: z.string().max(1000).default("").meta({ title: "別の書き方" }),
  text: z.string().max(10_000).default("").meta({ title: "取組の概要" }),
})

const directionRow = z.object({
  numeral: z.string().trim().max(4).default("").meta({ title: "番号" }),
  title: z.string().trim().max(200).default("").meta({ title: "方向性の名称" }),
  aim: z.string().max(2000).default("").meta({ title: "ねらい" }),
  initiatives: z.array(initiativeRow).max(40).default([]),
})

type DirectionRow = z.infer<typeof directionRow>
const isLeftOut = (row: DirectionRow) => row.title === "" && row.aim === "" && row.initiatives.every((one) => one.title === "" && one.text === "")

/** The plan as read and then corrected by hand. Rows that somebody emptied are left out. */
export const importConfirmation = z.object({
  fiscalYear: z.number().int().min(2000).max(2100).meta({ title: "年度" }),
  title: line("名称", 200),
  position: z.string().max(2000).default("").meta({ title: "位置付け" }),
  term: z.string().max(500).default("").meta({ title: "有効期間" }),
  /** One a line. */
  ideals: z.string().max(10_000).default("").meta({ title: "目指す姿" }),
  directions: z
    .array(directionRow)
    .max(12)
    .superRefine((rows, c) => {
      const missing = (path: (string | number)[], what: string) => c.addIssue({ code: "custom", path, message: `${what}を入力してください。` })
      for (const [at, row] of rows.entries()) {
        if (isLeftOut(row)) continue
        if (row.numeral === "") missing([at, "numeral"], "方向性の番号")
        if (row.title === "") missing([at, "title"], "方向性の名称")
        for (const [n, one] of row.initiatives.entries()) {
          if (one.title === "" && one.text !== "") missing([at, "initiatives", n, "title"], "取組の名称")
          if (one.title !== "" && one.number === undefined) missing([at, "initiatives", n, "number"], "取組の番号")
        }
      }
    })
    .transform((rows) =>
      rows
        .filter((row) => !isLeftOut(row))
        .map((row) => ({ ...row, initiatives: row.initiatives.flatMap(({ number, ...one }) => (one.title === "" || number === undefined ? [] : [{ ...one, number }])) })),
    )
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
