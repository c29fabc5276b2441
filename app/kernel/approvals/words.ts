import type { Tone } from "../ui/status-tag.tsx"
import type { Act, ApprovalStatus, StepKind, StepState } from "./tables.ts"

export const statusWords: Record<ApprovalStatus, string> = {
  "in-progress": "決裁中",
  returned: "差戻し中",
  approved: "決裁済み",
  withdrawn: "取下げ",
}
export const statusTones: Record<ApprovalStatus, Tone> = {
  "in-progress": "info",
  returned: "warning",
  approved: "success",
  withdrawn: "neutral",
}
export const stepWords: Record<StepKind, string> = { circulate: "回議", concur: "合議", decide: "決裁", "post-review": "後閲" }
export const stateWords: Record<StepState, string> = { waiting: "これから", current: "確認中", done: "済み", skipped: "省略" }
export const stateTones: Record<StepState, Tone> = { waiting: "neutral", current: "warning", done: "success", skipped: "neutral" }
export const actWords: Record<Act, string> = {
  drafted: "起案しました",
  resubmitted: "出し直しました",
  approved: "承認しました",
  concurred: "合議に同意しました",
  decided: "決裁しました",
  returned: "起案者に差し戻しました",
  "sent-back": "前の段階に差し戻しました",
  "pulled-up": "引き上げました",
  withdrawn: "取り下げました",
  "post-reviewed": "後閲しました",
}
/** What the button says. */
export const turnWords: Record<StepKind, string> = { circulate: "承認する", concur: "合議に同意する", decide: "決裁する", "post-review": "後閲する" }
export const doneWords: Record<string, string> = {
  approved: "承認しました。",
  concurred: "合議に同意しました。",
  decided: "決裁しました。",
}
export const boxWords = { mine: "自分の番", drafted: "起案したもの", handled: "処理したもの", unit: "所属・関係する案件" } as const
