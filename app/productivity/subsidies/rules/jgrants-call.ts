import type { Yen } from "./money.ts"

/** A row as the public API gives it (v1 list). */
export interface JgrantsRow {
  subsidy_max_limit: number | null
  acceptance_start_datetime: string | null
  acceptance_end_datetime: string | null
}

export interface JgrantsCall {
  /** In yen; "none" where the list says 0, undefined where it says nothing. */
  cap: Yen | "none" | undefined
  opensAt: Date | undefined
  closesAt: Date | undefined
  /** The first and last civil day in Japan on which one can apply. */
  firstDay: string | undefined
  lastDay: string | undefined
  /** Open so long that it is hardly a call (one had 2040-12-31): worth a look before it is shown. */
  suspiciouslyLong: boolean
}

/**
 * The list's windows are instants in UTC and are shown in Japan time; a window that closes at midnight in Japan ends with
 * the day before (24時). A limit of 0 means no limit [V]; 999,999,999,999,999 stands in real rows for the same.
 * A date that is not one is undefined, never guessed. Long: more than `longYears` years, a setting.
 */
export function jgrantsCall(row: JgrantsRow, longYears = 5): JgrantsCall {
  const opensAt = instant(row.acceptance_start_datetime)
  const closesAt = instant(row.acceptance_end_datetime)
  const limit = row.subsidy_max_limit
  const cap = limit === null || !Number.isSafeInteger(limit) || limit < 0 ? undefined : limit === 0 || /^9{12,}$/.test(String(limit)) ? "none" : limit
  return {
    cap,
    opensAt,
    closesAt,
    firstDay: opensAt && dayInJapan(opensAt),
    lastDay: closesAt && dayInJapan(new Date(closesAt.getTime() - 1)),
    suspiciouslyLong: opensAt !== undefined && closesAt !== undefined && closesAt.getTime() - opensAt.getTime() > longYears * 365.25 * 86_400_000,
  }
}

function instant(text: string | null): Date | undefined {
  // Without its zone a time would be read in the machine's own.
  if (!text || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date
}

function dayInJapan(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
}
