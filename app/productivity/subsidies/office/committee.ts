import type { Work } from "../../../kernel/database/index.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellOffice } from "../applications/tell-of.ts"

/** To the committee (審査会). */
export async function conveneCommittee(work: Work, id: string, note = ""): Promise<void> {
  const it = await lockForOffice(work, id)
  const moved = await moveApplication(work, it, "convene-committee", { reason: note })
  await tellOffice(work, moved, "審査会に付議しました", note)
}

/** Back from the committee with its result; what it scored stands in its own room. */
export async function concludeCommittee(work: Work, id: string, note = ""): Promise<void> {
  const it = await lockForOffice(work, id)
  const moved = await moveApplication(work, it, "conclude-committee", { reason: note })
  await tellOffice(work, moved, "審査会の結果が出ました", note)
}
