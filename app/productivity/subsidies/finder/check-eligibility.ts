import type { EligibilityQuestion } from "../programmes/programme.ts"

export interface Eligibility {
  /** Not answered yet. */
  open: EligibilityQuestion[]
  /** Answered so that the programme is not for them. */
  against: EligibilityQuestion[]
}

/** Every question at once: whoever is told of one reason is told of all. */
export function checkEligibility(questions: readonly EligibilityQuestion[], answers: Readonly<Record<string, string | undefined>>): Eligibility {
  return {
    open: questions.filter((one) => answers[one.key] !== "yes" && answers[one.key] !== "no"),
    against: questions.filter((one) => (answers[one.key] === "yes" || answers[one.key] === "no") && answers[one.key] !== one.answer),
  }
}
