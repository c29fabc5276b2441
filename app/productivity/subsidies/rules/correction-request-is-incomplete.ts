import { isOpenDay, workingDaysAfter } from "../../../kernel/cases/rules/working-days.ts"
import { isCivilDate } from "../../../kernel/cases/civil-dates.ts"
import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"

/** One thing wrong with one field. */
export interface Defect {
  field: string
  /** One of the programme's reason codes, such as "missing", "unreadable", "does-not-add-up". */
  reason: string
  /** What is to be done, in the applicant's words. */
  remark: string
}

export interface CorrectionRequest {
  defects: readonly Defect[]
  /** One day for all of them. */
  replyBy: string
}

export interface CorrectionContext {
  fields: readonly string[]
  reasons: readonly string[]
  /** What the formal check has found and nobody has settled yet: all of it goes into the request. */
  found: readonly Pick<Defect, "field" | "reason">[]
  /** Parts of the application the checker has not looked at yet. */
  unchecked: readonly string[]
  /** Fields already asked about or passed in an earlier request, whose answers have not changed since. */
  passedBefore: readonly string[]
  /** Working days the applicant has at least; a setting of the programme. */
  leastDays: number
}

/**
 * 補正 is asked once, with everything that is wrong: each defect with its field and a reason code, and one deadline for
 * all (the 不備ループ of 事業復活支援金 [V] ampei-law.jp). A field that passed an earlier request unchanged is not brought up
 * in a later one. Unit: working days, the day of the request not counted. Answers every fault of the request at once.
 */
export function correctionRequestIsIncomplete(request: CorrectionRequest, context: CorrectionContext, today: string): Refusal[] {
  const { defects } = request
  const no = (code: string, message: string, field: string, detail?: Record<string, unknown>) =>
    refusal("invalid", `subsidies.${code}`, message, detail ? { field, detail } : { field })
  const faults: Refusal[] = []
  if (defects.length === 0) faults.push(no("no-defect", "補正を求める項目を選んでください。", "defects"))
  if (context.unchecked.length > 0) {
    faults.push(no("not-all-checked", `まだ確認していない部分があります（${context.unchecked.join("、")}）。すべて確認してから、まとめて補正を求めてください。`, "defects", { unchecked: context.unchecked }))
  }
  const seen = new Set<string>()
  defects.forEach(({ field, reason, remark }, index) => {
    const at = (part: string) => `defects.${index}.${part}`
    const key = `${field}\u0000${reason}`
    if (!context.fields.includes(field)) faults.push(no("defect-without-field", "どの項目の不備かを選んでください。", at("field")))
    if (!context.reasons.includes(reason)) faults.push(no("defect-without-reason", "不備の理由の区分を選んでください。", at("reason")))
    if (remark.trim() === "") faults.push(no("defect-without-remark", "何をどう直せばよいかを入力してください。", at("remark")))
    if (seen.has(key)) faults.push(no("defect-listed-twice", "同じ項目の同じ不備が重なっています。", at("field")))
    if (context.passedBefore.includes(field)) faults.push(no("defect-comes-late", "前回の補正で問題がないとした項目です。変わっていない項目の補正は、後から求められません。", at("field")))
    seen.add(key)
  })
  const missing = context.found.filter(({ field, reason }) => !seen.has(`${field}\u0000${reason}`))
  if (missing.length > 0) faults.push(no("defects-are-left-out", `形式審査で見つかった不備が${missing.length}件入っていません。すべてを一度に求めてください。`, "defects", { missing }))
  faults.push(...deadlineIsWrong(request.replyBy, context.leastDays, today).map((message) => no("reply-deadline-is-wrong", message, "replyBy")))
  return faults
}

function deadlineIsWrong(replyBy: string, leastDays: number, today: string): string[] {
  if (!isCivilDate(replyBy)) return ["補正の期限を入力してください。"]
  if (replyBy <= today) return ["補正の期限は、明日以後の日にしてください。"]
  if (!isOpenDay(replyBy)) return ["補正の期限は、開庁日にしてください。"]
  const earliest = workingDaysAfter(today, leastDays)
  return replyBy < earliest ? [`補正の期限は、${leastDays}開庁日後（${wareki(earliest)}）以後にしてください。`] : []
}
