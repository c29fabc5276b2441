import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { budgetLine, type BudgetTerms } from "./budget-line.ts"
import { fraction } from "./money.ts"
import { publishedSummary } from "./published-summary.ts"
import { reviewerHasConflict } from "./reviewer-has-conflict.ts"
import { scoreApplications, type Scored, type ScoringTerms } from "./score-applications.ts"

/** 奈良県: five items of 20 and SDGs of 10; rejected under 60 or with a base item's mean of 6 or less. */
const nara: ScoringTerms = {
  criteria: [
    ...["a", "b", "c", "d", "e"].map((key) => ({ key, name: `項目${key}`, max: 20, floor: { points: 6, above: true } })),
    { key: "sdgs", name: "SDGs", max: 10 },
  ],
  knockOuts: [{ key: "tax", name: "県税の滞納がない" }],
  knockedOutBy: "one",
  mode: "mean",
  leastTotal: 60,
  quorum: 2,
  tieBreakers: [],
}
const sheet = (reviewer: string, all: number, other: Record<string, number> = {}, notMet: string[] = []) => ({
  reviewer,
  points: { a: all, b: all, c: all, d: all, e: all, sdgs: 0, ...other },
  notMet,
})
const scored = (id: string, sheets: Scored["sheets"], more: Partial<Scored> = {}): Scored => ({ id, sheets, conflicted: [], adjustments: [], ...more })
const three = (all: number, other: Record<string, number> = {}) => ["甲", "乙", "丙"].map((reviewer) => sheet(reviewer, all, other))
const one = (it: Scored, terms = nara) => {
  const [outcome] = scoreApplications([it], terms)
  return { status: outcome!.status, total: outcome!.total.floorTo(1), reasons: outcome!.reasons }
}

