import type { Module } from "../../module.ts"
import { canonicalContent, findHead, loadContent } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { revisionApi } from "./api.ts"
import { bringIntoForceJob, editionApproved, editionReturned } from "./bring-into-force.ts"
import { revisionPages } from "./pages.ts"

const editionApproval = (kind: string, title: string): NonNullable<Module["approvals"]>[number] => ({
  kind,
  title,
  link: (subjectId) => paths.edition(subjectId),
  content: async (work, subjectId) => {
    const edition = await findHead(work, subjectId)
    return edition && canonicalContent(await loadContent(work, edition))
  },
  approved: (work, approval) => editionApproved(work, approval.subject.id),
  returned: (work, approval) => editionReturned(work, approval.subject.id),
  withdrawn: (work, approval) => editionReturned(work, approval.subject.id),
})

export const revisionPart: Partial<Module> = {
  pages: revisionPages,
  api: revisionApi,
  jobs: [bringIntoForceJob],
  approvals: [
    editionApproval("plan.edition", "推進プランの年度版"),
    editionApproval("plan.revision", "推進プランの年度途中の改定"),
  ],
}
