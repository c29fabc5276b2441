import type { Module } from "../../module.ts"
import { publicationApi } from "./api.ts"
import { publicationPages } from "./pages.tsx"

/** What residents see of the plan, and the whole edition as files for staff. */
export const publicationPart: Partial<Module> = {
  pages: publicationPages,
  api: publicationApi,
}
