import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../../kernel/http/index.ts"
import type { AdvanceShareInput } from "../batches/inputs.ts"
import { paidBy } from "./read-payments.ts"

export interface AdvanceShare {
  callId: string
  title: string
  numerator: number
  denominator: number
  source: string
}

/** The calls the asking person's sections pay for, the newest first. */
export async function callsPaidFor(work: Work): Promise<{ id: string; title: string; fiscalYear: number; unitId: string }[]> {
  const { rows } = await sql<{ id: string; title: string; fiscalYear: number; unitId: string }>`select c.id, c.title, c.fiscal_year as "fiscalYear", g.unit_id as "unitId"
    from subsidy_call c join subsidy_programme g on g.id = c.programme_id where c.state = 'published' and ${paidBy(work, sql`g.unit_id`)}
    order by c.fiscal_year desc, c.title, c.id limit 500`.execute(work.db)
  return rows
}

export async function listAdvanceShares(work: Work): Promise<AdvanceShare[]> {
  const { rows } = await sql<AdvanceShare>`select c.id as "callId", c.title, s.numerator, s.denominator, s.source from subsidy_advance_share s
    join subsidy_call c on c.id = s.call_id join subsidy_programme g on g.id = c.programme_id where ${paidBy(work, sql`g.unit_id`)} order by c.title, c.id limit 500`.execute(work.db)
  return rows
}

/** 概算払の割合 of one call, as its 要綱 has it; for payments asked for from now on. */
export async function setAdvanceShare(work: Work, input: AdvanceShareInput): Promise<void> {
  const call = (await callsPaidFor(work)).find(({ id }) => id === input.callId)
  if (!call) throw notFound("公募")
  mustBeAllowed(work.actor, "subsidies.pay", { unitId: call.unitId })
  if (input.numerator > input.denominator) throw refusal("invalid", "subsidies.share-over-one", "割合は交付決定額の全額（1/1）までです。", { field: "numerator" })
  const row = { numerator: input.numerator, denominator: input.denominator, source: input.source, set_by: personOf(work.actor) ?? null, set_at: work.now }
  await work.db
    .insertInto("subsidy_advance_share")
    .values({ call_id: input.callId, ...row })
    .onConflict((on) => on.column("call_id").doUpdateSet(row))
    .execute()
  await record(work, { action: "subsidies.advance-share-set", subject: { kind: "subsidy-call", id: input.callId }, detail: { ...input }, unitId: call.unitId })
}
