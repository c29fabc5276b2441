import { mustBeAllowed } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import { CSV_TYPE, csvFile, type FileColumn, sheet, XLSX_TYPE, xlsxFile } from "../../documents/tables/index.ts"
import { isIdText, notFound, type PageContext, type Site } from "../../http/index.ts"
import { history, type HistoryPoint } from "../history.ts"
import { liveValue } from "../live-value.ts"
import { getMeasure, listMeasures, type Measure, type MeasureRecord, type MeasureScope } from "../measure.ts"
import { paths } from "../paths.ts"
import { allRecords, listRecords } from "../records.ts"
import { MeasurePage } from "./measure-page.tsx"
import { MeasuresPage } from "./measures-page.tsx"

export function measurePages(site: Site): void {
  site.staff.get(paths.measures, async (work, c) => {
    mustBeAllowed(work.actor, "measures.registry")
    const rows = []
    for (const measure of listMeasures()) rows.push({ measure, live: await liveValue(work, measure.key) })
    return c.page(<MeasuresPage rows={rows} />)
  })

  site.staff.get(paths.measure(":key"), async (work, c) => {
    const measure = getMeasure(c.param("key"))
    const scope = scopeOfQuery((name) => c.query(name))
    const [live, points, records] = await Promise.all([
      liveValue(work, measure.key, scope),
      history(work, measure.key, scope, 24),
      listRecords(work, measure.key, scope, c.query("after")),
    ])
    return c.page(<MeasurePage measure={measure} scope={scope} today={civilDateOf(work.now)} live={live} points={points} records={records} />)
  })

  for (const format of ["csv", "xlsx"] as const) {
    site.staff.get(paths.file(":key", "history", format), async (work, c) => {
      const measure = getMeasure(c.param("key"))
      return file(work, c, measure, "推移", format, historyColumns(measure), await history(work, measure.key, scopeOfQuery((name) => c.query(name)), 120))
    })
    site.staff.get(paths.file(":key", "records", format), async (work, c) => {
      const measure = getMeasure(c.param("key"))
      return file(work, c, measure, "記録", format, recordColumns(measure), await allRecords(work, measure.key, scopeOfQuery((name) => c.query(name))))
    })
  }
}

export function scopeOfQuery(query: (name: string) => string | undefined): MeasureScope {
  const initiative = query("initiative")
  const unitId = query("unit")
  const given = initiative?.slice(0, 100) ?? ""
  if (unitId && !isIdText(unitId)) throw notFound("所属")
  return {
    ...(given ? (isIdText(initiative) ? { initiativeId: initiative } : { initiativeKey: given }) : {}),
    ...(unitId ? { unitId } : {}),
  }
}

function historyColumns(measure: Measure): FileColumn<HistoryPoint>[] {
  return [
    { title: "月", value: (p) => p.month },
    { title: `${measure.title}（${measure.unit}）`, kind: "decimal", value: (p) => p.value },
    { title: `分母：${measure.denominator}`, kind: "decimal", value: (p) => p.denominator },
    { title: "記録（件）", kind: "integer", value: (p) => p.records },
    { title: "備考", value: (p) => (p.live ? "月の途中" : "") },
  ]
}

function recordColumns(measure: Measure): FileColumn<MeasureRecord>[] {
  return [
    { title: "記録", value: (row) => row.title },
    { title: `値（${measure.unit}）`, kind: "decimal", value: (row) => row.value },
    { title: "日付", kind: "date", value: (row) => row.on },
  ]
}

async function file<R>(
  work: Work,
  c: PageContext,
  measure: Measure,
  what: string,
  format: "csv" | "xlsx",
  columns: FileColumn<R>[],
  rows: R[],
): Promise<Response> {
  const name = `${measure.title}-${what}-${civilDateOf(work.now)}`
  if (format === "csv") return c.file(csvFile(columns, rows), `${name}.csv`, CSV_TYPE)
  const lead = [measure.title, `計算のしかた：${measure.formula}`, `分母：${measure.denominator}　根拠：${measure.evidence}`]
  return c.file(await xlsxFile([sheet({ name: what, columns, rows, lead })]), `${name}.xlsx`, XLSX_TYPE)
}
