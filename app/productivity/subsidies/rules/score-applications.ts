import { exact, type Exact, type Fraction, sum } from "./money.ts"

/** A criterion of points. 奈良県: five of 20 and one of 10, each base item's mean must be above 6. */
export interface Criterion {
  key: string
  name: string
  max: number
  weight?: Fraction
  /** The mean of the points (unweighted) must reach the floor, or pass it where `above`. */
  floor?: { points: number; above: boolean }
}

export interface ScoringTerms {
  criteria: readonly Criterion[]
  /** 必須項目 (農水系: a = 0, b = 不採択): not met by one reviewer, or by more than half of them, is out. */
  knockOuts: readonly { key: string; name: string }[]
  knockedOutBy: "one" | "majority"
  /** consensus (合議): one sheet the committee has agreed on. trimmed-mean: the highest and the lowest sheet are left out. */
  mode: "mean" | "trimmed-mean" | "consensus"
  /** The total must reach this. */
  leastTotal: number
  /** Fewer sheets than this, after those with a conflict, and the application is not decided by score. */
  quorum: number
  /** Of equal totals the higher mean in these criteria goes first, in this order; then they are tied. */
  tieBreakers: readonly string[]
}

export interface Sheet {
  reviewer: string
  points: Readonly<Record<string, number>>
  /** Knock-outs that this reviewer finds not met. */
  notMet: readonly string[]
}

export interface Scored {
  id: string
  sheets: readonly Sheet[]
  /** Reviewers whose sheets do not count here (reviewer-has-conflict). */
  conflicted: readonly string[]
  /** Negative points and others by rule, such as −10 for an earlier cancellation. */
  adjustments: readonly { points: number; reason: string }[]
}

export interface Outcome {
  id: string
  status: "ranked" | "knocked-out" | "below-floor" | "below-total" | "no-quorum"
  /** 1, 2, 2, 4 …; only of those ranked. */
  rank?: number
  tied: boolean
  total: Exact
  means: Readonly<Record<string, Exact>>
  counted: readonly string[]
  excluded: readonly string[]
  reasons: readonly string[]
}

/**
 * Scores by the programme's terms and ranks what is left: knock-outs, then floors per item, then the total. A floor beats
 * any total (奈良県 [V]: <60 or a base item ≤ 6 is rejected). Means are exact fractions, so a tie is a tie.
 * Unit: whole points; weights are fractions; nothing is rounded here. Trimming leaves out whole sheets by their weighted
 * total and needs three or more [M]. Errors: RangeError for points outside 0…max, a missing criterion, two sheets of one
 * reviewer, or more than one sheet by consensus.
 */
export function scoreApplications(all: readonly Scored[], terms: ScoringTerms): Outcome[] {
  const outcomes = all.map((it) => scoreOne(it, terms))
  const order = (a: Outcome, b: Outcome) => compare(a, b, terms) || (a.id < b.id ? -1 : 1)
  const ranked = outcomes.filter(({ status }) => status === "ranked").sort(order)
  const others = outcomes.filter(({ status }) => status !== "ranked").sort(order)
  return [
    ...ranked.map((one) => ({
      ...one,
      rank: ranked.findIndex((other) => compare(other, one, terms) === 0) + 1,
      tied: ranked.some((other) => other !== one && compare(other, one, terms) === 0),
    })),
    ...others,
  ]
}

function compare(a: Outcome, b: Outcome, { tieBreakers }: ScoringTerms): number {
  const first = b.total.compare(a.total)
  if (first !== 0) return first
  for (const key of tieBreakers) {
    const next = (b.means[key] ?? exact(0)).compare(a.means[key] ?? exact(0))
    if (next !== 0) return next
  }
  return 0
}

function scoreOne(it: Scored, terms: ScoringTerms): Outcome {
  mustBeSheets(it, terms)
  const fair = it.sheets.filter(({ reviewer }) => !it.conflicted.includes(reviewer))
  const counted = terms.mode === "trimmed-mean" ? trimmed(fair, terms) : fair
  const means = Object.fromEntries(terms.criteria.map(({ key }) => [key, mean(counted.map(({ points }) => points[key]!))]))
  const scored = terms.criteria.reduce((total, { key, weight = { numerator: 1, denominator: 1 } }) => total.plus(means[key]!.times(weight)), exact(0))
  const total = scored.plus(sum(it.adjustments.map(({ points }) => points)))
  const outcome = {
    id: it.id,
    tied: false,
    total,
    means,
    counted: counted.map(({ reviewer }) => reviewer),
    excluded: it.sheets.filter(({ reviewer }) => it.conflicted.includes(reviewer)).map(({ reviewer }) => reviewer),
  }
  const adjusted = it.adjustments.map(({ points, reason }) => `${reason}（${points > 0 ? "+" : ""}${points}点）`)
  const out = (status: Outcome["status"], reasons: string[]): Outcome => ({ ...outcome, status, reasons: [...reasons, ...adjusted] })
  const enough = terms.mode === "consensus" ? 1 : terms.mode === "trimmed-mean" ? Math.max(terms.quorum, 3) : Math.max(terms.quorum, 1)
  if (fair.length < enough) return out("no-quorum", [`採点できる委員が${fair.length}人で、${enough}人に足りません`])
  const failed = terms.knockOuts.filter(({ key }) => {
    const against = fair.filter(({ notMet }) => notMet.includes(key)).length
    return terms.knockedOutBy === "one" ? against > 0 : against * 2 > fair.length
  })
  if (failed.length > 0) return out("knocked-out", failed.map(({ name }) => `必須項目「${name}」を満たしません`))
  const low = terms.criteria.filter(({ key, floor }) => floor && (floor.above ? means[key]!.compare(floor.points) <= 0 : means[key]!.compare(floor.points) < 0))
  if (low.length > 0) return out("below-floor", low.map(({ name, floor }) => `「${name}」の平均が${floor!.points}点${floor!.above ? "以下" : "未満"}です`))
  if (total.compare(terms.leastTotal) < 0) return out("below-total", [`合計が${terms.leastTotal}点未満です`])
  return out("ranked", [])
}

function trimmed(sheets: readonly Sheet[], terms: ScoringTerms): readonly Sheet[] {
  if (sheets.length < 3) return sheets
  const totalOf = ({ points }: Sheet) =>
    terms.criteria.reduce((all, { key, weight = { numerator: 1, denominator: 1 } }) => all.plus(exact(points[key]!).times(weight)), exact(0))
  return [...sheets].sort((a, b) => totalOf(a).compare(totalOf(b)) || (a.reviewer < b.reviewer ? -1 : 1)).slice(1, -1)
}

function mean(points: readonly number[]): Exact {
  return points.length === 0 ? exact(0) : exact(sum(points)).times({ numerator: 1, denominator: points.length })
}

function mustBeSheets({ id, sheets }: Scored, { criteria, mode }: ScoringTerms): void {
  if (new Set(sheets.map(({ reviewer }) => reviewer)).size < sheets.length) throw new RangeError(`two sheets of one reviewer: ${id}`)
  if (mode === "consensus" && sheets.length > 1) throw new RangeError(`more than one sheet by consensus: ${id}`)
  for (const { points } of sheets) {
    for (const { key, max } of criteria) {
      const given = points[key]
      if (given === undefined || !Number.isSafeInteger(given) || given < 0 || given > max) throw new RangeError(`not points of ${key}: ${given}`)
    }
  }
}
