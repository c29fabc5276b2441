import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { overpaidOf } from "./repayment.ts"

/** A part of the award was cancelled while the project runs and nothing is overpaid: the rest goes on (17条). */
export async function resumeTheRest(work: Work, id: string): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "resume", { by: "office" }))
  if (it.state !== "cancelled-in-part") throw refusal("conflict", "subsidies.not-cancelled-in-part", "一部を取り消した申請ではありません。")
  if (it.settledYen !== null) throw refusal("conflict", "subsidies.settled-already", "額の確定の後の取消しです。額を確定し直すか、返還を命じてください。")
  const overpaid = await overpaidOf(work, it)
  if (overpaid > 0) throw refusal("conflict", "subsidies.repayment-is-incomplete", `${yenText(overpaid)}の返還が終わっていません。先に返還を命じてください。`)
  const moved = await moveApplication(work, it, "resume", {})
  await tellApplicants(work, moved, "残りの事業を続けてください", `取消し後の交付決定額は${yenText(it.awardedYen)}です。`)
}
