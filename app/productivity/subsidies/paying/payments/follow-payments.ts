import { record } from "../../../../kernel/audit/index.ts"
import { inWork, isInTransaction, type Work } from "../../../../kernel/database/index.ts"
import { defineJob } from "../../../../kernel/jobs/index.ts"
import { yenText } from "../../../../kernel/ui/index.ts"
import { type ApplicationMove, applicationMove } from "../../application-states.ts"
import type { Application } from "../../applications/application.ts"
import { moveApplication } from "../../applications/move-application.ts"
import { lockApplication } from "../../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../../applications/tell-of.ts"
import { sql } from "kysely"
import { paymentKindWords } from "./payment.ts"

const AT_A_TIME = 200

/** Every application of the batch whose money has moved and which has not been moved after it, each once. */
export async function followPayments(work: Work, batchId: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: string }>`select id from subsidy_payment where batch_id = ${batchId}::uuid
      and ((state = 'paid' and followed is null) or (state = 'came-back' and followed is distinct from 'came-back')) order by number limit ${sql.lit(AT_A_TIME)}`.execute(work.db)
    for (const { id } of rows) {
      if (isInTransaction(work.db)) await followPayment(work, id)
      else await inWork(work.db, work, (one) => followPayment(one, id))
    }
    if (rows.length < AT_A_TIME) return
  }
}

/** One application after its money: its state, its people. Done once, however often it is begun. */
async function followPayment(work: Work, id: string): Promise<void> {
  const { application_id } = await work.db.selectFrom("subsidy_payment").select("application_id").where("id", "=", id).executeTakeFirstOrThrow()
  let it = await lockApplication(work, application_id)
  const payment = await work.db.selectFrom("subsidy_payment").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow()
  const cameBack = payment.state === "came-back"
  if ((payment.state !== "paid" && !cameBack) || payment.followed === payment.state) return
  const amount = yenText(payment.amount_yen)
  const what = paymentKindWords[payment.kind]
  if (payment.followed === null) it = await moveIfPossible(work, it, payment.kind === "final" ? "pay" : "pay-advance", { payment: id, amount: payment.amount_yen })
  if (cameBack) {
    it = await moveIfPossible(work, it, "payment-came-back", { payment: id, amount: payment.amount_yen }, payment.reason)
    await tellApplicants(work, it, "振込ができませんでした。口座を確かめてください", `${what} ${amount}の振込が、銀行から戻りました（${payment.reason}）。「受取口座」で口座を届け直してください。確認でき次第、あらためて支払います。`)
    await tellOffice(work, it, "振込が戻りました", `${what} ${amount}（${payment.reason}）。申請者に口座の届け直しを求めました。`)
  } else {
    await tellApplicants(work, it, `${what}をしました`, `${amount}を、届出の口座に振り込みました。`)
  }
  await work.db.updateTable("subsidy_payment").set({ followed: cameBack ? "came-back" : "paid" }).where("id", "=", id).execute()
}

/** The money has moved whatever has become of the application meanwhile: then its clerk is told instead. */
async function moveIfPossible(work: Work, it: Application, move: ApplicationMove, detail: Record<string, unknown>, reason = ""): Promise<Application> {
  if (applicationMove(it.state, move)) return moveApplication(work, it, move, { detail, ...(reason ? { reason } : {}) })
  await record(work, { action: "subsidies.payment-without-move", subject: { kind: "subsidy-application", id: it.id }, detail: { ...detail, state: it.state, move }, unitId: it.unitId })
  await tellOffice(work, it, "支払のあとの状態を確かめてください", "支払の手続の間に、申請の状態が変わっていました。出納簿と照らして確かめてください。")
  return it
}

export const followPaymentsJob = defineJob<{ batchId: string }>({
  name: "subsidies.follow-payments",
  title: "支払の結果に合わせて補助金の申請を進める",
  transaction: "own",
  run: (work, { batchId }) => followPayments(work, batchId),
})
