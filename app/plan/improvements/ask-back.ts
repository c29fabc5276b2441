import type { Work } from "../../kernel/database/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { addComment } from "./add-comment.ts"
import { lockImprovement } from "./get-improvement.ts"
import { moveImprovement } from "./move-improvement.ts"
import { mustBeInHand } from "./must-be-in-hand.ts"
import { askedBackForAuthor } from "./notices/asked-back-for-author.ts"

/** The head or the owner unit needs more: it goes back to its author, with what is asked. */
export async function askBack(work: Work, id: string, { text }: { text: string }): Promise<void> {
  const it = await lockImprovement(work, id)
  mustBeInHand(work, it, "ask-back")
  await moveImprovement(work, it, "ask-back", { event: "asked-back", reason: text })
  await addComment(work, it, "ask-back", text)
  await tell(work, askedBackForAuthor, { it, people: [it.authorId], reason: text })
}
