import { sql } from "kysely"
import { actorName, personOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../../kernel/http/index.ts"
import type { Finding, FindingCategory } from "../finding.ts"
import { stateWords } from "../finding-states.ts"
import { categoriesToDecide, lockFinding } from "../read-finding.ts"
import { methodIsUnfounded } from "../rules/method-is-unfounded.ts"
import { changeableStates, moveFor } from "../rules/move-for.ts"
import { phasesGoBackwards } from "../rules/phases-go-backwards.ts"
import { type Answers, proposedMethod, prunedAnswers } from "../rules/proposed-method.ts"
import { verdictsAreIncomplete } from "../rules/verdicts-are-incomplete.ts"
import { isTechnology } from "../technologies/technology-map.ts"
import { reasonCodes } from "../words.ts"
import type { DecisionInput } from "./inputs.ts"
import { moveFinding } from "./move-finding.ts"

/**
 * 該非 of every category and, where one applies, what is done about it and when. One operation for a first decision and for
 * changing one that is under way; what is over is opened again first. `version`: as the person saw it.
 */
export async function decideFinding(work: Work, id: string, input: DecisionInput, version?: number): Promise<void> {
  const it = await lockFinding(work, id, version)
  if (!changeableStates.includes(it.state)) {
    throw refusal("conflict", "findings.already-decided", `この条文は「${stateWords[it.state]}」です。改めるには、理由を書いて判定を開き直してください。`)
  }
  const categories = mustBeItsCategories(it, input)
  refuseIf(verdictsAreIncomplete(categories, Object.keys(reasonCodes)))
  refuseIf(phasesGoBackwards(categories))
  for (const one of input.technologies) {
    if (!isTechnology(one)) throw refusal("invalid", "findings.no-such-technology", "技術類型を選び直してください。", { field: "technologies" })
  }
  const applies = categories.some(({ verdict }) => verdict === "applicable")
  const answers = prunedAnswers(applies ? answersOf(input) : noAnswers)
  if (answers.origin === "national" && !input.lawName) {
    throw refusal("invalid", "findings.law-is-missing", "従う国の法令の名前を書いてください。", { field: "lawName" })
  }
  const proposed = proposedMethod(answers)
  if (applies) refuseIf(methodIsUnfounded({ ...input, physicalInterest: answers.physicalInterest }, proposed))
  const method = !applies ? undefined : (input.method ?? ("method" in proposed ? proposed.method : undefined))
  const move = moveFor(categories.map(({ verdict }) => verdict!), method)
  if (it.state === "planned" && move !== "plan") {
    throw refusal("conflict", "findings.planned-stays", "方針を決めた条文の該非や方法を取り下げるには、理由を書いて判定を開き直してください。", { field: "method" })
  }
  const because = method && ("method" in proposed && method === proposed.method ? input.methodReason || proposed.because : (input.methodReason ?? ""))
  const months = method === "notice" || method === "amend" || method === "wait" ? (input.plannedMonth ?? null) : null
  const after = { verdicts: Object.fromEntries(categories.map((c) => [c.category, c.verdict === "applicable" ? "該当" : `非該当${c.reasonCode ?? ""}`])), method: method ?? null, plannedMonth: months }
  const before = { method: it.method, plannedMonth: it.plannedMonth }
  const { caseId, state } = await moveFinding(work, it, move, input.changeReason ?? "", { ...after, before })
  await saveCategories(work, it.id, categories)
  await work.db
    .updateTable("analog_finding")
    .set({
      case_id: caseId,
      state,
      attention: "",
      origin: answers.origin,
      law_name: answers.origin === "national" ? (input.lawName ?? "") : "",
      law_article: answers.origin === "national" ? (input.lawArticle ?? "") : "",
      law_ordinance_id: answers.origin === "national" ? await findLaw(work, input.lawName ?? "") : null,
      national_review: answers.nationalReview,
      digital_already: answers.digitalAlready,
      physical_interest: answers.physicalInterest,
      excludes_digital: answers.excludesDigital,
      method: method ?? null,
      method_reason: because || "",
      planned_month: months,
      technologies: applies ? input.technologies : [],
      draft: input.draft ?? "",
      remark: input.remark ?? "",
      public: input.public,
      public_note: input.publicNote ?? "",
      decided_by: personOf(work.actor) ?? null,
      decided_by_name: actorName(work.actor),
      decided_at: work.now,
      version: it.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", id)
    .execute()
}

type Judged = DecisionInput["categories"][number]

/** Exactly those of the finding: none left out, none that it does not have. */
function mustBeItsCategories(it: Finding, input: DecisionInput): Judged[] {
  const own = categoriesToDecide(it)
  const given = new Map(input.categories.map((one) => [one.category as string, one]))
  const missing = own.find(({ category }) => !given.has(category))
  const foreign = input.categories.some(({ category }) => !own.some((one) => one.category === category))
  if (missing || foreign || given.size !== input.categories.length) {
    throw refusal("conflict", "findings.other-categories", `区分が画面を開いたあとに変わりました${missing ? `（「${missing.category}」）` : ""}。画面を開き直してください。`)
  }
  return input.categories
}

const noAnswers: Answers = { origin: null, nationalReview: null, digitalAlready: null, physicalInterest: null, excludesDigital: null }

export function answersOf(input: Pick<DecisionInput, "origin" | "nationalReview" | "digitalAlready" | "physicalInterest" | "excludesDigital">): Answers {
  const truth = (text: "yes" | "no" | undefined) => (text === undefined ? null : text === "yes")
  return {
    origin: input.origin ?? null,
    nationalReview: input.nationalReview ?? null,
    digitalAlready: truth(input.digitalAlready),
    physicalInterest: truth(input.physicalInterest),
    excludesDigital: truth(input.excludesDigital),
  }
}

async function saveCategories(work: Work, findingId: string, categories: readonly Judged[]): Promise<void> {
  const rows = categories.map(({ category, verdict, reasonCode, note, presentPhase, targetPhase }) => ({
    category,
    verdict,
    reason_code: verdict === "not-applicable" ? (reasonCode ?? "") : "",
    note: note ?? "",
    present_phase: verdict === "applicable" ? (presentPhase ?? null) : null,
    target_phase: verdict === "applicable" ? (targetPhase ?? null) : null,
  }))
  await sql`update analog_finding_category c set verdict = r.verdict, reason_code = r.reason_code, note = r.note, present_phase = r.present_phase, target_phase = r.target_phase
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(category text, verdict text, reason_code text, note text, present_phase smallint, target_phase smallint)
    where c.finding_id = ${findingId}::uuid and c.category = r.category`.execute(work.db)
}

/** The national text of that name, when it is in the rulebook. */
async function findLaw(work: Work, name: string): Promise<string | null> {
  const law = await work.db.selectFrom("ordinance").select("id").where("national", "=", true).where("title", "=", name.trim()).limit(1).executeTakeFirst()
  return law?.id ?? null
}

/** For the form: what each category of the finding says now. */
export function judgedOf({ category, verdict, reasonCode, note, presentPhase, targetPhase }: FindingCategory): Judged {
  return {
    category: category as Judged["category"],
    ...(verdict ? { verdict } : {}),
    ...(reasonCode ? { reasonCode } : {}),
    ...(note ? { note } : {}),
    ...(presentPhase ? { presentPhase } : {}),
    ...(targetPhase ? { targetPhase } : {}),
  }
}
