import { startApproval } from "../../kernel/approvals/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refuseIf } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { wareki, yenText } from "../../kernel/ui/index.ts"
import { ADOPTION, contentForApproval } from "./adoption-content.ts"
import { formulaOf } from "./durations.ts"
import { lockImprovement } from "./get-improvement.ts"
import type { ProposalInput } from "./inputs.ts"
import { initiativeNames, nameOf } from "./initiatives.ts"
import { moveImprovement } from "./move-improvement.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"
import { mustBeInHand } from "./must-be-in-hand.ts"
import { inApprovalForAuthor } from "./notices/in-approval-for-author.ts"
import { paths } from "./paths.ts"
import { plannedDayHasPassed } from "./rules/planned-day-has-passed.ts"
import { mustBeStaff } from "./save-draft.ts"
import type { Proposal } from "./tables.ts"
import { verdictWords } from "./words.ts"

/** The owner unit drafts the decision, to adopt or to decline; the delegation rules say who decides. @returns the approval's id. */
export async function proposeAdoption(work: Work, id: string, input: ProposalInput): Promise<string> {
  const it = await lockImprovement(work, id)
  mustBeInHand(work, it, "propose")
  refuseIf(moveIsNotPossible(it, "propose"))
  const proposal: Proposal = {
    verdict: input.verdict,
    reason: input.reason ?? "",
    plannedOn: input.verdict === "adopt" ? (input.plannedOn ?? null) : null,
    cost: input.verdict === "adopt" ? (input.cost ?? 0) : 0,
  }
  refuseIf(plannedDayHasPassed(proposal.plannedOn, civilDateOf(work.now)))
  const drafter = mustBeStaff(work)
  const names = await initiativeNames(work)
  const approvalId = await startApproval(work, {
    kind: ADOPTION,
    title: `業務改善提案「${it.title}」の${verdictWords[proposal.verdict]}`,
    amount: proposal.cost,
    unitId: it.ownerUnitId ?? drafter.unitId,
    subject: { kind: "improvement", id },
    content: contentForApproval({ ...it, proposal }),
    summary: [
      { label: "案", value: verdictWords[proposal.verdict] },
      { label: "受付番号", value: it.number ?? "" },
      { label: "対象の取組", value: nameOf(names, it.initiativeId) },
      { label: "提案者", value: `${it.authorUnitName} ${it.authorName}` },
      { label: "1年の見込みの効果（推計）", value: formulaOf(it) },
      ...(proposal.plannedOn ? [{ label: "実施予定日", value: wareki(proposal.plannedOn) }] : []),
      ...(proposal.verdict === "adopt" ? [{ label: "実施に要る経費", value: yenText(proposal.cost) }] : []),
      { label: "理由", value: proposal.reason || "－" },
    ],
    link: paths.one(id),
    ...(proposal.reason ? { comment: proposal.reason } : {}),
  })
  const moved = await moveImprovement(work, it, "propose", {
    event: "proposed",
    reason: `${verdictWords[proposal.verdict]}の案${proposal.reason ? `：${proposal.reason}` : ""}`,
    set: { approval_id: approvalId, proposal },
    detail: { approvalId, verdict: proposal.verdict },
  })
  await tell(work, inApprovalForAuthor, { it: moved, people: [it.authorId] })
  return approvalId
}
