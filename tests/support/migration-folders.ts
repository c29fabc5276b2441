import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import type { MigrationSource } from "../../app/kernel/database/migrate.ts"

/** The kernel's parts in the order their tables depend on each other. */
const KERNEL = [
  "database",
  "people",
  "access",
  "audit",
  "documents",
  "cases",
  "approvals",
  "measures",
  "notices",
  "jobs",
  "search",
  "forms",
  "http",
]
const AREAS = ["productivity", "workplace", "partnership", "organization"]

/**
 * Every migrations folder in the tree, whether the composition names it yet or not, so that a part can be tested on
 * its own. tests/architecture holds that the composition names them all, in this order.
 */
export function migrationFolders(root: string): MigrationSource[] {
  const named = [
    ...KERNEL.map((module) => ({ module, folder: `app/kernel/${module}/migrations` })),
    ...["plan", "desk", "portal"].map((module) => ({ module, folder: `app/${module}/migrations` })),
    ...AREAS.flatMap((area) =>
      (existsSync(join(root, "app", area)) ? readdirSync(join(root, "app", area)).sort() : []).map((module) => ({
        module,
        folder: `app/${area}/${module}/migrations`,
      })),
    ),
  ]
  return named.filter(({ folder }) => existsSync(join(root, folder)))
}
