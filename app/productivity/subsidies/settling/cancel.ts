import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication, type MoveChanges } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { type CancellationGround, cancellationLacksGround, groundWords } from "../rules/cancellation-lacks-ground.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { type Matter, type MatterKind, proposeMatter } from "./matters.ts"
import { REPORT_DEADLINE, setReportDeadline } from "./report-deadline.ts"

export interface CancellationInput {
  article: "17条" | "10条"
  grounds: readonly CancellationGround[]
  facts: string
  from?: string | undefined
  /** What stays of the award; 0: all of it is cancelled. */
  remaining: number
}

type CancelMove = "cancel" | "cancel-in-part" | "cancel-by-circumstances" | "change-by-circumstances"

/** 取消し (17条, also after 額の確定) or by a change of circumstances (10条): drafted with its grounds and facts (21条の2). */
export async function proposeCancellation(work: Work, id: string, input: CancellationInput): Promise<string> {
  const it = await lockForOffice(work, id)
  const move = moveOf(input)
  refuseIf(moveIsNotPossible(applicationStates, it, move, { by: "office", reason: input.facts || "－" }))
  const faults = cancellationLacksGround({ article: input.article, grounds: input.grounds, facts: input.facts, ...(input.from ? { from: input.from } : {}) }, civilDateOf(work.now))
  refuseIf(faults[0])
  const award = it.settledYen ?? it.awardedYen ?? 0
  if (input.remaining >= award) throw refusal("invalid", "subsidies.nothing-cancelled", `残す額は、いまの額（${yenText(award)}）より小さくしてください。`, { field: "remaining" })
  const words = input.grounds.map((ground) => groundWords[ground]).join("、")
  return proposeMatter(work, it, cancellationMatter, {
    kind: input.remaining > 0 ? "partial-cancellation" : "cancellation",
    amountYen: award - input.remaining,
    terms: { move, article: input.article, grounds: [...input.grounds], award, remaining: input.remaining, ...(input.from ? { from: input.from } : {}) },
    reason: input.facts,
    summary: [
      { label: "根拠", value: `${input.article}　${words}` },
      ...(move === "cancel-by-circumstances" ? [{ label: "残る額", value: ELAPSED_PART }] : [{ label: "取り消す額", value: yenText(award - input.remaining) }, { label: "残る額", value: yenText(input.remaining) }]),
      ...(input.from ? [{ label: "この日から", value: wareki(input.from) }] : []),
    ],
  })
}

function moveOf({ article, remaining }: Pick<CancellationInput, "article" | "remaining">): CancelMove {
  if (article === "10条") return remaining > 0 ? "change-by-circumstances" : "cancel-by-circumstances"
  return remaining > 0 ? "cancel-in-part" : "cancel"
}

/** 10条1項ただし書: the part that has gone by stays, and is settled by what was done in it. */
const ELAPSED_PART = "この日より前に行った事業の分は残り、実績報告を受けて額を確定する"

interface CancellationTerms {
  move: CancelMove
  article: string
  grounds: CancellationGround[]
  award: number
  remaining: number
  from?: CivilDate
}

async function cancel(work: Work, it: Application, matter: Matter): Promise<void> {
  const terms = matter.terms as unknown as CancellationTerms
  const elapsedStays = terms.move === "cancel-by-circumstances"
  const { documentNumber } = await decideWithPaper(work, it, {
    kind: matter.kind,
    // The letter names what is left of the award; what is taken away stands below it.
    amountYen: elapsedStays ? null : terms.remaining,
    terms: {
      ...terms,
      particulars: [
        { label: "根拠", value: `${terms.article}　${terms.grounds.map((ground) => groundWords[ground]).join("、")}` },
        ...(terms.from ? [{ label: "取り消す期間", value: `${wareki(terms.from)}から` }] : []),
        elapsedStays ? { label: "残る額", value: ELAPSED_PART } : { label: "取り消す額", value: yenText(terms.award - terms.remaining) },
      ],
    },
    reason: matter.reason,
    approvalId: matter.approvalId ?? undefined,
  })
  const moved = await moveApplication(work, it, terms.move, {
    reason: matter.reason,
    detail: { documentNumber, remaining: terms.remaining },
    set: elapsedStays ? endingOn(it, terms.from) : { awarded_yen: terms.remaining, ...(it.settledYen !== null ? { settled_yen: Math.min(it.settledYen, terms.remaining) } : {}) },
  })
  if (elapsedStays) {
    const dueOn = await setReportDeadline(work, it, await callOf(work, it), civilDateOf(work.now))
    await tellApplicants(work, moved, "交付決定が事情の変更により取り消されました", `${matter.reason}\n${wareki(dueOn)}までに、それまでに行った事業の実績を報告してください。`)
    return
  }
  if (terms.remaining === 0) await meetDeadline(work, it.caseId!, REPORT_DEADLINE)
  await tellApplicants(work, moved, terms.remaining > 0 ? "交付決定の一部が取り消されました" : "交付決定が取り消されました", matter.reason)
}

function endingOn(it: Application, from: CivilDate | undefined): NonNullable<MoveChanges["set"]> {
  return from && (it.endsOn === null || from < it.endsOn) ? { ends_on: from } : {}
}

export const cancellationMatter: MatterKind = { approval: "subsidies.cancellation", title: "交付決定の取消し", decisions: ["cancellation", "partial-cancellation"], decide: cancel }
