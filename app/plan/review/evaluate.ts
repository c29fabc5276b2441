import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { moveCase, openCase, setDeadline, workingDaysAfter } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { editionName, getSheet, type SheetInEdition } from "../editions/index.ts"
import type { Judgement, SelfEvaluation } from "./inputs.ts"
import { reviewAnswered, reviewJudged, reviewReturned, reviewSubmitted } from "./notices/review-notices.ts"
import { findReview, gradeScale, halfEnd, halfWords, type Review, suggestionFor, verdictScale } from "./read-review.ts"
import { reviewStates } from "./review-states.ts"
import type { Half } from "./tables.ts"

export interface ReviewKey {
  editionId: string
  initiativeId: string
  half: Half
}

/** Days, counted in working days, that the owner unit has to answer a verdict that asks for it. */
const ANSWER_DAYS = 20

/** Keeps the self-evaluation as a draft. @returns the review's id. */
export async function saveEvaluation(work: Work, key: ReviewKey, input: SelfEvaluation): Promise<string> {
  const found = await openForOwner(work, key)
  await mustBeKnownGrade(work, found, key.half, input.grade)
  const review = (await findReview(work, key.editionId, key.initiativeId, key.half)) ?? (await open(work, found, key))
  await mustBeDraft(work, review)
  if (input.expectedVersion !== undefined && input.expectedVersion !== review.version && review.reason !== "") {
    throw refusal("conflict", "plan.review-edited-meanwhile", "ほかの人がこの自己評価を書き換えました。見比べてもう一度保存してください。", {
      field: "reason",
      detail: { grade: review.grade, reason: review.reason, overrideReason: review.overrideReason },
    })
  }
  await work.db
    .updateTable("plan_review")
    .set({
      grade: input.grade,
      reason: input.reason,
      override_reason: input.overrideReason,
      version: review.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", review.id)
    .execute()
  return review.id
}

/** Sends the self-evaluation to the reviewers. Another grade than the suggested one needs its reason in writing. */
export async function submitEvaluation(work: Work, key: ReviewKey, input: SelfEvaluation): Promise<string> {
  const id = await saveEvaluation(work, key, input)
  const found = await getSheet(work, key.editionId, key.initiativeId)
  const review = (await findReview(work, key.editionId, key.initiativeId, key.half))!
  const suggestion = await suggestionFor(work, found, key.half)
  if (suggestion && suggestion.grade !== input.grade && input.overrideReason.trim() === "") {
    throw refusal(
      "invalid",
      "plan.override-needs-reason",
      "指標から提案された区分と違います。そうする理由を入力してください。",
      { field: "overrideReason" },
    )
  }
  await work.db
    .updateTable("plan_review")
    .set({
      state: "submitted",
      suggested: suggestion?.grade ?? null,
      suggested_basis: suggestion?.basis ?? "",
      submitted_by: personOf(work.actor) ?? null,
      submitted_at: work.now,
    })
    .where("id", "=", id)
    .execute()
  await moveCase(work, review.caseId, reviewStates, "submit", { reason: input.overrideReason })
  await tell(work, reviewSubmitted, about(found, key))
  return id
}

/** The reviewer's verdict on the self-evaluation. */
export async function judgeReview(work: Work, key: ReviewKey, input: Judgement): Promise<void> {
  const { found, review } = await openForReviewer(work, key)
  const verdict = (await verdictScale(work, halfEnd(found.edition.fiscalYear, key.half))).find((one) => one.key === input.verdict)
  if (!verdict) throw refusal("invalid", "plan.unknown-verdict", "判定を選んでください。", { field: "verdict" })
  if (verdict.answer && input.comment.trim() === "") {
    throw refusal("invalid", "plan.verdict-needs-comment", `「${verdict.title}」には、何を直すべきかの意見を付けてください。`, { field: "comment" })
  }
  await moveCase(work, review.caseId, reviewStates, "judge", { reason: input.comment, detail: { verdict: verdict.key } })
  await work.db
    .updateTable("plan_review")
    .set({
      state: "judged",
      verdict: verdict.key,
      verdict_comment: input.comment,
      judged_by: personOf(work.actor) ?? null,
      judged_at: work.now,
      version: review.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", review.id)
    .execute()
  if (verdict.answer) {
    await setDeadline(work, review.caseId, { name: "判定への対応", dueOn: workingDaysAfter(civilDateOf(work.now), ANSWER_DAYS) })
  }
  await tell(work, reviewJudged, { ...about(found, key), verdict: verdict.title })
}

export async function returnEvaluation(work: Work, key: ReviewKey, reason: string): Promise<void> {
  const { found, review } = await openForReviewer(work, key)
  await moveCase(work, review.caseId, reviewStates, "return", { reason })
  await work.db
    .updateTable("plan_review")
    .set({ state: "draft", version: review.version + 1, updated_at: work.now })
    .where("id", "=", review.id)
    .execute()
  await tell(work, reviewReturned, { ...about(found, key), reason })
}

/** The owner unit's answer to the verdict (県の対応方針). */
export async function answerVerdict(work: Work, key: ReviewKey, answer: string): Promise<void> {
  const found = await openForOwner(work, key)
  const review = await getReview(work, key)
  await moveCase(work, review.caseId, reviewStates, "answer", { reason: answer })
  await work.db
    .updateTable("plan_review")
    .set({
      state: "answered",
      answer,
      answered_by: personOf(work.actor) ?? null,
      answered_at: work.now,
      version: review.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", review.id)
    .execute()
  await tell(work, reviewAnswered, about(found, key))
}

async function open(work: Work, found: SheetInEdition, key: ReviewKey): Promise<Review> {
  const { caseId } = await openCase(work, {
    kind: "plan.review",
    states: reviewStates,
    state: "draft",
    unitId: found.sheet.ownerUnitId!,
    title: `${found.sheet.title}（${editionName(found.edition)}${halfWords[key.half]}）の自己評価`,
    prefix: "評価",
  })
  await work.db
    .insertInto("plan_review")
    .values({ edition_id: key.editionId, initiative_id: key.initiativeId, half: key.half, case_id: caseId, updated_at: work.now })
    // Two colleagues who begin at once work on one review.
    .onConflict((on) => on.columns(["edition_id", "initiative_id", "half"]).doNothing())
    .execute()
  return getReview(work, key)
}

async function getReview(work: Work, key: ReviewKey): Promise<Review> {
  const review = await findReview(work, key.editionId, key.initiativeId, key.half)
  if (!review) throw notFound("評価")
  return review
}

async function openForOwner(work: Work, key: ReviewKey): Promise<SheetInEdition> {
  const found = await getSheet(work, key.editionId, key.initiativeId)
  mustBeAllowed(work.actor, "plan.evaluate", { unitId: found.sheet.ownerUnitId })
  if (!found.sheet.ownerUnitId) throw refusal("conflict", "plan.review-without-owner", "主管課が決まっていない取組は評価できません。")
  if (found.edition.status !== "in-force" && found.edition.status !== "closed") {
    throw refusal("conflict", "plan.review-of-a-draft", "施行していない版の取組は評価できません。")
  }
  return found
}

async function openForReviewer(work: Work, key: ReviewKey) {
  const found = await getSheet(work, key.editionId, key.initiativeId)
  mustBeAllowed(work.actor, "plan.judge")
  const review = await getReview(work, key)
  if (review.state !== "submitted") {
    throw refusal("conflict", "plan.review-not-submitted", "判定を待っている自己評価ではありません。画面を開き直してください。")
  }
  return { found, review }
}

async function mustBeDraft(_work: Work, review: Review): Promise<void> {
  if (review.state === "draft") return
  throw refusal("conflict", "plan.review-is-submitted", "この自己評価は提出済みのため、書き換えられません。")
}

async function mustBeKnownGrade(work: Work, found: SheetInEdition, half: Half, grade: string): Promise<void> {
  const scale = await gradeScale(work, halfEnd(found.edition.fiscalYear, half))
  if (!scale.some((one) => one.key === grade)) {
    throw refusal("invalid", "plan.unknown-grade", "進捗区分を選んでください。", { field: "grade" })
  }
}

function about(found: SheetInEdition, key: ReviewKey) {
  return {
    ...key,
    title: found.sheet.title,
    period: `${editionName(found.edition)}${halfWords[key.half]}`,
    ownerUnitId: found.sheet.ownerUnitId,
  }
}
