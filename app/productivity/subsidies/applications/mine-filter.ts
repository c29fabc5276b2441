import { z } from "zod"
import type { ApplicationState } from "../application-states.ts"
import { awaitedIn } from "./what-is-awaited.ts"

/** The tabs of one's own list: whose turn it is. */
export const turnWords = { draft: "下書き", yours: "あなたの番", "under-way": "手続き中", ended: "終わったもの" } as const
export type Turn = keyof typeof turnWords
export const turns = Object.keys(turnWords) as [Turn, ...Turn[]]

/** From the same table as the column 「次にすること」, so that the two never say different things. */
export function turnOf(state: ApplicationState): Turn {
  if (state === "draft") return "draft"
  const { from } = awaitedIn[state]
  return from === "applicant" ? "yours" : from === "office" ? "under-way" : "ended"
}

/** A value nobody means is as if it were not there: the list has an address in every state. */
export const mineFilter = z.object({
  turn: z.enum(turns).optional().catch(undefined).meta({ title: "だれの番か" }),
  q: z.string().max(100).optional().catch(undefined).meta({ title: "受付番号・補助事業・補助金・申請者" }),
  sort: z.enum(["changed", "due"]).default("changed").catch("changed").meta({ title: "並び順" }),
})
export type MineFilter = z.output<typeof mineFilter>

export const mineSortWords: Record<MineFilter["sort"], string> = { changed: "新しく変わった順", due: "期限の近い順" }

export function mineFilterFrom(queries: Record<string, string | string[]>): MineFilter {
  return mineFilter.parse(Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) || undefined])))
}

/** Only what differs from the default stands in the address. */
export function mineAddress(path: string, { turn, q, sort }: MineFilter, after?: string): string {
  const query = new URLSearchParams()
  if (turn) query.set("turn", turn)
  if (q) query.set("q", q)
  if (sort !== "changed") query.set("sort", sort)
  if (after) query.set("after", after)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
