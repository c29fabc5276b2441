import { mustBeAllowed } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { enqueue } from "../../../kernel/jobs/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { fetchNationalList } from "./fetch-list.ts"
import { KEEP_LIST } from "./uploads.ts"

export interface Taking {
  id: string
  source: string
  readCount: number
  freshCount: number
  changedCount: number
  goneCount: number
  refusedCount: number
  takenBy: string | null
  takenAt: Date
}

export interface NationalState {
  shown: number
  hidden: number
  gone: number
  takings: Taking[]
}

/** How the list stands and what was taken in, the newest first. */
export async function nationalState(work: Work): Promise<NationalState> {
  mustBeAllowed(work.actor, KEEP_LIST)
  const [counts, takings] = await Promise.all([
    work.db
      .selectFrom("subsidy_national")
      .select((eb) => [
        eb.fn.countAll<number>().filterWhere("gone_at", "is", null).filterWhere("hidden_reason", "is", null).as("shown"),
        eb.fn.countAll<number>().filterWhere("gone_at", "is", null).filterWhere("hidden_reason", "is not", null).as("hidden"),
        eb.fn.countAll<number>().filterWhere("gone_at", "is not", null).as("gone"),
      ])
      .executeTakeFirstOrThrow(),
    work.db
      .selectFrom("subsidy_national_taking as t")
      .leftJoin("person as p", "p.id", "t.taken_by")
      .select([
        "t.id",
        "t.source",
        "t.read_count as readCount",
        "t.fresh_count as freshCount",
        "t.changed_count as changedCount",
        "t.gone_count as goneCount",
        "t.refused_count as refusedCount",
        "p.name as takenBy",
        "t.taken_at as takenAt",
      ])
      .orderBy("t.taken_at", "desc")
      .limit(50)
      .execute(),
  ])
  return { shown: Number(counts.shown), hidden: Number(counts.hidden), gone: Number(counts.gone), takings }
}

/** At once instead of at its hour; only where an address is configured. */
export async function fetchNow(work: Work, url: string | undefined): Promise<void> {
  mustBeAllowed(work.actor, KEEP_LIST)
  if (!url) throw refusal("conflict", "subsidies.national-list-not-configured", "取りに行く先が設定されていません。ファイルを選んで取り込んでください。")
  await enqueue(work, fetchNationalList, {}, { key: "subsidies.fetch-national-list" })
}
