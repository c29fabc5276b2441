import { exact, type Exact, type Fraction, type Rounding, sum, type Yen, yen } from "./money.ts"

/** 経費区分. What a call does not say (own rate, caps) is left out and the call's own applies. */
export interface CostCategory {
  key: string
  name: string
  rate?: Fraction
  /** Eligible cost counts up to here. */
  costCap?: Yen
  /** The category's share of the subsidy counts up to here, before income of others is taken off the rest. */
  awardCap?: Yen
}

export interface AwardTerms {
  rate: Fraction
  categories: readonly CostCategory[]
  /** The cap of one award; null where the 要綱 names none. */
  cap: Yen | null
  rounding: Rounding
  /** Some 要綱 cut each category down before adding; otherwise once at the end. */
  roundEachCategory?: boolean
  /** Below this nothing is granted (下限額). */
  floor?: Yen
}

export interface AwardClaim {
  /** Eligible cost (補助対象経費) by category, with or without tax as the 要綱 says. */
  costs: readonly { category: string; amount: Yen }[]
  /** 寄付金その他の収入 that bears on the eligible cost. */
  otherIncome: Yen
}

export interface AwardComputation {
  amount: Yen
  /** Eligible cost after the categories' caps, before other income. */
  eligible: Yen
  /** 対象経費 = eligible − other income, never below 0. */
  base: Yen
  /** What bound the amount. */
  boundBy: "rate" | "cap" | "floor"
  categories: readonly { key: string; name: string; eligible: Yen; counted: Yen; capped: boolean }[]
}

/**
 * 補助金額 = min(対象経費 × 補助率, 上限), rounded once at the end; 対象経費 = Σ経費区分別 − 寄付金その他の収入.
 * Unit: yen. Rounding: the call's own, 千円未満切捨て as a rule. Where categories have rates of their own, other income
 * is taken off them in proportion to their cost, exactly: with one rate for all this is the formula above.
 * Errors: RangeError for an unknown category, a negative amount or a rate over the whole (8/7 typed for 7/8), which the
 * forms have refused before.
 * Source: 算定表 (expydoc 9535949) [V]; 「1,000円未満切捨て」七ケ宿町 [V]; the proportional split [M].
 */
export function awardAmount(terms: AwardTerms, claim: AwardClaim): AwardComputation {
  const income = notNegative(claim.otherIncome)
  for (const { numerator, denominator } of [terms.rate, ...terms.categories.flatMap(({ rate }) => rate ?? [])]) {
    if (numerator > denominator) throw new RangeError(`a rate is at most the whole: ${numerator}/${denominator}`)
  }
  const known = new Set(terms.categories.map(({ key }) => key))
  for (const { category, amount } of claim.costs) {
    if (!known.has(category)) throw new RangeError(`no such cost category: ${category}`)
    notNegative(amount)
  }
  const categories = terms.categories.map((category) => {
    const eligible = sum(claim.costs.filter((cost) => cost.category === category.key).map(({ amount }) => amount))
    const counted = Math.min(eligible, category.costCap ?? eligible)
    return { category, eligible, counted }
  })
  const eligible = sum(categories.map(({ counted }) => counted))
  const base = Math.max(0, eligible - income)
  const shares = categories.map(({ category, eligible: asked, counted }) => {
    const share = shareOf(counted, base, eligible).times(category.rate ?? terms.rate)
    const limited = category.awardCap === undefined ? share : share.atMost(category.awardCap)
    return { share: terms.roundEachCategory ? exact(limited.round(terms.rounding)) : limited, capped: counted < asked || limited.compare(share) < 0, category, asked, counted }
  })
  const byRate = shares.reduce((total, { share }) => total.plus(share), exact(0))
  const capped = terms.cap === null ? byRate : byRate.atMost(terms.cap)
  const amount = capped.round(terms.rounding)
  const tooLittle = terms.floor !== undefined && amount < terms.floor
  return {
    amount: tooLittle ? 0 : amount,
    eligible,
    base,
    boundBy: tooLittle ? "floor" : capped.compare(byRate) < 0 ? "cap" : "rate",
    categories: shares.map(({ category, asked, counted, capped: bound }) => ({ key: category.key, name: category.name, eligible: asked, counted, capped: bound })),
  }
}

function shareOf(counted: Yen, base: Yen, eligible: Yen): Exact {
  return eligible === 0 ? exact(0) : exact(counted).times({ numerator: base, denominator: eligible })
}

function notNegative(amount: Yen): Yen {
  if (yen(amount) < 0) throw new RangeError(`a cost or an income is not negative: ${amount}`)
  return amount
}
