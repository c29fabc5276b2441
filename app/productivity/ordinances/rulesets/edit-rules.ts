import type { Work } from "../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import type { RulesData } from "../scanner/index.ts"
import { ConditionFault, exceptionsOf, linesOf, needsOf } from "./condition-words.ts"
import { saveDraft } from "./draft-ruleset.ts"
import type { RuleInput, TermsInput } from "./inputs.ts"
import { getRuleset } from "./read-rulesets.ts"

/** Writes one rule into the draft, or adds it. */
export async function saveRule(work: Work, id: string, ruleId: string | undefined, input: RuleInput, expectedVersion?: number): Promise<number> {
  const { rules } = await getRuleset(work, id)
  const at = ruleId === undefined ? rules.rules.length : rules.rules.findIndex((one) => one.id === ruleId)
  if (at < 0) throw notFound("規則")
  const before = rules.rules[at]
  const rule: RulesData["rules"][number] = {
    ...before,
    id: input.id,
    title: input.title,
    category: input.category,
    kind: input.kind,
    find: linesOf(input.find),
    needs: read("needs", () => needsOf(input.needs)),
    unless: read("unless", () => exceptionsOf(input.unless)),
    brackets: input.brackets,
  }
  const others = rules.rules.toSpliced(at, 1, rule)
  return saveDraft(work, id, { ...rules, rules: others }, expectedVersion, "find")
}

export async function removeRule(work: Work, id: string, ruleId: string, expectedVersion?: number): Promise<number> {
  const { rules } = await getRuleset(work, id)
  if (!rules.rules.some((one) => one.id === ruleId)) throw notFound("規則")
  return saveDraft(work, id, { ...rules, rules: rules.rules.filter((one) => one.id !== ruleId) }, expectedVersion)
}

/** 「検査： 検査、検分」: a group of terms a line. */
export async function saveTerms(work: Work, id: string, input: TermsInput, expectedVersion?: number): Promise<number> {
  const { rules } = await getRuleset(work, id)
  const terms: Record<string, string[]> = {}
  for (const line of linesOf(input.terms)) {
    const [, name, words] = /^([^：:\s]+)\s*[：:]\s*(.+)$/.exec(line) ?? []
    if (!name || !words) throw refusal("invalid", "ordinances.term-line", `「${line.slice(0, 40)}」: 「組の名前： 語、語、語」の形で書きます。`, { field: "terms" })
    if (terms[name]) throw refusal("invalid", "ordinances.term-twice", `語の組「${name}」が二つあります。`, { field: "terms" })
    terms[name] = wordsOf(words)
  }
  const lookAlikes = linesOf(input.lookAlikes).map((line, at) => {
    const [, reason, words] = /^([①-⑳])\s*[：:]\s*(.+)$/.exec(line) ?? []
    if (!reason || !words) throw refusal("invalid", "ordinances.look-alike-line", `「${line.slice(0, 40)}」: 「②： 語、語」の形で書きます。`, { field: "lookAlikes" })
    return { id: rules.lookAlikes[at]?.id ?? `look-alike.own-${at + 1}`, reason, words: wordsOf(words) }
  })
  return saveDraft(work, id, { ...rules, version: input.version, title: input.title, terms, lookAlikes }, expectedVersion, "terms")
}

/** A 読点 inside a term is written 「、」 as in the shipped rules: only a 読点 outside of 「」 parts terms. */
function wordsOf(text: string): string[] {
  return (text.match(/(?:「[^」]*」|[^、])+/g) ?? []).map((word) => word.trim().replace(/^「(.*)」$/, "$1")).filter(Boolean)
}

/** The other way round. */
export function termLines(terms: RulesData["terms"]): string {
  return Object.entries(terms)
    .map(([name, words]) => `${name}： ${words.map((word) => (word.includes("、") ? `「${word}」` : word)).join("、")}`)
    .join("\n")
}

export function lookAlikeLines(lookAlikes: RulesData["lookAlikes"]): string {
  return lookAlikes.map(({ reason, words }) => `${reason}： ${words.join("、")}`).join("\n")
}

function read<T>(field: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ConditionFault) throw refusal("invalid", "ordinances.condition-line", error.message, { field })
    throw error
  }
}
