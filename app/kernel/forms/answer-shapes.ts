import type { Answers, AnswerValue, FileAnswer } from "./form.ts"

/** Answers come from people, from other programs and from years ago: what has not the shape of its question is none. */

export function rowsOf(answer: AnswerValue | undefined): Answers[] {
  return Array.isArray(answer) ? (answer as unknown[]).map((row) => recordOf(row as AnswerValue)) : []
}

export function recordOf(answer: AnswerValue | undefined): Answers {
  return answer !== null && typeof answer === "object" && !Array.isArray(answer) ? answer : {}
}

export function filesOf(answer: AnswerValue | undefined): FileAnswer[] {
  if (!Array.isArray(answer)) return []
  return (answer as unknown[]).filter((one): one is FileAnswer => typeof (one as FileAnswer | null)?.documentId === "string")
}

export function isScalar(answer: AnswerValue | undefined): answer is string | number | boolean {
  return typeof answer === "string" || typeof answer === "number" || typeof answer === "boolean"
}

/** Nothing was said: no text, no row with anything in it. */
export function isEmpty(answer: AnswerValue | undefined): boolean {
  if (answer === undefined || answer === null || answer === "") return true
  if (Array.isArray(answer)) return (answer as AnswerValue[]).every(isEmpty)
  return typeof answer === "object" && Object.values(answer).every(isEmpty)
}

/** An answer as text. Over the API anything may come, and not every object can be made one by itself. */
export function textOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null ? JSON.stringify(answer) : String(answer)
}
