import { type Category, categories } from "./categories.ts"
import type { Rules } from "./compile-rules.ts"
import { type Article, type Scan, scanArticle } from "./scan-article.ts"

/** An article with the categories that people gave it after reading; none is an answer too. */
export interface Labelled extends Article {
  id: string
  labels: readonly Category[]
}

/** Counted over articles and categories: of a pair both found and labelled (tp), found only (fp), labelled only (fn). */
export interface Score {
  tp: number
  fp: number
  fn: number
  /** Undefined where there is nothing to divide by: nothing found, nothing labelled. */
  precision: number | undefined
  recall: number | undefined
  f1: number | undefined
}

export interface Disagreement {
  id: string
  category: Category
  /** 余計: the rules say so and the readers do not. 見落とし: the other way round. */
  kind: "余計" | "見落とし"
  article: Labelled
  scan: Scan
}

export interface Quality {
  articles: number
  /** Articles with at least one label. */
  positive: number
  categories: Readonly<Record<Category, Score>>
  /** All categories together: the sums of their counts. */
  overall: Score
  disagreements: readonly Disagreement[]
}

/** How well rules find what readers found. Pure: the same labels and rules give the same answer. */
export function measureQuality(labelled: readonly Labelled[], rules: Rules): Quality {
  const counts = new Map(categories.map((category) => [category, { tp: 0, fp: 0, fn: 0 }]))
  const disagreements: Disagreement[] = []
  for (const article of labelled) {
    const scan = scanArticle(article, rules)
    for (const category of categories) {
      const found = scan.categories.includes(category)
      const wanted = article.labels.includes(category)
      if (!found && !wanted) continue
      const count = counts.get(category)!
      if (found && wanted) count.tp++
      else if (found) count.fp++
      else count.fn++
      if (found !== wanted) disagreements.push({ id: article.id, category, kind: found ? "余計" : "見落とし", article, scan })
    }
  }
  const all = [...counts.values()]
  const sum = (key: "tp" | "fp" | "fn") => all.reduce((total, count) => total + count[key], 0)
  return {
    articles: labelled.length,
    positive: labelled.filter(({ labels }) => labels.length > 0).length,
    categories: Object.fromEntries([...counts].map(([category, { tp, fp, fn }]) => [category, scoreOf(tp, fp, fn)])) as Record<Category, Score>,
    overall: scoreOf(sum("tp"), sum("fp"), sum("fn")),
    disagreements,
  }
}

export function scoreOf(tp: number, fp: number, fn: number): Score {
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole)
  return { tp, fp, fn, precision: share(tp, tp + fp), recall: share(tp, tp + fn), f1: share(2 * tp, 2 * tp + fp + fn) }
}
