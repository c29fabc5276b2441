import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { defineJob } from "../../../kernel/jobs/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { getApplication } from "../applications/read-application.ts"
import { tellOffice } from "../applications/tell-of.ts"
import { claimsToPay, type Claim } from "./payments/read-payments.ts"
import { followPayments } from "./payments/follow-payments.ts"

/** 政府契約の支払遅延防止等に関する法律 counts 30 days for other claims; a fortnight is our own and leaves time [M]. */
const EVERY_DAYS = 14

/** A claim that nobody has begun to pay, a fortnight after it came and every fortnight after. */
export const remindOfClaims = defineJob<Record<string, never>>({
  name: "subsidies.remind-of-claims",
  title: "支払の手続が始まっていない請求を知らせる",
  async run(work) {
    for (const claim of await claimsToPay(work, { limit: 5000 })) if (isDue(work, claim)) await remind(work, claim)
  },
})

function isDue(work: Work, { filedAt }: Claim): boolean {
  const days = Math.round((Date.parse(civilDateOf(work.now)) - Date.parse(civilDateOf(filedAt))) / 86_400_000)
  return days > 0 && days % EVERY_DAYS === 0
}

async function remind(work: Work, claim: Claim): Promise<void> {
  await tellOffice(work, await getApplication(work, claim.applicationId), "請求の支払がまだです", `${wareki(claim.filedAt)}に届いた請求の支払が、まだ起こされていません。`)
}

/** Batches whose money has moved and whose applications have not: after a crash between the two. */
export const mendPayments = defineJob<Record<string, never>>({
  name: "subsidies.mend-payments",
  title: "支払のあと進んでいない補助金の申請を進める",
  transaction: "own",
  async run(work) {
    const { rows } = await sql<{ id: string }>`select distinct batch_id as id from subsidy_payment
      where (state = 'paid' and followed is null) or (state = 'came-back' and followed is distinct from 'came-back')`.execute(work.db)
    for (const { id } of rows) await followPayments(work, id)
  },
})
