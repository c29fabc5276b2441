import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { type Yen, yenText } from "./money.ts"

/** Of the programme: more than ¥1,000,000 with tax, two firms, second-hand always ([V] jizokukahojokin R6). */
export interface QuoteTerms {
  above: Yen
  firms: number
  secondHandAlways: boolean
}

export interface Quote {
  /** 法人番号, or another mark of the firm's identity where it has none. */
  firm: string
  amount: Yen
  /** The items quoted, in the programme's normal form; the quotes must be for the same. */
  content: string
  /** A firm of the applicant's own group or family. */
  related: boolean
}

/**
 * 相見積: an order above the threshold, or of second-hand goods at any price, needs quotes of the same content from
 * different and unrelated firms. Exactly the threshold needs none. Unit: yen with tax. Refusal: invalid at `quotes`,
 * saying how many of which fault; undefined when enough quotes are left.
 */
export function twoQuotesAreMissing(
  order: { amountWithTax: Yen; secondHand: boolean; content: string; quotes: readonly Quote[] },
  terms: QuoteTerms,
): Refusal | undefined {
  const secondHand = terms.secondHandAlways && order.secondHand
  if (order.amountWithTax <= terms.above && !secondHand) return undefined
  const related = order.quotes.filter((quote) => quote.related)
  const different = order.quotes.filter((quote) => !quote.related && quote.content !== order.content)
  const good = new Set(order.quotes.filter((quote) => !quote.related && quote.content === order.content).map(({ firm }) => firm))
  if (good.size >= terms.firms) return undefined
  const why = secondHand ? "中古品" : `${yenText(terms.above)}を超える発注`
  const left = [related.length > 0 ? `関係のある会社の見積${related.length}件` : "", different.length > 0 ? `内容の異なる見積${different.length}件` : ""].filter(Boolean)
  const without = left.length > 0 ? `（${left.join("、")}は数えません）` : ""
  return refusal("invalid", "subsidies.two-quotes-are-missing", `${why}には、同じ内容で${terms.firms}者以上の見積が要ります。いま${good.size}者です${without}。`, { field: "quotes" })
}
