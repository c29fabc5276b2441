import type { Improvement } from "./improvement.ts"

export const ADOPTION = "improvement.adoption"

/** What is decided on: the improvement as it was read, and what is asked for. Its hash is what was approved. */
export function contentForApproval(it: Improvement): object {
  const { initiativeId, title, presentWay, proposedWay, evidence, per, minutesNow, minutesAfter, timesAYear, people, proposal } = it
  return { initiativeId, title, presentWay, proposedWay, evidence, per, minutesNow, minutesAfter, timesAYear, people, proposal }
}
