import { buildAutomaton, type Automaton } from "./automaton.ts"
import type { Category } from "./categories.ts"
import { foldText } from "./folding.ts"
import { parsePattern, PatternError } from "./patterns.ts"
import { type CheckedRules, type Condition, type Place, type RulesData, rulesSchema } from "./rules-schema.ts"
import { SpellingError, spellingsOf } from "./spellings.ts"

/** A rule, its patterns resolved to numbered classes of terms. */
export interface Rules {
  version: string
  title: string
  reasons: Readonly<Record<string, string>>
  automaton: Automaton
  /** Of each term: its classes. */
  classesOf: readonly Int32Array[]
  classCount: number
  /** Class number of 数, found by reading digits instead of terms. */
  numberClass: number
  /** Class number of 末, the end of what is said. */
  endClass: number
  /** Of each class that is a look-alike: what it is, otherwise undefined. */
  lookAlikes: readonly ({ id: string; reason: string } | undefined)[]
  rules: readonly CompiledRule[]
  mentions: readonly CompiledMention[]
  /** Of each class: the numbers of the rules, and of the mentions, that only a word of such a class can bring into play. */
  rulesBy: readonly (readonly number[] | undefined)[]
  mentionsBy: readonly (readonly number[] | undefined)[]
  /** Of each term: whether it brings anything into play. */
  playing: Uint8Array
}

/** Words that no rule counted. */
export interface CompiledMention {
  id: string
  category: Category
  find: readonly Sequence[]
  unless: CompiledRule["unless"]
  reason: string
}

export interface CompiledRule {
  id: string
  title: string
  category: Category
  kind?: string
  find: readonly Sequence[]
  needs: readonly CompiledCondition[]
  unless: readonly (CompiledCondition & { reason: string })[]
  brackets: boolean
}

export interface CompiledCondition {
  in: Place
  within: number
  any: readonly Sequence[]
}

export type Sequence = readonly { class: number; slot?: string; gap: number; overComma: boolean }[]

export class RulesError extends Error {
  override name = "RulesError"
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join("\n"))
    this.problems = problems
  }
}

const MAX_TERMS = 20_000
const NUMBER = "数"
const END = "末"

