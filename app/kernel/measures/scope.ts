import type { Measure, MeasureScope } from "./measure.ts"

/** How a scope is written in measure_snapshot. A measure of one initiative has no other to be told from. */
export function scopeKey(measure: Measure, scope: MeasureScope): string {
  const initiative = measure.initiative ? undefined : (scope.initiativeId ?? scope.initiativeKey)
  return [initiative && `initiative=${initiative}`, scope.unitId && `unit=${scope.unitId}`].filter(Boolean).join(" ")
}
