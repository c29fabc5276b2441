import type { Site } from "../../../../kernel/http/index.ts"
import { addRoutes, findingRoutes } from "./finding-routes.tsx"
import { listRoutes } from "./list-routes.tsx"
import { phaseRoutes } from "./phase-pages.tsx"
import { progressRoutes } from "./progress-pages.tsx"
import { resultRoutes } from "./result-pages.tsx"
import { roundRoutes } from "./round-pages.tsx"
import { scanRoutes } from "./scan-routes.tsx"
import { siblingRoutes } from "./sibling-pages.tsx"
import { textRoutes } from "./text-pages.tsx"

export function findingPages(site: Site): void {
  listRoutes(site)
  scanRoutes(site)
  phaseRoutes(site)
  resultRoutes(site)
  progressRoutes(site)
  roundRoutes(site)
  textRoutes(site)
  siblingRoutes(site)
  addRoutes(site)
  findingRoutes(site)
}
