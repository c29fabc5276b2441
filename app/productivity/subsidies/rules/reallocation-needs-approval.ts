import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { type Fraction, type Yen, yen } from "./money.ts"

/**
 * 経費配分の変更: |変更後 − 変更前| / 変更前 of a category over the limit needs a change approval (適正化法7条1項1号 [L]); up to
 * and with the limit it is 軽微な変更. 20 % is what many 要綱 say [M], so the limit is the call's setting. Exact integers;
 * a category that had nothing before needs approval for any yen. Errors: RangeError for an amount that is not whole.
 */
export function reallocationOverTheLimit(before: Readonly<Record<string, Yen>>, after: Readonly<Record<string, Yen>>, limit: Fraction): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((category) => {
    const was = BigInt(yen(before[category] ?? 0))
    const is = BigInt(yen(after[category] ?? 0))
    const moved = is > was ? is - was : was - is
    return moved * BigInt(limit.denominator) > was * BigInt(limit.numerator)
  })
}

/** Spending as if it had been approved: refused (invalid) with the categories, unless the change was approved. */
export function reallocationNeedsApproval(
  before: Readonly<Record<string, Yen>>,
  after: Readonly<Record<string, Yen>>,
  limit: Fraction,
  names: Readonly<Record<string, string>> = {},
): Refusal | undefined {
  const over = reallocationOverTheLimit(before, after, limit)
  if (over.length === 0) return undefined
  const which = over.map((category) => names[category] ?? category).join("、")
  return refusal("invalid", "subsidies.reallocation-needs-approval", `${which}の増減が軽微な変更の範囲を超えるため、変更承認の申請が要ります。`, { field: "costs", detail: { over } })
}
