import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../access/index.ts"
import { record } from "../audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../database/index.ts"
import { notFound, refusal } from "../http/refusal.ts"
import { getUnitNames } from "../people/index.ts"
import { wareki } from "../ui/formats.ts"
import { type DelegationRule, overlap } from "./rules/pick-rule.ts"

const columns = [
  "id",
  "kind",
  "amount_from as amountFrom",
  "amount_below as amountBelow",
  "decider_rank as deciderRank",
  "decider_unit_id as deciderUnitId",
  "circulation_ranks as circulationRanks",
  "concurrence_unit_ids as concurrenceUnitIds",
  "own_draft as ownDraft",
  "article",
  "note",
  "valid_from as validFrom",
  "valid_until as validUntil",
] as const

/** The delegation rules; past and coming ones too. */
export async function listRules(work: Work, filter: { kind?: string; on?: CivilDate } = {}): Promise<DelegationRule[]> {
  let query = work.db.selectFrom("approval_rule").select(columns).orderBy("kind").orderBy("amount_from").orderBy("valid_from", "desc")
  if (filter.kind) query = query.where("kind", "=", filter.kind)
  if (filter.on) {
    const day = filter.on
    query = query.where("valid_from", "<=", day).where((e) => e.or([e("valid_until", "is", null), e("valid_until", ">", day)]))
  }
  return query.execute()
}

export async function getRule(work: Work, id: string): Promise<DelegationRule> {
  const rule = await work.db.selectFrom("approval_rule").select(columns).where("id", "=", id).executeTakeFirst()
  if (!rule) throw notFound("専決規程の定め")
  return rule
}

export interface RuleInput {
  kind: string
  amountFrom: number
  amountBelow?: number | undefined
  deciderRank: number
  deciderUnitId?: string | undefined
  circulationRanks: number[]
  concurrenceUnitIds: string[]
  ownDraft: boolean
  article: string
  note?: string | undefined
  validFrom: CivilDate
}

/** Adds a line, or replaces one from a day on: the former line keeps its days, nothing is overwritten. */
export async function setRule(work: Work, input: RuleInput, replaces?: string): Promise<string> {
  mustBeAllowed(work.actor, "approvals.edit-rules")
  // Two people who change the rules at once would each not see the other's line.
  await sql`select pg_advisory_xact_lock(4823)`.execute(work.db)
  const today = civilDateOf(work.now)
  // Only a first start writes rules that were already in force.
  if (input.validFrom < today && work.actor.kind !== "system") {
    throw refusal("invalid", "approvals.rule-in-the-past", "適用開始日は、きょう以降の日付にしてください。", { field: "validFrom" })
  }
  if (input.amountBelow !== undefined && input.amountBelow <= input.amountFrom) {
    throw refusal("invalid", "approvals.rule-amounts", "金額の上限は、下限より大きくしてください。", { field: "amountBelow" })
  }
  await mustBeUnits(work, input)
  if (replaces) await closeRule(work, replaces, input.validFrom)
  const added = {
    ...input,
    amountBelow: input.amountBelow ?? null,
    deciderUnitId: input.deciderUnitId ?? null,
    note: input.note ?? "",
    validUntil: null,
  }
  const other = (await listRules(work, { kind: input.kind })).find((rule) => overlap(rule, added))
  if (other) {
    throw refusal(
      "conflict",
      "approvals.rules-overlap",
      `同じ種類・金額の定め（${other.article}、${wareki(other.validFrom)}から）と重なります。その定めを改める形で登録してください。`,
      { field: "amountFrom" },
    )
  }
  const { id } = await work.db
    .insertInto("approval_rule")
    .values({
      kind: added.kind,
      amount_from: added.amountFrom,
      amount_below: added.amountBelow,
      decider_rank: added.deciderRank,
      decider_unit_id: added.deciderUnitId,
      circulation_ranks: added.circulationRanks,
      concurrence_unit_ids: added.concurrenceUnitIds,
      own_draft: added.ownDraft,
      article: added.article,
      note: added.note,
      valid_from: added.validFrom,
      created_by: personOf(work.actor) ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "approvals.rule-set", subject: { kind: "approval.rule", id }, detail: { ...added, replaces } })
  return id
}

/** A rule that names a unit there is not would send drafts to nobody. */
async function mustBeUnits(work: Work, { deciderUnitId, concurrenceUnitIds, validFrom }: RuleInput): Promise<void> {
  const known = await getUnitNames(work.db, [...concurrenceUnitIds, ...(deciderUnitId ? [deciderUnitId] : [])], validFrom)
  const field = deciderUnitId && !known.has(deciderUnitId) ? "deciderUnitId" : concurrenceUnitIds.some((id) => !known.has(id)) ? "concurrenceUnitIds" : undefined
  if (field) throw refusal("invalid", "approvals.rule-unit", "登録のない所属が選ばれています。選び直してください。", { field })
}

/** A line holds no longer from a day on. */
export async function endRule(work: Work, id: string, from: CivilDate): Promise<void> {
  mustBeAllowed(work.actor, "approvals.edit-rules")
  if (from < civilDateOf(work.now)) {
    throw refusal("invalid", "approvals.rule-in-the-past", "廃止する日は、きょう以降の日付にしてください。", { field: "from" })
  }
  await closeRule(work, id, from)
  await record(work, { action: "approvals.rule-ended", subject: { kind: "approval.rule", id }, detail: { from } })
}

async function closeRule(work: Work, id: string, from: CivilDate): Promise<void> {
  const rule = await getRule(work, id)
  if (rule.validUntil !== null && rule.validUntil <= from) {
    throw refusal("conflict", "approvals.rule-is-over", "この定めは、すでに改められています。最新の定めを開いてください。")
  }
  if (rule.validFrom >= from) {
    // It has not held a single day: the new line takes its place, the record keeps what it said.
    const used = await work.db.selectFrom("approval").select("id").where("rule_id", "=", id).limit(1).executeTakeFirst()
    if (used) {
      throw refusal("conflict", "approvals.rule-in-use", "この定めはきょうから使われています。適用開始日をあす以降にしてください。", { field: "validFrom" })
    }
    await work.db.deleteFrom("approval_rule").where("id", "=", id).execute()
    await record(work, { action: "approvals.rule-dropped", subject: { kind: "approval.rule", id }, detail: { ...rule } })
    return
  }
  await work.db.updateTable("approval_rule").set({ valid_until: from }).where("id", "=", id).execute()
}
