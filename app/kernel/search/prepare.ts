import { sql } from "kysely"
import { system } from "../access/actor.ts"
import { type Db, inWork } from "../database/index.ts"
import { defineJob } from "../jobs/index.ts"
import { gramsOf } from "./grams.ts"

const PORTION = 2000

/** Puts new passages into the index, in portions of their own transactions. @returns how many. */
export async function prepareNew(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    const count = await inWork(db, { actor: system("search") }, async (work) => {
      const rows = await work.db
        .selectFrom("search_passage")
        .select(["no", "title_folded", "body_folded"])
        .where("grams", "is", null)
        .orderBy("no")
        .limit(PORTION)
        .forUpdate()
        .skipLocked()
        .execute()
      if (rows.length === 0) return 0
      const grams = rows.map((row) => `{${gramsOf(row.title_folded, row.body_folded).join(",")}}`)
      await sql`update search_passage p set grams = g.grams::integer[]
        from unnest(${rows.map((row) => row.no)}::bigint[], ${grams}::text[]) as g(no, grams) where p.no = g.no`.execute(work.db)
      return rows.length
    })
    done += count
    if (count < PORTION) break
  }
  if (done > 0) await sql`select gin_clean_pending_list('search_passage_grams')`.execute(db)
  return done
}

export const prepareJob = defineJob({
  name: "search.prepare",
  title: "新しい文章を検索の索引に加える",
  transaction: "own",
  run: async (work) => void (await prepareNew(work.db)),
})
