import { createHash } from "node:crypto"
import iconv from "iconv-lite"
import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../access/index.ts"
import { record } from "../../audit/index.ts"
import type { Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"
import { type PostalArea, readKenAll } from "./ken-all.ts"

export interface PostalImport {
  codes: number
  areas: number
}

const CHUNK = 10_000
/** The whole country has about 120,000 towns; a list of a handful is no list to replace one by. */
const LEAST_SHARE = 0.5

/** Takes the list in the place of the one there was. Any line that is none of it, and nothing changes. */
export async function importPostalCodes(work: Work, file: { name: string; bytes: Uint8Array }, options: { smaller?: boolean } = {}): Promise<PostalImport> {
  mustBeAllowed(work.actor, "forms.import-postal-codes")
  const field = "file"
  if (file.bytes[0] === 0x50 && file.bytes[1] === 0x4b) throw refusal("invalid", "forms.postal-zip", "ZIP のままでは読めません。展開して、中の CSV ファイルを選んでください。", { field })
  const { areas, faults } = readKenAll(textOf(file.bytes))
  if (faults.length > 0) {
    const said = faults.slice(0, 5).map(({ line, message }) => `${line}行目：${message}`)
    throw refusal("invalid", "forms.postal-lines", `${said.join(" ")}${faults.length > 5 ? ` ほか${faults.length - 5}行以上。` : ""} 何も変えていません。`, { field })
  }
  if (areas.length === 0) throw refusal("invalid", "forms.postal-empty", "郵便番号が1件もありません。", { field })
  await sql`select pg_advisory_xact_lock(hashtext('postal_area'))`.execute(work.db)
  const before = await work.db.selectFrom("postal_source").select(["areas", "demo"]).executeTakeFirst()
  if (before && !before.demo && !options.smaller && areas.length < before.areas * LEAST_SHARE) {
    throw refusal("invalid", "forms.postal-smaller", `いまの一覧（${before.areas.toLocaleString("ja-JP")}件）の半分もありません（${areas.length.toLocaleString("ja-JP")}件）。全国一括のファイルか確かめてください。これでよければ「少なくても入れ替える」を選んでください。`, { field: "smaller" })
  }
  return replaceAreas(work, areas, { name: file.name, sha256: createHash("sha256").update(file.bytes).digest("hex"), demo: false })
}

/** The list of the demo prefecture, whose towns are made up; never over a real one. */
export async function seedPostalCodes(work: Work, areas: readonly PostalArea[]): Promise<void> {
  const before = await work.db.selectFrom("postal_source").select("demo").executeTakeFirst()
  if (!before) await replaceAreas(work, areas, { name: "デモの一覧（架空の町。日本郵便の一覧ではありません）", sha256: "0".repeat(64), demo: true })
}

async function replaceAreas(work: Work, areas: readonly PostalArea[], source: { name: string; sha256: string; demo: boolean }): Promise<PostalImport> {
  await work.db.deleteFrom("postal_area").execute()
  const placed = positioned(areas)
  for (let at = 0; at < placed.length; at += CHUNK) {
    const rows = placed.slice(at, at + CHUNK)
    const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name])
    await sql`insert into postal_area (postal_code, position, prefecture, municipality, area, note)
      select * from unnest(${column("postalCode")}::text[], ${column("position")}::smallint[], ${column("prefecture")}::text[], ${column("municipality")}::text[], ${column("area")}::text[], ${column("note")}::text[])`.execute(work.db)
  }
  const counts = { codes: new Set(areas.map(({ postalCode }) => postalCode)).size, areas: areas.length }
  const row = { ...source, name: source.name.slice(0, 200), ...counts, imported_by: personOf(work.actor) ?? null, imported_at: work.now }
  await work.db
    .insertInto("postal_source")
    .values({ only_one: true, ...row })
    .onConflict((on) => on.column("only_one").doUpdateSet(row))
    .execute()
  await record(work, { action: "forms.postal-codes-imported", subject: { kind: "postal-codes", id: source.sha256 }, detail: { name: source.name, ...counts } })
  return counts
}

function positioned(areas: readonly PostalArea[]): (PostalArea & { position: number })[] {
  const next = new Map<string, number>()
  return areas.map((one) => {
    const position = next.get(one.postalCode) ?? 0
    next.set(one.postalCode, position + 1)
    return { ...one, area: one.area.slice(0, 300), note: one.note.slice(0, 2000), position }
  })
}

/** utf_ken_all.csv is UTF-8, KEN_ALL.CSV Shift_JIS. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), "cp932")
  }
}
