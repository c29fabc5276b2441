import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, Refusal, refusal } from "../../../../kernel/http/index.ts"
import { personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { completeFinding } from "../decide/complete-finding.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { placeOf } from "../finding.ts"
import { listFindingsByNumber } from "../read-finding.ts"
import { decidesOn } from "../scope.ts"
import { unitNames } from "../unit-names.ts"
import { type CellProblem, changesOf, columnOfField, decisionOf, type RowChange } from "./parse-row.ts"
import { readResultTable, type SheetRow } from "./read-sheet.ts"

export interface ReadUpload {
  /** Rows that would change something. */
  rows: RowChange[]
  unchanged: number
  problems: CellProblem[]
}

/** Everything that a table would change and everything that is wrong with it; nothing is written. */
export async function readUpload(work: Work, fileName: string, bytes: Uint8Array): Promise<ReadUpload> {
  const sheet = await readResultTable(fileName, bytes)
  const problems: CellProblem[] = []
  const numbers = new Map<number, SheetRow>()
  for (const row of sheet) {
    const text = (row.cells["番号"] ?? "").normalize("NFKC")
    const no = Number(text)
    const at = { line: row.line, column: "番号" }
    if (!/^\d{1,12}$/.test(text)) problems.push({ ...at, message: `「${text.slice(0, 20)}」は番号ではありません。番号は変えないでください。` })
    else if (numbers.has(no)) problems.push({ ...at, message: `番号${no}が${numbers.get(no)!.line}行目にもあります。` })
    else numbers.set(no, row)
  }
  const found = await listFindingsByNumber(work, [...numbers.keys()])
  const nameOf = await unitNames(work, found.map(({ unitId }) => unitId))
  const byNumber = new Map(found.map((it) => [it.no, it]))
  const rows: RowChange[] = []
  let unchanged = 0
  for (const [no, row] of numbers) {
    const it = byNumber.get(no)
    if (!it) {
      problems.push({ line: row.line, column: "番号", message: `番号${no}の該当候補がないか、見る権限がありません。` })
      continue
    }
    const now = { it, unitName: nameOf(it.unitId) }
    const changes = changesOf(row, now)
    if (changes.length === 0) {
      unchanged++
      continue
    }
    if (!decidesOn(work.actor, it.unitId)) {
      problems.push({ line: row.line, column: changes[0]!.column, message: "この条文を所管する所属の職員か例規担当だけが変えられます。" })
      continue
    }
    const version = Number((row.cells["版"] ?? "").normalize("NFKC"))
    if (version !== it.version) {
      problems.push({ line: row.line, column: "版", message: `この表を保存したあとに、判定が変わりました（表の版${row.cells["版"] || "なし"}、いまの版${it.version}）。新しい表を保存して書き直してください。` })
      continue
    }
    const read = decisionOf(row, now)
    if ("problems" in read) problems.push(...read.problems)
    else rows.push({ line: row.line, id: it.id, version, place: `${it.ordinanceTitle} ${placeOf(it)}`, changes, ...read })
  }
  if (problems.length === 0) problems.push(...(await tryOut(work, rows)))
  return { rows, unchanged, problems: problems.sort((a, b) => a.line - b.line) }
}

/** Each row as it would be applied, undone again: what the decision refuses is told with its row and column. */
async function tryOut(work: Work, rows: readonly RowChange[]): Promise<CellProblem[]> {
  const problems: CellProblem[] = []
  for (const row of inOrder(rows)) {
    await sql`savepoint result_row`.execute(work.db)
    try {
      await applyRow(work, row)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push({ line: row.line, column: columnOfField(error.field), message: error.message })
    }
    await sql`rollback to savepoint result_row`.execute(work.db)
  }
  return problems
}

async function applyRow(work: Work, { id, version, decision, done, changes }: RowChange): Promise<void> {
  const onlyDone = changes.every(({ column }) => column === "完了日" || column === "完了の内容")
  if (!onlyDone) await decideFinding(work, id, decision, version)
  if (done) await completeFinding(work, id, done, { version: onlyDone ? version : version + 1, quiet: true })
  if (onlyDone && !done) throw refusal("invalid", "findings.done-is-kept", "完了日を消すには、判定の画面で理由を書いて開き直してください。", { field: "doneOn" })
}

/** In one order for everybody, so that two tables do not wait for each other crosswise. */
function inOrder(rows: readonly RowChange[]): RowChange[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export interface Upload {
  id: string
  fileName: string
  rows: readonly RowChange[]
  createdAt: Date
  appliedAt: Date | null
}

/** Keeps a table without faults until who sent it has seen what it changes. @returns the upload's id. */
export async function keepUpload(work: Work, fileName: string, rows: readonly RowChange[]): Promise<string> {
  const personId = personOf(work.actor)
  if (!personId) throw refusal("forbidden", "findings.staff-only", "結果一覧表は職員が読み込みます。")
  if (rows.length === 0) throw refusal("invalid", "findings.nothing-changed", "この表には、いまの判定と違うところがありません。", { field: "file" })
  const { id } = await work.db.insertInto("analog_result_upload").values({ file_name: fileName.slice(0, 200), rows: JSON.stringify(rows), sent_by: personId, created_at: work.now }).returning("id").executeTakeFirstOrThrow()
  return id
}

/** Only who sent it sees it. */
export async function getUpload(work: Work, id: string): Promise<Upload> {
  const personId = personOf(work.actor)
  if (!isIdText(id) || !personId) throw notFound("読み込んだ表")
  const row = await work.db
    .selectFrom("analog_result_upload")
    .select(["id", "file_name as fileName", "rows", "created_at as createdAt", "applied_at as appliedAt"])
    .where("id", "=", id)
    .where("sent_by", "=", personId)
    .executeTakeFirst()
  if (!row) throw notFound("読み込んだ表")
  return { ...row, rows: row.rows as RowChange[] }
}

/** All of it or nothing. */
export async function applyUpload(work: Work, id: string): Promise<number> {
  const upload = await getUpload(work, id)
  const { rows: locked } = await sql`select id from analog_result_upload where id = ${id}::uuid and applied_at is null for update`.execute(work.db)
  if (locked.length === 0) throw refusal("conflict", "findings.already-applied", "この表はもう読み込みました。")
  for (const row of inOrder(upload.rows)) {
    try {
      await applyRow(work, row)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw refusal("conflict", error.code, `${row.line}行目（${row.place}）：${error.message}　どの行も変えていません。`)
    }
  }
  await work.db.updateTable("analog_result_upload").set({ applied_at: work.now }).where("id", "=", id).execute()
  await record(work, { action: "findings.results-imported", subject: { kind: "analog-result-upload", id }, detail: { file: upload.fileName, rows: upload.rows.length } })
  return upload.rows.length
}
