import { periodEnd } from "../../../kernel/cases/rules/period-end.ts"
import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"
import type { Yen } from "./money.ts"

export type Disposal = "other-use" | "sale" | "gift" | "exchange" | "lending" | "security" | "scrapping"

export const disposalWords: Readonly<Record<Disposal, string>> = {
  "other-use": "目的外使用（転用）",
  sale: "有償譲渡",
  gift: "無償譲渡",
  exchange: "交換",
  lending: "貸付け",
  security: "担保提供",
  scrapping: "廃棄（取壊し）",
}

export interface Asset {
  name: string
  /** 施行令13条 [L]: real estate, ships and aircraft and what belongs to them always; others by price. */
  kind: "real-estate" | "ship-or-aircraft" | "fixture" | "machine" | "other"
  unitPriceWithoutTax: Yen
  acquiredOn: string
  /** 耐用年数省令, not the life used in a tax return ([V] jigyou-saikouchiku.go.jp). */
  usefulLifeYears: number
  /** 施行令14条1号 [L]: the whole subsidy has been paid back. */
  repaidOn?: string
}

/** Of the programme: ≥ ¥500,000 each without tax ([V] same). */
export interface DisposalTerms {
  from: Yen
}

/**
 * Until when an asset is restricted, or undefined when it is not: real estate, ships, aircraft and fixtures at any price,
 * machines and others from the programme's price on. The last day is the corresponding day after the useful life
 * (first day not counted; a closed day does not lengthen it). After full repayment nothing is restricted (令14条).
 */
export function restrictedUntil(asset: Asset, terms: DisposalTerms): string | undefined {
  const always = asset.kind === "real-estate" || asset.kind === "ship-or-aircraft" || asset.kind === "fixture"
  if (asset.repaidOn !== undefined || (!always && asset.unitPriceWithoutTax < terms.from)) return undefined
  return periodEnd(asset.acquiredOn, { years: asset.usefulLifeYears }, { closedEnd: "as-is" })
}

/**
 * A restricted asset is used otherwise, sold, given, exchanged, lent, mortgaged or scrapped only with approval until its
 * useful life is over (適正化法22条 [L]). Unit: civil days, yen without tax. Refusal: conflict, with the day.
 */
export function disposalNeedsApproval(asset: Asset, disposal: { kind: Disposal; on: string; approved: boolean }, terms: DisposalTerms): Refusal | undefined {
  const until = restrictedUntil(asset, terms)
  if (until === undefined || disposal.approved || disposal.on > until) return undefined
  return refusal("conflict", "subsidies.disposal-needs-approval", `「${asset.name}」は${wareki(until)}まで処分が制限されています。${disposalWords[disposal.kind]}には承認が要ります。`, {
    detail: { until },
  })
}
