import type { Module } from "../../../module.ts"

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
  documents: [],
  approvals: [],
  jobs: [],
  schedules: [],
  measures: [],
  search: [],
  menu: [],
  waiting: async () => [],
  owned: async () => [],
  seed: async () => {},
} satisfies Partial<Module>
