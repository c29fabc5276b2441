import { type Refusal, refusal } from "../../../../kernel/http/refusal.ts"
import type { Category, Quality } from "../../scanner/index.ts"

/** More than this is a fall: one article more or less in a small category is none. */
const TOLERANCE = 0.01

/** Categories whose F1 would fall. */
export function fallingCategories(now: Pick<Quality, "categories">, before: Pick<Quality, "categories">): Category[] {
  return (Object.keys(now.categories) as Category[]).filter((category) => (before.categories[category].f1 ?? 0) - (now.categories[category].f1 ?? 0) > TOLERANCE + Number.EPSILON)
}

/** Worse than the version in force only with a written reason. */
export function qualityFalls(now: Pick<Quality, "categories">, before: Pick<Quality, "categories">, reason: string): Refusal | undefined {
  const falling = fallingCategories(now, before)
  if (falling.length === 0 || reason.trim() !== "") return undefined
  return refusal("invalid", "ordinances.quality-falls", `使用中の版より悪くなる区分（${falling.join("、")}）があります。それでも公開する理由を書いてください。`, { field: "reason" })
}
