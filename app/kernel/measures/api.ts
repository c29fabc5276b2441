import { z } from "zod"
import { mustBeAllowed } from "../access/index.ts"
import { type Api, pageOf } from "../http/index.ts"
import { history } from "./history.ts"
import { liveValue } from "./live-value.ts"
import { getMeasure, listMeasures, type Measure } from "./measure.ts"
import { scopeOfQuery } from "./pages/index.tsx"
import { listRecords } from "./records.ts"

const tag = "実測値"
const definition = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  formula: z.string(),
  denominator: z.string(),
  evidence: z.enum(["計測", "実績ログ", "アンケート", "推計"]),
  direction: z.enum(["up", "down"]),
  initiative: z.string().nullable(),
})
const figure = z.object({ value: z.number().nullable(), denominator: z.number().nullable(), records: z.number().int().nullable() })
const params = z.object({ key: z.string().max(100) })
const scope = z.object({
  initiative: z.string().max(100).optional().meta({ title: "取組の鍵または ID" }),
  unit: z.uuid().optional().meta({ title: "所属" }),
})
const toScope = (query: { initiative?: string | undefined; unit?: string | undefined }) => scopeOfQuery((name) => query[name as "initiative" | "unit"])

export function measureApi(api: Api): void {
  api.route(
    { method: "get", path: "/measures", summary: "実測値の一覧", who: "staff", tag, answer: z.object({ items: z.array(definition) }) },
    async (work) => {
      mustBeAllowed(work.actor, "measures.registry")
      return { items: listMeasures().map(toDefinition) }
    },
  )
  api.route(
    { method: "get", path: "/measures/{key}", summary: "いまの値（なければ null）", who: "staff", tag, params, query: scope, answer: definition.extend(figure.shape) },
    async (work, { params: { key }, query }) => {
      const measure = getMeasure(key)
      const live = await liveValue(work, key, toScope(query))
      return { ...toDefinition(measure), value: live?.value ?? null, denominator: live?.denominator ?? null, records: live?.records ?? null }
    },
  )
  api.route(
    {
      method: "get",
      path: "/measures/{key}/history",
      summary: "月ごとの推移",
      who: "staff",
      tag,
      params,
      query: scope.extend({ months: z.number().int().min(1).max(120).default(24).meta({ title: "月数" }) }),
      answer: z.object({ items: z.array(figure.extend({ month: z.string(), live: z.boolean() })) }),
    },
    async (work, { params: { key }, query }) => {
      getMeasure(key)
      return { items: await history(work, key, toScope(query), query.months) }
    },
  )
  api.route(
    {
      method: "get",
      path: "/measures/{key}/records",
      summary: "もとになった記録（見てよいものだけ）",
      who: "staff",
      tag,
      params,
      query: scope.extend({ after: z.string().max(500).optional().meta({ title: "カーソル" }) }),
      answer: pageOf(z.object({ title: z.string(), link: z.string(), value: z.number().nullable(), on: z.string() })),
    },
    async (work, { params: { key }, query }, c) => {
      const { items, next } = await listRecords(work, key, toScope(query), query.after)
      c.next(next)
      return { items, next: next ?? null }
    },
  )
}

function toDefinition({ key, title, unit, formula, denominator, evidence, direction, initiative }: Measure) {
  return { key, title, unit, formula, denominator, evidence, direction, initiative: initiative ?? null }
}
