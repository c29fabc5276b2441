import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { headOf, holdersOf } from "../../../kernel/people/index.ts"
import { paths } from "../../paths.ts"
import type { Half } from "../tables.ts"

export interface AboutReview {
  editionId: string
  initiativeId: string
  half: Half
  title: string
  /** 令和8年度上半期 */
  period: string
  ownerUnitId: string | null
}

const link = (review: AboutReview) => paths.review(review.editionId, review.initiativeId, review.half)

async function ownerHead(work: Work, review: AboutReview): Promise<string[]> {
  if (!review.ownerUnitId) return []
  const head = await headOf(work.db, review.ownerUnitId, civilDateOf(work.now))
  return head ? [head.personId] : []
}

const reviewers = (work: Work) => holdersOf(work.db, "plan-reviewer", civilDateOf(work.now))

export const reviewSubmitted = defineNotice<AboutReview>({
  name: "plan.review-submitted",
  title: "自己評価が提出されたとき（評価者へ）",
  to: (work) => reviewers(work),
  subject: ({ title, period }) => `「${title}」の${period}の自己評価が提出されました`,
  link,
})

export const reviewReturned = defineNotice<AboutReview & { reason: string }>({
  name: "plan.review-returned",
  title: "自己評価が差し戻されたとき（主管課の長へ）",
  to: ownerHead,
  subject: ({ title, period }) => `「${title}」の${period}の自己評価が差し戻されました`,
  body: ({ reason }) => reason,
  link,
})

export const reviewJudged = defineNotice<AboutReview & { verdict: string }>({
  name: "plan.review-judged",
  title: "自己評価が判定されたとき（主管課の長へ）",
  to: ownerHead,
  subject: ({ title, period, verdict }) => `「${title}」の${period}の自己評価は「${verdict}」と判定されました`,
  link,
})

export const reviewAnswered = defineNotice<AboutReview>({
  name: "plan.review-answered",
  title: "判定への対応が出たとき（評価者へ）",
  to: (work) => reviewers(work),
  subject: ({ title, period }) => `「${title}」の${period}の判定に、主管課が対応を示しました`,
  link,
})
