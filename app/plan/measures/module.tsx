import type { Module } from "../../module.ts"
import { civilDateOf } from "../../kernel/database/index.ts"
import { findMeasure, listMeasures, liveValue } from "../../kernel/measures/index.ts"
import { getCurrentSheet } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { indicatorSeries } from "../review/index.ts"
import { MeasuresPage, type OtherFigure } from "./measures-page.tsx"

/** An initiative's figures: what its indicators stand at month by month, and whatever else the platform counts of it. */
export const measuresPart: Partial<Module> = {
  pages(site) {
    site.staff.get(paths.measures(":i"), async (work, c) => {
      const found = await getCurrentSheet(work, c.param("i"))
      const { sheet } = found
      const today = civilDateOf(work.now)
      const scope = { initiativeId: sheet.initiativeId, ...(sheet.key ? { initiativeKey: sheet.key } : {}) }
      const shown = new Set(sheet.indicators.map((indicator) => indicator.measureKey))
      const others: OtherFigure[] = []
      const live: Record<string, Awaited<ReturnType<typeof liveValue>>> = {}
      for (const measure of listMeasures()) {
        if (measure.initiative && measure.initiative !== sheet.key) continue
        const value = await liveValue(work, measure.key, scope)
        live[measure.key] = value
        if (value && !shown.has(measure.key)) others.push({ measure, value, scope })
      }
      const series = await indicatorSeries(work, sheet, today)
      const figures = sheet.indicators.map((indicator) => ({
        indicator,
        points: series.get(indicator.lineageId) ?? [],
        measure: indicator.measureKey ? findMeasure(indicator.measureKey) : undefined,
        live: indicator.measureKey ? live[indicator.measureKey] : undefined,
      }))
      return c.page(<MeasuresPage found={found} figures={figures} others={others} scope={scope} today={today} />)
    })
  },
}
