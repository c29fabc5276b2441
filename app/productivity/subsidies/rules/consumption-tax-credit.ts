import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"
import { exact, type Exact, type Fraction, fractionText, sum, type Yen, yen, yenText } from "./money.ts"

/** Eligible cost with tax, by what was bought for what (個別対応方式) and by rate. */
export interface TaxedCost {
  amount: Yen
  rate: "standard" | "reduced" | "not-taxed"
  /** 課税売上のみ対応, 共通対応, 非課税売上のみ対応; only the 個別対応方式 asks. */
  use?: "taxable-sales" | "common" | "exempt-sales"
}

export type TaxMethod =
  | { kind: "exempt" | "simplified" | "special-income" | "two-tenths" }
  | { kind: "full"; taxableSales: Yen; taxableShare: Fraction }
  | { kind: "proportional" | "itemised"; taxableShare: Fraction }

export const taxMethodWords: Readonly<Record<TaxMethod["kind"], string>> = {
  exempt: "免税事業者",
  simplified: "簡易課税",
  "special-income": "公益法人等で特定収入割合が5%を超える",
  "two-tenths": "2割特例",
  full: "全額控除",
  proportional: "一括比例配分方式",
  itemised: "個別対応方式",
}

/**
 * Everything the domain notes have only from general knowledge [M]: the tax inside a price with tax, and who may deduct
 * in full (課税売上高5億円以下かつ課税売上割合95%以上). Dated settings in the caller's hands.
 */
export interface TaxTerms {
  standard: Fraction
  reduced: Fraction
  fullUpTo: Yen
  fullFrom: Fraction
}

export interface TaxCredit {
  /** 返還額; may be 0, and is reported all the same. */
  amount: Yen
  /** 計算の内訳 for the form, one line a step. */
  lines: string[]
}

/**
 * 消費税仕入控除税額: what the recipient deducts from tax although the subsidy paid it goes back. P = 補助金確定額 × (課税仕入れ分の
 * 対象経費 / 対象経費); full P × 10/110, 一括比例 × 課税売上割合, 個別対応 Pa + Pc × 課税売上割合; 8/108 for the reduced rate; 0 for those
 * who deduct nothing (the form 兵庫 別記様式 [V]; methods [M]).
 * Unit: yen with tax; 円未満切捨て once at the end. Errors: RangeError when costs are negative, none, or have no use where
 * the method asks for it.
 */
export function consumptionTaxCredit(settled: Yen, costs: readonly TaxedCost[], method: TaxMethod, terms: TaxTerms): TaxCredit {
  const eligible = sum(costs.map(({ amount }) => amount))
  if (yen(settled) < 0 || costs.some(({ amount }) => amount < 0) || (settled > 0 && eligible === 0)) {
    throw new RangeError("a settled subsidy has costs, and none is negative")
  }
  const head = [`補助金確定額 ${yenText(settled)}`, `計算の方法 ${taxMethodWords[method.kind]}`]
  if (!("taxableShare" in method)) return { amount: 0, lines: [...head, "仕入税額控除をしないため、返還額 0円"] }
  const all: Fraction = { numerator: 1, denominator: 1 }
  const nothing: Fraction = { numerator: 0, denominator: 1 }
  const share = method.kind === "full" ? all : method.taxableShare
  if (share.numerator > share.denominator) throw new RangeError("a share is at most 1")
  let total: Exact = exact(0)
  const lines: string[] = []
  for (const { amount, rate, use } of costs) {
    if (rate === "not-taxed" || amount === 0) continue
    if (method.kind === "itemised" && use === undefined) throw new RangeError("個別対応方式 wants the use of every cost")
    const part = method.kind === "itemised" ? { "taxable-sales": all, common: share, "exempt-sales": nothing }[use!] : share
    const tax = exact(settled).times({ numerator: amount, denominator: eligible }).times(terms[rate])
    total = total.plus(tax.times(part))
    lines.push(`${yenText(settled)} × ${amount.toLocaleString("ja-JP")}/${eligible.toLocaleString("ja-JP")} × ${fractionText(terms[rate])} × ${fractionText(part)}`)
  }
  const amount = total.round("yen-down")
  return { amount, lines: [...head, ...lines, `合計（円未満切捨て） ${yenText(amount)}`] }
}

/** 全額控除 is open only to those the terms name. Refusal: invalid at `method`. */
export function fullCreditIsNotOpen(method: TaxMethod, terms: TaxTerms): Refusal | undefined {
  if (method.kind !== "full") return undefined
  const { numerator, denominator } = method.taxableShare
  const enough = BigInt(numerator) * BigInt(terms.fullFrom.denominator) >= BigInt(terms.fullFrom.numerator) * BigInt(denominator)
  if (method.taxableSales <= terms.fullUpTo && enough) return undefined
  return refusal("invalid", "subsidies.full-credit-is-not-open", "課税売上高または課税売上割合が全額控除の条件に合いません。一括比例配分方式か個別対応方式を選んでください。", { field: "method" })
}

/** The report is owed also at ¥0 and by those exempt from the tax ([V] 福島県, 熊本県, nippku.com). Refusal: invalid. */
export function taxReportIsMissing(it: { settled: Yen; reportedOn?: string }, dueOn: string, today: string): Refusal | undefined {
  if (it.settled === 0 || it.reportedOn !== undefined) return undefined
  const late = today > dueOn ? `期限（${wareki(dueOn)}）を過ぎています。` : `${wareki(dueOn)}までに報告してください。`
  return refusal("invalid", "subsidies.tax-report-is-missing", `消費税仕入控除税額の報告は、返還額が0円でも必要です。${late}`, { field: "taxReport" })
}
