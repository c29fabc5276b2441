import type { Work } from "../database/index.ts"
import { getMeasure, type MeasureRecord, type MeasureScope, type RecordPage } from "./measure.ts"

/** The records behind the number that the asking person may see. */
export async function listRecords(work: Work, key: string, scope: MeasureScope = {}, cursor?: string): Promise<RecordPage> {
  return (await getMeasure(key).records?.(work, scope, cursor)) ?? { items: [] }
}

/** All of them, for a file; no more than a sheet can be read with. */
export async function allRecords(work: Work, key: string, scope: MeasureScope, most = 20_000): Promise<MeasureRecord[]> {
  const all: MeasureRecord[] = []
  let cursor: string | undefined
  do {
    const page = await listRecords(work, key, scope, cursor)
    all.push(...page.items)
    cursor = page.next
  } while (cursor && all.length < most)
  return all
}
