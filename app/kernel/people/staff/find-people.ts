import { sql } from "kysely"
import { civilDateOf, type CivilDate, type Db, type Work } from "../../database/index.ts"
import { notFound } from "../../http/refusal.ts"

export interface Post {
  unitId: string
  unitName: string
  title: string
  rank: number
  main: boolean
  validFrom: CivilDate
  validUntil: CivilDate | null
}

export interface Person {
  id: string
  kind: "staff" | "applicant"
  name: string
  kana: string
  mail: string | null
  staffNumber: string | null
  status: "active" | "left"
}

const columns = sql`p.id, p.kind, p.name, p.kana, p.mail, p.staff_number as "staffNumber", p.status`

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${columns} from person p where p.id = ${id}::uuid`.execute(db)
  return rows[0]
}

export async function getPerson(db: Db, id: string): Promise<Person> {
  const person = await findPerson(db, id)
  if (!person) throw notFound("人")
  return person
}

export async function findPersons(db: Db, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Person>`select ${columns} from person p where p.id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** One statement for any number of ids; an unknown id has no name. */
export async function getPersonNames(db: Db, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => Boolean(id)))]
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom("person").select(["id", "name"]).where("id", "in", known).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function getPersonName(db: Db, id: string): Promise<string> {
  return (await getPersonNames(db, [id])).get(id) ?? "（不明）"
}

export async function findStaffByNumber(db: Db, staffNumber: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${columns} from person p where p.staff_number = ${staffNumber}`.execute(db)
  return rows[0]
}

export interface DirectoryEntry {
  id: string
  name: string
  kana: string
  staffNumber: string
  mail: string | null
  unitId: string | null
  unitName: string | null
  /** The unit above: 総務部 before 行政経営課. */
  aboveName: string | null
  title: string | null
}

export interface DirectoryPage {
  items: DirectoryEntry[]
  /** Opaque; the next page begins after it. */
  next: string | undefined
}

// 髙橋 is found by 高橋 and the other way round: variants of a character in names are one for search.
const VARIANTS_FROM = "髙﨑𠮷德濵濱邊邉齋齊斎櫻澤廣國島嶋壽榮惠"
const VARIANTS_TO = "高崎吉徳浜浜辺辺斉斉斉桜沢広国島島寿栄恵"

export interface DirectoryQuery {
  /** Part of a name, kana or staff number. Words are separated by spaces and must all be found. */
  text?: string | undefined
  /** The unit with everything below it. */
  unitId?: string | undefined
  after?: string | undefined
  limit?: number
}

/** Members of staff with their main post today, by kana. */
export async function searchStaff(work: Work, query: DirectoryQuery): Promise<DirectoryPage> {
  const today = civilDateOf(work.now)
  const limit = query.limit ?? 50
  const holds = (alias: string) => sql`${sql.raw(alias)}.valid_from <= ${today}::date
    and (${sql.raw(alias)}.valid_until is null or ${sql.raw(alias)}.valid_until > ${today}::date)`
  const words = (query.text ?? "").normalize("NFKC").split(/\s+/).filter(Boolean).slice(0, 5)
  const plain = (expression: ReturnType<typeof sql>) => sql`translate(${expression}, ${VARIANTS_FROM}, ${VARIANTS_TO})`
  const conditions = words.map((word) => {
    const pattern = `%${katakana(word).replace(/[\\%_]/g, "\\$&")}%`
    const typed = `%${word.replace(/[\\%_]/g, "\\$&")}%`
    return sql` and (replace(${plain(sql`p.name`)}, ' ', '') like ${plain(sql`${typed}::text`)} or replace(p.kana, ' ', '') like ${pattern}
      or p.staff_number like ${typed})`
  })
  const after = cursorOf(query.after)
  const { rows } = await sql<DirectoryEntry>`with recursive below as (
      select ${query.unitId ?? null}::uuid as unit_id
      union
      select up.unit_id from below join unit_period up on up.parent_id = below.unit_id and ${holds("up")}
    ) select p.id, p.name, p.kana, p.staff_number as "staffNumber", p.mail, sp.unit_id as "unitId", up.name as "unitName",
      above.name as "aboveName", sp.title
    from person p
    left join staff_post sp on sp.person_id = p.id and sp.main and ${holds("sp")}
    left join unit_period up on up.unit_id = sp.unit_id and ${holds("up")}
    left join unit_period above on above.unit_id = up.parent_id and ${holds("above")}
    where p.kind = 'staff' and p.status = 'active'
      and (${query.unitId ?? null}::uuid is null or sp.unit_id in (select unit_id from below))
      and (${after?.kana ?? null}::text is null or (p.kana, p.staff_number) > (${after?.kana ?? ""}::text, ${after?.number ?? ""}::text))
      ${sql.join(conditions, sql``)}
    order by p.kana, p.staff_number limit ${limit + 1}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.kana, last.staffNumber])).toString("base64url") : undefined }
}

function cursorOf(text: string | undefined): { kana: string; number: string } | undefined {
  if (!text) return undefined
  try {
    const [kana, number] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[]
    if (typeof kana !== "string" || typeof number !== "string") return undefined
    return (kana + number).includes("\u0000") ? undefined : { kana, number }
  } catch {
    return undefined
  }
}

function katakana(text: string): string {
  return text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
}

/** All posts of a person, newest first, past and coming ones too. */
export async function listPosts(db: Db, personId: string, today: CivilDate): Promise<Post[]> {
  const { rows } = await sql<Post>`select sp.unit_id as "unitId", sp.title, sp.rank, sp.main, sp.valid_from as "validFrom", sp.valid_until as "validUntil",
      (select up.name from unit_period up where up.unit_id = sp.unit_id
        order by (up.valid_from <= greatest(sp.valid_from, ${today}::date)) desc, up.valid_from desc limit 1) as "unitName"
    from staff_post sp where sp.person_id = ${personId}::uuid order by sp.valid_from desc, sp.main desc`.execute(db)
  return rows
}
