import { sql } from "kysely"
import { type Actor, system } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { inWork, type Work } from "../../../../kernel/database/index.ts"
import { readDocument } from "../../../../kernel/documents/index.ts"
import { Refusal } from "../../../../kernel/http/index.ts"
import { defineJob, type JobRun } from "../../../../kernel/jobs/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { actorOfPerson } from "../../../../kernel/people/index.ts"
import { UnreadableOrdinance } from "../../structure/index.ts"
import { importOrdinance } from "../import-ordinance.ts"
import { importFinished } from "./import-finished.ts"
import { type FoundText, textsInFile } from "./texts-in-file.ts"

interface Import {
  id: string
  state: string
  unitId: string | null
  effectiveOn: string | null
  createdBy: string | null
}

/**
 * Reads the files of an import and takes their texts in, each in a transaction with its own line of the result: a text is
 * there with its line or not at all, and a run that was cut off goes on behind the last line.
 */
export const importJob = defineJob<{ importId: string }>({
  name: "ordinances.import",
  title: "例規のファイルを読んで例規集に取り込む",
  transaction: "own",
  maxAttempts: 4,
  async run(work, { importId }, run) {
    const it = await findImport(work, importId)
    if (!it || it.state === "done" || it.state === "failed") return
    try {
      await takeIn(work, it, run)
    } catch (error) {
      if (run.attempt >= run.maxAttempts) {
        await work.db.updateTable("ordinance_import").set({ state: "failed", finished_at: work.now }).where("id", "=", it.id).execute()
      }
      throw error
    }
  },
})

async function findImport(work: Work, id: string): Promise<Import | undefined> {
  return work.db
    .selectFrom("ordinance_import")
    .select(["id", "state", "unit_id as unitId", "effective_on as effectiveOn", "created_by as createdBy"])
    .where("id", "=", id)
    .executeTakeFirst()
}

async function takeIn(work: Work, it: Import, run: Pick<JobRun, "signal">): Promise<void> {
  await work.db.updateTable("ordinance_import").set({ state: "running", started_at: work.now, found: 0 }).where("id", "=", it.id).execute()
  const who = it.createdBy ? await actorOfPerson(work.db, it.createdBy, work.now) : system("ordinances.import")
  const files = await work.db.selectFrom("ordinance_import_file").selectAll().where("import_id", "=", it.id).orderBy("position").execute()
  for (const file of files) {
    const mark = (change: { state: "reading" | "done" | "refused"; reason?: string }) =>
      work.db.updateTable("ordinance_import_file").set(change).where("import_id", "=", it.id).where("position", "=", file.position).execute()
    await mark({ state: "reading" })
    try {
      const { bytes } = await readDocument({ ...work, actor: system("ordinances.import") }, file.document_id)
      await takeFileIn(work, it, who, { position: file.position, bytes, name: file.name }, run)
      await mark({ state: "done" })
    } catch (error) {
      // The file as it is cannot be read; everything else (the database, the disk) is tried again.
      if (!(error instanceof UnreadableOrdinance)) throw error
      await mark({ state: "refused", reason: error.message.slice(0, 1000) })
    }
  }
  await inWork(work.db, { actor: who ?? system("ordinances.import") }, async (done) => {
    await done.db.updateTable("ordinance_import").set({ state: "done", finished_at: done.now }).where("id", "=", it.id).execute()
    const counts = await countLines(done, it.id)
    await record(done, { action: "ordinances.import-finished", subject: { kind: "ordinance-import", id: it.id }, detail: { ...counts } })
    if (it.createdBy) await tell({ ...done, actor: system("ordinances.import") }, importFinished, { importId: it.id, personId: it.createdBy, ...counts })
  })
}

async function takeFileIn(work: Work, it: Import, who: Actor | undefined, file: { position: number; bytes: Uint8Array; name: string }, { signal }: Pick<JobRun, "signal">): Promise<void> {
  const { written } = await work.db
    .selectFrom("ordinance_import_line")
    .select((eb) => eb.fn.coalesce(eb.fn.max("place"), eb.lit(0)).as("written"))
    .where("import_id", "=", it.id)
    .where("file_position", "=", file.position)
    .executeTakeFirstOrThrow()
  let place = 0
  for await (const texts of textsInFile(file.bytes, file.name)) {
    await work.db
      .updateTable("ordinance_import")
      .set((eb) => ({ found: eb("found", "+", texts.length) }))
      .where("id", "=", it.id)
      .execute()
    for (const text of texts) {
      place++
      if (place <= written) continue
      // A runner that is stopping gives the import back; the next one goes on behind the last line.
      if (signal?.aborted) throw new Error("the runner is stopping")
      await takeTextIn(work, it, who, { position: file.position, place, text })
    }
  }
}

async function takeTextIn(work: Work, it: Import, who: Actor | undefined, at: { position: number; place: number; text: FoundText }): Promise<void> {
  const { parsed, name } = at.text
  const line = {
    import_id: it.id,
    file_position: at.position,
    place: at.place,
    name,
    title: (parsed?.title || name || "（題名なし）").slice(0, 500),
    number: parsed?.number.slice(0, 200) ?? "",
    provisions: parsed?.provisions.length ?? 0,
  }
  const refuse = (reason: string) =>
    work.db
      .insertInto("ordinance_import_line")
      .values({ ...line, outcome: "refused", reason: reason.slice(0, 1000), remarks: JSON.stringify(parsed?.remarks ?? []) })
      .execute()
  if (!parsed) return void (await refuse(at.text.refused ?? "読み取れません。"))
  if (!who) return void (await refuse("取り込んだ職員が、いまは在籍していません。"))
  try {
    await inWork(work.db, { actor: who }, async (one) => {
      const { ordinanceId, outcome, remarks } = await importOrdinance(one, parsed, { unitId: it.unitId, effectiveOn: it.effectiveOn })
      await one.db
        .insertInto("ordinance_import_line")
        .values({ ...line, outcome, ordinance_id: ordinanceId, remarks: JSON.stringify([...parsed.remarks, ...remarks]) })
        .execute()
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await refuse(error.message)
  }
}

export interface LineCounts {
  created: number
  newVersion: number
  unchanged: number
  refused: number
  /** Lines with something to look at. */
  remarked: number
}

export async function countLines(work: Work, importId: string): Promise<LineCounts> {
  const rows = await work.db
    .selectFrom("ordinance_import_line")
    .select((eb) => ["outcome", eb.fn.countAll<number>().as("n"), eb.fn.countAll<number>().filterWhere(sql<boolean>`remarks <> '[]'`).as("remarked")])
    .where("import_id", "=", importId)
    .groupBy("outcome")
    .execute()
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.n ?? 0
  return { created: of("created"), newVersion: of("new-version"), unchanged: of("unchanged"), refused: of("refused"), remarked: rows.reduce((sum, row) => sum + row.remarked, 0) }
}
