import { civilDateOf } from "../../../kernel/database/index.ts"
import { type ApplicationState, stateWords } from "../application-states.ts"
import { withdrawableUntil } from "../rules/withdrawal-period-is-over.ts"
import type { Application } from "./application.ts"

export interface Awaited {
  /** 「補正」 */
  what: string
  from: "applicant" | "office" | "nobody"
}

/** What comes next, and from whom: the first thing an applicant asks. */
export const awaitedIn: Readonly<Record<ApplicationState, Awaited>> = {
  draft: { what: "入力して提出する", from: "applicant" },
  "formal-check": { what: "書類の確認", from: "office" },
  "in-correction": { what: "補正する", from: "applicant" },
  "in-review": { what: "審査", from: "office" },
  "in-committee": { what: "審査会の審査", from: "office" },
  "in-decision": { what: "交付の決定", from: "office" },
  decided: { what: "決定の通知", from: "office" },
  "under-way": { what: "事業を行い、完了したら報告する", from: "applicant" },
  "change-asked": { what: "変更の承認", from: "office" },
  "discontinuation-asked": { what: "中止・廃止の承認", from: "office" },
  "accident-reported": { what: "事故報告への指示", from: "office" },
  stopped: { what: "一時停止の解除", from: "office" },
  suspended: { what: "事業の再開", from: "applicant" },
  "report-due": { what: "実績を報告する", from: "applicant" },
  "in-inspection": { what: "完了の検査と額の確定", from: "office" },
  "report-in-correction": { what: "実績報告を補正する", from: "applicant" },
  "correction-ordered": { what: "是正して、あらためて報告する", from: "applicant" },
  settled: { what: "請求する", from: "applicant" },
  "payment-claimed": { what: "支払", from: "office" },
  "after-care": { what: "書類と財産の保管、必要な報告", from: "applicant" },
  "disposal-asked": { what: "財産処分の承認", from: "office" },
  cancelled: { what: "取消し後の手続", from: "office" },
  "cancelled-in-part": { what: "取消し後の手続", from: "office" },
  "repayment-ordered": { what: "返還する", from: "applicant" },
  withdrawn: { what: "ありません", from: "nobody" },
  dismissed: { what: "ありません", from: "nobody" },
  rejected: { what: "ありません", from: "nobody" },
  closed: { what: "ありません", from: "nobody" },
}

export function awaitedWords(state: ApplicationState): string {
  const { what, from } = awaitedIn[state]
  return from === "nobody" ? what : `${from === "applicant" ? "申請者" : "県"}：${what}`
}

/** Whether the applicant may still take it back, and until when. */
export function mayWithdraw(it: Pick<Application, "state" | "notifiedOn">, withdrawalDays: number, now: Date): { until?: string } | undefined {
  if (["formal-check", "in-correction", "in-review", "in-committee", "in-decision"].includes(it.state)) return {}
  if (it.state !== "under-way" || !it.notifiedOn) return undefined
  const until = withdrawableUntil(it.notifiedOn, { days: withdrawalDays })
  return civilDateOf(now) <= until ? { until } : undefined
}

/** What the office has not told yet stays inside: until its notice a decision looks like the review before it. */
const inside: readonly ApplicationState[] = ["in-review", "in-committee", "in-decision", "decided"]
const insideMoves: readonly string[] = ["convene-committee", "conclude-committee", "propose-decision", "send-back", "decide", "assign", "transfer"]

export function stateForApplicant(state: ApplicationState): string {
  return inside.includes(state) ? "審査中" : stateWords[state]
}

export function awaitedForApplicant(state: ApplicationState): string {
  return inside.includes(state) ? "県：審査と決定" : awaitedWords(state)
}

/** A step of the case that the applicant may read of. */
export function isOutside(move: string): boolean {
  return !insideMoves.includes(move)
}
