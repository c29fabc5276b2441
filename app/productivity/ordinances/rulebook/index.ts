import type { Module } from "../../../module.ts"
import { rulebookApi } from "./api.ts"
import { importDocuments } from "./imports/import-documents.ts"
import { importJob } from "./imports/run-import.ts"
import { ownedTexts } from "./owned-texts.ts"
import { rulebookPages } from "./pages/index.tsx"
import { rulebookPaths } from "./paths.ts"
import { provisionSource } from "./search/source.ts"
import { seedRulebook } from "./seed.ts"

export { addVersion, type AddedVersion } from "./add-version.ts"
export { contentHashOf } from "./content-hash.ts"
export { importFile, type TakenText } from "./imports/import-file.ts"
export { importOrdinance, type ImportOptions, type ImportResult } from "./import-ordinance.ts"
export type { Ordinance, OrdinanceVersion, PlacedProvision } from "./ordinance.ts"
export { anchorOf, rulebookPaths } from "./paths.ts"
export { listReferrersByNumber, type Referrer } from "./links/list-links.ts"
export { UnreadableOrdinance } from "../structure/index.ts"
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
  pages: rulebookPages,
  api: rulebookApi,
  documents: [importDocuments],
  approvals: [],
  jobs: [importJob],
  schedules: [],
  measures: [],
  search: [provisionSource],
  menu: [
    { group: "work", title: "例規集", href: rulebookPaths.list, note: "県の条例・規則・要綱と国の法令を読み、条文をさがす", permission: "ordinances.read" },
    { group: "work", title: "例規の取込み", href: rulebookPaths.imports, note: "例規集のファイルを取り込み、結果を確かめる", permission: "ordinances.manage" },
  ],
  waiting: async () => [],
  owned: ownedTexts,
  seed: seedRulebook,
} satisfies Partial<Module>
