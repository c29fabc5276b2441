import { type RawBuilder, sql } from "kysely"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, refusal } from "../../../../kernel/http/index.ts"
import { markWords, passagesWith, type Piece, snippetOf } from "../../../../kernel/search/index.ts"
import type { OrdinanceKind } from "../../structure/provision.ts"
import { NO_UNIT } from "../list/list-filter.ts"
import { plainText, SEARCH_KIND } from "./passages.ts"
import type { ProvisionFilter } from "./search-filter.ts"

export interface FoundProvision {
  ordinanceId: string
  title: string
  kind: OrdinanceKind
  unitName: string | null
  address: string
  no: string
  caption: Piece[]
  /** The words in context. */
  snippet: Piece[]
}

export interface ProvisionSearch {
  /** Exactly how many provisions, and in how many texts. */
  total: number
  texts: number
  counts: { kind: OrdinanceKind; count: number }[]
  items: FoundProvision[]
  next: string | undefined
}

/** Typed variants that the search kernel does not tell apart (its fold.ts), for captions, which it keeps with the title. */
const captionFolded = sql`translate(lower(normalize(p.caption, NFKC)), 'ヶヵ髙﨑德瀨', 'ケカ高崎徳瀬')`

/** Provisions in force that hold every word where they are looked for, in the order of the rulebook. */
export async function searchProvisions(work: Work, filter: ProvisionFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<ProvisionSearch> {
  mustBeAllowed(work.actor, "ordinances.read")
  const limit = options.limit ?? 25
  const { words, passages } = passagesWith(work.actor, SEARCH_KIND, filter.q ?? "")
  const wanted: RawBuilder<unknown>[] = words.map((word) => {
    const inText = sql`strpos(s.body_folded, ${word}) > 0`
    const inCaption = sql`strpos(${captionFolded}, ${word}) > 0`
    return filter.where === "text" ? inText : filter.where === "caption" ? inCaption : sql`(${inText} or ${inCaption})`
  })
  if (filter.unitId === NO_UNIT) wanted.push(sql`o.unit_id is null`)
  else if (filter.unitId) wanted.push(sql`o.unit_id = ${filter.unitId}::uuid`)
  if (filter.origin !== "all") wanted.push(filter.origin === "national" ? sql`o.national` : sql`not o.national`)
  if (filter.ordinanceId) wanted.push(sql`o.id = ${filter.ordinanceId}::uuid`)
  const bound = options.after ? mustBeCursor(options.after) : undefined
  const { rows } = await sql<{ texts: number | null; counts: Record<string, number> | null; items: Item[] | null }>`
    with found as materialized (${passages}),
    hit as materialized (
      select o.id, o.title, o.kind, o.unit_id, o.national, p.version_id, p.position
      from found s join ordinance o on o.id = s.id::uuid join ordinance_provision p on p.version_id = o.current_version_id and p.position = s.position
      where ${sql.join(wanted, sql` and `)}
    ),
    chosen as (select * from hit where ${filter.kind ? sql`kind = ${filter.kind}` : sql`true`}),
    page as (
      select * from chosen where ${bound ? sql`(national, title, id, position) > (${bound[0]}::boolean, ${bound[1]}::varchar, ${bound[2]}::uuid, ${bound[3]}::integer)` : sql`true`}
      order by national, title, id, position limit ${sql.lit(limit + 1)}
    )
    select (select count(distinct id)::int from chosen) as texts,
      (select jsonb_object_agg(kind, n) from (select kind, count(*)::int as n from hit group by kind) k) as counts,
      (select jsonb_agg(jsonb_build_object('id', g.id, 'title', g.title, 'kind', g.kind, 'national', g.national, 'position', g.position,
        'unit', (select up.name from unit_period up where up.unit_id = g.unit_id order by up.valid_from desc limit 1),
        'address', p.address, 'no', p.no, 'caption', p.caption, 'text', p.text) order by g.national, g.title, g.id, g.position)
       from page g join ordinance_provision p on p.version_id = g.version_id and p.position = g.position) as items`.execute(work.db)
  const { texts, counts, items } = rows[0]!
  const byKind = Object.entries(counts ?? {}).map(([kind, count]) => ({ kind: kind as OrdinanceKind, count }))
  const shown = (items ?? []).slice(0, limit)
  const last = shown.at(-1)
  return {
    total: byKind.filter(({ kind }) => !filter.kind || kind === filter.kind).reduce((sum, { count }) => sum + count, 0),
    texts: texts ?? 0,
    counts: byKind.sort((a, b) => b.count - a.count),
    items: shown.map((item) => ({
      ordinanceId: item.id,
      title: item.title,
      kind: item.kind,
      unitName: item.unit,
      address: item.address,
      no: item.no,
      caption: markWords(item.caption, words),
      snippet: snippetOf(plainText(item.text), words),
    })),
    next: (items?.length ?? 0) > limit && last ? Buffer.from(JSON.stringify([last.national, last.title, last.id, last.position])).toString("base64url") : undefined,
  }
}

interface Item {
  id: string
  title: string
  kind: OrdinanceKind
  national: boolean
  unit: string | null
  position: number
  address: string
  no: string
  caption: string
  text: string
}

function mustBeCursor(text: string): [boolean, string, string, number] {
  try {
    const [national, title, id, position] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    const good = typeof national === "boolean" && typeof title === "string" && !title.includes("\0") && isIdText(id) && Number.isSafeInteger(position) && Math.abs(position as number) < 2 ** 31
    if (good) return [national, title, id as string, position as number]
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。はじめからさがし直してください。", { field: "after" })
}
