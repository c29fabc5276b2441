import { system } from "../../../kernel/access/index.ts"
import type { ApprovalKind } from "../../../kernel/approvals/index.ts"
import { getApplication } from "../applications/read-application.ts"
import { paths } from "../paths.ts"
import { AWARD, awardContent, proposedDecision } from "./award-content.ts"
import { decideAward, sendBackProposal } from "./decide-award.ts"

/** 交付・不交付の決定. The approval decides; what follows is decide-award.ts. */
export const awardKind: ApprovalKind = {
  kind: AWARD,
  title: "補助金の交付決定",
  link: paths.office,
  async content(work, id) {
    const inside = { ...work, actor: system(AWARD) }
    return awardContent(await getApplication(inside, id), await proposedDecision(inside, id))
  },
  approved: (work, { subject }) => decideAward(work, subject.id),
  returned: (work, { subject, comment }) => sendBackProposal(work, subject.id, comment),
  withdrawn: (work, { subject, comment }) => sendBackProposal(work, subject.id, comment || "起案者が取り下げました。"),
}
