import type { Granted } from "./budget-line.ts"
import { exact, sum, type Yen } from "./money.ts"
import type { Outcome } from "./score-applications.ts"

export interface PublishedSummary {
  applications: number
  granted: number
  amount: Yen
  /** Mean over all that were scored, to two decimals cut off; undefined where fewer than the least number were. */
  meanTotal: string | undefined
  lowestGranted: string | undefined
  awards: { id: string; title: string; amount: Yen; partial: boolean }[]
  notGranted: { reason: string; count: number }[]
}

const words: Readonly<Record<Exclude<Outcome["status"], "ranked">, string>> = {
  "knocked-out": "必須項目を満たさない",
  "below-floor": "項目ごとの基準に満たない",
  "below-total": "合計点の基準に満たない",
  "no-quorum": "採点する委員が足りない",
}

/**
 * What is published after a round (審査結果の概要): numbers, the line and the awards. No reviewer's points, and of those not
 * granted nothing but how many for which kind of reason. Totals of a round with fewer than `least` applications are left
 * out, because one could work out a single applicant's points.
 */
export function publishedSummary(outcomes: readonly Outcome[], grants: readonly Granted[], titles: ReadonlyMap<string, string>, least: number): PublishedSummary {
  const awards = grants.filter(({ granted }) => granted > 0)
  const scored = outcomes.filter(({ status }) => status !== "no-quorum")
  const shown = scored.length >= Math.max(1, least)
  const totals = scored.reduce((all, { total }) => all.plus(total), exact(0))
  const line = outcomes.filter(({ id }) => awards.some((award) => award.id === id)).sort((a, b) => a.total.compare(b.total))[0]
  const counts = new Map<string, number>()
  for (const { id, status } of outcomes) {
    if (awards.some((award) => award.id === id)) continue
    const reason = status === "ranked" ? "予算の範囲を超える" : words[status]
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return {
    applications: outcomes.length,
    granted: awards.length,
    amount: sum(awards.map(({ granted }) => granted)),
    meanTotal: shown ? twoDecimals(totals.times({ numerator: 1, denominator: scored.length })) : undefined,
    lowestGranted: shown && line ? twoDecimals(line.total) : undefined,
    awards: awards.map(({ id, granted, result }) => ({ id, title: titles.get(id) ?? "", amount: granted, partial: result === "partial" })),
    notGranted: [...counts].map(([reason, count]) => ({ reason, count })),
  }
}

function twoDecimals(total: Outcome["total"]): string {
  const hundredths = total.times({ numerator: 100, denominator: 1 }).floorTo(1)
  const size = Math.abs(hundredths)
  return `${hundredths < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`
}
