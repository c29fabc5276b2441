import type { Work } from "../../../kernel/database/index.ts"
import { type NationalRow, readNational } from "../finder/national.ts"

export interface KnownRow {
  id: string
  title: string
  institution: string
  area: string
  uses: string[]
  employees: string
  rate: string
  limitYen: number | null
  opensAt: Date | null
  closesAt: Date | null
  url: string
  hiddenReason: string | null
  goneAt: Date | null
}

export interface ChangedRow {
  row: KnownRow
  before: KnownRow
  /** Which of its parts are other than before. */
  parts: string[]
}

/** A list held against what is known. */
export interface Comparison {
  read: number
  fresh: KnownRow[]
  changed: ChangedRow[]
  same: number
  /** Known, still shown, and not on the list. */
  gone: KnownRow[]
  /** Of the new ones, those that are no programme to apply for. */
  hidden: number
  refused: { line: number; why: string }[]
  refusedCount: number
}

const partWords: Readonly<Record<keyof Omit<KnownRow, "id" | "goneAt">, string>> = {
  title: "題名",
  institution: "機関",
  area: "地域",
  uses: "目的",
  employees: "従業員数",
  rate: "補助率",
  limitYen: "上限額",
  opensAt: "受付の開始",
  closesAt: "受付の終了",
  url: "リンク",
  hiddenReason: "さがす画面に出すか",
}

export async function compareList(work: Work, source: string): Promise<Comparison> {
  const list = readNational(source, work.now)
  const known = new Map((await listKnown(work)).map((row) => [row.id, row]))
  const found: Comparison = { read: list.read, fresh: [], changed: [], same: 0, gone: [], hidden: 0, refused: list.refused, refusedCount: list.refusedCount }
  const seen = new Set<string>()
  for (const given of list.rows) {
    seen.add(given.id)
    const before = known.get(given.id)
    const row = merged(given, before)
    if (row.hiddenReason) found.hidden++
    if (!before) {
      found.fresh.push(row)
      continue
    }
    const parts = (Object.keys(partWords) as (keyof typeof partWords)[]).filter((key) => JSON.stringify(row[key]) !== JSON.stringify(before[key])).map((key) => partWords[key])
    if (before.goneAt) parts.push("一覧に戻った")
    if (parts.length > 0) found.changed.push({ row, before, parts })
    else found.same++
  }
  found.gone = [...known.values()].filter(({ id, goneAt }) => !seen.has(id) && !goneAt)
  return found
}

/** What a line is silent about stays as it was. */
function merged(given: NationalRow, before: KnownRow | undefined): KnownRow {
  const start: KnownRow = before ?? { id: given.id, title: "", institution: "", area: "", uses: [], employees: "", rate: "", limitYen: null, opensAt: null, closesAt: null, url: "", hiddenReason: null, goneAt: null }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<KnownRow>
  return { ...start, ...said, goneAt: null }
}

async function listKnown(work: Work): Promise<KnownRow[]> {
  return work.db
    .selectFrom("subsidy_national")
    .select(["id", "title", "institution", "area", "uses", "employees", "rate", "limit_yen as limitYen", "opens_at as opensAt", "closes_at as closesAt", "url", "hidden_reason as hiddenReason", "gone_at as goneAt"])
    .execute()
}
