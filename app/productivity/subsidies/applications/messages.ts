import { actorName, personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { getApplication, runs } from "./read-application.ts"
import { tellApplicants, tellOffice } from "./tell-of.ts"

export interface Message {
  id: string
  fromOffice: boolean
  author: string
  text: string
  at: Date
}

export async function listMessages(work: Work, applicationId: string): Promise<Message[]> {
  return work.db
    .selectFrom("subsidy_message")
    .select(["id", "from_office as fromOffice", "author", "text", "at"])
    .where("application_id", "=", applicationId)
    .orderBy("at")
    .limit(500)
    .execute()
}

/** Between the applicant's side and the section; both are told. The section writes by its name, not by a person's. */
export async function sendMessage(work: Work, id: string, text: string): Promise<void> {
  const it = await getApplication(work, id)
  if (it.state === "draft") throw refusal("conflict", "subsidies.not-filed", "メッセージは、申請を提出してから送れます。")
  const fromOffice = work.actor.kind === "staff"
  if (fromOffice && !runs(work.actor, it)) throw refusal("forbidden", "subsidies.not-your-move", "この操作をする権限がありません。")
  const author = work.actor.kind === "staff" ? work.actor.unitName : actorName(work.actor)
  await work.db
    .insertInto("subsidy_message")
    .values({ application_id: id, from_office: fromOffice, person_id: personOf(work.actor) ?? null, author, text, at: work.now })
    .execute()
  await record(work, { action: "subsidies.message-sent", subject: { kind: "subsidy-application", id }, detail: { fromOffice }, unitId: it.unitId })
  if (fromOffice) await tellApplicants(work, it, "担当者からメッセージがあります", text)
  else await tellOffice(work, it, "申請者からメッセージがあります", text)
}
