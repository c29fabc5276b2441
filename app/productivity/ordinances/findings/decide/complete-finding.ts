import { type CivilDate, civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { findingDone } from "../notices.ts"
import { lockFinding } from "../read-finding.ts"
import { moveFinding } from "./move-finding.ts"

/** The notice went out, or the amendment is in force. `quiet`: the caller tells of many at once. */
export async function completeFinding(work: Work, id: string, input: { doneOn: CivilDate; how: string }, options: { version?: number | undefined; quiet?: boolean } = {}): Promise<void> {
  const it = await lockFinding(work, id, options.version)
  if (input.doneOn > civilDateOf(work.now)) throw refusal("invalid", "findings.done-in-the-future", "完了した日は、今日までの日付にしてください。", { field: "doneOn" })
  if (it.method === "wait") throw refusal("conflict", "findings.still-waiting", "国待ちのままでは完了にできません。国の見直しのあとの方法（通知か改正）を決めてください。")
  const { state } = await moveFinding(work, it, "complete", input.how, { doneOn: input.doneOn })
  await work.db
    .updateTable("analog_finding")
    .set({ state, done_on: input.doneOn, done_how: input.how, version: it.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  if (!options.quiet) await tell(work, findingDone, { ...it, how: input.how })
}
