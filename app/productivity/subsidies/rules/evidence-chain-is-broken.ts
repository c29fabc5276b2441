import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"
import { type Yen, yenText } from "./money.ts"
import { type DecisionDay, orderBeforeDecision } from "./order-before-decision.ts"
import { type EvidencePayment, paymentOutsideThePeriod } from "./payment-outside-the-period.ts"
import { type Quote, type QuoteTerms, twoQuotesAreMissing } from "./two-quotes-are-missing.ts"
import { wordingIsTooBroad } from "./wording-is-too-broad.ts"

export type Link = "quote" | "order" | "delivery" | "invoice" | "payment"

const linkWords: Readonly<Record<Link, string>> = { quote: "見積", order: "発注", delivery: "納品", invoice: "請求", payment: "支払" }
const links = ["quote", "order", "delivery", "invoice", "payment"] as const

/** One piece of evidence. Amounts are with tax. */
export interface Paper {
  on: string
  amount: Yen
  /** To whom it is made out; on the payment: from whose account it was paid. */
  name: string
}

/** The evidence of one cost line. A paper that is not there is left out. */
export interface CostEvidence {
  content: string
  itemised: boolean
  secondHand: boolean
  papers: Partial<Record<Link, Paper>>
  quotes: readonly Quote[]
  payment?: EvidencePayment
  /** The account the money came from belongs to the recipient. */
  paidFromOwnAccount: boolean
  photos?: { before: boolean; after: boolean }
}

export interface EvidenceTerms {
  grant: DecisionDay
  period: { from: string; to: string }
  /** Every spelling of the recipient's name that counts: as registered, 屋号. */
  recipient: readonly string[]
  quotes: QuoteTerms
  /** Small purchases may go without some papers; what the programme wants of every line. */
  papers: readonly Link[]
  photos: boolean
  broadWords: readonly string[]
}

/**
 * 見積→発注/契約→納品/検収→請求→支払 of one cost line: every paper is there, dates do not go back, amounts agree, the order is
 * not before the decision, the payment inside the period, all made out to the recipient and paid from their own
 * account, nothing hidden behind 「一式」 ([V] jizokuka-post-corona.jp checkpoint). Units: civil days, yen with tax.
 * Answers every fault, each at its field; an empty list lets the line pass. Two papers of one day are in order; a name is
 * compared without spaces, 御中/様 and the difference of (株) and 株式会社.
 */
export function evidenceChainIsBroken(line: CostEvidence, terms: EvidenceTerms): Refusal[] {
  const faults: (Refusal | undefined)[] = []
  const no = (code: string, message: string, field: string) => void faults.push(refusal("invalid", `subsidies.${code}`, message, { field }))
  const { papers } = line
  for (const link of terms.papers) if (!papers[link]) no("paper-is-missing", `${linkWords[link]}の書類がありません。`, link)
  const there = links.flatMap((link) => (papers[link] ? [{ link, paper: papers[link] }] : []))
  there.slice(1).forEach(({ link, paper }, index) => {
    const before = there[index]!
    if (paper.on < before.paper.on) {
      no("dates-go-back", `${linkWords[link]}の日（${wareki(paper.on)}）が${linkWords[before.link]}の日（${wareki(before.paper.on)}）より前です。`, link)
    }
  })
  const recipients = terms.recipient.map(plainName)
  for (const { link, paper } of there) {
    if (recipients.includes(plainName(paper.name))) continue
    const who = link === "payment" ? "支払者" : `${linkWords[link]}の宛名`
    no("made-out-to-another", `${who}（${paper.name || "なし"}）が補助事業者ではありません。`, link)
  }
  const ordered = papers.order ?? papers.quote
  for (const link of ["delivery", "invoice"] as const) {
    const paper = papers[link]
    if (!ordered || !paper || paper.amount === ordered.amount) continue
    no("amounts-differ", `${linkWords[link]}の額（${yenText(paper.amount)}）が発注の額（${yenText(ordered.amount)}）と違います。`, link)
  }
  const asked = papers.invoice ?? ordered
  if (asked && papers.payment && papers.payment.amount !== asked.amount) {
    no("amounts-differ", `支払の額（${yenText(papers.payment.amount)}）が請求の額（${yenText(asked.amount)}）と違います。`, "payment")
  }
  // Where the programme asks for no order, what was delivered or billed before the decision was ordered before it, too.
  const first = papers.order ?? papers.delivery ?? papers.invoice ?? papers.payment
  if (first) faults.push(orderBeforeDecision({ orderedOn: first.on }, terms.grant))
  const price = papers.order ?? papers.invoice ?? papers.payment ?? papers.quote
  if (price) {
    faults.push(twoQuotesAreMissing({ amountWithTax: price.amount, secondHand: line.secondHand, content: line.content, quotes: line.quotes }, terms.quotes))
  }
  if (line.payment) faults.push(paymentOutsideThePeriod(line.payment, terms.period))
  else if (papers.payment) faults.push(paymentOutsideThePeriod({ paidOn: papers.payment.on, method: "transfer" }, terms.period))
  if (papers.payment && !line.paidFromOwnAccount) no("paid-from-another-account", "補助事業者の口座からの支払ではありません。", "payment")
  if (!line.itemised) faults.push(wordingIsTooBroad(line.content, terms.broadWords))
  if (terms.photos && !(line.photos?.before && line.photos.after)) no("photo-is-missing", "実施前と実施後の写真を付けてください。", "photos")
  return faults.filter((fault) => fault !== undefined)
}

function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/(?:御中|様|殿)$/, "")
    .replace("(株)", "株式会社")
    .replace("(有)", "有限会社")
    .replace("(同)", "合同会社")
}
