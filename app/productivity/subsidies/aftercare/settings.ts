import type { TaxTerms } from "../rules/consumption-tax-credit.ts"
import type { Dated } from "../rules/dated-setting.ts"
import type { DisposalTerms } from "../rules/disposal-needs-approval.ts"
import type { RepaymentTerms } from "../rules/disposal-repayment.ts"

/** ¥500,000 each without tax ([V] jigyou-saikouchiku.go.jp); a programme's own amount goes first. */
export const disposalTerms: readonly Dated<DisposalTerms>[] = [{ from: "1955-09-26", value: { from: 500_000 }, source: "多くの交付要綱の例（要綱の定めが優先）" }]
export const disposalRepaymentTerms: RepaymentTerms = { base: "greater", rounding: "yen-down" }
/** From general knowledge [M]: the tax inside a price with tax since 2019-10-01, and who may deduct in full. */
export const taxTerms: readonly Dated<TaxTerms>[] = [
  {
    from: "2019-10-01",
    value: { standard: { numerator: 10, denominator: 110 }, reduced: { numerator: 8, denominator: 108 }, fullUpTo: 500_000_000, fullFrom: { numerator: 95, denominator: 100 } },
    source: "消費税法（2019年10月1日からの税率。要確認）",
  },
]
export const RETENTION_YEARS = 5
/** The day after the fiscal year of settlement by which the tax report is due, as in 熊本県's call ([V] 5月31日). */
export const TAX_REPORT_DUE = "05-31"
