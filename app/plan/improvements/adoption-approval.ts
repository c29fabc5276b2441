import { system } from "../../kernel/access/index.ts"
import type { ApprovalKind } from "../../kernel/approvals/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { ADOPTION, contentForApproval } from "./adoption-content.ts"
import { decideAdoption, pullBackProposal, sendBackToAuthor } from "./decide-adoption.ts"
import { getImprovement } from "./get-improvement.ts"
import { paths } from "./paths.ts"

/** 採用・不採用. The approval decides; what follows is decide-adoption.ts. */
export const adoptionKind: ApprovalKind = {
  kind: ADOPTION,
  title: "業務改善提案の採否",
  link: paths.one,
  content: async (work: Work, id: string) => contentForApproval(await getImprovement({ ...work, actor: system(ADOPTION) }, id)),
  approved: (work, { subject, comment }) => decideAdoption(work, subject.id, comment),
  returned: (work, { subject, comment }) => sendBackToAuthor(work, subject.id, comment),
  withdrawn: (work, { subject, comment }) => pullBackProposal(work, subject.id, comment),
}
