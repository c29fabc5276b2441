import { expect, test } from "vitest"
import { Refusal } from "../../http/refusal.ts"
import type { Holder } from "../posts.ts"
import { buildRoute, type RouteInput } from "./build-route.ts"
import { nextInLine } from "./next-in-line.ts"
import { type DelegationRule, overlap, pickRule } from "./pick-rule.ts"

const holder = (personId: string, unitId: string, rank: number, distance: number): Holder => ({
  personId,
  personName: personId,
  unitId,
  unitName: unitId,
  title: "",
  rank,
  distance,
})
const 主事 = holder("主事", "班", 80, 0)
const 班長 = holder("班長", "班", 60, 0)
const 補佐 = holder("補佐", "課", 50, 1)
const 課長 = holder("課長", "課", 40, 1)
const 次長 = holder("次長", "部", 30, 2)
const 部長 = holder("部長", "部", 20, 2)
const 知事 = holder("知事", "県", 0, 3)
const 財政課長 = holder("財政課長", "財政課", 40, 1)
const line = [主事, 班長, 補佐, 課長, 次長, 部長, 知事]

type Given = Partial<Omit<RouteInput, "rule">> & { rule?: Partial<RouteInput["rule"]> }
const route = (more: Given = {}) => {
  const { rule, ...rest } = more
  const built = buildRoute({
    drafter: { personId: "主事", rank: 80 },
    line,
    deciderLine: undefined,
    concurrence: [],
    ...rest,
    rule: { deciderRank: 40, deciderUnitId: null, circulationRanks: [60, 50], ownDraft: false, ...rule },
  })
  return built instanceof Refusal ? built.code : built.map((step) => `${step.position}${step.kind}:${step.holder.personId}`)
}

test.each<[string, Given, string[] | string]>([
  ["課長専決", {}, ["1circulate:班長", "2circulate:補佐", "3decide:課長"]],
  ["部長専決で合議がある", { rule: { deciderRank: 20, circulationRanks: [50, 40] }, concurrence: [財政課長] }, ["1circulate:補佐", "2circulate:課長", "3concur:財政課長", "4decide:部長"]],
  ["課長が欠員なら次長へ", { line: line.filter((each) => each !== 課長) }, ["1circulate:班長", "2circulate:補佐", "3decide:次長"]],
  ["回議の職が欠員なら省く", { line: line.filter((each) => each !== 班長) }, ["1circulate:補佐", "2decide:課長"]],
  ["起案者が回議の職なら自分を省く", { drafter: { personId: "補佐", rank: 50 } }, ["1decide:課長"]],
  ["決裁者自身の起案は一つ上へ", { drafter: { personId: "課長", rank: 40 } }, ["1decide:次長"]],
  ["規程が認めれば自分の起案を決裁できる", { drafter: { personId: "課長", rank: 40 }, rule: { ownDraft: true } }, ["1decide:課長"]],
  ["決裁者より上の人の起案は、その人の上へ", { drafter: { personId: "部長", rank: 20 } }, ["1decide:知事"]],
  ["上に誰もいなければ断る", { drafter: { personId: "知事", rank: 0 } }, "approvals.no-decider"],
  ["ほかの部の職が決裁者", { rule: { deciderRank: 20, circulationRanks: [40] }, deciderLine: [holder("総務部長", "総務部", 20, 0), 知事] }, ["1circulate:課長", "2decide:総務部長"]],
  ["決裁者を合議に重ねない", { rule: { circulationRanks: [] }, concurrence: [課長, 財政課長] }, ["1concur:財政課長", "2decide:課長"]],
  ["起案者自身には合議しない", { drafter: { personId: "財政課長", rank: 40 }, line: [財政課長, 部長], rule: { deciderRank: 20, circulationRanks: [] }, concurrence: [財政課長] }, ["1decide:部長"]],
])("経路: %s", (_, input, expected) => {
  expect(route(input)).toEqual(expected)
})

const rule = (more: Partial<DelegationRule>): DelegationRule => ({
  id: "1",
  kind: "k",
  amountFrom: 0,
  amountBelow: null,
  deciderRank: 40,
  deciderUnitId: null,
  circulationRanks: [],
  concurrenceUnitIds: [],
  ownDraft: false,
  article: "1条",
  note: "",
  validFrom: "2026-04-01",
  validUntil: null,
  ...more,
})
const table = [
  rule({ id: "小", amountBelow: 1_000_000 }),
  rule({ id: "中", amountFrom: 1_000_000, amountBelow: 10_000_000 }),
  rule({ id: "大", amountFrom: 10_000_000, validUntil: "2027-04-01" }),
  rule({ id: "改", amountFrom: 10_000_000, validFrom: "2027-04-01" }),
]
test.each<[string, number | undefined, string, string | undefined]>([
  ["k", undefined, "2026-11-24", "小"],
  ["k", 999_999, "2026-11-24", "小"],
  ["k", 1_000_000, "2026-11-24", "中"],
  ["k", 9_999_999, "2026-11-24", "中"],
  ["k", 10_000_000, "2026-11-24", "大"],
  ["k", 10_000_000, "2027-03-31", "大"],
  ["k", 10_000_000, "2027-04-01", "改"],
  ["k", 0, "2026-03-31", undefined],
  ["他", 0, "2026-11-24", undefined],
])("専決規程: %s %s円 %s → %s", (kind, amount, day, id) => {
  expect(pickRule(table, kind, amount, day)?.id).toBe(id)
})

test("同じ種類・金額・日に二つの定めは重なる。境の日と額では重ならない", () => {
  expect(overlap(table[0]!, rule({ amountFrom: 999_999 }))).toBe(true)
  expect(overlap(table[0]!, table[1]!)).toBe(false)
  expect(overlap(table[2]!, table[3]!)).toBe(false)
  expect(overlap(table[0]!, rule({ kind: "他" }))).toBe(false)
})

test.each<[string, string[], string[]]>([
  ["課長が不在なら総括課長補佐", ["課長"], ["補佐"]],
  ["補佐も不在なら次の職", ["課長", "補佐"], ["主査甲", "主査乙"]],
  ["全員不在なら誰もいない", ["課長", "補佐", "主査甲", "主査乙"], []],
])("代決: %s", (_, away, expected) => {
  const inUnit = [課長, 補佐, holder("主査甲", "課", 70, 0), holder("主査乙", "課", 70, 0), holder("主事丙", "課", 80, 0)]
  expect(nextInLine(課長, inUnit, [], new Set(away))).toEqual(expected)
})

test("部に次の職がなければ主管課長、同じ職の別の人がいれば代決は要らない", () => {
  const 主管課長 = holder("主管課長", "主管課", 40, 1)
  expect(nextInLine(部長, [部長], [主管課長, 課長], new Set(["部長"]))).toEqual(["主管課長"])
  expect(nextInLine(部長, [部長], [主管課長, 課長], new Set(["部長", "主管課長"]))).toEqual(["課長"])
  expect(nextInLine(部長, [部長, holder("もう一人の部長", "部", 20, 0), 次長], [], new Set(["部長"]))).toEqual([])
})
