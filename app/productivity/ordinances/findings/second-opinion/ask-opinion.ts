import { actorName, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { inWork, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { defineJob, enqueue } from "../../../../kernel/jobs/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { placeOf } from "../finding.ts"
import { opinionArrived, opinionFailed } from "../notices.ts"
import { findFinding, lockFinding } from "../read-finding.ts"
import { type LanguageModel, languageModelOf, NoReply } from "./language-model.ts"
import { messagesFor, readOpinion } from "./opinion.ts"

interface Asked {
  findingId: string
  askedBy: string | null
  askedByName: string
}

/** Asked outside of any transaction: a model may take a minute to answer. */
export const opinionJob = defineJob<Asked>({
  name: "findings.second-opinion",
  title: "該当候補についてAIの意見を求める",
  maxAttempts: 3,
  transaction: "own",
  async run(work, asked, { attempt, maxAttempts, config, signal }) {
    try {
      await fetchOpinion(work, asked, languageModelOf(config), signal)
    } catch (error) {
      if (!(error instanceof NoReply)) throw error
      if (attempt < maxAttempts) throw error
      await inWork(work.db, work, async (last) => {
        const it = await findFinding(last, asked.findingId)
        if (it) await tell(last, opinionFailed, { ...it, ...asked, why: error.message })
      })
    }
  },
})

/** Asks for a second opinion about a candidate that the rules or a person found. `connected`: a model is there to ask. */
export async function askOpinion(work: Work, id: string, connected: boolean): Promise<void> {
  const it = await lockFinding(work, id)
  if (!connected) throw refusal("unavailable", "findings.no-model", "AIは接続されていません。")
  if (it.goneAt) throw refusal("conflict", "findings.no-candidate", "いまは候補でない条文について、AIの意見は求められません。")
  await record(work, { action: "findings.opinion-asked", subject: { kind: "analog-finding", id }, detail: { ordinance: it.ordinanceTitle, place: placeOf(it) }, unitId: it.unitId })
  await enqueue(work, opinionJob, { findingId: id, askedBy: personOf(work.actor) ?? null, askedByName: actorName(work.actor) }, { key: `findings.opinion ${id}` })
}

/** Asks the model and keeps what it said beside the finding. What the finding says is not touched. */
export async function fetchOpinion(work: Work, { findingId, askedBy, askedByName }: Asked, model: LanguageModel | undefined, signal?: AbortSignal): Promise<void> {
  const it = await findFinding(work, findingId)
  if (!it) return
  if (!model) throw new NoReply("AIは接続されていません。")
  const opinion = readOpinion(await model.reply(messagesFor(it), signal), it)
  await inWork(work.db, work, async (last) => {
    const row = { text_sha256: it.textSha256, model: model.name.slice(0, 200), opinion: JSON.stringify(opinion), asked_by: askedBy, asked_by_name: askedByName, asked_at: new Date() }
    await last.db
      .insertInto("analog_second_opinion")
      .values({ finding_id: findingId, ...row })
      .onConflict((c) => c.column("finding_id").doUpdateSet(row))
      .execute()
    await tell(last, opinionArrived, { ...it, askedBy })
  })
}
