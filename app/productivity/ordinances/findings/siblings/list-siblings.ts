import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import type { Finding } from "../finding.ts"
import type { FindingState } from "../finding-states.ts"
import { categoriesToDecide } from "../read-finding.ts"
import { visibleTo } from "../scope.ts"
import { bigramsOf, type Likeness, likenessOf } from "./similarity.ts"

export interface Sibling extends Likeness {
  id: string
  ordinanceId: string
  ordinanceTitle: string
  unitId: string | null
  address: string
  articleNo: string
  caption: string
  state: FindingState
  sentence: string
  categories: readonly string[]
}

/** Below this two provisions have little more in common than the language of ordinances (seen on 800 texts of one city). */
const LEAST = 0.35
const MOST = 40
const MOST_COMPARED = 20_000

/** Provisions elsewhere in the rulebook with one of the same categories and a similar sentence, the most alike first. */
export async function listSiblings(work: Work, it: Finding): Promise<Sibling[]> {
  const categories = categoriesToDecide(it).map(({ category }) => category)
  const { rows } = await sql<Omit<Sibling, keyof Likeness>>`select f.id, f.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", o.unit_id as "unitId", f.address, f.article_no as "articleNo", f.caption, f.state,
      coalesce(string_agg(distinct c.hits->0->>'sentence', ' '), left(f.text, 400)) as sentence, array_agg(c.category) as categories
    from analog_finding f join ordinance o on o.id = f.ordinance_id join analog_finding_category c on c.finding_id = f.id and (c.hit or c.by_hand or c.verdict is not null)
    where f.id <> ${it.id}::uuid and f.gone_at is null and ${visibleTo(work)} and c.category = any(${categories}::text[])
    group by f.id, o.title, o.unit_id order by f.id limit ${sql.lit(MOST_COMPARED)}`.execute(work.db)
  const own = { grams: bigramsOf(sentenceOf(it)), title: it.ordinanceTitle }
  return rows
    .map((row) => ({ ...row, ...likenessOf(own, { grams: bigramsOf(row.sentence), title: row.ordinanceId === it.ordinanceId ? "" : row.ordinanceTitle }) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST)
}

function sentenceOf(it: Finding): string {
  const sentences = new Set(categoriesToDecide(it).flatMap(({ hits }) => (hits[0] ? [hits[0].sentence] : [])))
  return sentences.size > 0 ? [...sentences].join(" ") : it.text.slice(0, 400)
}
