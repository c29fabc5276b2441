import { refusal, type Refusal } from "../../../../kernel/http/refusal.ts"

interface Phases {
  category: string
  presentPhase?: number | null | undefined
  targetPhase?: number | null | undefined
}

/** A medium is named or it is not: there are no phases of it. */
export const categoriesWithoutPhase: readonly string[] = ["記録媒体"]

export function phasesGoBackwards(categories: readonly Phases[]): Refusal | undefined {
  for (const [at, { category, presentPhase, targetPhase }] of categories.entries()) {
    if (categoriesWithoutPhase.includes(category)) {
      if (presentPhase || targetPhase) return refusal("invalid", "findings.no-phase", `「${category}」にはPHASEがありません。`, { field: `categories.${at}.presentPhase` })
      continue
    }
    if (presentPhase && targetPhase && targetPhase < presentPhase) {
      return refusal("invalid", "findings.phase-goes-backwards", `「${category}」の目標は、いまのPHASE${presentPhase}より前にはできません。`, { field: `categories.${at}.targetPhase` })
    }
  }
  return undefined
}
