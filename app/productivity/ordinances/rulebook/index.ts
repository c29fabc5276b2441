import type { DocumentRule } from "../../../kernel/documents/index.ts"
import type { SearchSource } from "../../../kernel/search/index.ts"
import type { Module } from "../../../module.ts"
import { seedRulebook } from "./seed.ts"

export { addVersion, type AddedVersion } from "./add-version.ts"
export { contentHashOf } from "./content-hash.ts"
export { importOrdinance, type ImportOptions, type ImportResult } from "./import-ordinance.ts"
export type { Ordinance, OrdinanceVersion, PlacedProvision } from "./ordinance.ts"
export { anchorOf, rulebookPaths } from "./paths.ts"
export {
  findOrdinance,
  findOrdinanceByTitle,
  findProvision,
  getOrdinance,
  getProvision,
  getVersion,
  getVersionByNumber,
  listOrdinancesById,
  listProvisions,
  listVersions,
} from "./read-ordinance.ts"

export const rulebookPart = {
  pages() {},
  api() {},
  documents: [] as DocumentRule[],
  approvals: [],
  jobs: [],
  schedules: [],
  measures: [],
  search: [] as SearchSource[],
  menu: [],
  waiting: async () => [],
  owned: async () => [],
  seed: seedRulebook,
} satisfies Partial<Module>
