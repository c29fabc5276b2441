import { z } from "zod"
import { ordinanceKinds } from "../../structure/provision.ts"

export const origins = ["all", "own", "national"] as const
export const originWords: Record<(typeof origins)[number], string> = { all: "すべて", own: "県の例規", national: "国の法令" }
export const sorts = ["title", "promulgated", "updated"] as const
export const sortWords: Record<(typeof sorts)[number], string> = { title: "題名の順", promulgated: "公布の新しい順", updated: "更新の新しい順" }

/** No unit has taken it on yet. */
export const NO_UNIT = "none"

/** What narrows the list of texts. A value nobody means is as if it were not there: the list has an address in every state. */
export const ordinanceFilter = z.object({
  q: z.string().max(100).optional().catch(undefined).meta({ title: "題名・番号の言葉" }),
  kind: z.enum(ordinanceKinds).optional().catch(undefined).meta({ title: "種別" }),
  unitId: z.union([z.uuid(), z.literal(NO_UNIT)]).optional().catch(undefined).meta({ title: "所管課", description: "none: 未定のもの" }),
  origin: z.enum(origins).default("all").catch("all").meta({ title: "県と国" }),
  category: z.string().max(200).optional().catch(undefined).meta({ title: "体系" }),
  sort: z.enum(sorts).default("title").catch("title").meta({ title: "並び順" }),
})
export type OrdinanceFilter = z.output<typeof ordinanceFilter>

export function filterFrom(queries: Record<string, string | string[]>): OrdinanceFilter {
  return ordinanceFilter.parse(Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value)?.trim() || undefined])))
}

/** Only what differs from the default stands in the address. */
export function listAddress(path: string, filter: Partial<OrdinanceFilter>, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (!value || (name === "origin" && value === "all") || (name === "sort" && value === "title")) continue
    query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
