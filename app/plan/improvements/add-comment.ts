import type { Work } from "../../kernel/database/index.ts"
import { mustBeStaff } from "./save-draft.ts"
import type { Improvement } from "./improvement.ts"
import type { CommentKind } from "./tables.ts"
import { isHeadOf } from "./visibility.ts"

/** @returns whether it is the head's word. */
export async function addComment(work: Work, it: Improvement, kind: CommentKind, text: string): Promise<boolean> {
  const author = mustBeStaff(work)
  const asHead = isHeadOf(author, it)
  await work.db
    .insertInto("improvement_comment")
    .values({
      improvement_id: it.id,
      kind,
      author_id: author.id,
      author_name: author.name,
      author_unit_name: author.unitName,
      as_head: asHead,
      text,
      written_at: work.now,
    })
    .execute()
  if (asHead && !it.headCommentedAt) {
    await work.db.updateTable("improvement").set({ head_commented_at: work.now }).where("id", "=", it.id).execute()
  }
  return asHead
}
