import { sql } from "kysely"
import { type CaseStep, listSteps } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import type { Finding, FindingCategory } from "./finding.ts"
import { type Clerk, listClerks } from "./list/list-clerks.ts"
import { type PhaseInForce, phasesOn } from "./phases/phases.ts"
import { categoriesToDecide, getFinding } from "./read-finding.ts"
import { changeableStates } from "./rules/move-for.ts"
import type { ExcludedItem } from "./scanning/scanned.ts"
import { decidesOn } from "./scope.ts"
import { findOpinion, type OpinionRow } from "./second-opinion/read-opinion.ts"
import { type SuggestedTechnology, suggestTechnologies } from "./technologies/technology-map.ts"
import { unitNames } from "./unit-names.ts"

/** Everything the decision page of one finding shows. */
export interface FindingView {
  it: Finding
  categories: readonly FindingCategory[]
  unitName: string
  steps: readonly CaseStep[]
  excluded: readonly ExcludedItem[]
  phases: readonly PhaseInForce[]
  suggested: readonly SuggestedTechnology[]
  clerks: readonly Clerk[]
  /** The national text it follows, when it is in the rulebook. */
  law: { id: string; title: string } | undefined
  /** National texts in the rulebook to choose from. */
  laws: readonly string[]
  opinion: OpinionRow | undefined
  mayDecide: boolean
  /** Can be changed in place; otherwise it is opened again first. */
  isOpen: boolean
}

export async function viewFinding(work: Work, id: string): Promise<FindingView> {
  const it = await getFinding(work, id)
  const mayDecide = decidesOn(work.actor, it.unitId)
  const [nameOf, steps, exclusion, phases, clerks, laws, opinion] = await Promise.all([
    unitNames(work, [it.unitId]),
    it.caseId ? listSteps(work, it.caseId) : [],
    work.db.selectFrom("analog_exclusion").select("items").where("ordinance_id", "=", it.ordinanceId).where("address", "=", it.address).executeTakeFirst(),
    phasesOn(work),
    mayDecide ? listClerks(work, it.unitId) : [],
    mayDecide ? listLaws(work) : [],
    findOpinion(work, it.id),
  ])
  const categories = categoriesToDecide(it)
  return {
    it,
    categories,
    unitName: nameOf(it.unitId),
    steps,
    excluded: exclusion?.items ?? [],
    phases,
    suggested: suggestTechnologies({ categories, text: [it.ordinanceTitle, it.caption, ...categories.flatMap(({ hits }) => hits.map(({ sentence }) => sentence)), categories.some(({ hits }) => hits.length > 0) ? "" : it.text].join("\n") }),
    clerks,
    law: it.lawOrdinanceId ? await lawOf(work, it.lawOrdinanceId) : undefined,
    laws,
    opinion,
    mayDecide,
    isOpen: changeableStates.includes(it.state),
  }
}

async function lawOf(work: Work, id: string): Promise<{ id: string; title: string } | undefined> {
  return work.db.selectFrom("ordinance").select(["id", "title"]).where("id", "=", id).executeTakeFirst()
}

async function listLaws(work: Work): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`select title from ordinance where national order by title limit 300`.execute(work.db)
  return rows.map(({ title }) => title)
}
