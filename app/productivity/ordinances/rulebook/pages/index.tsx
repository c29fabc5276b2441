import type { Site } from "../../../../kernel/http/index.ts"
import { importPages } from "./import-routes.tsx"
import { listPages } from "./list-routes.tsx"
import { readingPages } from "./reading-routes.tsx"

/** The last ones take any id, so they come last. */
export function rulebookPages(site: Site): void {
  listPages(site)
  importPages(site)
  readingPages(site)
}
