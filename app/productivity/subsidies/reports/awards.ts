import { sql } from "kysely"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isDayText, isIdText, refusal } from "../../../kernel/http/index.ts"

export interface PublicAward {
  id: string
  fiscalYear: number
  programme: string
  call: string
  office: string
  /** An organisation's name; 「個人」 for everybody else. */
  recipient: string
  corporateNumber: string
  municipality: string
  project: string
  /** In force: after a change, a settlement or a cancellation in part. */
  amountYen: number
  decidedOn: CivilDate
  status: "awarded" | "settled" | "cancelled"
}

export const awardWords: Readonly<Record<PublicAward["status"], string>> = { awarded: "交付決定", settled: "額の確定", cancelled: "取消し" }

const MOST_IN_A_FILE = 50_000

export interface AwardFilter {
  q?: string | undefined
  fiscalYear?: number | undefined
}

/**
 * What the prefecture has granted, for everybody to read: decisions whose notice has gone out. An organisation is named, with
 * or without a 法人番号; a person never is; what was withdrawn in time counts as never decided (適正化法9条2項). The newest first.
 */
export async function listAwards(work: Pick<Work, "db">, filter: AwardFilter, page: { after?: string | undefined; limit?: number } = {}): Promise<{ items: PublicAward[]; next: string | undefined }> {
  const limit = page.limit ?? 50
  const cursor = page.after ? cursorOf(page.after) : undefined
  const conditions = [
    sql`a.notified_on is not null and a.decided_on is not null and a.awarded_yen is not null and a.state not in ('withdrawn', 'rejected', 'dismissed')`,
    ...(filter.fiscalYear ? [sql`c.fiscal_year = ${filter.fiscalYear}`] : []),
    ...words(filter.q).map((word) => sql`(c.title || ' ' || p.title || ' ' || case when ${isCorporation} then a.party->>'name' else '' end || ' ' || coalesce(a.party->>'municipality', '')) ilike ${word}`),
    ...(cursor ? [sql`(a.decided_on, a.id) < (${cursor[0]}::date, ${cursor[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<PublicAward>`select a.id, c.fiscal_year as "fiscalYear", p.title as programme, c.title as call,
      coalesce((select u.name from unit_period u where u.unit_id = a.unit_id order by u.valid_from desc limit 1), '') as office,
      case when ${isCorporation} then a.party->>'name' else '個人' end as recipient,
      case when ${isCorporation} then a.party->>'corporateNumber' else '' end as "corporateNumber",
      coalesce(a.party->>'municipality', '') as municipality,
      case when ${isCorporation} then a.title else '' end as project,
      coalesce(a.settled_yen, a.awarded_yen) as "amountYen", a.decided_on as "decidedOn",
      case when exists (select from subsidy_decision d where d.application_id = a.id and d.kind = 'cancellation' and d.state = 'notified') then 'cancelled'
        when a.settled_yen is not null then 'settled' else 'awarded' end as status
    from subsidy_application a join subsidy_call c on c.id = a.call_id join subsidy_programme p on p.id = c.programme_id
    where ${sql.join(conditions, sql` and `)} order by a.decided_on desc, a.id desc limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.decidedOn, last.id])).toString("base64url") : undefined }
}

/** All of them for a file; `cut`: there are more than a file holds, and the file says so. */
export async function allAwards(work: Pick<Work, "db">, filter: AwardFilter, most = MOST_IN_A_FILE): Promise<{ items: PublicAward[]; cut: boolean }> {
  const { items, next } = await listAwards(work, filter, { limit: most })
  return { items, cut: next !== undefined }
}

export function cutWords(count: number): string {
  return `新しい順に${count.toLocaleString("ja-JP")}件までを載せています。続きは、年度で絞って保存してください。`
}

/** rules/party-kind.ts in SQL: as the applicant said, or what tells of an application from before anybody was asked. */
const isCorporation = sql`(case a.party->>'kind' when 'company' then true when 'person' then false
  else coalesce(a.party->>'corporateNumber', '') ~ '^[0-9]{13}$' or a.company_id is not null end)`

function words(q: string | undefined): string[] {
  return (q ?? "").normalize("NFKC").split(/\s+/).filter(Boolean).slice(0, 6).map((word) => `%${word.replace(/[%_\\]/g, "\\$&")}%`)
}

function cursorOf(text: string): [string, string] {
  try {
    const [day, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (isDayText(day) && isIdText(id)) return [day, id]
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。")
}
