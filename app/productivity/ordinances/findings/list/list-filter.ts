import { z } from "zod"
import { categories } from "../../scanner/categories.ts"
import { stateNames } from "../finding-states.ts"
import { kindsOfText } from "../words.ts"

const text = (most: number) => z.string().max(most).optional().catch(undefined)

/** What narrows the work list. A value nobody means is as if it were not there: every state of the list has an address. */
export const findingFilter = z.object({
  state: z.enum(stateNames).optional().catch(undefined).meta({ title: "状態" }),
  unitId: z.uuid().optional().catch(undefined).meta({ title: "所管課" }),
  category: z.enum(categories).optional().catch(undefined).meta({ title: "区分" }),
  kind: z.enum(kindsOfText).optional().catch(undefined).meta({ title: "種別" }),
  method: z.enum(["none", "notice", "amend", "wait"]).optional().catch(undefined).meta({ title: "方法" }),
  attention: z.enum(["text-changed", "category-added", "moved", "gone", "no-unit"]).optional().catch(undefined).meta({ title: "確かめること" }),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).optional().catch(undefined).meta({ title: "予定年月" }),
  whose: z.enum(["all", "mine", "unassigned"]).default("all").catch("all").meta({ title: "担当" }),
  ordinanceId: z.uuid().optional().catch(undefined).meta({ title: "例規" }),
  q: text(100).meta({ title: "例規名・条文の言葉" }),
  sort: z.enum(["text", "month", "updated"]).default("text").catch("text").meta({ title: "並び順" }),
})
export type FindingFilter = z.output<typeof findingFilter>

export const whoseWords: Record<FindingFilter["whose"], string> = { all: "すべて", mine: "自分の担当", unassigned: "担当者なし" }
export const sortWords: Record<FindingFilter["sort"], string> = { text: "例規の順", month: "予定年月の早い順", updated: "新しく変わった順" }
export const attentionFilterWords: Record<NonNullable<FindingFilter["attention"]>, string> = {
  "text-changed": "条文が変わったもの",
  "category-added": "区分が加わったもの",
  moved: "条番号が変わったもの",
  gone: "いまは候補でないもの",
  "no-unit": "所管課が決まっていないもの",
}

export function filterFrom(queries: Record<string, string | string[]>): FindingFilter {
  return findingFilter.parse(Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, firstOf(value) || undefined])))
}

function firstOf(value: string | string[]): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Only what differs from the default stands in the address. */
export function addressOf(path: string, filter: Partial<FindingFilter>, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (!value || (name === "whose" && value === "all") || (name === "sort" && value === "text")) continue
    query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The list's address with none but these conditions set. */
export function isFiltered(filter: FindingFilter): boolean {
  const { state: _, sort: __, whose, ...rest } = filter
  return whose !== "all" || Object.values(rest).some((value) => value !== undefined)
}
