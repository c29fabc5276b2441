/** Fewer than this, and 「0人」 or 「全員」 would name somebody. */
export const SMALLEST_COUNTED = 3

export interface CountedUnit {
  /** null: several small units in one row. */
  unitId: string | null
  name: string
  department: string
  read: number
  members: number
  namesOpen: boolean
}

/**
 * Counts are not names: units of fewer than three are put together by department, and what is still fewer than three over
 * the whole prefecture. Units whose names the asker may see anyway stay as they are.
 */
export function foldSmallUnits(units: readonly CountedUnit[]): CountedUnit[] {
  const counted = (unit: CountedUnit) => unit.namesOpen || unit.members >= SMALLEST_COUNTED
  const byDepartment = [...Map.groupBy(units, (unit) => unit.department)].flatMap(([department, list]) => [
    ...list.filter(counted),
    ...together(list.filter((unit) => !counted(unit)), department, "少人数の所属"),
  ])
  return [
    ...byDepartment.filter(counted),
    ...together(byDepartment.filter((unit) => !counted(unit)), "－", "その他の少人数の所属"),
  ]
}

function together(units: readonly CountedUnit[], department: string, name: string): CountedUnit[] {
  if (units.length === 0) return []
  return [
    {
      unitId: null,
      name,
      department,
      read: units.reduce((sum, unit) => sum + unit.read, 0),
      members: units.reduce((sum, unit) => sum + unit.members, 0),
      namesOpen: false,
    },
  ]
}
