import type { Dated } from "../rules/dated-setting.ts"
import type { LatePaymentTerms } from "../rules/late-payment-charge.ts"
import type { Fraction } from "../rules/money.ts"
import type { SurchargeTerms } from "../rules/surcharge-on-repayment.ts"

/** 適正化法19条 [L]; the prefecture's own rule or 税外収入条例 goes first and is put before it with its day. */
const rates: readonly Dated<Fraction>[] = [{ from: "1955-09-26", value: { numerator: 1095, denominator: 10_000 }, source: "適正化法19条" }]

/** What 19条1項 and 施行令10条 leave open is [M]: the day of receipt counts, the latest receipt is paid back first, 円未満切捨て. */
export const surchargeTerms: SurchargeTerms = { yearly: { rates, daysPerYear: 365 }, rounding: "yen-down", dayOfReceipt: "counted", paidFirst: "latest-receipt" }
export const lateTerms: LatePaymentTerms = { yearly: { rates, daysPerYear: 365 }, rounding: "yen-down" }
/** After the principal (施行令10条2項 [L]) the order is [M]. */
export const afterPrincipal = ["surcharge", "lateCharge"] as const
/** Words that hide what was bought ([V] jizokuka-post-corona.jp). */
export const broadWords = ["一式", "等"]
