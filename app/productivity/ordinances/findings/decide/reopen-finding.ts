import type { Work } from "../../../../kernel/database/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { findingReopened } from "../notices.ts"
import { lockFinding } from "../read-finding.ts"
import { moveFinding } from "./move-finding.ts"

/** Undoes a decision: the finding waits again, with everything that was answered still in its form. */
export async function reopenFinding(work: Work, id: string, reason: string, version?: number): Promise<void> {
  const it = await lockFinding(work, id, version)
  const { state } = await moveFinding(work, it, "reopen", reason, { before: { state: it.state, method: it.method, plannedMonth: it.plannedMonth } })
  await work.db
    .updateTable("analog_finding")
    .set({ state, done_on: null, done_how: "", public: false, version: it.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await tell(work, findingReopened, { ...it, reason })
}
