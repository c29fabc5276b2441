import type { DecisionState } from "../applications/application.ts"

export const decisionStateWords: Readonly<Record<DecisionState, string>> = {
  proposed: "決裁中",
  returned: "差戻し・取下げ",
  decided: "決定（通知前）",
  notified: "通知済み",
}
