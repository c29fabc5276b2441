import { personOf } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { afterSheetChange } from "./after-change.ts"
import { rereadSheet } from "./change-sheet.ts"
import { bumpSheet, openSheet, type SheetIds } from "./draft.ts"
import { isId } from "./read-edition.ts"
import { issuesText, keepTexts } from "./text-versions.ts"
import type { Issue } from "./types.ts"

type Found = Awaited<ReturnType<typeof openSheet>>

/** A new issue (新たな課題), raised by a draft. */
export async function addIssue(work: Work, ids: SheetIds, text: string): Promise<string> {
  const found = await openSheet(work, ids)
  const { id } = await work.db
    .insertInto("plan_issue")
    .values({
      initiative_id: found.sheet.initiativeId,
      text,
      raised_in: found.edition.id,
      raised_by: personOf(work.actor) ?? null,
      raised_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await keepIssues(work, found, "plan.issue-raised", "課題を加えました")
  return id
}

/** Rewords an issue that this draft raised. One from an earlier edition stays as that edition said it. */
export async function changeIssue(work: Work, ids: SheetIds, issueId: string, text: string): Promise<void> {
  const found = await openSheet(work, ids)
  mustBeRaisedHere(issueIn(found, issueId))
  await work.db.updateTable("plan_issue").set({ text }).where("id", "=", issueId).execute()
  await keepIssues(work, found, "plan.issue-changed", "課題を書き換えました")
}

/** Takes back an issue that this draft raised. */
export async function withdrawIssue(work: Work, ids: SheetIds, issueId: string): Promise<void> {
  const found = await openSheet(work, ids)
  mustBeRaisedHere(issueIn(found, issueId))
  await work.db.deleteFrom("plan_issue").where("id", "=", issueId).execute()
  await keepIssues(work, found, "plan.issue-withdrawn", "加えた課題を取り消しました")
}

/** Solved (解決した課題): leaves the plan with what solved it. */
export async function solveIssue(work: Work, ids: SheetIds, issueId: string, solvedWith: string): Promise<void> {
  const found = await openSheet(work, ids)
  const issue = issueIn(found, issueId)
  if (issue.solvedWith !== null) throw refusal("conflict", "plan.issue-already-solved", "この課題はすでに解決済みです。")
  await work.db
    .updateTable("plan_issue")
    .set({
      solved_in: found.edition.id,
      solved_with: solvedWith,
      solved_by: personOf(work.actor) ?? null,
      solved_at: work.now,
    })
    .where("id", "=", issueId)
    .where("solved_in", "is", null)
    .execute()
  await keepIssues(work, found, "plan.issue-solved", "課題を解決済みにしました")
}

export async function reopenIssue(work: Work, ids: SheetIds, issueId: string): Promise<void> {
  const found = await openSheet(work, ids)
  if (issueIn(found, issueId).solvedWith === null) return
  await work.db
    .updateTable("plan_issue")
    .set({ solved_in: null, solved_with: null, solved_by: null, solved_at: null })
    .where("id", "=", issueId)
    .where("solved_in", "=", found.edition.id)
    .execute()
  await keepIssues(work, found, "plan.issue-reopened", "課題を未解決に戻しました")
}

function issueIn(found: Found, id: string): Issue {
  const issue = isId(id) ? found.sheet.issues.find((one) => one.id === id) : undefined
  if (!issue) throw notFound("課題")
  return issue
}

function mustBeRaisedHere(issue: Issue): void {
  if (issue.isNew) return
  throw refusal("conflict", "plan.issue-of-earlier-edition", "前の版で挙げた課題は書き換えられません。解決済みにするか、新しい課題を加えてください。")
}

async function keepIssues(work: Work, found: Found, event: string, summary: string): Promise<void> {
  const after = await rereadSheet(work, found)
  const { edition, sheet } = found
  await keepTexts(work, edition.id, sheet.initiativeId, { issues: issuesText(after.issues) })
  await bumpSheet(work, found, ["issues"])
  await afterSheetChange(work, { event, summary, edition, sheet: after, fields: ["issues"] })
}
