import { z } from "zod"
import { groupNames } from "./state-groups.ts"

const text = (most: number) => z.string().max(most).optional().catch(undefined)

/** What narrows the work list. A value nobody means is as if it were not there: the list has an address in every state. */
export const officeFilter = z.object({
  group: z.enum(groupNames).optional().catch(undefined).meta({ title: "段階" }),
  callId: z.uuid().optional().catch(undefined).meta({ title: "公募" }),
  clerkId: z.uuid().optional().catch(undefined).meta({ title: "担当者" }),
  whose: z.enum(["all", "mine", "unassigned", "overdue"]).default("all").catch("all").meta({ title: "範囲" }),
  q: text(100).meta({ title: "受付番号・申請者・事業名" }),
  sort: z.enum(["due", "filed", "amount"]).default("due").catch("due").meta({ title: "並び順" }),
})
export type OfficeFilter = z.output<typeof officeFilter>

export const whoseWords: Record<OfficeFilter["whose"], string> = {
  all: "すべて",
  mine: "自分の担当",
  unassigned: "担当者なし",
  overdue: "処理・補正の期限を過ぎたもの",
}
export const sortWords: Record<OfficeFilter["sort"], string> = { due: "処理期限の近い順", filed: "新しく届いた順", amount: "申請額の大きい順" }

export function filterFrom(queries: Record<string, string | string[]>): OfficeFilter {
  return officeFilter.parse(Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, firstOf(value) || undefined])))
}

/** By anything but the tab: then the tabs count less than everything. */
export function isNarrowed({ callId, clerkId, whose, q }: OfficeFilter): boolean {
  return Boolean(callId || clerkId || whose !== "all" || q)
}

function firstOf(value: string | string[]): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Only what differs from the default stands in the address. */
export function addressOf(path: string, filter: Partial<OfficeFilter>, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (!value || (name === "whose" && value === "all") || (name === "sort" && value === "due")) continue
    query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
