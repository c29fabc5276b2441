import { system } from "../access/actor.ts"
import { type Db, inWork } from "../database/index.ts"
import { defineJob } from "../jobs/index.ts"
import { searchSources } from "./passage.ts"
import { prepareNew } from "./prepare.ts"

export interface RebuildProgress {
  kind: string
  title: string
  done: number
}

/**
 * Writes every passage of every source (or of one) anew. Each source is one transaction: until it commits the old
 * passages are found, afterwards the new ones.
 */
export async function rebuildSearch(db: Db, onProgress: (progress: RebuildProgress) => void = () => {}, kind?: string): Promise<number> {
  let all = 0
  for (const source of searchSources().filter((one) => !kind || one.kind === kind)) {
    let done = 0
    await inWork(db, { actor: system("search.rebuild") }, async (work) => {
      await work.db.deleteFrom("search_passage").where("kind", "=", source.kind).execute()
      await source.reindexAll(work, (count) => {
        done = count
        onProgress({ kind: source.kind, title: source.title, done })
      })
    })
    all += done
  }
  await prepareNew(db)
  return all
}

export const rebuildJob = defineJob<{ kind?: string }>({
  name: "search.rebuild",
  title: "検索の索引を作り直す",
  transaction: "own",
  maxAttempts: 3,
  async run(work, { kind }, { log }) {
    await rebuildSearch(work.db, (progress) => log.info({ ...progress }, "search rebuild"), kind)
  },
})
