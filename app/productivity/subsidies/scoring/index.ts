import type { Module } from "../../../module.ts"
import { scoringApi } from "./api.ts"
import { scoringPages } from "./pages/index.tsx"
import { scoringPaths } from "./paths.ts"
import { reviewsAsCases, reviewsWaiting } from "./sheets.ts"

/** 審査会: criteria, reviewers, sheets, ranks and the line. */
export const scoringPart = {
  pages: scoringPages,
  api: scoringApi,
  menu: [{ group: "work", title: "採点する申請", href: scoringPaths.reviews, note: "委員になっている審査会に付議された申請" }],
  waiting: reviewsWaiting,
  ownCases: reviewsAsCases,
} satisfies Partial<Module>
