import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { compileRules, RulesError, type RulesData } from "../scanner/index.ts"
import { findDraft, getRuleset, rulesetInForce } from "./read-rulesets.ts"
import type { Ruleset } from "./ruleset.ts"

/** Begins a draft with the rules in force, or with another version's (to go back to it). One draft at a time. */
export async function beginDraft(work: Work, fromId?: string): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (await findDraft(work)) throw refusal("conflict", "ordinances.draft-exists", "作成中の版があります。その版を直すか、捨ててから始めてください。")
  const from = fromId ? await getRuleset(work, fromId) : await rulesetInForce(work)
  const { id } = await work.db
    .insertInto("ordinance_ruleset")
    .values({
      title: from.title,
      rules: JSON.stringify(from.rules),
      based_on_id: from.id ?? null,
      number: null,
      quality: null,
      created_by: work.actor.kind === "staff" ? work.actor.id : null,
      published_by: null,
      published_at: null,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "ordinances.ruleset-drafted", subject: { kind: "ordinance-ruleset", id }, detail: { from: from.id ?? "standard" } })
  return id
}

/** Whole rules, as they come from an office's file or one edited part put into them. Every fault is said at once. @returns the new version. */
export async function saveDraft(work: Work, id: string, rules: RulesData, expectedVersion?: number, field = "rules"): Promise<number> {
  const draft = await lockDraft(work, id, expectedVersion)
  mustCompile(rules, field)
  const version = draft.version + 1
  await work.db.updateTable("ordinance_ruleset").set({ rules: JSON.stringify(rules), title: rules.title, version, updated_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: "ordinances.ruleset-changed", subject: { kind: "ordinance-ruleset", id }, detail: { version } })
  return version
}

export async function discardDraft(work: Work, id: string): Promise<void> {
  await lockDraft(work, id)
  await work.db.deleteFrom("ordinance_ruleset").where("id", "=", id).execute()
  await record(work, { action: "ordinances.ruleset-discarded", subject: { kind: "ordinance-ruleset", id } })
}

export async function lockDraft(work: Work, id: string, expectedVersion?: number): Promise<Ruleset> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const draft = await getRuleset(work, id)
  if (draft.id) await work.db.selectFrom("ordinance_ruleset").select("id").where("id", "=", draft.id).forUpdate().execute()
  const now = draft.id ? await getRuleset(work, id) : draft
  if (now.state !== "draft") throw refusal("conflict", "ordinances.ruleset-is-fixed", "公開した版は変えられません。この版から新しい版を作ってください。")
  if (expectedVersion !== undefined && expectedVersion !== now.version) {
    throw refusal("conflict", "ordinances.stale-ruleset", "ほかの人が先に保存しました。開き直して、両方を見比べてから保存してください。", { detail: { version: now.version } })
  }
  return now
}

/** Too many terms, unknown names, patterns that are none: refused with a sentence each. */
function mustCompile(rules: RulesData, field: string): void {
  try {
    compileRules(rules)
  } catch (error) {
    if (!(error instanceof RulesError)) throw error
    const [first, ...more] = error.problems
    throw refusal("invalid", "ordinances.rules-are-faulty", `${first}${more.length > 0 ? `（ほか${more.length}か所：${more.slice(0, 4).join("／")}）` : ""}`, { field })
  }
}
