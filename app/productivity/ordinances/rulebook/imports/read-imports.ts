import { type RawBuilder, sql } from "kysely"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn } from "../../../../kernel/documents/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { countLines, type LineCounts } from "./run-import.ts"

export const outcomes = ["created", "new-version", "unchanged", "refused"] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Record<Outcome, string> = { created: "新規", "new-version": "新しい版", unchanged: "変更なし", refused: "取り込めない" }

export interface ImportView {
  id: string
  state: "waiting" | "running" | "done" | "failed"
  unitId: string | null
  unitName: string | null
  effectiveOn: CivilDate | null
  createdBy: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** Texts found so far. */
  found: number
  files: { position: number; name: string; size: number; state: "waiting" | "reading" | "done" | "refused"; reason: string; documentId: string }[]
  counts: LineCounts
}

export async function getImport(work: Work, id: string): Promise<ImportView> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (!isIdText(id)) throw notFound("取込み")
  const { rows } = await sql<Omit<ImportView, "files" | "counts">>`
    select i.id, i.state, i.unit_id as "unitId", i.effective_on as "effectiveOn", i.created_at as "createdAt", i.started_at as "startedAt", i.finished_at as "finishedAt", i.found,
      p.name as "createdBy", (select up.name from unit_period up where up.unit_id = i.unit_id order by up.valid_from desc limit 1) as "unitName"
    from ordinance_import i left join person p on p.id = i.created_by where i.id = ${id}::uuid`.execute(work.db)
  const one = rows[0]
  if (!one) throw notFound("取込み")
  const [files, counts] = await Promise.all([
    work.db
      .selectFrom("ordinance_import_file")
      .select(["position", "name", "size", "state", "reason", "document_id as documentId"])
      .where("import_id", "=", id)
      .orderBy("position")
      .execute(),
    countLines(work, id),
  ])
  return { ...one, files, counts }
}

export interface ImportRow {
  id: string
  state: ImportView["state"]
  createdBy: string | null
  createdAt: Date
  files: number
  firstName: string
  created: number
  newVersion: number
  unchanged: number
  refused: number
}

/** The newest first. */
export async function listImports(work: Work, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: ImportRow[]; next: string | undefined }> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const limit = options.limit ?? 25
  if (options.after !== undefined && !isIdText(options.after)) throw brokenCursor()
  const { rows } = await sql<ImportRow>`
    with page as (select * from ordinance_import i where ${options.after ? sql`i.id < ${options.after}::uuid` : sql`true`} order by i.id desc limit ${sql.lit(limit + 1)})
    select i.id, i.state, p.name as "createdBy", i.created_at as "createdAt",
      (select count(*)::int from ordinance_import_file f where f.import_id = i.id) as files,
      coalesce((select f.name from ordinance_import_file f where f.import_id = i.id order by f.position limit 1), '') as "firstName",
      l.created, l."newVersion", l.unchanged, l.refused
    from page i left join person p on p.id = i.created_by
    cross join lateral (select count(*) filter (where outcome = 'created')::int as created, count(*) filter (where outcome = 'new-version')::int as "newVersion",
      count(*) filter (where outcome = 'unchanged')::int as unchanged, count(*) filter (where outcome = 'refused')::int as refused
      from ordinance_import_line where import_id = i.id) l
    order by i.id desc`.execute(work.db)
  return { items: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.id : undefined }
}

export interface ImportLine {
  filePosition: number
  place: number
  fileName: string
  name: string
  title: string
  number: string
  provisions: number
  outcome: Outcome
  ordinanceId: string | null
  reason: string
  remarks: string[]
}

export interface LineFilter {
  outcome?: Outcome | undefined
  /** Only lines with a remark. */
  remarked?: boolean | undefined
}

export async function listLines(work: Work, importId: string, filter: LineFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: ImportLine[]; next: string | undefined }> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const limit = options.limit ?? 50
  const wanted: RawBuilder<unknown>[] = [sql`l.import_id = ${importId}::uuid`]
  if (filter.outcome) wanted.push(sql`l.outcome = ${filter.outcome}`)
  if (filter.remarked) wanted.push(sql`l.remarks <> '[]'`)
  if (options.after !== undefined) {
    const found = /^(\d{1,6})-(\d{1,9})$/.exec(options.after)
    if (!found) throw brokenCursor()
    wanted.push(sql`(l.file_position, l.place) > (${Number(found[1])}::integer, ${Number(found[2])}::integer)`)
  }
  const { rows } = await sql<ImportLine>`
    select l.file_position as "filePosition", l.place, f.name as "fileName", l.name, l.title, l.number, l.provisions, l.outcome, l.ordinance_id as "ordinanceId", l.reason, l.remarks
    from ordinance_import_line l join ordinance_import_file f on f.import_id = l.import_id and f.position = l.file_position
    where ${sql.join(wanted, sql` and `)} order by l.file_position, l.place limit ${sql.lit(limit + 1)}`.execute(work.db)
  const last = rows[limit - 1]
  return { items: rows.slice(0, limit), next: rows.length > limit && last ? `${last.filePosition}-${last.place}` : undefined }
}

const columns: FileColumn<ImportLine>[] = [
  { title: "ファイル", value: (row) => row.fileName, width: 30 },
  { title: "ZIP の中のファイル", value: (row) => row.name, width: 30 },
  { title: "題名", value: (row) => row.title, width: 50 },
  { title: "例規番号", value: (row) => row.number, width: 22 },
  { title: "条文の数", kind: "integer", value: (row) => row.provisions },
  { title: "結果", value: (row) => outcomeWords[row.outcome] },
  { title: "取り込めない理由", value: (row) => row.reason, width: 50 },
  { title: "注意", value: (row) => row.remarks.join(" "), width: 60 },
]

/** Every text with what became of it, and the files that were refused as a whole. */
export async function importReport(work: Work, importId: string): Promise<string> {
  const { files } = await getImport(work, importId)
  const rows = await everyRow((page) => listLines(work, importId, {}, page), 100_000)
  const whole = files
    .filter(({ state }) => state === "refused")
    .map(({ name, position, reason }): ImportLine => ({ filePosition: position, place: 0, fileName: name, name: "", title: "（ファイル全体）", number: "", provisions: 0, outcome: "refused", ordinanceId: null, reason, remarks: [] }))
  return csvFile(columns, [...whole, ...rows])
}

function brokenCursor() {
  return refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
