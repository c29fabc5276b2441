import type { Tone } from "../../kernel/ui/index.ts"
import { type ImprovementState, stateWords } from "./improvement-states.ts"

export const stateTones: Record<ImprovementState, Tone> = {
  draft: "neutral",
  filed: "info",
  returned: "warning",
  "in-approval": "info",
  adopted: "accent",
  done: "accent",
  measured: "success",
  declined: "neutral",
  withdrawn: "neutral",
}

export const perWords = { occurrence: "1回あたり", month: "1か月あたり" } as const
export const commentWords = { comment: "コメント", "ask-back": "差戻し", answer: "差戻しへの回答" } as const
export const verdictWords = { adopt: "採用", decline: "不採用" } as const
export const whoseWords = { all: "すべて", mine: "自分の提案", unit: "自所属の提案", owned: "自所属が担当する取組への提案" } as const

export const stateOptions = Object.entries(stateWords)
  .filter(([state]) => state !== "draft")
  .map(([value, label]) => ({ value, label }))
