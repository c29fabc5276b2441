import { sql } from "kysely"
import { mustBeAllowed } from "../../access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { isMailAddress } from "../../notices/index.ts"
import { refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { readTable } from "../read-table.ts"
import { endSessions } from "../sessions/list-sessions.ts"
import { record } from "../trace.ts"

export const staffColumns = ["職員番号", "氏名", "フリガナ", "メールアドレス", "所属コード", "職名", "職位", "区分", "発令日"] as const

export type StaffMove = "new" | "transfer" | "concurrent" | "change" | "leave" | "same"
export const moveWords: Record<StaffMove, string> = { new: "新規", transfer: "異動", concurrent: "兼務", change: "訂正", leave: "退職", same: "変更なし" }

interface Line {
  line: number
  number: string
  name: string
  kana: string
  mail: string | null
  unitCode: string
  title: string
  rank: number
  kind: "main" | "concurrent" | "leave"
  on: CivilDate
}

interface Known {
  id: string
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  status: "active" | "left"
}

interface CurrentPost {
  id: string
  personId: string
  unitId: string
  title: string
  rank: number
  main: boolean
  validFrom: CivilDate
  validUntil: CivilDate | null
}

export interface PlannedMove {
  line: number
  move: StaffMove
  staffNumber: string
  name: string
  /** In words: from where to where, from when. */
  what: string
}

export interface StaffImport {
  problems: { line: number; message: string }[]
  moves: PlannedMove[]
}

interface Decided extends PlannedMove {
  row: Line
  known: Known | undefined
  /** Posts that end on the day. */
  ending: readonly CurrentPost[]
  post: { unitId: string } | undefined
  corrects: boolean
}

/** What a list from the personnel office would change. Nothing is written. */
export async function previewStaffImport(work: Work, csv: string, on: CivilDate): Promise<StaffImport> {
  mustBeAllowed(work.actor, "people.import")
  const { problems, decided } = await decide(work, csv, on)
  return { problems, moves: decided.map(({ line, move, staffNumber, name, what }) => ({ line, move, staffNumber, name, what })) }
}

/** All of it or nothing: with one wrong line nobody is moved. */
export async function importStaff(work: Work, csv: string, on: CivilDate): Promise<Record<StaffMove, number>> {
  mustBeAllowed(work.actor, "people.import")
  await sql`select pg_advisory_xact_lock(hashtext('people.import'))`.execute(work.db)
  const { problems, decided } = await decide(work, csv, on)
  if (problems.length > 0) {
    const first = problems.slice(0, 5).map((problem) => `${problem.line}行目：${problem.message}`)
    throw refusal("invalid", "people.import-wrong", `${first.join(" ")}${problems.length > 5 ? ` ほか${problems.length - 5}件` : ""}`, { field: "csv" })
  }
  const counts: Record<StaffMove, number> = { new: 0, transfer: 0, concurrent: 0, change: 0, leave: 0, same: 0 }
  const made = new Map<string, string>()
  for (const one of decided) {
    counts[one.move]++
    if (one.move !== "same") await carryOut(work, one, made)
  }
  await announceChange(work)
  await record(work, { action: "people.staff-imported", subject: { kind: "people", id: on }, detail: { counts } })
  return counts
}

async function decide(work: Work, csv: string, on: CivilDate): Promise<{ problems: StaffImport["problems"]; decided: Decided[] }> {
  const problems: StaffImport["problems"] = []
  const lines = readLines(csv, on, problems)
  if (lines.length === 0 && problems.length === 0) throw refusal("invalid", "people.import-empty", "職員の行がありません。", { field: "csv" })
  const numbers = [...new Set(lines.map((line) => line.number))]
  const { rows: people } = await sql<Known>`select id, staff_number as "staffNumber", name, kana, mail, status from person
    where staff_number = any(${numbers}::text[])`.execute(work.db)
  const { rows: posts } = await sql<CurrentPost>`select sp.id, sp.person_id as "personId", sp.unit_id as "unitId", sp.title, sp.rank, sp.main,
      sp.valid_from as "validFrom", sp.valid_until as "validUntil"
    from staff_post sp join person p on p.id = sp.person_id where p.staff_number = any(${numbers}::text[])`.execute(work.db)
  const { rows: units } = await sql<{ id: string; code: string; name: string; from: CivilDate; until: CivilDate | null }>`select u.id, u.code, up.name,
      up.valid_from as "from", up.valid_until as until from unit u join unit_period up on up.unit_id = u.id`.execute(work.db)
  const { rows: mails } = await sql<{ mail: string; number: string }>`select lower(mail) as mail, staff_number as number from person
    where kind = 'staff' and lower(mail) = any(${lines.flatMap((line) => (line.mail ? [line.mail.toLowerCase()] : []))}::text[])`.execute(work.db)
  const mailOwners = new Map(mails.map((row) => [row.mail, row.number]))
  const knownBy = new Map(people.map((person) => [person.staffNumber, person]))
  const postsBy = Map.groupBy(posts, (post) => post.personId)
  const nameOf = (unitId: string) => units.find((unit) => unit.id === unitId)?.name ?? ""
  const decided: Decided[] = []
  for (const row of lines) {
    const known = knownBy.get(row.number)
    const say = (message: string) => void problems.push({ line: row.line, message })
    const own = known ? (postsBy.get(known.id) ?? []) : []
    if (row.mail) {
      const owner = mailOwners.get(row.mail.toLowerCase())
      if (owner !== undefined && owner !== row.number) say(`メールアドレス ${row.mail} は、職員番号 ${owner} の人が使っています。`)
      mailOwners.set(row.mail.toLowerCase(), row.number)
    }
    if (known?.status === "left") {
      say(`職員番号 ${row.number} の人は退職しています。再採用は新しい職員番号で登録してください。`)
      continue
    }
    const open = own.filter((post) => post.validUntil === null || post.validUntil > row.on)
    const unit = units.find((one) => one.code === row.unitCode && one.from <= row.on && (one.until === null || one.until > row.on))
    if (row.kind === "leave") {
      if (!known) say(`職員番号 ${row.number} の人は登録されていません。`)
      else decided.push({ ...base(row, known), move: "leave", what: `${row.on} から在職しない`, known, ending: open, post: undefined, corrects: false })
      continue
    }
    if (!unit) {
      say(`所属コード「${row.unitCode}」は、${row.on} にありません。`)
      continue
    }
    const main = row.kind === "main"
    if (!known && !main && !lines.some((one) => one.number === row.number && one.kind === "main")) {
      say(`職員番号 ${row.number} の人は登録されていません。主たる職の行も要ります。`)
      continue
    }
    const current = open.filter((post) => post.main === main && post.validFrom <= row.on)
    const later = open.find((post) => post.main && main && post.validFrom > row.on)
    if (later) {
      say(`${later.validFrom} からの発令がすでにあります。`)
      continue
    }
    const corrects = Boolean(known) && (known!.name !== row.name || known!.kana !== row.kana || (known!.mail ?? "") !== (row.mail ?? ""))
    const same = current.find((post) => post.unitId === unit.id && post.title === row.title && post.rank === row.rank)
    if (same) {
      decided.push({ ...base(row, known), move: corrects ? "change" : "same", what: corrects ? "氏名・フリガナ・メールの訂正" : "", known, ending: [], post: undefined, corrects })
      continue
    }
    const ending = main ? current : []
    if (ending.some((post) => post.validFrom >= row.on)) {
      say(`${row.on} の発令がすでにあります。`)
      continue
    }
    const from = ending[0] ? `${nameOf(ending[0].unitId)} ${ending[0].title} から ` : ""
    const move: StaffMove = !known && main ? "new" : main ? "transfer" : "concurrent"
    decided.push({ ...base(row, known), move, what: `${from}${unit.name} ${row.title}（${row.on}）`, known, ending, post: { unitId: unit.id }, corrects })
  }
  return { problems: problems.sort((a, b) => a.line - b.line), decided }
}

function base(row: Line, known: Known | undefined) {
  return { row, line: row.line, staffNumber: row.number, name: row.name || known?.name || "" }
}

function readLines(csv: string, on: CivilDate, problems: StaffImport["problems"]): Line[] {
  const seen = new Map<string, number>()
  return readTable(csv, staffColumns, "csv").flatMap(({ line, values }) => {
    const wrong: string[] = []
    const plain = (name: string) => (values[name] ?? "").normalize("NFKC").trim()
    const number = plain("職員番号")
    const kind = { "": "main", 主務: "main", 兼務: "concurrent", 退職: "leave" }[plain("区分")] as Line["kind"] | undefined
    const typedDay = plain("発令日").replaceAll("/", "-")
    const day = typedDay === "" ? on : civil(typedDay)
    const rank = Number(plain("職位"))
    if (!/^[A-Za-z0-9-]{1,20}$/.test(number)) wrong.push("職員番号は英数字20文字以内で入力してください。")
    if (!kind) wrong.push("区分は 空欄・兼務・退職 のどれかにしてください。")
    if (!day) wrong.push("発令日は 2027-04-01 のように入力してください。")
    const mail = plain("メールアドレス") || null
    if (kind !== "leave") {
      if (!values.氏名 || values.氏名.length > 80) wrong.push("氏名を80文字以内で入力してください。")
      if (!values.職名 || values.職名.length > 80) wrong.push("職名を80文字以内で入力してください。")
      if (!plain("職位") || !Number.isInteger(rank) || rank < 0 || rank > 99) wrong.push("職位は0から99の数字で入力してください（課長は40、主事は80）。")
      if (mail && !isMailAddress(mail)) wrong.push("メールアドレスの形が正しくありません。")
    }
    const key = kind === "concurrent" ? `${number} ${plain("所属コード")}` : number
    const before = seen.get(key)
    if (before && number) wrong.push(`${before}行目と同じ職員番号です。`)
    seen.set(key, line)
    if (wrong.length > 0) {
      for (const message of wrong) problems.push({ line, message })
      return []
    }
    return [
      {
        line,
        number,
        name: values.氏名 ?? "",
        kana: values.フリガナ ?? "",
        mail,
        unitCode: plain("所属コード").toUpperCase(),
        title: values.職名 ?? "",
        rank,
        kind: kind!,
        on: day!,
      },
    ]
  })
}

function civil(text: string): CivilDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (!year) return undefined
  const date = `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`
  const instant = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? date : undefined
}

