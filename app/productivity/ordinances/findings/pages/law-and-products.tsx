import { DefinitionNote } from "../../../../kernel/ui/index.ts"
import { rulebookPaths } from "../../rulebook/paths.ts"
import { productsFor } from "../technologies/technology-map.ts"
import type { FindingView } from "../view-finding.ts"

export function LawName({ view: { it, law } }: { view: FindingView }) {
  const words = `${it.lawName}${it.lawArticle ? ` ${it.lawArticle}` : ""}`
  if (!law) return <>{words || "－"}（例規集にこの法令の条文はありません）</>
  return (
    <>
      <a href={it.lawArticle ? `${rulebookPaths.open(law.id)}?at=${encodeURIComponent(it.lawArticle)}` : rulebookPaths.ordinance(law.id)}>{words}</a>（いまの条文を読む）
    </>
  )
}

export function Products({ categories: names }: { categories: readonly string[] }) {
  const found = names.map((category) => ({ category, ...productsFor(category) })).filter(({ products }) => products > 0)
  if (found.length === 0) return null
  return (
    <DefinitionNote term="デジタル庁のカタログにある製品">
      {found.map(({ category, products, complete, catalogs }) => `${category} ${products}件（必要な機能をすべて満たすもの${complete}件。「${catalogs.join("」「")}」）`).join("、")}（2024年6月時点）
    </DefinitionNote>
  )
}
