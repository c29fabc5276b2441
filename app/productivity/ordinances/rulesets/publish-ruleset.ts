import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { compileRules, measureQuality, type Quality } from "../scanner/index.ts"
import { lockDraft } from "./draft-ruleset.ts"
import { labelledArticles } from "./labelled-articles.ts"
import { type Ruleset, keptOf } from "./ruleset.ts"
import { rulesetInForce } from "./read-rulesets.ts"
import { qualityFalls } from "./rules/quality-falls.ts"

export interface Comparison {
  now: Quality
  before: Quality
}

/** A version beside the one in force, both scored on the same labelled articles. */
export async function compareQuality(work: Work, ruleset: Ruleset): Promise<Comparison> {
  const [labelled, inForce] = await Promise.all([labelledArticles(work), rulesetInForce(work)])
  const now = measureQuality(labelled, compileRules(ruleset.rules))
  return { now, before: ruleset.id === inForce.id ? now : measureQuality(labelled, compileRules(inForce.rules)) }
}

/**
 * The draft becomes the version in force. It is scored first, always; where a category falls the reason has to be
 * written. Scans from now on go by it; findings and decisions made before stay.
 */
export async function publishRuleset(work: Work, id: string, reason: string, expectedVersion?: number): Promise<number> {
  const draft = await lockDraft(work, id, expectedVersion)
  const { now, before } = await compareQuality(work, draft)
  if (now.articles === 0) throw refusal("conflict", "ordinances.nothing-labelled", "見本の条がないため、規則の質を測れません。見本を加えてから公開してください。")
  refuseIf(qualityFalls(now, before, reason))
  const { rows } = await sql<{ number: number }>`select coalesce(max(number), 0)::int + 1 as number from ordinance_ruleset`.execute(work.db)
  const { number } = rows[0]!
  await work.db.updateTable("ordinance_ruleset").set({ state: "retired", updated_at: work.now }).where("state", "=", "in-force").execute()
  await work.db
    .updateTable("ordinance_ruleset")
    .set({
      state: "in-force",
      number,
      quality: JSON.stringify(keptOf(now)),
      reason,
      published_by: work.actor.kind === "staff" ? work.actor.id : null,
      published_at: work.now,
      version: draft.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "ordinances.ruleset-published", subject: { kind: "ordinance-ruleset", id }, detail: { number, reason, overall: now.overall } })
  return number
}
