import { recordReading } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import type { Application } from "../applications/application.ts"

/** Staff read an applicant's data: kept, once for each page or answer that shows it. */
export async function recordApplicationRead(work: Work, it: Pick<Application, "id" | "number">): Promise<void> {
  await recordReading(work, { subject: { kind: "subsidy-application", id: it.id }, what: "補助金の申請", detail: { number: it.number } })
}

/** A file of many applicants leaves the house. */
export async function recordListRead(work: Work, file: string, count: number): Promise<void> {
  await recordReading(work, { subject: { kind: "subsidy-application", id: "list" }, what: "補助金の申請の一覧", detail: { file, count } })
}
