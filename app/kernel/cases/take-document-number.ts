import { sql } from "kysely"
import { civilDateOf, type Work } from "../database/index.ts"
import { fiscalLabel } from "./fiscal-label.ts"

/**
 * The next 文書番号 of a unit (年度-課-通番), such as R8-行経-12. Without gaps: the counter is locked until the
 * transaction is decided, so it is taken last, where the document is issued.
 */
export async function takeDocumentNumber(work: Work, of: { unitId: string; symbol: string }): Promise<string> {
  const { year, label } = fiscalLabel(civilDateOf(work.now))
  const { rows } = await sql<{ last: number }>`insert into case_document_number (unit_id, fiscal_year, symbol, last)
    values (${of.unitId}::uuid, ${year}, ${of.symbol}, 1)
    on conflict (unit_id, fiscal_year, symbol) do update set last = case_document_number.last + 1
    returning last`.execute(work.db)
  return `${label}-${of.symbol}-${rows[0]!.last}`
}
