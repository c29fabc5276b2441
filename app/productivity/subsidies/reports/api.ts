import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { listAwards } from "./awards.ts"
import { statisticsOf } from "./statistics.ts"

const year = z.number().int().min(2000).max(2100).optional().meta({ title: "年度" })
const award = z.object({
  fiscalYear: z.number(),
  programme: z.string(),
  call: z.string(),
  office: z.string(),
  recipient: z.string(),
  corporateNumber: z.string(),
  municipality: z.string(),
  project: z.string(),
  amountYen: z.number(),
  decidedOn: z.string(),
  status: z.string(),
})
const figures = z.object({ callId: z.string(), programme: z.string(), call: z.string(), fiscalYear: z.number(), filed: z.number(), decided: z.number(), awarded: z.number(), awardRate: z.number().nullable(), awardedYen: z.number(), settledYen: z.number(), medianDays: z.number().nullable() })

export function reportsApi(api: Api): void {
  api.route(
    { who: "anyone", tag: "補助金をさがす", method: "get", path: "/subsidies/awards", summary: "交付決定の一覧（オープンデータ）", query: pageQuery.extend({ q: z.string().max(100).optional().meta({ title: "ことば" }), fiscalYear: year }), answer: pageOf(award) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const { items, next } = await listAwards(work, filter, { after, limit })
      c.open(60)
      c.next(next)
      return { items, next: next ?? null }
    },
  )
  api.route(
    {
      who: "staff",
      tag: "補助金の申請を扱う",
      method: "get",
      path: "/subsidies/statistics",
      summary: "補助金の集計（所属の制度）",
      query: z.object({ fiscalYear: year, callId: z.uuid().optional().meta({ title: "公募のID" }) }),
      answer: z.object({ countedAt: z.string().meta({ format: "date-time", title: "いつの数か（1分ごとに数え直す）" }), calls: z.array(figures), days: z.array(z.object({ label: z.string(), n: z.number() })), municipalities: z.array(z.object({ label: z.string(), yen: z.number(), n: z.number() })), months: z.array(z.object({ month: z.string(), filed: z.number(), yen: z.number() })) }),
    },
    async (work, { query }) => {
      const { countedAt, ...counted } = await statisticsOf(work, query)
      return { countedAt: countedAt.toISOString(), ...counted }
    },
  )
}
