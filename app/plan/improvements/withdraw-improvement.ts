import { withdrawApproval } from "../../kernel/approvals/index.ts"
import { followersOf } from "../../desk/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { moveImprovement } from "./move-improvement.ts"
import { withdrawn } from "./notices/withdrawn.ts"
import { headsOf } from "./people.ts"
import { lockOwn } from "./save-draft.ts"

/** The proposer takes it back, until it is decided; a running approval ends with it. */
export async function withdrawImprovement(work: Work, id: string, { reason }: { reason?: string | undefined }): Promise<void> {
  const it = await lockOwn(work, id)
  const moved = await moveImprovement(work, it, "withdraw", { event: "withdrawn", reason })
  if (it.state === "in-approval" && it.approvalId) await withdrawApproval(work, it.approvalId, reason ?? "提案者が取り下げたため")
  const people = [...(await headsOf(work, [it.authorUnitId, it.ownerUnitId])), ...(await followersOf(work, { kind: "improvement", id }))]
  await tell(work, withdrawn, { it: moved, people, reason })
}
