import type { Category, Quality, RulesData, Score } from "../scanner/index.ts"

/** One draft at a time; publishing it retires the one in force. */
export type RulesetState = "draft" | "in-force" | "retired"

export const rulesetStateWords: Readonly<Record<RulesetState, string>> = { draft: "作成中", "in-force": "使用中", retired: "前の版" }

/** What is kept of a measurement when a version is published. */
export interface KeptQuality {
  articles: number
  positive: number
  overall: Score
  categories: Readonly<Record<Category, Score>>
}

export interface Ruleset {
  /** undefined: the rules Hagi comes with, which stand in no row. */
  id: string | undefined
  number: number | undefined
  title: string
  state: RulesetState
  rules: RulesData
  quality: KeptQuality | undefined
  reason: string
  authorName: string | undefined
  publishedAt: Date | undefined
  version: number
  updatedAt: Date | undefined
}

export function nameOfRuleset({ number, title, state }: Pick<Ruleset, "number" | "title" | "state">): string {
  return number === undefined ? (state === "draft" ? `${title}（作成中）` : title) : `第${number}版　${title}`
}

export function keptOf({ articles, positive, overall, categories }: Quality): KeptQuality {
  return { articles, positive, overall, categories }
}
