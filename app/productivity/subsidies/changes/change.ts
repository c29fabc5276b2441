import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { percentText, wareki, yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application, CostLine, Income } from "../applications/application.ts"
import { computeAward, totalCost } from "../applications/award-terms.ts"
import { mustApply } from "../applications/begin-application.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { mustFitBudget } from "../office/budget.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import type { Call } from "../programmes/programme.ts"
import { budgetDoesNotBalance } from "../rules/budget-does-not-balance.ts"
import { settingOn } from "../rules/dated-setting.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { reallocationOverTheLimit } from "../rules/reallocation-needs-approval.ts"
import { setReportDeadline } from "../settling/report-deadline.ts"
import { approvedCosts } from "./approved-costs.ts"
import { decideFiling, openFiling, type SentFile, writeFiling } from "./filings.ts"
import { minorShares } from "./settings.ts"

export interface ChangeInput {
  lines: readonly CostLine[]
  otherIncome: number
  ownFunds: number
  loans: number
  endsOn: CivilDate
  content: string
  reason: string
}

export interface CategoryMove {
  key: string
  title: string
  before: number
  after: number
  /** |after − before| / before; null where nothing was planned before. */
  share: number | null
  needsApproval: boolean
}

/** Category by category, what moves; 経費の配分 counts by the eligible cost. */
export function movesOf(call: Pick<Call, "categories">, before: readonly CostLine[], after: readonly CostLine[], today: CivilDate): CategoryMove[] {
  const eligible = (lines: readonly CostLine[], key: string) => lines.find(({ category }) => category === key)?.eligible ?? 0
  const amounts = (lines: readonly CostLine[]) => Object.fromEntries(call.categories.map(({ key }) => [key, eligible(lines, key)]))
  const needing = new Set(reallocationOverTheLimit(amounts(before), amounts(after), settingOn(minorShares, today)))
  return call.categories.map(({ key, title }) => {
    const [was, is] = [eligible(before, key), eligible(after, key)]
    return { key, title, before: was, after: is, share: was === 0 ? null : Math.abs(is - was) / was, needsApproval: needing.has(key) }
  })
}

/**
 * 変更承認申請 (7条1項1号・3号). Within the minor share, the same end and the same work it needs no approval: it is recorded and
 * told, and the project goes on; otherwise it waits for the office. @returns whether it needs approval.
 */
export async function askChange(work: Work, id: string, input: ChangeInput, files: readonly SentFile[] = []): Promise<boolean> {
  mustApply(work)
  const it = await lockApplication(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "ask-change", { by: "applicant", reason: input.reason }))
  const today = civilDateOf(work.now)
  const call = await callOf(work, it)
  const costs = call.categories.map(({ key }): CostLine => {
    const line = input.lines.find(({ category }) => category === key)
    return { category: key, total: line?.total ?? 0, eligible: line?.eligible ?? 0 }
  })
  const over = costs.findIndex(({ eligible, total }) => eligible > total)
  if (over >= 0) throw refusal("invalid", "subsidies.eligible-over-total", "補助対象経費は、補助事業に要する経費までの額にしてください。", { field: `lines.${over}.eligible` })
  if (input.endsOn < today) throw refusal("invalid", "subsidies.ends-in-the-past", "変更後の完了予定日は、今日以後の日にしてください。", { field: "endsOn" })
  const income: Income = { otherIncome: input.otherIncome, ownFunds: input.ownFunds, loans: input.loans }
  const award = Math.min(computeAward(call, costs, income).amount, it.awardedYen ?? 0)
  const faults = budgetDoesNotBalance(
    {
      income: [{ name: "寄付金その他の収入", amount: income.otherIncome }, { name: "自己資金", amount: income.ownFunds }, { name: "借入金", amount: income.loans }],
      spending: [{ name: "補助事業に要する経費", amount: totalCost(costs) }],
      subsidy: award,
    },
    award,
  )
  if (faults[0]) throw refusal("invalid", "subsidies.budget-does-not-balance", faults[0].message, { field: "ownFunds" })
  const before = await approvedCosts(work, it)
  const moves = movesOf(call, before, costs, today)
  const needs = moves.some(({ needsApproval }) => needsApproval) || input.endsOn !== it.endsOn || award !== it.awardedYen
  const filing = {
    kind: "change" as const,
    content: { before, costs, income, endsBefore: it.endsOn, endsOn: input.endsOn, awardBefore: it.awardedYen, award, moves, minor: !needs },
    reason: input.reason,
    asked: [
      { label: "変更の内容", text: input.content },
      { label: "変更の理由", text: input.reason },
      ...moves.map((move) => ({ label: `${move.title}（補助対象経費）`, text: `${yenText(move.before)} → ${yenText(move.after)}${move.share === null ? "" : `（${percentText(move.share)}）`}` })),
      { label: "完了予定日", text: `${wareki(it.endsOn)} → ${wareki(input.endsOn)}` },
      { label: "変更後の補助金の額", text: yenText(award) },
    ],
  }
  if (!needs) {
    await writeFiling(work, it, { ...filing, state: "approved" }, files)
    await work.db.updateTable("subsidy_application").set({ costs: JSON.stringify(costs), income: JSON.stringify(income), version: it.version + 1, updated_at: work.now }).where("id", "=", id).execute()
    await tellOffice(work, it, "軽微な変更の届出がありました", `承認の要らない範囲の変更です。${input.content}`)
    return false
  }
  await writeFiling(work, it, filing, files)
  const moved = await moveApplication(work, it, "ask-change", { reason: input.reason })
  await tellOffice(work, moved, "変更の承認が申請されました", input.content)
  return true
}

/** Approved as asked, never for more than the award and the budget; or refused with its reason. Both by letter. */
export async function decideChange(work: Work, id: string, input: { verdict: "approve" | "refuse"; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  const approves = input.verdict === "approve"
  refuseIf(moveIsNotPossible(applicationStates, it, approves ? "approve-change" : "refuse-change", { by: "office", reason: input.reason }))
  const filing = await openFiling(work, id, "change")
  if (!approves) {
    const { documentNumber } = await decideWithPaper(work, it, { kind: "change-refusal", reason: input.reason })
    await decideFiling(work, filing.id, "refused", input.reason)
    const moved = await moveApplication(work, it, "refuse-change", { reason: input.reason, detail: { documentNumber } })
    await tellApplicants(work, moved, "変更は承認されませんでした", input.reason)
    return
  }
  const content = filing.content as { costs: CostLine[]; income: Income; endsOn: CivilDate; award: number }
  await mustFitBudget(work, it.callId, { id, amount: content.award })
  const changed: Application = { ...it, costs: content.costs, income: content.income, endsOn: content.endsOn }
  const { documentNumber } = await decideWithPaper(work, changed, {
    kind: "change",
    amountYen: content.award,
    terms: { particulars: [{ label: "変更前の額", value: yenText(it.awardedYen) }, { label: "変更後の額", value: yenText(content.award) }, { label: "完了期限", value: wareki(content.endsOn) }] },
    reason: input.reason,
  })
  await decideFiling(work, filing.id, "approved", input.reason)
  const moved = await moveApplication(work, it, "approve-change", {
    detail: { documentNumber, award: content.award },
    set: { awarded_yen: content.award, costs: JSON.stringify(content.costs), income: JSON.stringify(content.income), ends_on: content.endsOn },
  })
  if (content.endsOn !== it.endsOn) await setReportDeadline(work, it, await callOf(work, it), content.endsOn)
  await tellApplicants(work, moved, "変更が承認されました", `補助金の額は${yenText(content.award)}です。`)
}
