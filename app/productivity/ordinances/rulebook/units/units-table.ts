import { parse } from "csv-parse/sync"
import { sql } from "kysely"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { listUnitsOn } from "../../../../kernel/people/index.ts"
import { changeUnits } from "./assign-units.ts"

const MOST_LINES = 20_000
const TITLE = ["題名", "例規名", "title"]
const NUMBER = ["例規番号", "番号", "number"]
const UNIT = ["所管課コード", "所属コード", "所管課", "unit"]

export interface UnitsTaken {
  lines: number
  changed: number
}

/**
 * A table of 題名 or 例規番号 and the unit's code (or its name). All of it or nothing: every line that cannot be placed is told at
 * once.
 */
export async function takeUnitsTable(work: Work, bytes: Uint8Array): Promise<UnitsTaken> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const lines = linesOf(bytes)
  const units = await listUnitsOn(work.db, civilDateOf(work.now))
  const unitOf = new Map<string, string>()
  const twice = new Set<string>()
  for (const { code, name, id } of units) {
    unitOf.set(code, id)
    if (unitOf.has(name)) twice.add(name)
    else unitOf.set(name, id)
  }
  const { rows: texts } = await sql<{ id: string; title: string; number: string; place: number }>`
    with given as materialized (select g.*, title_key(g.title) as key from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as g(place int, title text, number text))
    select o.id, o.title, o.number, g.place from given g join ordinance o on not o.national and o.title_key = g.key and (g.number = '' or o.number = g.number) where g.title <> ''
    union all select o.id, o.title, o.number, g.place from given g join ordinance o on not o.national and o.number = g.number where g.title = '' and g.number <> ''`.execute(work.db)
  const textsAt = new Map<number, string[]>()
  for (const { place, id } of texts) textsAt.set(place, [...(textsAt.get(place) ?? []), id])
  const problems: string[] = []
  const given = new Map<string, string | null>()
  for (const { place, title, number, unit } of lines) {
    const ids = textsAt.get(place) ?? []
    const unitId = unit === "" ? null : unitOf.get(unit)
    const named = title || number
    if (ids.length === 0) problems.push(`${place}行目：「${named}」は例規集にありません。`)
    else if (ids.length > 1) problems.push(`${place}行目：「${named}」に当たる例規が${ids.length}つあります。例規番号も書いてください。`)
    else if (unitId === undefined) problems.push(`${place}行目：所属「${unit}」はありません。`)
    else if (twice.has(unit)) problems.push(`${place}行目：「${unit}」という所属は複数あります。コードを書いてください。`)
    else given.set(ids[0]!, unitId)
  }
  if (problems.length > 0) {
    const more = problems.length > 20 ? ` ほか${problems.length - 20}行。` : ""
    throw refusal("invalid", "ordinances.units-table", `取り込めませんでした。${problems.slice(0, 20).join(" ")}${more}`, { field: "file" })
  }
  return { lines: lines.length, changed: await changeUnits(work, [...given].map(([id, unitId]) => ({ id, unitId }))) }
}

interface Line {
  /** In the file, counted from 1. */
  place: number
  title: string
  number: string
  unit: string
}

function linesOf(bytes: Uint8Array): Line[] {
  const refuse = (sentence: string) => refusal("invalid", "ordinances.units-table", sentence, { field: "file" })
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    rows = parse(textOf(bytes), { info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof rows
  } catch {
    throw refuse("CSV として読めません。引用符の閉じ忘れなどを確かめてください。")
  }
  const [head, ...body] = rows
  const columnOf = (names: readonly string[]) => head?.record.findIndex((cell) => names.includes(cell)) ?? -1
  const [title, number, unit] = [columnOf(TITLE), columnOf(NUMBER), columnOf(UNIT)]
  if (unit < 0 || (title < 0 && number < 0)) throw refuse("1行目に見出し「題名」または「例規番号」と、「所管課コード」が要ります。")
  if (body.length === 0) throw refuse("割り当てる行がありません。")
  if (body.length > MOST_LINES) throw refuse(`行が多すぎます（${MOST_LINES}行まで）。`)
  return body.map(({ record, info }) => ({ place: info.lines, title: title < 0 ? "" : (record[title] ?? ""), number: number < 0 ? "" : (record[number] ?? ""), unit: record[unit] ?? "" }))
}

/** UTF-8, or what Excel in Japan saves. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ["utf-8", "shift_jis"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/\0/g, "")
    } catch {
      // The next one.
    }
  }
  throw refusal("invalid", "ordinances.units-table", "文字コードを読み取れません。UTF-8 か Shift_JIS で保存してください。", { field: "file" })
}
