import { sql } from "kysely"
import { scopeOf } from "../../../kernel/access/index.ts"
import { type Question, question, type Work } from "../../../kernel/database/index.ts"
import type { DeskItem } from "../../../module.ts"
import { batchName } from "./batches/batch.ts"
import { waitingAccounts } from "./creditors/read-creditors.ts"
import { payingPaths } from "./paths.ts"

interface Counted {
  n: number
  since: string | null
}

interface Counts {
  claims: Counted
  asked: Counted
  back: Counted
  batches: { id: string; number: number; title: string; state: string; since: string; payOn: string }[]
}

/** For the section that pays: claims, payments to look at, batches to send or to hear of, transfers that came back. */
export function payingWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const units = scopeOf(work.actor, "subsidies.pay")
  const mine = (column: string) => (units === "all" ? sql`true` : sql`${sql.raw(column)} = any(${[...units]}::uuid[])`)
  const query = sql`select
    (select json_build_object('n', count(*), 'since', min(f.filed_at)) from subsidy_filing f join subsidy_application a on a.id = f.application_id
      where f.kind in ('advance-claim', 'final-claim') and f.state in ('filed', 'approved') and ${mine("a.unit_id")}
        and a.state = case f.kind when 'advance-claim' then 'under-way' else 'payment-claimed' end
        and not exists (select from subsidy_payment p where p.filing_id = f.id)) as claims,
    (select json_build_object('n', count(*), 'since', min(p.asked_at)) from subsidy_payment p where p.state = 'asked' and p.asked_by is distinct from ${work.actor.id}::uuid and ${mine("p.unit_id")}) as asked,
    (select json_build_object('n', count(*), 'since', min(p.sent_at)) from subsidy_payment p where p.state = 'came-back' and ${mine("p.unit_id")}
      and not exists (select from subsidy_payment q where q.filing_id = p.filing_id and q.state not in ('came-back', 'cancelled'))
      and exists (select from subsidy_application a where a.id = p.application_id and a.state in ('under-way', 'payment-claimed'))) as back,
    coalesce((select json_agg(json_build_object('id', b.id, 'number', b.number, 'title', b.title, 'state', b.state, 'since', coalesce(b.sent_at, b.approved_at), 'payOn', b.pay_on) order by b.number)
      from subsidy_batch b where b.state in ('approved', 'sent') and ${mine("b.unit_id")}), '[]') as batches`
  return [
    question<Counts, DeskItem>(query, (rows) => rows.flatMap(itemsOf)),
    question<Counted, DeskItem>(waitingAccounts(work), (rows) => rows.flatMap((accounts) => counted(accounts, "確認", "債主の口座の届出", `${payingPaths.creditors}?state=waiting`))),
  ]
}

function counted(one: Counted, kind: string, title: string, link: string): DeskItem[] {
  return one.n > 0 && one.since ? [{ kind, title: `${title} ${one.n}件`, link, since: new Date(one.since) }] : []
}

function itemsOf({ claims, asked, back, batches }: Counts): DeskItem[] {
  return [
    ...counted(claims, "支払", "補助金の請求（支払の手続がまだ）", payingPaths.home),
    ...counted(asked, "確認", "起こされた補助金の支払", `${payingPaths.payments}?state=asked`),
    ...counted(back, "振込不能", "戻ってきた補助金の振込", `${payingPaths.payments}?state=came-back`),
    ...batches.map((batch): DeskItem => ({
      kind: batch.state === "approved" ? "送付" : "結果",
      title: `${batchName(batch)}「${batch.title}」${batch.state === "approved" ? "を銀行に送る" : "の振込結果を記録する"}`,
      link: payingPaths.batch(batch.id),
      since: new Date(batch.since),
      ...(batch.state === "approved" ? { dueOn: batch.payOn } : {}),
    })),
  ]
}
