import type { Work } from "../../../../kernel/database/index.ts"
import { rulesInForce as versionInForce } from "../../rulesets/index.ts"
import type { Rules } from "../../scanner/index.ts"

/** The rules of detection that are published, ready to scan with. */
export async function rulesInForce(work: Work): Promise<Rules> {
  return (await versionInForce(work.db)).rules
}

/** Code of an exclusion → its words, as the rules in force say them. */
export async function reasonWordsOf(work: Work): Promise<Readonly<Record<string, string>>> {
  return (await rulesInForce(work)).reasons
}
