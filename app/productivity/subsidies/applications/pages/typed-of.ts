import type { Problem, Typed } from "../../../../kernel/http/index.ts"

/** What is stored, as if it had just been typed: one form shows a draft, its faults, and what a refused post held. */
export function typedOf(values: Readonly<Record<string, string | number | null | undefined>>, problems: readonly Problem[] = []): Typed {
  const texts = Object.entries(values).map(([name, value]) => [name, value === null || value === undefined ? "" : String(value)])
  return { values: Object.fromEntries(texts), problems }
}
