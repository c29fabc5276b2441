import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import { printAddress, readAddress } from "../../structure/index.ts"
import type { Provision } from "../../structure/provision.ts"
import { anchorOf, rulebookPaths } from "../paths.ts"
import type { LinkMark } from "./link-mark.ts"
import { type PlacedReference, provisionOf, referencesOf } from "./references-of.ts"

/**
 * The references in a text with where each leads, by the provision they stand in. `onPage`: provisions of this text that stand on
 * the same page; `of`: only the references of this one.
 */
export async function marksOf(
  work: Work,
  ordinance: { id: string; title: string; provisions: readonly Provision[] },
  options: { onPage?: ReadonlySet<string>; of?: string } = {},
): Promise<Map<string, LinkMark[]>> {
  const all = referencesOf(ordinance, options.of)
  const others = await resolved(work, all)
  const own = new Map(ordinance.provisions.map((provision) => [provision.address, provision]))
  const marks = new Map<string, LinkMark[]>()
  for (const { from, reference } of all) {
    const { start, end, target } = reference
    const mark =
      target.kind === "same"
        ? ownMark(ordinance, own, options.onPage, target.address)
        : otherMark(target.title!, target.address, others.get(keyOf(target.title!, target.number)))
    if (mark) marks.set(from, [...(marks.get(from) ?? []), { start, end, ...mark }])
  }
  return marks
}

function ownMark(ordinance: { id: string }, own: ReadonlyMap<string, Provision>, onPage: ReadonlySet<string> | undefined, address: string | undefined): Pick<LinkMark, "href" | "title"> | undefined {
  const provision = provisionOf(address)
  if (provision === undefined) return undefined
  const found = own.get(provision)
  const title = wordsOf(address!)
  if (!found) return { href: undefined, title: `この例規に${title}はありません` }
  const anchor = deepAnchor(address!)
  const caption = found.caption ? `${title}（${found.caption}）` : title
  return { href: onPage?.has(provision) ? `#${anchor}` : `${rulebookPaths.provision(ordinance.id, provision)}#${anchor}`, title: caption }
}

function otherMark(name: string, address: string | undefined, text: Resolved | undefined): Pick<LinkMark, "href" | "title"> {
  const words = address ? wordsOf(address) : ""
  if (!text) return { href: undefined, title: `「${name}」は例規集にありません` }
  const provision = provisionOf(address)
  if (provision === undefined) return { href: rulebookPaths.ordinance(text.id), title: text.title }
  if (!text.addresses.has(provision)) return { href: undefined, title: `「${text.title}」に${words}はありません` }
  return { href: `${rulebookPaths.provision(text.id, provision)}#${deepAnchor(address!)}`, title: `${text.title}　${words}` }
}

interface Resolved {
  id: string
  title: string
  /** Of the provisions asked for, those that are there. */
  addresses: Set<string>
}

async function resolved(work: Work, references: readonly PlacedReference[]): Promise<Map<string, Resolved>> {
  const asked = new Map<string, { title: string; number: string; addresses: string[] }>()
  for (const { reference, to } of references) {
    const { target } = reference
    if (target.kind === "same") continue
    const key = keyOf(target.title!, target.number)
    const known = asked.get(key) ?? { title: target.title!, number: target.number ?? "", addresses: [] }
    known.addresses.push(...to)
    asked.set(key, known)
  }
  if (asked.size === 0) return new Map()
  const given = [...asked].map(([key, { title, number, addresses }]) => ({ key, title, number, addresses: [...new Set(addresses)] }))
  const { rows } = await sql<{ key: string; id: string; title: string; addresses: string[] }>`
    with named as materialized (select g.*, title_key(g.title) as named from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(key text, title text, number text, addresses jsonb)),
    known as (
      select n.key, coalesce((array_agg(o.id) filter (where o.number = n.number))[1], case when count(*) = 1 then (array_agg(o.id))[1] end) as id
      from named n join ordinance o on o.title_key = n.named group by n.key
    )
    select n.key, o.id, o.title, coalesce((select jsonb_agg(p.address) from ordinance_provision p
      where p.version_id = o.current_version_id and p.address in (select jsonb_array_elements_text(n.addresses))), '[]') as addresses
    from known k join named n on n.key = k.key join ordinance o on o.id = k.id`.execute(work.db)
  return new Map(rows.map(({ key, id, title, addresses }) => [key, { id, title, addresses: new Set(addresses) }]))
}

function keyOf(title: string, number: string | undefined): string {
  return JSON.stringify([title, number ?? ""])
}

/** In words, as far as the address says: 「第12条第2項」. */
export function wordsOf(address: string): string {
  const read = readAddress(address)
  return read ? printAddress(read) : address
}

/** The anchor of a 項 or 号: "12-3/2/1" → "a12-3.2.1". */
export function deepAnchor(address: string): string {
  const read = readAddress(address)
  const anchor = anchorOf(provisionOf(address) ?? address)
  if (!read || (read.paragraph === undefined && read.item === undefined)) return anchor
  return `${anchor}.${read.paragraph ?? 1}${read.item ? `.${read.item}` : ""}`
}
