import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import type { Dated } from "../rules/dated-setting.ts"
import type { Fraction } from "../rules/money.ts"
import { type ZenginSettings, zenginSettingsOn } from "../zengin/index.ts"

/** As banks take files today. */
export function bankSettings(work: Pick<Work, "now">): ZenginSettings {
  return zenginSettingsOn(civilDateOf(work.now))
}

/** 概算払 up to this share of the award where the call's own terms say nothing else. */
export const advanceShares: readonly Dated<Fraction>[] = [
  { from: "1990-04-01", value: { numerator: 1, denominator: 1 }, source: "要綱に定めがないときは交付決定額まで（要確認）" },
]
