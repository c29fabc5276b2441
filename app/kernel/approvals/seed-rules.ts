import { civilDateOf, type Work } from "../database/index.ts"
import { findUnitByCode } from "../people/index.ts"
import { listApprovalKinds } from "./approval-kind.ts"
import { setRule } from "./delegation-rules.ts"

const NOTE = "デモ県の専決規程です。実在の県の規程ではありません。"

/**
 * The demo prefecture's own delegation rules; a real one enters its 専決規程 on the page. Everyday matters go through nobody
 * but those whom the demo lets one sign in as, so that a visitor can follow a case to its end.
 */
export async function seedRules(work: Work): Promise<void> {
  const today = civilDateOf(work.now)
  const validFrom = `${Number(today.slice(0, 4)) - 2}-04-01`
  const soumu = (await findUnitByCode(work.db, "SOMU", today))?.id
  const zaisei = (await findUnitByCode(work.db, "SOMU-ZAISEI", today))?.id
  const rule = (kind: string, article: string, more: Partial<Parameters<typeof setRule>[1]>) =>
    setRule(work, {
      kind,
      article,
      amountFrom: 0,
      deciderRank: 40,
      circulationRanks: [],
      concurrenceUnitIds: [],
      ownDraft: false,
      note: NOTE,
      validFrom,
      ...more,
    })
  await rule("plan.edition", "専決規程 別表第1 1の項（年度版の決定）", {
    deciderRank: 20,
    deciderUnitId: soumu,
    circulationRanks: [40],
    concurrenceUnitIds: zaisei ? [zaisei] : [],
  })
  await rule("plan.revision", "専決規程 別表第1 2の項（年度途中の改定）", { deciderRank: 20, deciderUnitId: soumu, circulationRanks: [40] })
  await rule("plan.review", "専決規程 別表第1 3の項（評価結果の決定）", {})
  await rule("improvement.adoption", "専決規程 別表第2 1の項イ（経費 100万円未満の改善）", { amountBelow: 1_000_000 })
  await rule("improvement.adoption", "専決規程 別表第2 1の項ロ（経費 100万円以上1,000万円未満の改善）", {
    amountFrom: 1_000_000,
    amountBelow: 10_000_000,
    deciderRank: 20,
    circulationRanks: [50, 40],
  })
  await rule("improvement.adoption", "専決規程 別表第2 1の項ハ（経費 1,000万円以上の改善）", {
    amountFrom: 10_000_000,
    deciderRank: 10,
    circulationRanks: [40, 20],
    concurrenceUnitIds: zaisei ? [zaisei] : [],
  })
  // 例規: what becomes law is examined and decided where law is kept.
  const bunsho = (await findUnitByCode(work.db, "SOMU-BUNSHO", today))?.id
  for (const { kind, title } of listApprovalKinds().filter((one) => one.kind.startsWith("ordinances."))) {
    await rule(kind, `専決規程 別表第4 ${title}`, { deciderUnitId: bunsho })
  }
  // 補助金: one pair of lines for whatever that initiative has decided by approval.
  for (const { kind, title } of listApprovalKinds().filter((one) => one.kind.startsWith("subsidies."))) {
    await rule(kind, `専決規程 別表第3 ${title}（1,000万円以下）`, { amountBelow: 10_000_001 })
    await rule(kind, `専決規程 別表第3 ${title}（1,000万円を超えるもの）`, { amountFrom: 10_000_001, deciderRank: 20, circulationRanks: [50, 40] })
  }
}
