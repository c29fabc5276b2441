import { type ApplicationMove, applicationMove } from "../application-states.ts"
import { aftercarePaths } from "../aftercare/paths.ts"
import type { Application, FilingKind } from "../applications/application.ts"
import { changesPaths } from "../changes/paths.ts"
import { settlingPaths } from "../settling/paths.ts"

interface Procedure {
  /** Its applicant may begin it where one of these moves may be made. */
  moves: readonly ApplicationMove[]
  /** The fixed page it is filed from. */
  page(id: string): string
}

/** 後続手続 that a call may give a form of its own, in the order of a case. */
export const procedures: Readonly<Record<FilingKind, Procedure>> = {
  change: { moves: ["ask-change"], page: changesPaths.change },
  discontinuation: { moves: ["ask-discontinuation"], page: changesPaths.discontinuation },
  accident: { moves: ["report-accident"], page: changesPaths.accident },
  progress: { moves: ["report-progress"], page: changesPaths.progress },
  "year-end": { moves: ["report-year-end"], page: changesPaths.progress },
  "advance-claim": { moves: ["claim-advance"], page: settlingPaths.claim },
  performance: { moves: ["complete", "report-performance", "answer-report-correction"], page: settlingPaths.report },
  "final-claim": { moves: ["claim-payment"], page: settlingPaths.claim },
  "tax-credit": { moves: ["report-tax-credit"], page: aftercarePaths.taxReport },
  effect: { moves: ["report-effect"], page: aftercarePaths.effect },
  disposal: { moves: ["ask-disposal"], page: aftercarePaths.assets },
}

export const procedureKinds = Object.keys(procedures) as [FilingKind, ...FilingKind[]]

export function isProcedureKind(text: string): text is FilingKind {
  return Object.hasOwn(procedures, text)
}

export function mayBegin(it: Pick<Application, "state">, kind: FilingKind): boolean {
  return procedures[kind].moves.some((move) => applicationMove(it.state, move)?.by.includes("applicant"))
}
