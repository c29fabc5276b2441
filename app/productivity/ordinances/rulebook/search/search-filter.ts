import { z } from "zod"
import { ordinanceKinds } from "../../structure/provision.ts"
import { NO_UNIT, origins } from "../list/list-filter.ts"

export const places = ["any", "caption", "text"] as const
export const placeWords: Record<(typeof places)[number], string> = { any: "見出しと条文", caption: "見出しだけ", text: "条文だけ" }

export const provisionFilter = z.object({
  q: z.string().max(200).optional().catch(undefined).meta({ title: "さがす言葉" }),
  where: z.enum(places).default("any").catch("any").meta({ title: "さがす場所" }),
  kind: z.enum(ordinanceKinds).optional().catch(undefined).meta({ title: "種別" }),
  unitId: z.union([z.uuid(), z.literal(NO_UNIT)]).optional().catch(undefined).meta({ title: "所管課" }),
  origin: z.enum(origins).default("all").catch("all").meta({ title: "県と国" }),
  /** Only in this text. */
  ordinanceId: z.uuid().optional().catch(undefined).meta({ title: "例規" }),
})
export type ProvisionFilter = z.output<typeof provisionFilter>

export function searchFilterFrom(queries: Record<string, string | string[]>): ProvisionFilter {
  return provisionFilter.parse(Object.fromEntries(Object.entries(queries).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value)?.trim() || undefined])))
}

export function searchAddress(path: string, filter: Partial<ProvisionFilter>, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more })) {
    if (!value || (name === "where" && value === "any") || (name === "origin" && value === "all")) continue
    query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
