import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { sum, type Yen, yenText } from "./money.ts"

export interface BudgetRow {
  name: string
  amount: Yen
}

/**
 * 収支予算書・収支決算書: income and spending add up to the same sum (収支一致, 令3条2項 and the forms [V 兵庫]), the subsidy in
 * the income is what is applied for, no row is negative. Unit: yen. Answers every fault at its field (invalid).
 */
export function budgetDoesNotBalance(budget: { income: readonly BudgetRow[]; spending: readonly BudgetRow[]; subsidy: Yen }, appliedFor: Yen): Refusal[] {
  const faults: Refusal[] = []
  const no = (code: string, message: string, field: string) => void faults.push(refusal("invalid", `subsidies.${code}`, message, { field }))
  for (const part of ["income", "spending"] as const) {
    budget[part].forEach(({ name, amount }, index) => {
      if (amount < 0) no("negative-amount", `「${name}」には0以上の額を入力してください。`, `${part}.${index}.amount`)
    })
  }
  if (budget.subsidy !== appliedFor) no("subsidy-differs", `収入の補助金（${yenText(budget.subsidy)}）が交付申請額（${yenText(appliedFor)}）と違います。`, "subsidy")
  const income = sum([budget.subsidy, ...budget.income.map(({ amount }) => amount)])
  const spending = sum(budget.spending.map(({ amount }) => amount))
  if (income !== spending) {
    const difference = yenText(Math.abs(income - spending))
    no("budget-does-not-balance", `収入の合計（${yenText(income)}）と支出の合計（${yenText(spending)}）が${difference}違います。`, "spending")
  }
  return faults
}
