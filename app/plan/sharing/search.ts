import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { index, type Passage, type SearchSource, unindex } from "../../kernel/search/index.ts"
import { initiativeNumber } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { findStandings } from "./standing.ts"

const KIND = "plan-question"

/** Questions and answers are for all staff; a hidden one is nobody's to find. */
export async function indexQuestion(work: Work, questionId: string): Promise<void> {
  const passages = await passagesOf(work, [questionId])
  if (passages.length === 0) await unindex(work, KIND, questionId)
  else await index(work, passages)
}

async function passagesOf(work: Work, ids: readonly string[]): Promise<Passage[]> {
  const rows = await work.db
    .selectFrom("plan_question")
    .select(["id", "initiative_id", "text", "answer", "asked_at"])
    .where("id", "in", ids)
    .where("hidden_at", "is", null)
    .execute()
  const standings = await findStandings(work, rows.map((row) => row.initiative_id))
  return rows.flatMap((row): Passage[] => {
    const standing = standings.get(row.initiative_id)
    if (!standing) return []
    return [
      {
        kind: KIND,
        id: row.id,
        title: `${initiativeNumber(standing)} ${standing.title}への質問`,
        body: row.answer === null ? row.text : `${row.text}\n回答：${row.answer}`,
        link: `${paths.questions(row.initiative_id)}#q-${row.id}`,
        audience: "staff",
        happenedOn: civilDateOf(row.asked_at),
      },
    ]
  })
}

const PORTION = 200

export const questionSearch: SearchSource = {
  kind: KIND,
  title: "取組への質問",
  async reindexAll(work, onProgress) {
    let after = "00000000-0000-0000-0000-000000000000"
    for (;;) {
      const rows = await work.db.selectFrom("plan_question").select("id").where("id", ">", after).orderBy("id").limit(PORTION).execute()
      if (rows.length === 0) return
      const ids = rows.map((row) => row.id)
      await index(work, await passagesOf(work, ids))
      onProgress(ids.length)
      after = ids.at(-1)!
    }
  },
}
