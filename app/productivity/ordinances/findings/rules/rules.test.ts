import { describe, expect, test } from "vitest"
import type { Verdict } from "../finding.ts"
import { methodIsUnfounded } from "./method-is-unfounded.ts"
import { monthFrom } from "./month-from.ts"
import { moveFor } from "./move-for.ts"
import { phasesGoBackwards } from "./phases-go-backwards.ts"
import { type Answers, proposedMethod, prunedAnswers } from "./proposed-method.ts"
import { verdictsAreIncomplete } from "./verdicts-are-incomplete.ts"

const none: Answers = { origin: null, nationalReview: null, digitalAlready: null, physicalInterest: null, excludesDigital: null }
const own = (digitalAlready: boolean | null, physicalInterest: boolean | null = null, excludesDigital: boolean | null = null): Answers => ({ ...none, origin: "own", digitalAlready, physicalInterest, excludesDigital })
const national = (nationalReview: Answers["nationalReview"]): Answers => ({ ...none, origin: "national", nationalReview })

describe("答えから方法が決まる", () => {
  test.each([
    ["根拠を答えていない", none, { next: "origin" }],
    ["独自：デジタルでできるか答えていない", own(null), { next: "digitalAlready" }],
    ["独自：いまの条文でデジタルでもできる", own(true), "none"],
    ["独自：守りたいものを答えていない", own(false), { next: "physicalInterest" }],
    ["独自：物理的であること自体が守りたいもの", own(false, true), "none"],
    ["独自：条文がデジタルを許していないか答えていない", own(false, false), { next: "excludesDigital" }],
    ["独自：条文がデジタルを許していない", own(false, false, true), "amend"],
    ["独自：条文はデジタルを許していないわけではない", own(false, false, false), "notice"],
    ["国：状況を答えていない", national(null), { next: "nationalReview" }],
    ["国：わからない", national("unknown"), "wait"],
    ["国：予定している", national("planned"), "wait"],
    ["国：解釈を明らかにした", national("clarified"), "notice"],
    ["国：改正された", national("amended"), "amend"],
    ["国：見直さない", national("none"), "none"],
  ])("%s", (_, answers, expected) => {
    const proposed = proposedMethod(answers)
    if (typeof expected === "string") expect(proposed).toMatchObject({ method: expected, because: expect.stringMatching(/。$/) })
    else expect(proposed).toEqual(expected)
  })

  test("前の答えで意味のなくなった答えは捨てる", () => {
    expect(prunedAnswers({ origin: "national", nationalReview: "planned", digitalAlready: true, physicalInterest: true, excludesDigital: true })).toEqual(national("planned"))
    expect(prunedAnswers({ origin: "own", nationalReview: "planned", digitalAlready: true, physicalInterest: true, excludesDigital: true })).toEqual(own(true))
    expect(prunedAnswers({ origin: "own", nationalReview: null, digitalAlready: false, physicalInterest: true, excludesDigital: true })).toEqual(own(false, true))
    expect(prunedAnswers({ origin: null, nationalReview: "planned", digitalAlready: true, physicalInterest: null, excludesDigital: null })).toEqual(none)
  })
})

describe("断り", () => {
  const codes = ["①", "⑭"]
  test.each([
    ["該非を選んでいない", [{ category: "目視" }], "categories.0.verdict"],
    ["非該当の理由がない", [{ category: "目視", verdict: "not-applicable" as const }], "categories.0.reasonCode"],
    ["知らない理由", [{ category: "目視", verdict: "not-applicable" as const, reasonCode: "㊿" }], "categories.0.reasonCode"],
    ["その他なのにメモがない", [{ category: "目視", verdict: "applicable" as const }, { category: "書面掲示", verdict: "not-applicable" as const, reasonCode: "⑭" }], "categories.1.note"],
    ["すべて答えた", [{ category: "目視", verdict: "applicable" as const }, { category: "書面掲示", verdict: "not-applicable" as const, reasonCode: "①" }], undefined],
  ])("該非：%s", (_, categories, field) => {
    expect(verdictsAreIncomplete(categories, codes)?.field).toBe(field)
  })

  test.each([
    ["目標が前に戻る", { category: "目視", presentPhase: 2, targetPhase: 1 }, "categories.0.targetPhase"],
    ["同じ段階にとどまる", { category: "目視", presentPhase: 2, targetPhase: 2 }, undefined],
    ["目標だけ", { category: "目視", targetPhase: 3 }, undefined],
    ["記録媒体にはない", { category: "記録媒体", presentPhase: 1 }, "categories.0.presentPhase"],
  ])("PHASE：%s", (_, one, field) => {
    expect(phasesGoBackwards([one])?.field).toBe(field)
  })

  const amend = proposedMethod(own(false, false, true))
  const physical = proposedMethod(own(false, true))
  test.each([
    ["答えがないのに方法を選んだ", { method: "amend" as const, physicalInterest: null }, proposedMethod(none), "origin"],
    ["答えがなければ方法もなくてよい", { physicalInterest: null }, proposedMethod(none), undefined],
    ["答えと違う方法なのに理由がない", { method: "notice" as const, plannedMonth: "2027-04", physicalInterest: false }, amend, "methodReason"],
    ["答えと違う方法に理由がある", { method: "notice" as const, methodReason: "国の通知による", plannedMonth: "2027-04", physicalInterest: false }, amend, undefined],
    ["改正なのに予定がない", { physicalInterest: false }, amend, "plannedMonth"],
    ["改正に予定がある", { plannedMonth: "2027-04", physicalInterest: false }, amend, undefined],
    ["物理的なものを守るのに公開する説明がない", { physicalInterest: true }, physical, "publicNote"],
    ["物理的なものを守り、説明がある", { physicalInterest: true, publicNote: "人がそこにいることが要ります" }, physical, undefined],
    ["国待ちには予定がなくてよい", { physicalInterest: null }, proposedMethod(national("planned")), undefined],
  ])("方法：%s", (_, chosen, proposed, field) => {
    expect(methodIsUnfounded(chosen, proposed)?.field).toBe(field)
  })
})

test.each<[Verdict[], "none" | "amend" | undefined, string]>([
  [["not-applicable", "not-applicable"], undefined, "dismiss"],
  [["applicable", "not-applicable"], undefined, "judge"],
  [["applicable"], "none", "leave-as-is"],
  [["applicable"], "amend", "plan"],
])("該非 %j、方法 %j なら %s", (verdicts, method, move) => {
  expect(moveFor(verdicts, method)).toBe(move)
})

test.each([
  ["2027-04", "2027-04"],
  ["２０２７年４月", "2027-04"],
  ["2027/4", "2027-04"],
  ["令和9年4月", "2027-04"],
  ["R9.4", "2027-04"],
  ["2027-04-01", "2027-04"],
  ["2027-04-15", undefined],
  ["令和元年12月", "2019-12"],
  ["平成31年4月", "2019-04"],
  ["2027-13", undefined],
  ["来年", undefined],
  ["令和100年1月", undefined],
])("予定年月 %s は %s", (typed, month) => {
  expect(monthFrom(typed)).toBe(month)
})