describe("S11 審査会の採点", () => {
  test.each<[string, Scored, ScoringTerms, string, number]>([
    ["基準の合計ちょうど", scored("1", three(12)), nara, "ranked", 60],
    ["基準に1点足りない", scored("1", [sheet("甲", 12), sheet("乙", 12), sheet("丙", 12, { a: 11 })]), nara, "below-total", 59],
    ["項目の基準は、どんな合計にも勝つ", scored("1", three(20, { a: 6, sdgs: 10 })), nara, "below-floor", 96],
    ["項目の平均が6点をわずかに超える", scored("1", [sheet("甲", 20, { a: 6 }), sheet("乙", 20, { a: 6 }), sheet("丙", 20, { a: 7 })]), nara, "ranked", 86],
    ["一人でも必須項目を満たさないとすれば不採択", scored("1", [...three(20).slice(1), sheet("甲", 20, {}, ["tax"])]), nara, "knocked-out", 100],
    ["過半数で決める定めなら、一人では落ちない", scored("1", [...three(20).slice(1), sheet("甲", 20, {}, ["tax"])]), { ...nara, knockedOutBy: "majority" }, "ranked", 100],
    ["過去の取消しは10点引く", scored("1", three(13), { adjustments: [{ points: -10, reason: "過去の交付決定の取消し" }] }), nara, "below-total", 55],
    ["利害関係のある委員の点は数えない", scored("1", [sheet("甲", 12), sheet("乙", 12), sheet("丙", 20)], { conflicted: ["丙"] }), nara, "ranked", 60],
    ["除いた結果、委員が足りない", scored("1", three(20), { conflicted: ["乙", "丙"] }), nara, "no-quorum", 100],
    ["誰も採点していない", scored("1", []), nara, "no-quorum", 0],
    ["最高と最低を除く平均", scored("1", [sheet("甲", 20), sheet("乙", 12), sheet("丙", 13), sheet("丁", 7)]), { ...nara, mode: "trimmed-mean" }, "ranked", 62],
    ["最高と最低を除くには3人が要る", scored("1", [sheet("甲", 20), sheet("乙", 12)]), { ...nara, mode: "trimmed-mean" }, "no-quorum", 80],
    ["合議の一枚", scored("1", [sheet("審査会", 15)]), { ...nara, mode: "consensus" }, "ranked", 75],
  ])("%s", (_, it, terms, status, total) => expect(one(it, terms)).toMatchObject({ status, total }))

  test("重みは分数で掛ける（鳥取: ×1・×2）", () => {
    const terms = { ...nara, leastTotal: 0, criteria: [{ key: "a", name: "甲", max: 20, weight: fraction(2, 1) }, { key: "b", name: "乙", max: 20, weight: fraction(1, 2) }] }
    expect(one(scored("1", three(10)), terms).total).toBe(25)
  })

  test("理由を述べる", () => {
    expect(one(scored("1", three(20, { a: 6 }))).reasons).toEqual(["「項目a」の平均が6点以下です"])
    expect(one(scored("1", three(5), { adjustments: [{ points: -10, reason: "取消し" }] }), { ...nara, criteria: nara.criteria.map(({ floor: _, ...rest }) => rest) }).reasons).toEqual([
      "合計が60点未満です",
      "取消し（-10点）",
    ])
  })

  test("同点は同順位。3で割り切れない平均でも同点は同点", () => {
    const outcomes = scoreApplications(
      [
        scored("c", three(13)),
        scored("a", [sheet("甲", 14), sheet("乙", 14), sheet("丙", 14, { a: 15 })]),
        scored("b", [sheet("甲", 14, { b: 15 }), sheet("乙", 14), sheet("丙", 14)]),
        scored("d", three(1)),
      ],
      nara,
    )
    expect(outcomes.map(({ id, rank, tied }) => [id, rank, tied])).toEqual([["a", 1, true], ["b", 1, true], ["c", 3, false], ["d", undefined, false]])
    const broken = scoreApplications([scored("a", three(14, { a: 15, b: 13 })), scored("b", three(14))], { ...nara, tieBreakers: ["b", "a"] })
    expect(broken.map(({ id, rank, tied }) => [id, rank, tied])).toEqual([["b", 1, false], ["a", 2, false]])
  })

  test("範囲の外の点・足りない項目・同じ委員の二枚は受け付けない", () => {
    for (const sheets of [[sheet("甲", 21)], [sheet("甲", -1)], [sheet("甲", 1.5)], [{ reviewer: "甲", points: {}, notMet: [] }], [sheet("甲", 1), sheet("甲", 2)]]) {
      expect(() => scoreApplications([scored("1", sheets)], nara)).toThrow(RangeError)
    }
    expect(() => scoreApplications([scored("1", three(1))], { ...nara, mode: "consensus" })).toThrow(RangeError)
  })

  test("利害関係は、委員ごと・申請ごとに記録で見る", () => {
    const reviewer = { id: "甲", corporateNumbers: ["7000012050002"], personIds: ["p1", "p2"], steppedBack: [{ applicationId: "9", reason: "共同研究者" }] }
    const it = { applicationId: "1", corporateNumber: "8000020040002", personIds: ["p3"], partnerCorporateNumbers: [] }
    expect(reviewerHasConflict(reviewer, it)).toEqual([])
    expect(reviewerHasConflict(reviewer, { ...it, corporateNumber: "7000012050002" })).toEqual(["申請者の関係者"])
    expect(reviewerHasConflict(reviewer, { ...it, partnerCorporateNumbers: ["7000012050002"], personIds: ["p2"] })).toEqual(["共同事業者の関係者", "本人または親族"])
    expect(reviewerHasConflict(reviewer, { ...it, applicationId: "9" })).toEqual(["回避：共同研究者"])
  })
})

