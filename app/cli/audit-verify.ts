import { formatVerdict, verifyAudit } from "../kernel/audit/index.ts"
import { openDatabase } from "../kernel/database/index.ts"
import { UsageError } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

/** 0 when every row of the audit record is as it was written; 1 names the first that is not. */
export async function auditVerifyCommand(args: string[]): Promise<number> {
  if (args.length > 0) throw new UsageError("使い方: npm run audit:verify")
  return withDatabase(async (url) => {
    const connection = openDatabase(url, { poolSize: 1 })
    try {
      const verdict = await verifyAudit(connection.db)
      console.log(formatVerdict(verdict))
      return verdict.ok ? 0 : 1
    } finally {
      await connection.close()
    }
  })
}
