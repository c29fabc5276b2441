import { catalogCounts, mapRows, type MapRow, technologyTypes } from "./map-rows.ts"
import { catalogsOfCategory, wordsOfNeeds, wordsOfSubject, workOfCategory, workOfKind } from "./map-words.ts"

export interface AboutProvision {
  categories: readonly { category: string; kind: string }[]
  /** What the provision says: the sentences that were hit and the caption. */
  text: string
}

export interface SuggestedTechnology {
  type: string
  score: number
  /** In how many of the map's rows it stands; what stands in all says nothing. */
  rows: number
  /** 必要データ for which it stands. */
  needs: readonly string[]
  why: string
}

const rowsOf = technologyTypes.map((_, at) => mapRows.filter(({ types }) => types.includes(at)).length)

/** Rarity: 0 for what is in every row, the more the fewer rows name it. */
export function rarityOf(type: number): number {
  return Math.log(mapRows.length / rowsOf[type]!)
}

/** Stands in every row: databases, sign-in, networks … Needed for all, and therefore no recommendation. */
export const groundTypes: readonly string[] = technologyTypes.filter((_, at) => rowsOf[at] === mapRows.length)

export function isTechnology(type: string): boolean {
  return (technologyTypes as readonly string[]).includes(type)
}

interface WeighedRow {
  row: MapRow
  weight: number
  words: readonly string[]
}

/** The rows of the map that the provision speaks of, by how many of its words say so. */
export function rowsFor({ categories, text }: AboutProvision): WeighedRow[] {
  const works = new Set(categories.flatMap(({ category, kind }) => workOfKind[kind] ?? workOfCategory[category] ?? []))
  const said = (words: readonly string[] | undefined) => (words ?? []).filter((word) => text.includes(word))
  const weighed = mapRows
    .filter(({ work }) => works.has(work))
    .map((row) => {
      const subject = said(wordsOfSubject[row.subject])
      const needs = said(wordsOfNeeds[row.needs])
      return { row, weight: subject.length * needs.length + 0.5 * (subject.length + needs.length), words: [...new Set([...subject, ...needs])] }
    })
  const spoken = weighed.filter(({ weight }) => weight > 0)
  // Nothing in the text tells one row from another: all of them, equally.
  return (spoken.length > 0 ? spoken : weighed.map((one) => ({ ...one, weight: 1 }))).sort((a, b) => b.weight - a.weight)
}

/** Technology types by rarity times how much of the provision's 必要データ they serve. */
export function suggestTechnologies(about: AboutProvision, most = 6): SuggestedTechnology[] {
  const rows = rowsFor(about).slice(0, 6)
  const whole = rows.reduce((sum, { weight }) => sum + weight, 0)
  if (whole === 0) return []
  return technologyTypes
    .map((type, at): SuggestedTechnology => {
      const own = rows.filter(({ row }) => row.types.includes(at))
      const share = own.reduce((sum, { weight }) => sum + weight, 0) / whole
      const needs = [...new Set(own.map(({ row }) => row.needs))]
      return { type, score: share * rarityOf(at), rows: rowsOf[at]!, needs, why: whyOf(own, rowsOf[at]!) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1))
    .slice(0, most)
}

function whyOf(rows: readonly WeighedRow[], inRows: number): string {
  const [first] = rows
  if (!first) return ""
  const words = first.words.length > 0 ? `条文の「${first.words.slice(0, 3).join("」「")}」から、` : ""
  return `${words}「${first.row.work}」（${first.row.subject}）に必要なデータ「${first.row.needs}」を得る技術です。マップの${mapRows.length}の業務のうち${inRows}にだけ挙がっています。`
}

/** How many products the catalog has for a category. */
export function productsFor(category: string): { products: number; complete: number; catalogs: readonly string[] } {
  const catalogs = catalogsOfCategory[category] ?? []
  const sum = (of: "products" | "complete") => catalogs.reduce((total, name) => total + (catalogCounts[name]?.[of] ?? 0), 0)
  return { products: sum("products"), complete: sum("complete"), catalogs }
}

export function listTechnologies(): { type: string; rows: number; rarity: number }[] {
  return technologyTypes.map((type, at) => ({ type, rows: rowsOf[at]!, rarity: rarityOf(at) }))
}

export const mapSource = "出典：デジタル庁「テクノロジーマップ」「テクノロジーカタログ」（2024年6月時点の写し）。萩で、業務・必要データ・技術の対応を表に作り直し、条文の言葉との対応を加えて加工しています。"
