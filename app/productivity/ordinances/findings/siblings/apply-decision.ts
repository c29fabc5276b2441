import { sql } from "kysely"
import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import { Refusal, refusal } from "../../../../kernel/http/index.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { type DecisionInput, decisionInput } from "../decide/inputs.ts"
import { type Finding, placeOf } from "../finding.ts"
import { stateWords } from "../finding-states.ts"
import type { BulkLine } from "../list/bulk.ts"
import { categoriesToDecide, getFinding, listWholeFindings } from "../read-finding.ts"
import { proposedMethod } from "../rules/proposed-method.ts"
import { decidesOn } from "../scope.ts"

export const applyInput = z.object({ ids: z.array(z.uuid()).min(1).max(100).meta({ title: "同じ判定にする条文" }) })

/** Why the decision cannot be taken over for another provision; undefined: it can. */
export function whyNotApplied(work: Work, from: Finding, to: Finding): string | undefined {
  if (from.state === "found") return "もとの条文がまだ判定されていません。"
  if (!decidesOn(work.actor, to.unitId)) return "この条文を所管する所属の職員か例規担当だけができます。"
  if (!to.unitId) return "所管課が決まっていません。"
  if (to.state !== "found" && to.state !== "applicable") return `もう判定されています（${stateWords[to.state]}）。`
  const judged = new Set(categoriesToDecide(from).filter(({ verdict }) => verdict !== null).map(({ category }) => category))
  const other = categoriesToDecide(to).find(({ category }) => !judged.has(category))
  return other ? `区分「${other.category}」はもとの条文で判定していないため、この条文の画面で判定してください。` : undefined
}

/** The decision of `from` in the words of the decision's own form, for the categories that `to` has. */
export function decisionFor(from: Finding, to: Finding): DecisionInput {
  const own = new Set(categoriesToDecide(to).map(({ category }) => category))
  const truth = (value: boolean | null) => (value === null ? undefined : value ? "yes" : "no")
  const proposed = proposedMethod(from)
  const agrees = "method" in proposed && proposed.method === from.method
  return decisionInput.parse({
    categories: categoriesToDecide(from)
      .filter(({ category }) => own.has(category))
      .map(({ category, verdict, reasonCode, note, presentPhase, targetPhase }) => ({
        category,
        verdict,
        ...(reasonCode ? { reasonCode } : {}),
        ...(note ? { note } : {}),
        ...(presentPhase ? { presentPhase } : {}),
        ...(targetPhase ? { targetPhase } : {}),
      })),
    origin: from.origin ?? undefined,
    lawName: from.lawName || undefined,
    lawArticle: from.lawArticle || undefined,
    nationalReview: from.nationalReview ?? undefined,
    digitalAlready: truth(from.digitalAlready),
    physicalInterest: truth(from.physicalInterest),
    excludesDigital: truth(from.excludesDigital),
    method: agrees ? undefined : (from.method ?? undefined),
    methodReason: agrees && "because" in proposed && from.methodReason === proposed.because ? undefined : from.methodReason || undefined,
    plannedMonth: from.plannedMonth ?? undefined,
    technologies: [...from.technologies],
    remark: `${from.ordinanceTitle} ${placeOf(from)}と同じ判定`,
    publicNote: from.publicNote || undefined,
    public: from.public,
    changeReason: `${from.ordinanceTitle} ${placeOf(from)}と同じ判定`,
  })
}

/** The same decision for each of these, each in its own right. Drafts of wording are not taken over: every text has its own. */
export async function applyDecision(work: Work, fromId: string, ids: readonly string[]): Promise<BulkLine[]> {
  const from = await getFinding(work, fromId)
  if (from.state === "found") throw refusal("conflict", "findings.undecided", "この条文がまだ判定されていないため、ほかの条文に当てられません。")
  const found = new Map((await listWholeFindings(work, ids)).map((it) => [it.id, it]))
  const lines: BulkLine[] = []
  // In one order for everybody, so that two people's selections do not wait for each other crosswise.
  for (const id of [...new Set(ids)].sort()) {
    const to = found.get(id)
    if (!to) {
      lines.push({ id, title: "（見られない該当候補）", place: "", state: "", refused: "見つからないか、見る権限がありません。" })
      continue
    }
    const line = { id, title: to.ordinanceTitle, place: placeOf(to), state: stateWords[to.state] }
    const not = whyNotApplied(work, from, to)
    if (not) {
      lines.push({ ...line, refused: not })
      continue
    }
    await sql`savepoint one_sibling`.execute(work.db)
    try {
      await decideFinding(work, id, decisionFor(from, to), to.version)
      await sql`release savepoint one_sibling`.execute(work.db)
      lines.push({ ...line, refused: undefined })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await sql`rollback to savepoint one_sibling`.execute(work.db)
      lines.push({ ...line, refused: error.message })
    }
  }
  return lines
}
