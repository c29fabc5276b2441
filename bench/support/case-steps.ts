import type pg from "pg"

/** What the office does with an application, from its arrival to the money, in order. */
export const STEPS = ["accept", "propose", "decide", "notify", "claim", "ask", "approve-payment", "batch", "choose", "propose-batch", "decide-batch", "export", "paid"] as const
export type Step = (typeof STEPS)[number]

/** Of each application how many of the steps are done, by its rows alone. */
export const DONE = `select a.id, case
    when p.state = 'paid' then 13 when p.state = 'sent' then 12
    when p.state = 'in-batch' then case b.state when 'draft' then 9 when 'in-approval' then 10 else 11 end
    when p.state = 'approved' then case when exists (select from subsidy_batch e where e.title = a.id::text) then 8 else 7 end
    when p.state = 'asked' then 6
    when exists (select from subsidy_filing f where f.application_id = a.id and f.kind = 'advance-claim') then 5
    when a.state = 'under-way' then 4 when a.state = 'decided' then 3 when a.state = 'in-decision' then 2 when a.state = 'in-review' then 1 else 0 end as done
  from subsidy_application a left join subsidy_payment p on p.application_id = a.id left join subsidy_batch b on b.id = p.batch_id
  where a.id = any($1::uuid[])`

export async function stepsDone(client: pg.Client | pg.Pool, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; done: number }>(DONE, [ids])
  return new Map(rows.map(({ id, done }) => [id, done]))
}