async function carryOut(work: Work, one: Decided, made: Map<string, string>): Promise<void> {
  const { row, known } = one
  let id = known?.id ?? made.get(row.number)
  if (!id) {
    const person = await work.db
      .insertInto("person")
      .values({ kind: "staff", name: row.name, kana: row.kana, mail: row.mail, staff_number: row.number })
      .returning("id")
      .executeTakeFirstOrThrow()
    id = person.id
    made.set(row.number, id)
  }
  if (one.corrects) await work.db.updateTable("person").set({ name: row.name, kana: row.kana, mail: row.mail }).where("id", "=", id).execute()
  for (const post of one.ending) {
    if (post.validFrom < row.on) await work.db.updateTable("staff_post").set({ valid_until: row.on }).where("id", "=", post.id).execute()
    // It was to begin later and now never does: nothing happened that history could lose.
    else await work.db.deleteFrom("staff_post").where("id", "=", post.id).execute()
  }
  if (one.post) {
    await work.db
      .insertInto("staff_post")
      .values({ person_id: id, unit_id: one.post.unitId, title: row.title, rank: row.rank, main: row.kind === "main", valid_from: row.on, valid_until: null })
      .execute()
  }
  if (one.move === "leave") await leave(work, id, row.on)
  const detail = {
    on: row.on,
    what: one.what,
    ...(one.corrects && known ? { before: { name: known.name, kana: known.kana, mail: known.mail }, after: { name: row.name, kana: row.kana, mail: row.mail } } : {}),
  }
  const actions = { new: "people.staff-added", transfer: "people.transferred", concurrent: "people.concurrent-post-added", change: "people.corrected", leave: "people.left" }
  if (one.move !== "same") await record(work, { action: actions[one.move], subject: { kind: "person", id }, detail })
}

/** Roles end with the posts. From the day on they cannot sign in; at once when the day has come. */
async function leave(work: Work, personId: string, on: CivilDate): Promise<void> {
  await sql`update role_grant set valid_until = ${on}::date where person_id = ${personId}::uuid and revoked_at is null
    and valid_from < ${on}::date and (valid_until is null or valid_until > ${on}::date)`.execute(work.db)
  await sql`update role_grant set revoked_at = ${work.now}, revoke_reason = '退職' where person_id = ${personId}::uuid and revoked_at is null
    and valid_from >= ${on}::date`.execute(work.db)
  if (on > civilDateOf(work.now)) return
  await work.db.updateTable("person").set({ status: "left" }).where("id", "=", personId).execute()
  await endSessions(work, personId)
}
