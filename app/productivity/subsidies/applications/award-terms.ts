import type { Call } from "../programmes/programme.ts"
import { awardAmount, type AwardComputation, type AwardTerms } from "../rules/award-amount.ts"
import { sum } from "../rules/money.ts"
import type { CostLine, Income } from "./application.ts"

/** The call's terms as the formula takes them. Every 経費区分 has its own rate; the cap of a category is one of the award. */
export function awardTermsOf(call: Pick<Call, "categories" | "capYen" | "rounding">): AwardTerms {
  return {
    rate: call.categories[0]?.rate ?? { numerator: 0, denominator: 1 },
    categories: call.categories.map(({ key, title, rate, capYen }) => ({ key, name: title, rate, ...(capYen === null ? {} : { awardCap: capYen }) })),
    cap: call.capYen,
    rounding: call.rounding,
  }
}

/** What these costs give by the call's terms. */
export function computeAward(call: Pick<Call, "categories" | "capYen" | "rounding">, costs: readonly CostLine[], income: Partial<Income>): AwardComputation {
  return awardAmount(awardTermsOf(call), {
    costs: costs.map(({ category, eligible }) => ({ category, amount: eligible })),
    otherIncome: income.otherIncome ?? 0,
  })
}

/** 補助事業に要する経費 of all categories. */
export function totalCost(costs: readonly CostLine[]): number {
  return sum(costs.map(({ total }) => total))
}
