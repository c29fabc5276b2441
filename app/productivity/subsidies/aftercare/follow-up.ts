import { sql } from "kysely"
import { civilDateOf, inWork, isInTransaction, type Work } from "../../../kernel/database/index.ts"
import { defineJob } from "../../../kernel/jobs/index.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication } from "../applications/read-application.ts"
import { retentionEndsOn } from "../rules/retention-has-not-ended.ts"
import { listAssets } from "./assets.ts"
import { setTaxDeadline, TAX_DEADLINE } from "./reports.ts"
import { RETENTION_YEARS } from "./settings.ts"

const AT_A_TIME = 500

/** Until when the papers of an application must be kept; longer while an asset is restricted. */
export async function keptUntil(work: Work, it: { id: string; completedOn: string | null; endedOn: string | null }): Promise<string | undefined> {
  const from = it.completedOn ?? it.endedOn
  if (!from) return undefined
  const restricted = (await listAssets(work, it.id)).flatMap(({ restrictedUntil }) => restrictedUntil ?? []).sort().at(-1)
  return retentionEndsOn(from, RETENTION_YEARS, restricted)
}

/** Every morning: the tax report's deadline where a payment has just been made, and the end of retention. */
export const followAfterCare = defineJob<Record<string, never>>({
  name: "subsidies.follow-after-care",
  title: "支払の後の期限を置き、保存期間の満了を記録する",
  async run(work) {
    const each = async (id: string, change: (work: Work) => Promise<void>) => (isInTransaction(work.db) ? change(work) : inWork(work.db, { actor: work.actor, now: work.now }, change)).then(() => id)
    const { rows: fresh } = await sql<{ id: string }>`select a.id from subsidy_application a where a.state = 'after-care' and a.settled_on is not null
      and not exists (select from case_deadline d where d.case_id = a.case_id and d.name = ${TAX_DEADLINE})
      and not exists (select from subsidy_filing f where f.application_id = a.id and f.kind = 'tax-credit') limit ${sql.lit(AT_A_TIME)}`.execute(work.db)
    for (const { id } of fresh) await each(id, async (one) => setTaxDeadline(one, await lockApplication(one, id)))
    const today = civilDateOf(work.now)
    const { rows: old } = await sql<{ id: string }>`select id from subsidy_application where state = 'after-care' and completed_on < ${today}::date - interval '5 years' limit ${sql.lit(AT_A_TIME)}`.execute(work.db)
    for (const { id } of old) {
      await each(id, async (one) => {
        const it = await lockApplication(one, id)
        const until = await keptUntil(one, it)
        if (it.state === "after-care" && until && today > until) await moveApplication(one, it, "end-retention", { set: { ended_on: today }, detail: { keptUntil: until } })
      })
    }
  },
})
