import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { latestValues, type LatestValue } from "./latest-values.ts"
import { headColumns, loadContent } from "./load-edition.ts"
import { type RecentChange, recentChanges } from "./recent-changes.ts"
import type { Edition, EditionContent } from "./types.ts"

export interface PlanHome {
  content: EditionContent
  values: Map<string, LatestValue>
  changes: RecentChange[]
  today: string
}

export interface HomeStamp {
  edition: Edition
  /** Changes with everything the home page of the plan shows. */
  stamp: string
}

/** One short statement that tells whether the page made before is still true. */
export async function homeStamp(work: Work): Promise<HomeStamp | undefined> {
  const now = await work.db
    .selectFrom("plan_edition")
    .select(headColumns)
    .select((eb) => [
      eb.selectFrom("plan_indicator_value").select((inner) => inner.fn.max("entered_at").as("at")).as("entered"),
      eb.selectFrom("plan_text_version").select((inner) => inner.fn.max("changed_at").as("at")).as("changed"),
    ])
    .where("status", "=", "in-force")
    .executeTakeFirst()
  if (!now) return undefined
  const { entered, changed, ...edition } = now
  // Counted measures may move without a row of the plan: the page is made anew every minute.
  const minute = Math.floor(work.now.getTime() / 60_000)
  return { edition, stamp: [edition.id, edition.version, Number(entered), Number(changed), minute].join(" ") }
}

/** Three statements, and one for each counted measure that is shown. */
export async function readPlanHome(work: Work, edition: Edition): Promise<PlanHome> {
  const content = await loadContent(work, edition)
  const values = await latestValues(work, content.sheets, { firstOnly: true })
  return { content, values, changes: await recentChanges(work), today: civilDateOf(work.now) }
}
