import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import type { Finding } from "../finding.ts"
import { categoriesToDecide } from "../read-finding.ts"
import { visibleTo } from "../scope.ts"
import { bigramsOf, type Likeness, likenessOf } from "./similarity.ts"

/** A provision in which the rules found nothing. */
export interface LikeProvision extends Likeness {
  ordinanceId: string
  ordinanceTitle: string
  address: string
  articleNo: string
  caption: string
  sentence: string
}

/** Higher than among findings: here no rule has said that it demands anything. */
const LEAST = 0.45
const MOST = 10
const MOST_COMPARED = 5_000

/** Provisions elsewhere in the rulebook that say it in the same words and are no findings yet: the rules may have missed them. */
export async function listLikeProvisions(work: Work, it: Finding): Promise<LikeProvision[]> {
  const hits = categoriesToDecide(it).flatMap(({ hits: all }) => all)
  const acts = [...new Set(hits.flatMap(({ slots }) => (slots.act ? [slots.act] : [])))].slice(0, 8)
  if (acts.length === 0) return []
  const { rows } = await sql<Omit<LikeProvision, keyof Likeness | "sentence"> & { text: string }>`select o.id as "ordinanceId", o.title as "ordinanceTitle", p.address, p.no as "articleNo", p.caption, p.text
    from ordinance o join ordinance_provision p on p.version_id = o.current_version_id
    where not o.national and o.repealed_on is null and p.part = 'main' and ${visibleTo(work)}
      and exists (select from unnest(${acts}::text[]) as act(word) where position(act.word in p.text) > 0)
      and not exists (select from analog_finding f where f.ordinance_id = o.id and f.address = p.address)
    order by o.id, p.position limit ${sql.lit(MOST_COMPARED)}`.execute(work.db)
  const sentences = [...new Set(hits.map(({ sentence }) => sentence))]
  const own = { grams: bigramsOf(sentences.join(" ")), title: it.ordinanceTitle }
  return rows
    .map(({ text, ...row }) => {
      const likest = text
        .split(/(?<=。)|\n/)
        .filter((sentence) => acts.some((act) => sentence.includes(act)))
        .map((sentence) => ({ sentence, ...likenessOf(own, { grams: bigramsOf(sentence), title: row.ordinanceId === it.ordinanceId ? "" : row.ordinanceTitle }) }))
        .sort((a, b) => b.score - a.score)[0]
      return likest && { ...row, ...likest }
    })
    .filter((one): one is LikeProvision => one !== undefined && one.score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
}
