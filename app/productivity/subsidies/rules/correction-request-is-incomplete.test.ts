import { describe, expect, test } from "vitest"
import { correctionIsUnanswered } from "./correction-is-unanswered.ts"
import { type CorrectionContext, type CorrectionRequest, correctionRequestIsIncomplete } from "./correction-request-is-incomplete.ts"
import { dismissalIsPremature } from "./dismissal-is-premature.ts"

const context: CorrectionContext = {
  fields: ["budget.total", "officers", "quote"],
  reasons: ["missing", "does-not-add-up", "unreadable"],
  found: [
    { field: "budget.total", reason: "does-not-add-up" },
    { field: "officers", reason: "missing" },
  ],
  unchecked: [],
  passedBefore: [],
  leastDays: 5,
}
const request: CorrectionRequest = {
  defects: [
    { field: "budget.total", reason: "does-not-add-up", remark: "収入と支出の合計をそろえてください。" },
    { field: "officers", reason: "missing", remark: "役員名簿を付けてください。" },
  ],
  replyBy: "2026-06-19",
}
const faults = (more: Partial<CorrectionRequest> = {}, other: Partial<CorrectionContext> = {}) =>
  correctionRequestIsIncomplete({ ...request, ...more }, { ...context, ...other }, "2026-06-12").map(({ code, field }) => `${code.slice(10)} ${field}`)

describe("S14 補正は、すべての不備を一度に求める", () => {
  const [sum, officers] = request.defects
  test.each<[string, Partial<CorrectionRequest>, Partial<CorrectionContext>, string[]]>([
    ["すべてそろっている", {}, {}, []],
    ["見つかった不備の一部だけ", { defects: [sum!] }, {}, ["defects-are-left-out defects"]],
    ["何もない", { defects: [] }, { found: [] }, ["no-defect defects"]],
    ["見終わっていない部分がある", {}, { unchecked: ["収支予算書"] }, ["not-all-checked defects"]],
    ["項目のない不備", { defects: [...request.defects, { field: "", reason: "missing", remark: "直す" }] }, {}, ["defect-without-field defects.2.field"]],
    ["理由の区分がない", { defects: [sum!, officers!, { field: "quote", reason: "なんとなく", remark: "直す" }] }, {}, ["defect-without-reason defects.2.reason"]],
    ["どう直すかがない", { defects: [sum!, { ...officers!, remark: " " }] }, {}, ["defect-without-remark defects.1.remark"]],
    ["同じ不備が二つ", { defects: [sum!, officers!, sum!] }, {}, ["defect-listed-twice defects.2.field"]],
    ["前回問題がなかった項目の後出し", {}, { passedBefore: ["officers"] }, ["defect-comes-late defects.1.field"]],
    ["期限がない", { replyBy: "" }, {}, ["reply-deadline-is-wrong replyBy"]],
    ["期限が今日", { replyBy: "2026-06-12" }, {}, ["reply-deadline-is-wrong replyBy"]],
    ["期限が土曜", { replyBy: "2026-06-20" }, {}, ["reply-deadline-is-wrong replyBy"]],
    ["期限が短い", { replyBy: "2026-06-18" }, {}, ["reply-deadline-is-wrong replyBy"]],
    ["誤りが重なれば、みな一度に言う", { defects: [sum!], replyBy: "2026-06-11" }, { unchecked: ["定款"] }, ["not-all-checked defects", "defects-are-left-out defects", "reply-deadline-is-wrong replyBy"]],
  ])("%s", (_, more, other, expected) => expect(faults(more, other)).toEqual(expected))

  test("期限の誤りは、何が誤りかを言う", () => {
    const says = (replyBy: string) => correctionRequestIsIncomplete({ ...request, replyBy }, context, "2026-06-12").map(({ message }) => message)
    expect(says("2026-06-12")).toEqual(["補正の期限は、明日以後の日にしてください。"])
    expect(says("2026-06-20")).toEqual(["補正の期限は、開庁日にしてください。"])
    expect(says("2026-06-18")).toEqual(["補正の期限は、5開庁日後（令和8年6月19日）以後にしてください。"])
  })

  test("回答は、どの不備にも直すか理由を述べる", () => {
    const open = (...answers: Parameters<typeof correctionIsUnanswered>[1]) => correctionIsUnanswered(request.defects, answers).map(({ field }) => field)
    expect(open()).toEqual(["budget.total", "officers"])
    expect(open({ field: "budget.total", changed: true })).toEqual(["officers"])
    expect(open({ field: "budget.total", changed: true }, { field: "officers", changed: false, explanation: "　" })).toEqual(["officers"])
    expect(open({ field: "budget.total", changed: true }, { field: "officers", changed: false, explanation: "個人事業のため役員はいません。" })).toEqual([])
  })

  test.each([
    ["補正を求めていない", undefined, "2026-07-01", true],
    ["期限の日", { replyBy: "2026-06-19" }, "2026-06-19", true],
    ["期限の翌日、回答なし", { replyBy: "2026-06-19" }, "2026-06-20", false],
    ["遅れて回答が届いた", { replyBy: "2026-06-19", answeredOn: "2026-06-22" }, "2026-06-23", true],
  ])("不備を理由とする却下: %s", (_, correction, today, refused) => {
    expect(dismissalIsPremature("correction-not-answered", correction, today) !== undefined).toBe(refused)
    expect(dismissalIsPremature("not-eligible", correction, today)).toBeUndefined()
  })
})
