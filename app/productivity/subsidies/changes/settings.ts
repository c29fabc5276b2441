import type { Dated } from "../rules/dated-setting.ts"
import type { Fraction } from "../rules/money.ts"

/** 軽微な変更: up to which share of a category money may move without approval. 20 % is the example of many 要綱 [M]. */
export const minorShares: readonly Dated<Fraction>[] = [{ from: "1955-09-26", value: { numerator: 1, denominator: 5 }, source: "多くの交付要綱の例（要綱の定めが優先）" }]