describe("S11 予算の線", () => {
  const terms: BudgetTerms = { budget: 1_000_000, partial: null, afterTheLine: "stop" }
  const candidates = (...all: [string, number, number][]) => all.map(([id, rank, amount]) => ({ id, rank, amount }))
  const partial = { least: fraction(1, 2), rounding: "thousand-down" as const }
  test.each<[string, ReturnType<typeof candidates>, Partial<BudgetTerms>, string]>([
    ["みな入る", candidates(["a", 1, 600_000], ["b", 2, 400_000]), {}, "a:full:600000 b:full:400000"],
    ["最後の1円が足りない", candidates(["a", 1, 600_000], ["b", 2, 400_001]), {}, "a:full:600000 b:none:0"],
    ["入らないものの後は交付しない", candidates(["a", 1, 700_000], ["b", 2, 400_000], ["c", 3, 100_000]), {}, "a:full:700000 b:none:0 c:none:0"],
    ["次に入るものへ進む定め", candidates(["a", 1, 700_000], ["b", 2, 400_000], ["c", 3, 100_000]), { afterTheLine: "next-that-fits" }, "a:full:700000 b:none:0 c:full:100000"],
    ["残りの一部を交付する", candidates(["a", 1, 700_500], ["b", 2, 500_000], ["c", 3, 1]), { partial }, "a:full:700500 b:partial:299000 c:none:0"],
    ["一部が半分に満たなければ交付しない", candidates(["a", 1, 800_000], ["b", 2, 500_000]), { partial }, "a:full:800000 b:none:0"],
    ["一部がちょうど半分なら交付する", candidates(["a", 1, 800_000], ["b", 2, 400_000]), { partial }, "a:full:800000 b:partial:200000"],
    ["残りが千円に満たなければ、一部もない", candidates(["a", 1, 999_500], ["b", 2, 900]), { partial: { ...partial, least: fraction(0, 1) } }, "a:full:999500 b:none:0"],
    ["予算を減らして使い切っている", candidates(["a", 1, 0]), { budget: -1 }, "a:none:0"],
    ["順は番号でなく順位", candidates(["z", 1, 600_000], ["a", 2, 600_000]), {}, "z:full:600000 a:none:0"],
    ["線の上の同点は、審査会が決める", candidates(["a", 1, 500_000], ["b", 2, 300_000], ["c", 2, 300_000], ["d", 4, 1]), {}, "a:full:500000 b:tie-at-the-line:0 c:tie-at-the-line:0 d:none:0"],
    ["同点でもみな入ればよい", candidates(["a", 1, 400_000], ["b", 2, 300_000], ["c", 2, 300_000]), {}, "a:full:400000 b:full:300000 c:full:300000"],
    ["予算がない", candidates(["a", 1, 1]), { budget: 0 }, "a:none:0"],
  ])("%s", (_, all, more, expected) => {
    expect(budgetLine(all, { ...terms, ...more }).map(({ id, result, granted }) => `${id}:${result}:${granted}`).join(" ")).toBe(expected)
  })

  test("交付の合計は予算を超えず、誰も求めた額より多くもらわない（任意の申請）", () => {
    const some = fc.array(fc.record({ rank: fc.integer({ min: 1, max: 8 }), amount: fc.integer({ min: 0, max: 1_000_000 }) }), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom("stop" as const, "next-that-fits" as const), fc.boolean(), (all, budget, afterTheLine, parts) => {
        const grants = budgetLine(all.map((each, index) => ({ ...each, id: `${index}` })), { budget, afterTheLine, partial: parts ? partial : null })
        expect(grants).toHaveLength(all.length)
        expect(grants.reduce((total, { granted }) => total + granted, 0)).toBeLessThanOrEqual(budget)
        for (const { granted, amount } of grants) expect(granted).toBeLessThanOrEqual(amount)
      }),
    )
  })
})

test("S11 公表する概要に、委員の点と、不採択の申請者は出ない", () => {
  const outcomes = scoreApplications([scored("a", three(15)), scored("b", [sheet("甲", 14), sheet("乙", 14), sheet("丙", 14, { a: 15 })]), scored("c", three(13)), scored("d", three(20, { a: 6 }))], nara)
  const grants = budgetLine(outcomes.flatMap(({ id, rank }) => (rank ? [{ id, rank, amount: 400_000 }] : [])), { budget: 1_000_000, partial: null, afterTheLine: "stop" })
  const titles = new Map(["a", "b", "c", "d"].map((id) => [id, `事業${id}`]))
  const summary = publishedSummary(outcomes, grants, titles, 3)
  expect(summary).toEqual({
    applications: 4,
    granted: 2,
    amount: 800_000,
    meanTotal: "74.08",
    lowestGranted: "70.33",
    awards: [{ id: "a", title: "事業a", amount: 400_000, partial: false }, { id: "b", title: "事業b", amount: 400_000, partial: false }],
    notGranted: [{ reason: "予算の範囲を超える", count: 1 }, { reason: "項目ごとの基準に満たない", count: 1 }],
  })
  expect(JSON.stringify(summary)).not.toMatch(/甲|事業c|事業d/)
  expect(publishedSummary(outcomes, grants, titles, 4)).toMatchObject({ meanTotal: "74.08" })
  expect(publishedSummary(outcomes, grants, titles, 5)).toMatchObject({ meanTotal: undefined, lowestGranted: undefined })
  expect(publishedSummary([], [], titles, 0)).toMatchObject({ applications: 0, meanTotal: undefined })
})
