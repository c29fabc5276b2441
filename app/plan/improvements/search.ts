import { type RawBuilder, sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import { civilDateOf } from "../../kernel/database/index.ts"
import { Refusal } from "../../kernel/http/index.ts"
import { index, indexing, type Passage, search, type SearchSource } from "../../kernel/search/index.ts"
import { type Improvement, improvementColumns, improvementOf } from "./improvement.ts"
import { paths } from "./paths.ts"

const KIND = "improvement"
const MOST_HITS = 500

type Findable = Pick<
  Improvement,
  "id" | "title" | "presentWay" | "proposedWay" | "evidence" | "number" | "state" | "authorId" | "authorUnitId" | "ownerUnitId" | "filedAt"
>

/** Found by those who may see it, as in visibility.ts. Drafts are not in search. */
export function passageOf(it: Findable): Passage {
  const open = it.state === "adopted" || it.state === "done" || it.state === "measured"
  return {
    kind: KIND,
    id: it.id,
    title: it.title,
    body: [...(it.number ? [it.number] : []), it.presentWay, it.proposedWay, it.evidence].join("\n"),
    link: paths.one(it.id),
    happenedOn: it.filedAt ? civilDateOf(it.filedAt) : null,
    ...(open
      ? { audience: "staff" }
      : {
          audience: "tokens",
          tokens: [
            `person:${it.authorId}`,
            `improvements.head:${it.authorUnitId}`,
            "improvements.head:all",
            ...(it.ownerUnitId ? [`improvements.own:${it.ownerUnitId}`, "improvements.own:all"] : []),
            "improvements.all:all",
          ],
        }),
  }
}

/** The call for a filing, whose number its own statement gives. */
export function makingFindable(it: Findable, number: RawBuilder<string>): RawBuilder<void> {
  return indexing(passageOf(it), number)
}

export async function makeFindable(work: Work, it: Findable): Promise<void> {
  await index(work, passageOf(it))
}

/** Ids of the improvements with these words that the asking person may see; the nearest 500. */
export async function idsMatching(work: Work, text: string): Promise<string[]> {
  try {
    const { items } = await search(work, { text, kinds: [KIND], pageSize: MOST_HITS })
    return items.map((item) => item.id)
  } catch (error) {
    // A word too short to look for finds nothing; the list says so like any other empty one.
    if (error instanceof Refusal && error.kind === "invalid") return []
    throw error
  }
}

export const improvementSource: SearchSource = {
  kind: KIND,
  title: "業務改善提案",
  async reindexAll(work, onProgress) {
    let last = "00000000-0000-0000-0000-000000000000"
    for (let done = 0; ; ) {
      const rows = await work.db
        .selectFrom("improvement as i")
        .select(improvementColumns)
        .where("i.filed_at", "is not", null)
        .where("i.id", ">", last)
        .orderBy("i.id")
        .limit(500)
        .execute()
      if (rows.length === 0) return
      await index(work, rows.map((row) => passageOf(improvementOf(row))))
      last = rows.at(-1)!.id
      done += rows.length
      onProgress(done)
    }
  },
}

/** Some of the visible, for a list of similar ones. */
export async function titlesOf(work: Work, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; title: string; state: Improvement["state"]; authorUnitName: string }>`
    select id, title, state, author_unit_name as "authorUnitName" from improvement where id = any(${[...ids]}::uuid[])`.execute(work.db)
  return rows
}
