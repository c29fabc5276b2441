import type { RulesData } from "../rules-schema.ts"
import { reasons, exclusions, lookAlikes, mentions } from "./exclusions.ts"
import { rules } from "./rules.ts"
import { terms } from "./terms.ts"

/** The rules Hagi comes with; an office exports them, edits them and scans with its own version. */
export const standardRules: RulesData = { version: "2026-11", title: "標準の検出規則", reasons, terms, lookAlikes, exclusions, rules, mentions }
