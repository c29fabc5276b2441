import * as z from "zod"
import { categories, kinds } from "./categories.ts"

const name = z.string().min(1).max(80)
const pattern = z.string().min(1).max(400)
/** One term with its spellings: {一|二}検査. */
const term = z.string().min(1).max(300)
const identifier = z.string().regex(/^[a-z][a-z0-9.-]{1,60}$/, "英小文字・数字・ハイフン・ピリオドで書いてください")

/** Where a condition is looked for, seen from the words that matched. */
const places = ["sentence", "own", "stem", "paragraph", "article", "caption", "title", "before", "after", "between"] as const

const condition = z.strictObject({
  in: z.enum(places),
  /** Characters before or after the match; the whole sentence where it is missing. */
  within: z.int().min(1).max(200).optional(),
  any: z.array(pattern).min(1).max(80),
})

const exception = condition.extend({ reason: name })

const rule = z.strictObject({
  id: identifier,
  title: name,
  category: z.enum(categories),
  kind: z.enum(kinds.map(({ code }) => code) as [string, ...string[]]).optional(),
  /** Any one of them. */
  find: z.array(pattern).min(1).max(40),
  needs: z.array(condition).max(12).default([]),
  unless: z.array(exception).max(24).default([]),
  /** Exclusions for all rules that do not hold for this one. */
  ignores: z.array(identifier).max(20).default([]),
  /** Whether words in brackets count: 電磁的記録（…磁気ディスク…）. */
  brackets: z.boolean().default(false),
})

const exclusion = exception.extend({
  id: identifier,
  title: name,
  categories: z.array(z.enum(categories)).optional(),
})

/** A word that an office would search for: where no rule counts it, the scan says why, by the exclusion that holds or by this reason. */
const mention = z.strictObject({ id: identifier, title: name, category: z.enum(categories), find: z.array(pattern).min(1).max(40), reason: name })

const lookAlike = z.strictObject({ id: identifier, reason: name, words: z.array(term).min(1).max(400) })

/** The whole of what an office may edit, keep by version and exchange. */
export const rulesSchema = z.strictObject({
  version: z.string().min(1).max(40),
  title: name,
  reasons: z.record(name, z.string().min(1).max(200)),
  terms: z.record(name, z.array(term).min(1).max(400)),
  lookAlikes: z.array(lookAlike).max(100),
  exclusions: z.array(exclusion).max(200),
  rules: z.array(rule).min(1).max(400),
  mentions: z.array(mention).max(60).default([]),
})

export type RulesData = z.input<typeof rulesSchema>
export type CheckedRules = z.output<typeof rulesSchema>
export type RuleData = CheckedRules["rules"][number]
export type Condition = z.output<typeof condition>
export type Exception = z.output<typeof exception>
export type Place = (typeof places)[number]
