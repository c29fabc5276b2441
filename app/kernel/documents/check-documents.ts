import type { Db } from "../database/index.ts"
import { defineJob } from "../jobs/index.ts"
import { documentStorage } from "./settings.ts"

export interface DocumentReport {
  checked: number
  faults: { sha256: string; fault: "missing" | "damaged"; names: string[] }[]
  /** Bytes without a row that were removed: left by works that were undone. */
  swept: number
}

/** A work that is being done may have its bytes on disk and its row not committed yet. */
const GRACE = 24 * 3_600_000

/** Reads every file and compares its hash; removes bytes that no row has had for a day. */
export async function checkDocuments(db: Db, options: { now?: Date; sweep?: boolean } = {}): Promise<DocumentReport> {
  const storage = documentStorage()
  const now = options.now ?? new Date()
  const report: DocumentReport = { checked: 0, faults: [], swept: 0 }
  let after = ""
  for (;;) {
    const rows = await db
      .selectFrom("document")
      .select((eb) => ["sha256", eb.fn<string[]>("array_agg", ["name"]).as("names")])
      .where("removed_at", "is", null)
      .where("sha256", ">", after)
      .groupBy("sha256")
      .orderBy("sha256")
      .limit(200)
      .execute()
    for (const { sha256, names } of rows) {
      const fault = await faultOf(sha256)
      report.checked++
      if (fault) report.faults.push({ sha256, fault, names })
    }
    if (rows.length < 200) break
    after = rows.at(-1)!.sha256
  }
  if (options.sweep ?? true) {
    for await (const { sha256, putAt } of storage.list()) {
      if (now.getTime() - putAt.getTime() < GRACE) continue
      const kept = await db.selectFrom("document").select("id").where("sha256", "=", sha256).where("removed_at", "is", null).executeTakeFirst()
      if (kept) continue
      await storage.remove(sha256)
      report.swept++
    }
  }
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("document_fault").execute()
    for (const { sha256, fault } of report.faults) await transaction.insertInto("document_fault").values({ sha256, fault, found_at: now }).execute()
    await transaction
      .insertInto("document_check")
      .values({ checked: report.checked, faults: report.faults.length, swept: report.swept, finished_at: now })
      .execute()
  })
  return report

  async function faultOf(sha256: string): Promise<"missing" | "damaged" | undefined> {
    try {
      const found = await storage.check(sha256)
      if (!found) return "missing"
      return found.sha256 === sha256 ? undefined : "damaged"
    } catch {
      return "damaged"
    }
  }
}

export const checkJob = defineJob({
  name: "documents.check",
  title: "保存したファイルを確かめ、持ち主のないものを片付ける",
  transaction: "own",
  maxAttempts: 3,
  async run(work, _, { log }) {
    const { checked, faults, swept } = await checkDocuments(work.db, { now: work.now })
    if (faults.length > 0) log.error({ checked, faults, swept }, "documents are missing or damaged")
    else log.info({ checked, swept }, "documents checked")
  },
})
