import { states } from "../../kernel/cases/index.ts"

export type ReviewState = "draft" | "submitted" | "judged" | "answered"

/**
 * 自己評価 → 評価者の判定 → 対応. A verdict that asks for no answer ends the review too.
 */
export const reviewStates = states({
  draft: { submit: { to: "submitted", tells: ["reviewers"] } },
  submitted: {
    return: { to: "draft", tells: ["owner"] },
    judge: { to: "judged", tells: ["owner"] },
  },
  judged: { answer: { to: "answered", tells: ["reviewers"] } },
  answered: {},
})

export const reviewStateWords: Record<ReviewState, string> = {
  draft: "自己評価を作成中",
  submitted: "判定待ち",
  judged: "判定済み",
  answered: "対応済み",
}

/** What each move is called in the history. */
export const reviewMoveWords: Record<string, string> = {
  open: "自己評価を始めた",
  submit: "評価者に提出",
  return: "差戻し",
  judge: "判定",
  answer: "判定への対応",
}
