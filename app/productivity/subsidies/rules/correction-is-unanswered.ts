import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import type { Defect } from "./correction-request-is-incomplete.ts"

/**
 * An answered correction says something to every defect: the field was changed, or the applicant explains why it stands.
 * Answers all that is open at once, each at its field (kind invalid). Being late is no refusal: the office decides.
 */
export function correctionIsUnanswered(defects: readonly Defect[], answers: readonly { field: string; changed: boolean; explanation?: string }[]): Refusal[] {
  return defects
    .filter(({ field }) => !answers.some((answer) => answer.field === field && (answer.changed || (answer.explanation ?? "").trim() !== "")))
    .map(({ field, remark }) => refusal("invalid", "subsidies.correction-is-unanswered", `まだ直していません：${remark}`, { field }))
}
