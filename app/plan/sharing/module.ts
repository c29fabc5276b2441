import type { Module } from "../../module.ts"
import { sharingApi } from "./api.ts"
import { sharingPages } from "./pages.tsx"
import { sharingPermissions } from "./permissions.ts"
import { remindOfQuestionsJob } from "./remind-of-questions.ts"
import { questionSearch } from "./search.ts"
import { seedSharing } from "./seed.ts"
import { sharingOwned, sharingWaiting } from "./waiting.ts"

/** The plan among the staff: questions and answers, who has read it, my unit's part, one page to print. */
export const sharingPart: Partial<Module> = {
  permissions: sharingPermissions,
  pages: sharingPages,
  api: sharingApi,
  search: [questionSearch],
  jobs: [remindOfQuestionsJob],
  schedules: [{ job: remindOfQuestionsJob, cron: "30 8 * * 1-5", title: "平日8時30分、回答期限を過ぎた質問を主管課の長に知らせる" }],
  waiting: sharingWaiting,
  owned: sharingOwned,
  seed: seedSharing,
}
