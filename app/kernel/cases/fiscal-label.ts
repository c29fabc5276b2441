import { fiscalYear, warekiShort } from "../ui/formats.ts"

/** The fiscal year of a day, with its short Japanese name: 2026 and "R8". */
export function fiscalLabel(day: string): { year: number; label: string } {
  const year = fiscalYear(day)
  return { year, label: warekiShort(`${year}-12-31`).split(".")[0]! }
}
