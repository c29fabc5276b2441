import type { Work } from "../../kernel/database/index.ts"
import { findEditionInForce, getSheet, listEditions, loadContent } from "../editions/index.ts"
import { answerVerdict, judgeReview, type ReviewKey, saveEvaluation, submitEvaluation } from "./evaluate.ts"
import { suggestionFor } from "./read-review.ts"

/** What the owner units wrote, in turn. */
const REASONS = [
  "予定した作業を期限までに終え、利用した職員から手順が短くなったという声が届いている。",
  "主な作業は終えたが、地方機関への説明会が1回分残っている。",
  "対象の洗い出しに想定より時間がかかった。下半期は担当を1名増やして取り戻す。",
  "利用は広がったが、効果を測る記録がそろっていない所属がある。",
]

/** Last year's reviews all judged; this year's first half in every state. */
export async function seedReviews(work: Work): Promise<void> {
  const editions = await listEditions(work)
  const closed = editions.find((edition) => edition.status === "closed")
  if (closed) {
    const { sheets } = await loadContent(work, closed)
    for (const [at, sheet] of sheets.entries()) {
      if (!sheet.ownerUnitId) continue
      const key = { editionId: closed.id, initiativeId: sheet.initiativeId, half: "second" } as const
      await evaluate(work, key, at)
      await judgeReview(work, key, at % 7 === 3 ? RECONSIDER : { verdict: at % 3 === 1 ? "mostly-proper" : "proper", comment: "" })
      if (at % 7 === 3) await answerVerdict(work, key, "効果の測り方を主管課で統一し、翌年度の指標に反映した。")
    }
  }
  const current = await findEditionInForce(work)
  if (!current) return
  const { sheets } = await loadContent(work, current)
  for (const [at, sheet] of sheets.entries()) {
    if (!sheet.ownerUnitId || at % 8 === 7) continue
    const key = { editionId: current.id, initiativeId: sheet.initiativeId, half: "first" } as const
    if (at % 8 === 6) {
      await saveEvaluation(work, key, { grade: "mostly-on-track", reason: REASONS[1]!, overrideReason: "" })
      continue
    }
    await evaluate(work, key, at)
    if (at % 4 === 0) await judgeReview(work, key, { verdict: "proper", comment: "" })
    if (at % 8 === 5) await judgeReview(work, key, RECONSIDER)
  }
}

const RECONSIDER = { verdict: "reconsider", comment: "何をもって順調とするかが読み取れない。測った数字か、期限の来た作業の状況を添えること。" }

async function evaluate(work: Work, key: ReviewKey, at: number): Promise<void> {
  const found = await getSheet(work, key.editionId, key.initiativeId)
  const suggestion = await suggestionFor(work, found, key.half)
  await submitEvaluation(work, key, {
    grade: suggestion?.grade ?? (at % 4 === 2 ? "slightly-late" : "mostly-on-track"),
    reason: REASONS[at % REASONS.length]!,
    overrideReason: "",
  })
}
