import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refuseIf } from "../../../kernel/http/index.ts"
import { listCorrections } from "../applications/answer-correction.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { PROCESSING_DEADLINE } from "../applications/submit-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { applicationStates } from "../application-states.ts"
import { type DismissalGround, dismissalIsPremature } from "../rules/dismissal-is-premature.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { decideWithPaper } from "./decide-with-paper.ts"
import { dismissalGrounds } from "./dismissal-grounds.ts"

/** 却下, with its reason and its letter. For want of a correction only after the day for it has passed. */
export async function dismissApplication(work: Work, id: string, { ground, reason }: { ground: DismissalGround; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "dismiss", { by: "office", reason }))
  const latest = (await listCorrections(work, id)).filter(({ about }) => about === "application").at(-1)
  const correction = latest && { replyBy: latest.replyBy, ...(latest.answeredAt ? { answeredOn: civilDateOf(latest.answeredAt) } : {}) }
  refuseIf(dismissalIsPremature(ground, correction, civilDateOf(work.now)))
  const full = `${dismissalGrounds[ground]}。${reason}`
  await decideWithPaper(work, it, { kind: "dismissal", reason: full, terms: { ground } })
  const moved = await moveApplication(work, it, "dismiss", { reason: full, detail: { ground }, set: { process_by: null, ended_on: civilDateOf(work.now) } })
  await meetDeadline(work, it.caseId!, PROCESSING_DEADLINE)
  await tellApplicants(work, moved, "申請が却下されました", full)
  await tellOffice(work, moved, "申請を却下しました", full)
}
