import { record } from "../../../../kernel/audit/index.ts"
import { moveCase, openCase } from "../../../../kernel/cases/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { type FindingMove, findingStates, stateWords } from "../finding-states.ts"
import { type Finding, placeOf } from "../finding.ts"
import { paths } from "../paths.ts"

/**
 * One way of the state table: opens the case with the first decision, moves it, and records what changed. The caller writes the
 * row. @returns the case and the state reached.
 */
export async function moveFinding(work: Work, it: Finding, move: FindingMove, reason: string, detail: Record<string, unknown>) {
  const step = (findingStates[it.state] as Record<string, { to: keyof typeof findingStates }>)[move]
  if (!step) throw refusal("conflict", "findings.illegal-move", `いまの状態（${stateWords[it.state]}）ではできません。画面を開き直してください。`)
  if (!it.unitId) throw refusal("conflict", "findings.unit-is-missing", "この例規の所管課が決まっていません。例規集の画面で所管課を決めてから判定してください。")
  const caseId =
    it.caseId ??
    (
      await openCase(work, {
        kind: "analog-finding",
        states: findingStates,
        state: "found",
        unitId: it.unitId,
        title: `${it.ordinanceTitle} ${placeOf(it)}`.slice(0, 300),
        prefix: "規",
        link: paths.finding(it.id),
      })
    ).caseId
  await moveCase(work, caseId, findingStates, move as never, { reason, audit: false, detail })
  await record(work, {
    action: "findings.moved",
    subject: { kind: "analog-finding", id: it.id },
    detail: { ordinance: it.ordinanceTitle, place: placeOf(it), move, from: it.state, to: step.to, ...(reason ? { reason } : {}), ...detail },
    unitId: it.unitId,
  })
  return { caseId, state: step.to }
}
