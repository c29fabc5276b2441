import { type Refusal, refusal } from "../../http/refusal.ts"

/** One line of the delegation rules (専決規程). */
export interface DelegationRule {
  id: string
  kind: string
  /** Yen, included. */
  amountFrom: number
  /** Yen, excluded; null: without limit. */
  amountBelow: number | null
  deciderRank: number
  deciderUnitId: string | null
  circulationRanks: number[]
  concurrenceUnitIds: string[]
  ownDraft: boolean
  article: string
  note: string
  validFrom: string
  validUntil: string | null
}

/** The rule for a kind and an amount on a day. Without an amount the rule from 0 yen applies. */
export function pickRule(rules: readonly DelegationRule[], kind: string, amount: number | undefined, day: string): DelegationRule | undefined {
  return rules.find((rule) => holdsOn(rule, day) && rule.kind === kind && covers(rule, amount ?? 0))
}

export function noRule(title: string): Refusal {
  return refusal("conflict", "approvals.no-rule", `「${title}」の決裁者が専決規程に定められていません。専決規程の担当に登録を依頼してください。`)
}

export function holdsOn(rule: { validFrom: string; validUntil: string | null }, day: string): boolean {
  return rule.validFrom <= day && (rule.validUntil === null || rule.validUntil > day)
}

function covers(rule: DelegationRule, amount: number): boolean {
  return rule.amountFrom <= amount && (rule.amountBelow === null || amount < rule.amountBelow)
}

/** Two rules of one kind must not both hold for one amount on one day. */
export function overlap(a: Omit<DelegationRule, "id">, b: Omit<DelegationRule, "id">): boolean {
  const days = (a.validUntil === null || a.validUntil > b.validFrom) && (b.validUntil === null || b.validUntil > a.validFrom)
  const amounts = (a.amountBelow === null || a.amountBelow > b.amountFrom) && (b.amountBelow === null || b.amountBelow > a.amountFrom)
  return a.kind === b.kind && days && amounts
}
