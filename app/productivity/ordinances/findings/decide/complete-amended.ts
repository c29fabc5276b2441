import { sql } from "kysely"
import type { CivilDate, Work } from "../../../../kernel/database/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { findingDone } from "../notices.ts"
import { getFinding } from "../read-finding.ts"
import { sha256 } from "../scanning/scanned.ts"
import { startScan } from "../scanning/start-scan.ts"
import { moveFinding } from "./move-finding.ts"

export interface Amended {
  /** The version that the amendment made. */
  versionId: string
  /** 施行の日: from then on the measure counts it. */
  doneOn: CivilDate
  /** 例規番号 of the amending text. */
  how: string
  /** Where a provision stands now that stood elsewhere before, by the address it had. */
  places: ReadonlyMap<string, string>
}

/**
 * An amendment is promulgated: what was to be amended in this text and now reads otherwise is done, and the text is scanned
 * anew. What reads as before stays planned, under another number too. @returns how many are done.
 */
export async function completeAmended(work: Work, ordinanceId: string, { versionId, doneOn, how, places }: Amended): Promise<number> {
  const moved = JSON.stringify([...places].map(([before, now]) => ({ before, now })))
  const { rows } = await sql<{ id: string; text: string | null; position: number | null }>`select f.id, p.text, p.position
    from analog_finding f
    left join jsonb_to_recordset(${moved}::jsonb) as m(before text, now text) on m.before = f.address
    left join ordinance_provision p on p.version_id = ${versionId}::uuid and p.address = coalesce(m.now, f.address)
    where f.ordinance_id = ${ordinanceId}::uuid and f.state = 'planned' and f.method = 'amend'
      and not exists (select 1 from ordinance_provision q where q.version_id = ${versionId}::uuid and q.text = f.text)
    order by f.id for update of f`.execute(work.db)
  for (const { id, text, position } of rows) {
    const it = await getFinding(work, id)
    const { state } = await moveFinding(work, it, "complete", how, { doneOn, versionId })
    await work.db
      .updateTable("analog_finding")
      .set({
        state,
        done_on: doneOn,
        done_how: how,
        attention: "",
        version: it.version + 1,
        updated_at: work.now,
        // Decided about as it reads now: the scan that follows must not open it again for this change.
        ...(text === null ? {} : { text, text_sha256: sha256(text), position: position! }),
      })
      .where("id", "=", id)
      .execute()
    await tell(work, findingDone, { ...it, how })
  }
  const running = await work.db.selectFrom("analog_scan").select("id").where("state", "in", ["waiting", "running"]).where("ordinance_id", "=", ordinanceId).executeTakeFirst()
  if (!running) await startScan(work, { scope: "text", ordinanceId })
  return rows.length
}
