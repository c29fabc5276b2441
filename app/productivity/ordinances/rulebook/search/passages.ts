import type { Work } from "../../../../kernel/database/index.ts"
import { index, type Passage, unindex } from "../../../../kernel/search/index.ts"
import type { Provision } from "../../structure/provision.ts"
import { rulebookPaths } from "../paths.ts"

export const SEARCH_KIND = "ordinance.provision"

export interface Titled {
  id: string
  title: string
  promulgatedOn: string | null
}

/** What a provision is found by, in the place of what the same position had. */
export function passageOf(ordinance: Titled, provision: Provision, position: number): Passage {
  const { no, caption, text, address } = provision
  return {
    kind: SEARCH_KIND,
    id: ordinance.id,
    position,
    title: `${ordinance.title} ${no}${caption ? `（${caption}）` : ""}`,
    body: plainText(text),
    link: rulebookPaths.provision(ordinance.id, address),
    // 例規は公布された公の法である: every member of staff finds it.
    audience: "staff",
    happenedOn: ordinance.promulgatedOn,
  }
}

/** Without the marks of the house form: 「- 」 before a 号, 「|」 between cells. */
export function plainText(text: string): string {
  return text
    .replace(/^- /gm, "")
    .replace(/^\|\s*|\s*\|$/gm, "")
    .replace(/ \| /g, " ")
}

export async function indexProvisions(work: Work, ordinance: Titled, provisions: readonly Provision[], replaces: boolean): Promise<void> {
  if (replaces) await unindex(work, SEARCH_KIND, ordinance.id)
  await index(work, provisions.map((provision, at) => passageOf(ordinance, provision, at + 1)))
}
