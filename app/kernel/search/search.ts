import { type RawBuilder, sql } from "kysely"
import type { Actor } from "../access/index.ts"
import type { CivilDate, Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { gramsAreProof, gramsOfWord } from "./grams.ts"
import { kindTitle } from "./passage.ts"
import { parseQuery } from "./query.ts"
import { tokensOf } from "./readers.ts"
import { markWords, type Piece, snippetOf } from "./snippet.ts"

export interface SearchQuery {
  text: string
  /** Only these; the counts by kind still cover all. */
  kinds?: readonly string[]
  /** From 1. */
  page?: number
  pageSize?: number
}

export interface SearchHit {
  kind: string
  kindTitle: string
  id: string
  title: Piece[]
  snippet: Piece[]
  link: string
  happenedOn: CivilDate | null
}

export interface SearchAnswer {
  /** Exactly how many the asking person may see, of the kinds asked for. */
  total: number
  counts: { kind: string; title: string; count: number }[]
  items: SearchHit[]
  page: number
  pages: number
}

const LAST_PAGE = 200
/** How much of a long text is fetched around the first word: folding moves places by a few characters, not by hundreds. */
const WINDOW = 1600

/** Finds what the asking person may see, and counts nothing else. Hits in the title first, then the newest. */
export async function search(work: Pick<Work, "db" | "actor">, { text, kinds, page = 1, pageSize = 20 }: SearchQuery): Promise<SearchAnswer> {
  const query = parseQuery(text)
  const grams = mustHaveGrams(query.words)
  const here = Math.min(Math.max(1, Math.trunc(page)), LAST_PAGE)
  const visible = visibleTo(work.actor)
  const inTitle = sql.join(query.words.map((word) => sql`title_folded like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`), sql` and `)
  const columns = sql`no, kind, happened_on, (${inTitle}) as in_title`
  // The grams come out of a subquery so that the planner never takes them for common and reads the whole table instead.
  const { rows } = await sql<{ counts: Record<string, number> | null; items: Item[] | null }>`
    with hit as materialized (
      select ${columns} from search_passage
      where grams @> (select ${grams}::integer[]) and ${has(query.words.filter((word) => !gramsAreProof(word)), query.without)} and ${visible}
      union all
      select ${columns} from search_passage where grams is null and ${has(query.words, query.without)} and ${visible}
    ), shown as (
      select * from hit where ${kinds?.length ? sql`kind = any(${[...kinds]}::text[])` : sql`true`}
      order by in_title desc, happened_on desc nulls last, no desc limit ${pageSize} offset ${(here - 1) * pageSize}
    )
    select (select jsonb_object_agg(kind, n) from (select kind, count(*)::int as n from hit group by kind) k) as counts,
      (select jsonb_agg(jsonb_build_object('kind', p.kind, 'id', p.subject_id, 'title', t.title, 'link', t.link, 'on', p.happened_on,
          'body', substr(t.body, w.start, ${WINDOW}), 'cutBefore', w.start > 1, 'cutAfter', length(t.body) >= w.start + ${WINDOW}) order by s.in_title desc, s.happened_on desc nulls last, s.no desc)
       from shown s join search_passage p on p.no = s.no join search_text t on t.no = s.no
       cross join lateral (select greatest(1, strpos(p.body_folded, ${query.words[0]}) - ${WINDOW / 2}) as start) w) as items`.execute(work.db)
  const { counts, items } = rows[0]!
  const byKind = Object.entries(counts ?? {}).map(([kind, count]) => ({ kind, title: kindTitle(kind), count }))
  const total = byKind.filter(({ kind }) => !kinds?.length || kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0)
  return {
    total,
    counts: byKind.sort((a, b) => b.count - a.count),
    items: (items ?? []).map((item) => ({
      kind: item.kind,
      kindTitle: kindTitle(item.kind),
      id: item.id,
      title: markWords(item.title, query.words),
      snippet: snippetOf(item.body, query.words, item),
      link: item.link,
      happenedOn: item.on,
    })),
    page: here,
    pages: Math.min(LAST_PAGE, Math.ceil(total / pageSize)),
  }
}

/**
 * Passages of one kind that hold every word, as rows (id, position, title_folded, body_folded) for a module's own query: it joins
 * them to what it knows besides words. Refuses as search does.
 */
export function passagesWith(actor: Actor, kind: string, text: string): { words: string[]; passages: RawBuilder<unknown> } {
  const query = parseQuery(text)
  const grams = mustHaveGrams(query.words)
  const columns = sql`subject_id as id, position, title_folded, body_folded`
  return {
    words: query.words,
    passages: sql`select ${columns} from search_passage where kind = ${kind} and grams @> (select ${grams}::integer[]) and ${has(query.words.filter((word) => !gramsAreProof(word)), query.without)} and ${visibleTo(actor)}
      union all select ${columns} from search_passage where kind = ${kind} and grams is null and ${has(query.words, query.without)} and ${visibleTo(actor)}`,
  }
}

function mustHaveGrams(words: readonly string[]): number[] {
  if (words.length === 0) throw refusal("invalid", "search.empty", "検索する言葉を入力してください。", { field: "q" })
  const grams = [...new Set(words.flatMap(gramsOfWord))]
  if (grams.length === 0) throw refusal("invalid", "search.too-short", "ひらがなや記号は2文字以上で入力してください。", { field: "q" })
  return grams
}

interface Item {
  kind: string
  id: string
  title: string
  body: string
  cutBefore: boolean
  cutAfter: boolean
  link: string
  on: CivilDate | null
}

function has(words: readonly string[], without: readonly string[]): RawBuilder<unknown> {
  const conditions = [
    ...words.map((word) => sql`(strpos(body_folded, ${word}) > 0 or strpos(title_folded, ${word}) > 0)`),
    ...without.map((word) => sql`strpos(body_folded, ${word}) = 0 and strpos(title_folded, ${word}) = 0`),
  ]
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

function visibleTo(actor: Actor): RawBuilder<unknown> {
  if (actor.kind === "system") return sql`true`
  if (actor.kind === "visitor") return sql`audience = 'public'`
  const own = sql`(audience = 'readers' and readers && ${tokensOf(actor)}::text[])`
  return actor.kind === "staff" ? sql`(audience in ('public', 'staff') or ${own})` : sql`(audience = 'public' or ${own})`
}
