import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"

/** The applicant's side may write: before filing, and while a correction is awaited. */
export function isInHand(it: Pick<Application, "state">): boolean {
  return it.state === "draft" || it.state === "in-correction"
}

export function mustBeInHand(work: Work, it: Pick<Application, "state">): void {
  if (work.actor.kind !== "applicant") throw refusal("forbidden", "subsidies.applicants-only", "申請の内容は、申請者だけが入力できます。")
  if (!isInHand(it)) throw refusal("conflict", "subsidies.not-in-hand", "提出した申請は変えられません。直すところがあるときは、メッセージで担当者に伝えてください。")
}