/** Checks an office's rules and makes them ready to scan. Refuses with every problem in Japanese. */
export function compileRules(data: RulesData): Rules {
  const checked = rulesSchema.safeParse(data)
  if (!checked.success) throw new RulesError(checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`))
  const problems: string[] = []
  const compiled = new Compiler(checked.data, problems).compile()
  if (problems.length > 0) throw new RulesError([...new Set(problems)])
  return compiled
}

class Compiler {
  /** Folded spelling → classes. */
  readonly terms = new Map<string, Set<number>>()
  readonly classes = new Map<string, number>()
  /** Classes that stand for several: 検査|点検. */
  readonly unions = new Map<string, number>()
  readonly unionsOf = new Map<number, number[]>()
  readonly lookAlikes: ({ id: string; reason: string } | undefined)[] = []
  readonly data: CheckedRules
  readonly problems: string[]

  constructor(data: CheckedRules, problems: string[]) {
    this.data = data
    this.problems = problems
  }

  compile(): Rules {
    const { data } = this
    const numberClass = this.newClass(NUMBER)
    const endClass = this.newClass(END)
    for (const [name, words] of Object.entries(data.terms)) {
      if (this.classes.has(name)) this.problems.push(`語の組「${name}」の名前は使えません`)
      this.addWords(this.newClass(name), words)
    }
    for (const { id, reason, words } of data.lookAlikes) {
      this.reasonMustExist(reason, id)
      const number = this.newClass(`紛らわしい語 ${id}`)
      this.lookAlikes[number] = { id, reason }
      this.addWords(number, words)
    }
    const ids = new Set<string>()
    for (const { id } of [...data.rules, ...data.exclusions, ...data.mentions]) {
      if (ids.has(id)) this.problems.push(`「${id}」が二つあります`)
      ids.add(id)
    }
    const exclusions = data.exclusions.map((exclusion) => {
      this.reasonMustExist(exclusion.reason, exclusion.id)
      return { ...exclusion, compiled: { ...this.condition(exclusion, exclusion.id), reason: exclusion.reason } }
    })
    const rules = data.rules.map((rule): CompiledRule => {
      const find = rule.find.map((pattern) => this.sequence(pattern, rule.id))
      for (const { reason } of rule.unless) this.reasonMustExist(reason, rule.id)
      const common = exclusions.filter(({ id, categories }) => !rule.ignores.includes(id) && (!categories || categories.includes(rule.category)))
      return {
        id: rule.id,
        title: rule.title,
        category: rule.category,
        ...(rule.kind ? { kind: rule.kind } : {}),
        find,
        needs: rule.needs.map((one) => this.condition(one, rule.id)),
        unless: [...rule.unless.map((one) => ({ ...this.condition(one, rule.id), reason: one.reason })), ...common.map(({ compiled }) => compiled)],
        brackets: rule.brackets,
      }
    })
    const mentions = data.mentions.map(({ id, category, find, reason }): CompiledMention => {
      this.reasonMustExist(reason, id)
      const sequences = find.map((pattern) => this.sequence(pattern, id))
      const unless = exclusions.filter(({ categories }) => !categories || categories.includes(category)).map(({ compiled }) => compiled)
      return { id, category, find: sequences, unless, reason }
    })
    const texts = [...this.terms.keys()]
    if (texts.length > MAX_TERMS) this.problems.push(`語の表記が${texts.length.toLocaleString("ja-JP")}通りあります（${MAX_TERMS.toLocaleString("ja-JP")}通りまで）`)
    const automaton = buildAutomaton(this.problems.length > 0 ? [] : texts)
    const classesOf = texts.map((text) => Int32Array.from(new Set([...this.terms.get(text)!].flatMap((one) => [one, ...(this.unionsOf.get(one) ?? [])]))))
    const { version, title, reasons } = data
    const common = [numberClass, endClass]
    const rulesBy = byTrigger(rules, common)
    const mentionsBy = byTrigger(mentions, common)
    const playing = Uint8Array.from(classesOf, (classes) => (classes.some((one) => rulesBy[one] ?? mentionsBy[one]) ? 1 : 0))
    return { version, title, reasons, automaton, classesOf, classCount: this.lookAlikes.length, numberClass, endClass, lookAlikes: this.lookAlikes, rules, mentions, rulesBy, mentionsBy, playing }
  }

  private newClass(name: string): number {
    const number = this.lookAlikes.push(undefined) - 1
    this.classes.set(name, number)
    return number
  }

  private addWords(number: number, words: readonly string[]): void {
    for (const word of words) {
      try {
        for (const spelling of spellingsOf(word)) {
          const folded = foldText(spelling)
          const known = this.terms.get(folded)
          if (known) known.add(number)
          else this.terms.set(folded, new Set([number]))
        }
      } catch (error) {
        if (!(error instanceof SpellingError)) throw error
        this.problems.push(error.message)
      }
    }
  }

  private condition(condition: Condition, id: string): CompiledCondition {
    return { in: condition.in, within: condition.within ?? 0, any: condition.any.map((pattern) => this.sequence(pattern, id)) }
  }

  private sequence(source: string, id: string): Sequence {
    try {
      return parsePattern(source).elements.map(({ any, slot, gap, overComma }) => {
        const members = any.map((one) => this.classOf(one, id))
        return { class: members.length === 1 ? members[0]! : this.union(members), gap, overComma, ...(slot ? { slot } : {}) }
      })
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      this.problems.push(`${id}: ${error.message}`)
      return []
    }
  }

  private classOf(one: string, id: string): number {
    const known = this.classes.get(one)
    if (known !== undefined) return known
    if (!one.startsWith("「")) {
      this.problems.push(`${id}: 語の組「${one}」がありません`)
      return 0
    }
    const number = this.newClass(one)
    this.addWords(number, [one.slice(1, -1)])
    return number
  }

  private union(members: readonly number[]): number {
    const key = [...members].sort((a, b) => a - b).join(" ")
    const known = this.unions.get(key)
    if (known !== undefined) return known
    const number = this.newClass(`union ${key}`)
    this.unions.set(key, number)
    for (const member of members) this.unionsOf.set(member, [...(this.unionsOf.get(member) ?? []), number])
    return number
  }

  private reasonMustExist(reason: string, id: string): void {
    if (!Object.hasOwn(this.data.reasons, reason)) this.problems.push(`${id}: 除外の理由「${reason}」がありません`)
  }
}

function triggerOf(sequence: Sequence, common: readonly number[]): number {
  const rare = sequence.filter((element) => !common.includes(element.class))
  return (rare.find(({ slot }) => slot === "act") ?? rare.at(-1) ?? sequence.at(-1))?.class ?? 0
}

/** By one class that a sequence cannot do without: the act, or else the last word; not a number or the end, which are everywhere. */
function byTrigger(rules: readonly { find: readonly Sequence[] }[], common: readonly number[]): (readonly number[] | undefined)[] {
  const by: (number[] | undefined)[] = []
  for (const [number, { find }] of rules.entries()) {
    for (const trigger of new Set(find.map((sequence) => triggerOf(sequence, common)))) {
      const known = (by[trigger] ??= [])
      known.push(number)
    }
  }
  return by
}
