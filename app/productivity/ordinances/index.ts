export { articlesOf, compileRules, loadStandardRules, type Rules, RulesError, scanArticle, type Scan, UnreadableText } from "./scanner/index.ts"
