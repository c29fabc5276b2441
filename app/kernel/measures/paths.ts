import type { MeasureScope } from "./measure.ts"

export const paths = {
  measures: "/measures",
  measure: (key: string, scope: MeasureScope = {}) => `/measures/${key}${queryOf(scope)}`,
  file: (key: string, what: "history" | "records", format: "csv" | "xlsx", scope: MeasureScope = {}) =>
    `/measures/${key}/${what}.${format}${queryOf(scope)}`,
}

function queryOf(scope: MeasureScope): string {
  const query = new URLSearchParams()
  const initiative = scope.initiativeId ?? scope.initiativeKey
  if (initiative) query.set("initiative", initiative)
  if (scope.unitId) query.set("unit", scope.unitId)
  return query.size > 0 ? `?${query}` : ""
}
