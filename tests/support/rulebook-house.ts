import { system } from "../../app/kernel/access/index.ts"
import { declareDocumentRules, openFileStore } from "../../app/kernel/documents/index.ts"
import { peopleModule } from "../../app/kernel/people/module.ts"
import { declareSearchSources } from "../../app/kernel/search/index.ts"
import type { Module } from "../../app/module.ts"
import { ordinancePermissions } from "../../app/productivity/ordinances/permissions.ts"
import { rulebookPart } from "../../app/productivity/ordinances/rulebook/index.ts"
import { type TestHouse, testHouse } from "./house.ts"
import { type RulebookPeople, seededPeople } from "./rulebook.ts"

/** The rulebook alone, as a module: what stands on it is tested with it elsewhere. */
const rulebookModule: Module = { name: "ordinances", title: "例規とアナログ規制", permissions: ordinancePermissions, ...rulebookPart }

export type RulebookHouse = TestHouse & RulebookPeople

/** A house with the demo's people; with `seed` the demo's rulebook too. */
export async function rulebookHouse(options: { seed?: boolean } = {}): Promise<RulebookHouse> {
  const house = await testHouse({ modules: [peopleModule, rulebookModule] })
  declareDocumentRules(rulebookPart.documents)
  declareSearchSources(rulebookPart.search)
  openFileStore(house.house.config.varDir)
  const people = await seededPeople(house)
  if (options.seed) await house.work(system("demo"), (work) => rulebookPart.seed(work))
  return { ...house, ...people }
}
