import { type RawBuilder, sql } from "kysely"
import { z } from "zod"
import type { Work } from "../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import { type Audience, type Call, type Programme, useWords } from "../programmes/programme.ts"
import { readCall } from "../programmes/calls.ts"

export const finderQuery = z.object({
  q: z.string().max(100).optional().meta({ title: "言葉" }),
  who: z.enum(["company", "resident"]).optional().meta({ title: "だれが" }),
  use: z.enum(useWords).optional().meta({ title: "目的" }),
  area: z.string().max(50).optional().meta({ title: "地域" }),
  from: z.enum(["prefecture", "nation"]).optional().meta({ title: "国か県か" }),
  when: z.enum(["open", "coming", "all"]).default("open").meta({ title: "時期" }),
})
export type FinderFilter = z.output<typeof finderQuery>

/** One line of the finder: a call of the prefecture's, or a national programme. */
export interface Found {
  id: string
  from: "prefecture" | "nation"
  title: string
  /** The section, or the institution. */
  office: string
  area: string
  limitYen: number | null
  opensAt: Date | null
  closesAt: Date | null
  url: string
}

export interface FoundPage {
  items: Found[]
  next: string | undefined
  /** No further than 1,000. */
  count: number
}

/** For anyone: published calls and the public national list, the next deadline first. */
export async function findCalls(work: Work, filter: FinderFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<FoundPage> {
  const limit = options.limit ?? 20
  const after = cursorOf(options.after)
  const both = sql`(${own(filter, work.now)} union all ${national(filter, work.now)}) found`
  const { rows } = await sql<Found & { key: string }>`select * from ${both}
    where (key, id) > (${after[0]}, ${after[1]}) order by key, id limit ${sql.lit(limit + 1)}`.execute(work.db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from (select 1 from ${both} limit 1001) few`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ key: _, ...item }) => item),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.key, last.id])).toString("base64url") : undefined,
    count: counted.rows[0]!.n,
  }
}

// Undated ones come last. As text an instant of one length sorts as it should.
const deadlineKey = (column: RawBuilder<unknown>) => sql`coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), '9999')`

function own(filter: FinderFilter, now: Date): RawBuilder<unknown> {
  if (filter.from === "nation") return emptyArm
  const wanted = [sql`c.state = 'published'`, ...timeOf(filter, now, sql`c.`)]
  if (filter.who) wanted.push(sql`p.audience in (${filter.who}, 'both')`)
  if (filter.use) wanted.push(sql`${filter.use} = any(p.uses)`)
  if (filter.area) wanted.push(sql`p.area ilike ${like(filter.area)}`)
  for (const word of wordsOf(filter.q)) wanted.push(sql`(c.title || ' ' || p.title || ' ' || p.purpose) ilike ${like(word)}`)
  return sql`select c.id::text as id, 'prefecture' as "from", c.title, coalesce((select u.name from unit_period u where u.unit_id = p.unit_id
      order by u.valid_from desc limit 1), '') as office, p.area, c.cap_yen as "limitYen", c.opens_at as "opensAt", c.closes_at as "closesAt",
      '' as url, ${deadlineKey(sql`c.closes_at`)} as key
    from subsidy_call c join subsidy_programme p on p.id = c.programme_id where ${sql.join(wanted, sql` and `)}`
}

function national(filter: FinderFilter, now: Date): RawBuilder<unknown> {
  if (filter.from === "prefecture") return emptyArm
  const wanted = [sql`n.hidden_reason is null`, sql`n.gone_at is null`, ...timeOf(filter, now, sql`n.`)]
  // The public list says nothing of residents: its programmes are for businesses.
  if (filter.who === "resident") return emptyArm
  if (filter.use) wanted.push(sql`${filter.use} = any(n.uses)`)
  if (filter.area) wanted.push(sql`(n.area ilike ${like(filter.area)} or n.area like '%全国%')`)
  for (const word of wordsOf(filter.q)) wanted.push(sql`(n.title || ' ' || n.institution) ilike ${like(word)}`)
  return sql`select n.id, 'nation' as "from", n.title, n.institution as office, n.area, n.limit_yen as "limitYen",
      n.opens_at as "opensAt", n.closes_at as "closesAt", n.url, ${deadlineKey(sql`n.closes_at`)} as key
    from subsidy_national n where ${sql.join(wanted, sql` and `)}`
}

const emptyArm = sql`select ''::text as id, '' as "from", '' as title, '' as office, '' as area, null::bigint as "limitYen",
  null::timestamptz as "opensAt", null::timestamptz as "closesAt", '' as url, '' as key where false`

function timeOf(filter: FinderFilter, now: Date, of: RawBuilder<unknown>): RawBuilder<unknown>[] {
  if (filter.when === "all") return []
  if (filter.when === "coming") return [sql`${of}opens_at > ${now}`]
  return [sql`(${of}opens_at is null or ${of}opens_at <= ${now})`, sql`${of}closes_at > ${now}`]
}

const like = (text: string) => `%${text.replace(/[%_\\]/g, "\\$&")}%`
const wordsOf = (text: string | undefined) => (text ?? "").normalize("NFKC").split(/\s+/).filter(Boolean).slice(0, 8)

function cursorOf(text: string | undefined): [string, string] {
  if (!text) return ["", ""]
  try {
    const [key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (typeof key === "string" && /^\d{4}[\dT:-]{0,15}$/.test(key) && typeof id === "string" && /^[A-Za-z0-9-]{1,36}$/.test(id)) return [key, id]
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。")
}

export interface PublicCall {
  call: Call
  programme: Pick<Programme, "id" | "title" | "purpose" | "audience" | "area" | "basis" | "contact" | "unitName"> & { audience: Audience }
  state: "coming" | "open" | "closed"
}

/** A published call as anyone sees it; a draft is not there, a withdrawn one says why. */
export async function getPublicCall(work: Work, id: string): Promise<PublicCall> {
  const call = await readCall(work, id)
  if (!call || call.state === "draft") throw notFound("公募")
  const { rows } = await sql<PublicCall["programme"]>`select p.id, p.title, p.purpose, p.audience, p.area, p.basis, p.contact,
      coalesce((select u.name from unit_period u where u.unit_id = p.unit_id order by u.valid_from desc limit 1), '') as "unitName"
    from subsidy_programme p where p.id = ${call.programmeId}::uuid`.execute(work.db)
  const state = call.opensAt! > work.now ? "coming" : call.closesAt! <= work.now ? "closed" : "open"
  return { call, programme: rows[0]!, state }
}
