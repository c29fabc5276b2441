import { compileRules, type Rules } from "./compile-rules.ts"
import { standardRules } from "./standard-rules/index.ts"

export { categories, type Category, kinds } from "./categories.ts"
export { compileRules, type Rules, RulesError } from "./compile-rules.ts"
export { measureQuality, type Disagreement, type Labelled, type Quality, type Score } from "./quality.ts"
export { articlesOf, UnreadableText } from "./read-articles.ts"
export type { RulesData } from "./rules-schema.ts"
export { standardRules } from "./standard-rules/index.ts"
export { scanArticle, type Scan } from "./scan-article.ts"

let standard: Rules | undefined

/** The rules Hagi comes with, made ready once. */
export function loadStandardRules(): Rules {
  return (standard ??= compileRules(standardRules))
}
