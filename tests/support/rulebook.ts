import type { StaffActor } from "../../app/kernel/access/index.ts"
import { system } from "../../app/kernel/access/index.ts"
import { declareDocumentRules, openFileStore } from "../../app/kernel/documents/index.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import { peopleModule } from "../../app/kernel/people/module.ts"
import { declareSearchSources } from "../../app/kernel/search/index.ts"
import type { Module } from "../../app/module.ts"
import { ordinancePermissions } from "../../app/productivity/ordinances/permissions.ts"
import { rulebookPart } from "../../app/productivity/ordinances/rulebook/index.ts"
import { type TestHouse, testHouse } from "./house.ts"

/** The rulebook alone, as a module: what stands on it is tested with it elsewhere. */
const rulebookModule: Module = { name: "ordinances", title: "例規とアナログ規制", permissions: ordinancePermissions, ...rulebookPart }

export interface RulebookHouse extends TestHouse {
  /** 千田 亮, 文書法制課, who takes texts in. */
  office: StaffActor
  /** 佐竹 浩, 道路課. */
  road: StaffActor
}

/** A house with the demo's people; with `seed` the demo's rulebook too. */
export async function rulebookHouse(options: { seed?: boolean } = {}): Promise<RulebookHouse> {
  const house = await testHouse({ modules: [peopleModule, rulebookModule] })
  declareDocumentRules(rulebookPart.documents)
  declareSearchSources(rulebookPart.search)
  openFileStore(house.house.config.varDir)
  await house.work(system("demo"), async (work) => {
    await peopleModule.seed?.(work)
    if (options.seed) await rulebookPart.seed(work)
  })
  const one = async (staffNumber: string) => {
    const { rows } = await house.database.pool.query("select id from person where staff_number = $1", [staffNumber])
    return (await actorOfPerson(house.database.db, rows[0].id, new Date())) as StaffActor
  }
  return { ...house, office: await one("100112"), road: await one("100114") }
}
