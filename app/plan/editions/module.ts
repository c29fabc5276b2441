import type { Module } from "../../module.ts"
import { draftsHeld } from "./drafts-held.ts"
import { editionApi } from "./api.ts"
import { editionPages } from "./pages/routes.tsx"
import { editionPermissions } from "./permissions.ts"
import { sheetSearch } from "./search.ts"
import { editionsWaiting } from "./waiting.ts"

export const editionsPart: Partial<Module> = {
  permissions: editionPermissions,
  pages: editionPages,
  api: editionApi,
  search: [sheetSearch],
  waiting: editionsWaiting,
  holdings: [draftsHeld],
}
