import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { loadContent } from "./load-edition.ts"
import { latestValues, type LatestValue } from "./latest-values.ts"
import { findHead } from "./load-edition.ts"
import { type RecentChange, recentChanges } from "./recent-changes.ts"
import type { EditionContent } from "./types.ts"

export interface PlanHome {
  content: EditionContent
  values: Map<string, LatestValue>
  changes: RecentChange[]
  today: string
}

export interface HomeStamp {
  editionId: string
  /** Changes with everything the home page of the plan shows. */
  stamp: string
}

/** One short statement that tells whether the page made before is still true. */
export async function homeStamp(work: Work): Promise<HomeStamp | undefined> {
  const { rows } = await sql<{ id: string; version: number; entered: Date | null; changed: Date | null }>`
    select id, version, (select max(entered_at) from plan_indicator_value) as entered,
      (select max(changed_at) from plan_text_version) as changed
    from plan_edition where status = 'in-force'`.execute(work.db)
  const now = rows[0]
  if (!now) return undefined
  // Counted measures may move without a row of the plan: the page is made anew every minute.
  const minute = Math.floor(work.now.getTime() / 60_000)
  return { editionId: now.id, stamp: [now.id, now.version, Number(now.entered), Number(now.changed), minute].join(" ") }
}

export async function readPlanHome(work: Work, editionId: string): Promise<PlanHome | undefined> {
  const edition = await findHead(work, editionId)
  if (!edition) return undefined
  const content = await loadContent(work, edition)
  const values = await latestValues(work, content.sheets, { firstOnly: true })
  return { content, values, changes: await recentChanges(work), today: civilDateOf(work.now) }
}
