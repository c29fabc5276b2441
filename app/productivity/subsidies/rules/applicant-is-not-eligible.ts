import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

export type Answer = string | number | boolean | readonly string[]

/**
 * One condition of a call as data, written by a clerk. `is` compares with one value, `one-of` with several, numbers have
 * least and most (both included), `declared` wants a yes, `none-of` refuses any of a list chosen.
 */
export type Condition =
  | { kind: "is"; value: Answer }
  | { kind: "one-of"; values: readonly (string | number)[] }
  | { kind: "none-of"; values: readonly string[] }
  | { kind: "at-least"; value: number }
  | { kind: "at-most"; value: number }
  | { kind: "declared" }

export interface EligibilityRule {
  question: string
  condition: Condition
  /** Told to the applicant when the condition does not hold. */
  sentence: string
  /** Only asked when another question has this answer. */
  onlyIf?: { question: string; value: Answer }
}

/**
 * The eligibility check before the form, and again on filing: every condition not met, each with its own sentence at its
 * question (invalid). An unanswered question is not met: nobody is taken to qualify by silence. Source: each call's 要領.
 */
export function applicantIsNotEligible(rules: readonly EligibilityRule[], answers: Readonly<Record<string, Answer | undefined>>): Refusal[] {
  return rules
    .filter(({ onlyIf }) => !onlyIf || answers[onlyIf.question] === onlyIf.value)
    .filter(({ question, condition }) => !holds(condition, answers[question]))
    .map(({ question, sentence }) => refusal("invalid", "subsidies.not-eligible", sentence, { field: question }))
}

function holds(condition: Condition, answer: Answer | undefined): boolean {
  if (answer === undefined || answer === "") return false
  switch (condition.kind) {
    case "is":
      return answer === condition.value
    case "one-of":
      return (typeof answer === "string" || typeof answer === "number") && condition.values.includes(answer)
    case "none-of":
      return !(Array.isArray(answer) ? answer : [answer]).some((each) => condition.values.includes(String(each)))
    case "at-least":
      return typeof answer === "number" && answer >= condition.value
    case "at-most":
      return typeof answer === "number" && answer <= condition.value
    case "declared":
      return answer === true
  }
}
