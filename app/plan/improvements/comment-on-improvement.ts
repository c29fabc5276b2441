import { followersOf } from "../../desk/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { addComment } from "./add-comment.ts"
import { lockImprovement } from "./get-improvement.ts"
import { commented } from "./notices/commented.ts"
import { headsOf } from "./people.ts"
import { recordStep } from "./record-step.ts"

/** Whoever sees it may say something; the head's first word is marked as such. */
export async function commentOnImprovement(work: Work, id: string, { text }: { text: string }): Promise<void> {
  const it = await lockImprovement(work, id)
  if (it.state === "draft") throw refusal("conflict", "improvements.not-filed", "下書きにはコメントできません。")
  const asHead = await addComment(work, it, "comment", text)
  await recordStep(work, "commented", it, { asHead })
  const people = [it.authorId, ...(await headsOf(work, [it.authorUnitId])), ...(await followersOf(work, { kind: "improvement", id }))]
  await tell(work, commented, { it, people, reason: text })
}
