import { casesHeld } from "../../kernel/cases/index.ts"
import type { Module } from "../../module.ts"
import { reviewApi } from "./api.ts"
import { reviewPages } from "./pages.ts"
import { reviewStates } from "./review-states.ts"
import { seedReviews } from "./seed.ts"
import { reviewsWaiting } from "./waiting.ts"

export const reviewPart: Partial<Module> = {
  permissions: {
    "plan.evaluate": { title: "自己評価と指標の値を書く", roles: ["plan-office", "head", "staff"], scope: "unit" },
    "plan.judge": { title: "自己評価を判定する", roles: ["plan-reviewer"], scope: "all" },
  },
  pages: reviewPages,
  api: reviewApi,
  waiting: reviewsWaiting,
  holdings: [casesHeld({ what: "自己評価（途中）", table: "plan_review", states: reviewStates })],
  seed: seedReviews,
}
