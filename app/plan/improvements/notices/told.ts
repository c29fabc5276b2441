import type { Improvement } from "../improvement.ts"

/** What a notice is made of; who is told is known before, so that telling asks nothing more. */
export interface Told {
  it: Pick<Improvement, "id" | "title" | "number">
  people: readonly string[]
  reason?: string
}
