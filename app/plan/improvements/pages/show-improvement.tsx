import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import type { Typed } from "../../../kernel/http/index.ts"
import { getImprovement } from "../get-improvement.ts"
import { viewImprovement } from "../view-improvement.ts"
import { ImprovementPage } from "./improvement-page.tsx"

export async function improvementPage(work: Work, id: string, typed?: Typed) {
  const view = await viewImprovement(work, await getImprovement(work, id))
  return <ImprovementPage view={view} today={civilDateOf(work.now)} {...(typed ? { typed } : {})} />
}
