import { sql } from "kysely"
import { scopeOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { listWordings } from "../../../subsidies/index.ts"
import { scanArticle } from "../../scanner/index.ts"
import { anchorOf, rulebookPaths } from "../../rulebook/paths.ts"
import { rulesInForce } from "../scanning/rules-in-force.ts"
import { unitNames } from "../unit-names.ts"
import { type DemandName, demandNames, demandsIn } from "./demands.ts"

export interface InsideText {
  unitId: string
  unitName: string
  place: string
  link: string
  published: boolean
  flags: readonly { flag: string; word: string; sentence: string }[]
}

export interface InsideScan {
  texts: number
  items: readonly InsideText[]
  /** By section: how many of each flag. */
  units: readonly { unitId: string; name: string; counts: Readonly<Record<DemandName, number>>; categories: number }[]
}

interface Source {
  unitId: string
  place: string
  text: string
  link: string
  published: boolean
}

/**
 * The same scan over what stands inside Hagi: programmes, calls and forms of subsidies, and the 要綱 of the rulebook. Read anew each
 * time; nothing is kept. Own sections only, without the permission to see all.
 */
export async function scanInside(work: Work): Promise<InsideScan> {
  const units = scopeOf(work.actor, "ordinances.see-all") === "all" ? "all" : scopeOf(work.actor, "ordinances.review")
  const [wordings, guidelines, rules] = await Promise.all([listWordings(work, units), listGuidelines(work, units), rulesInForce(work)])
  const sources: Source[] = [...wordings, ...guidelines]
  const nameOf = await unitNames(work, sources.map(({ unitId }) => unitId))
  const items = sources.flatMap(({ text, ...source }): InsideText[] => {
    const demands = demandsIn(text).map(({ demand, word, sentence }) => ({ flag: demand as string, word, sentence }))
    const scan = scanArticle({ text }, rules)
    const hits = scan.hits
      .filter(({ category }, at) => category !== "記録媒体" && scan.hits.findIndex((hit) => hit.category === category) === at)
      .map(({ category, sentence, slots }) => ({ flag: category as string, word: Object.values(slots)[0] ?? "", sentence }))
    const flags = [...demands, ...hits]
    return flags.length > 0 ? [{ ...source, unitName: nameOf(source.unitId), flags }] : []
  })
  const unitIds = [...new Set(items.map(({ unitId }) => unitId))]
  return {
    texts: sources.length,
    items: items.sort((a, b) => a.unitName.localeCompare(b.unitName, "ja") || a.place.localeCompare(b.place, "ja")),
    units: unitIds
      .map((unitId) => {
        const flags = items.filter((item) => item.unitId === unitId).flatMap((item) => item.flags)
        const counts = Object.fromEntries(demandNames.map((name) => [name, flags.filter(({ flag }) => flag === name).length])) as Record<DemandName, number>
        return { unitId, name: nameOf(unitId), counts, categories: flags.filter(({ flag }) => !(demandNames as readonly string[]).includes(flag)).length }
      })
      .sort((a, b) => a.name.localeCompare(b.name, "ja")),
  }
}

async function listGuidelines(work: Work, units: "all" | readonly string[]): Promise<Source[]> {
  const own = units === "all" ? sql`o.unit_id is not null` : sql`o.unit_id = any(${[...units]}::uuid[])`
  const { rows } = await sql<{ id: string; unitId: string; title: string; address: string; no: string; caption: string; text: string }>`select o.id, o.unit_id as "unitId", o.title, p.address, p.no, p.caption, p.text
    from ordinance o join ordinance_provision p on p.version_id = o.current_version_id where o.kind = '要綱' and o.repealed_on is null and ${own} order by o.title, p.position limit 20000`.execute(work.db)
  return rows.map(({ id, unitId, title, address, no, caption, text }) => ({ unitId, place: `${title} ${no || address}${caption ? `（${caption}）` : ""}`, text, link: `${rulebookPaths.ordinance(id)}#${anchorOf(address)}`, published: true }))
}
