import type { Work } from "../../../../kernel/database/index.ts"
import { index, type SearchSource } from "../../../../kernel/search/index.ts"
import { passageOf, SEARCH_KIND } from "./passages.ts"

const TEXTS_AT_ONCE = 20

export const provisionSource: SearchSource = {
  kind: SEARCH_KIND,
  title: "例規の条文",
  async reindexAll(work, onProgress) {
    let done = 0
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const texts = await textsAfter(work, after)
      if (texts.length === 0) return
      const provisions = await work.db
        .selectFrom("ordinance_provision")
        .select(["version_id as versionId", "position", "part", "address", "no", "caption", "headings", "text"])
        .where("version_id", "in", texts.map(({ versionId }) => versionId))
        .execute()
      const textOf = new Map(texts.map((text) => [text.versionId, text]))
      await index(work, provisions.map((provision) => passageOf(textOf.get(provision.versionId)!, provision, provision.position)))
      after = texts.at(-1)!.id
      done += provisions.length
      onProgress(done)
    }
  },
}

async function textsAfter(work: Work, after: string) {
  return work.db
    .selectFrom("ordinance")
    .select(["id", "title", "promulgated_on as promulgatedOn", "current_version_id as versionId"])
    .where("id", ">", after)
    .where("current_version_id", "is not", null)
    .$narrowType<{ versionId: string }>()
    .orderBy("id")
    .limit(TEXTS_AT_ONCE)
    .execute()
}
