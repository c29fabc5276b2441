import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { workersOf } from "../../../../kernel/people/index.ts"
import { placeOf } from "../finding.ts"
import { clerkNamed } from "../notices.ts"
import { lockFinding } from "../read-finding.ts"

/** Names who in the owning section decides; undefined: nobody yet. */
export async function assignFinding(work: Work, id: string, clerkId: string | undefined, options: { quiet?: boolean } = {}): Promise<void> {
  const it = await lockFinding(work, id)
  if (it.clerkId === (clerkId ?? null)) return
  if (clerkId) {
    const workers = it.unitId ? await workersOf(work.db, it.unitId, civilDateOf(work.now)) : []
    if (!workers.some(({ personId }) => personId === clerkId)) {
      throw refusal("invalid", "findings.clerk-of-the-section", "担当者には、この例規を所管する所属の職員を選んでください。", { field: "clerkId" })
    }
  }
  await work.db.updateTable("analog_finding").set({ clerk_id: clerkId ?? null, version: it.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  await record(work, {
    action: "findings.clerk-assigned",
    subject: { kind: "analog-finding", id },
    detail: { ordinance: it.ordinanceTitle, place: placeOf(it), from: it.clerkId, to: clerkId ?? null },
    unitId: it.unitId,
  })
  if (clerkId && !options.quiet) await tell(work, clerkNamed, { ...it, clerkId })
}
