import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { decideFiling, openFiling, type SentFile, writeFiling } from "../changes/filings.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { disposalNeedsApproval, type Disposal, disposalWords } from "../rules/disposal-needs-approval.ts"
import { settingOn } from "../rules/dated-setting.ts"
import { disposalRepayment, straightLineBookValue } from "../rules/disposal-repayment.ts"
import { exact, fractionText } from "../rules/money.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { insertOrder } from "../settling/repayment.ts"
import { type AssetRow, getAsset, mustKeepAssets } from "./assets.ts"
import type { DisposalInput } from "./inputs.ts"
import { disposalRepaymentTerms, disposalTerms } from "./settings.ts"

/**
 * A disposal: recorded at once where the asset is not restricted (any more), asked for as 財産処分承認申請 (22条) where it is.
 * @returns whether it waits for approval.
 */
export async function askDisposal(work: Work, id: string, assetId: string, input: DisposalInput, files: readonly SentFile[] = []): Promise<boolean> {
  mustApply(work)
  const it = await lockApplication(work, id)
  const asset = await getAsset(work, id, assetId)
  mustKeepAssets(it)
  if (asset.disposedOn) throw refusal("conflict", "subsidies.asset-disposed", "この財産は、もう処分が記録されています。")
  if (input.on < asset.acquiredOn) throw refusal("invalid", "subsidies.disposed-before-acquired", `処分する日は、取得した日（${wareki(asset.acquiredOn)}）以後の日にしてください。`, { field: "on" })
  const needs = asset.restrictedUntil !== undefined && disposalNeedsApproval(
    { name: asset.name, kind: asset.kind, unitPriceWithoutTax: asset.unitPriceYen, acquiredOn: asset.acquiredOn, usefulLifeYears: asset.usefulLifeYears },
    { kind: input.kind, on: input.on, approved: false },
    settingOn(disposalTerms, asset.acquiredOn),
  )
  if (!needs) {
    // A day after the restriction is no way around it: what is to come is told of when it has come.
    if (input.on > civilDateOf(work.now)) throw refusal("invalid", "subsidies.disposal-to-come", "承認の要らない処分は、処分した日以後に届け出てください。", { field: "on" })
    await markDisposed(work, asset.id, input.on, input.kind)
    await writeFiling(work, it, { kind: "disposal", content: { assetId: asset.id, ...input, notified: true }, reason: input.reason, asked: askedOf(asset, input), state: "approved" }, files)
    await tellOffice(work, it, "財産の処分が届け出られました", `${asset.name}（${disposalWords[input.kind]}）。処分の制限はありません。`)
    return false
  }
  refuseIf(moveIsNotPossible(applicationStates, it, "ask-disposal", { by: "applicant", reason: input.reason }))
  const rest = bookValueOf(asset, input.on)
  await writeFiling(work, it, {
    kind: "disposal",
    content: { assetId: asset.id, ...input, bookValue: rest },
    reason: input.reason,
    asked: [...askedOf(asset, input), { label: "残存簿価（定額による試算）", text: yenText(rest) }],
  }, files)
  const moved = await moveApplication(work, it, "ask-disposal", { reason: input.reason })
  await tellOffice(work, moved, "財産処分の承認が申請されました", `${asset.name}（${disposalWords[input.kind]}）`)
  return true
}

function askedOf(asset: AssetRow, input: DisposalInput) {
  return [
    { label: "財産", text: `${asset.name}　${asset.spec}` },
    { label: "処分の区分", text: disposalWords[input.kind] },
    { label: "処分する日", text: wareki(input.on) },
    { label: "譲渡額", text: yenText(input.price) },
    { label: "処分の理由", text: input.reason },
  ]
}

/** By the straight line over the useful life [M]: a proposal, which the clerk may put right. */
export function bookValueOf(asset: AssetRow, on: CivilDate): number {
  return asset.restrictedUntil ? straightLineBookValue(asset.unitPriceYen * asset.quantity, asset.acquiredOn, asset.restrictedUntil, on) : 0
}

export interface DisposalView {
  filingId: string
  asset: AssetRow
  kind: Disposal
  on: CivilDate
  price: number
  bookValue: number
  /** What is to be paid, with how it comes about. */
  amount: number
  formula: string
}

export async function disposalOf(work: Work, it: Pick<Application, "id" | "settledYen">, bookValue?: number): Promise<DisposalView> {
  const filing = await openFiling(work, it.id, "disposal")
  const content = filing.content as { assetId: string; kind: Disposal; on: CivilDate; price: number; bookValue: number }
  const asset = await getAsset(work, it.id, content.assetId)
  const rest = bookValue ?? content.bookValue
  const subsidy = Math.min(it.settledYen ?? 0, exact(asset.unitPriceYen * asset.quantity).times(asset.rate).round("yen-down"))
  const { base, amount, limited } = disposalRepayment({ bookValue: rest, price: content.price, rate: asset.rate, subsidy }, disposalRepaymentTerms)
  const formula = `${yenText(base)}（残存簿価と譲渡額の大きいほう） × ${fractionText(asset.rate)} ＝ ${yenText(amount)}${limited ? "（補助金の額まで）" : ""}`
  return { filingId: filing.id, asset, kind: content.kind, on: content.on, price: content.price, bookValue: rest, amount, formula }
}

/** Approved with what is to be paid, or refused. Scrapping what is worn out costs nothing only where nothing is left. */
export async function decideDisposal(work: Work, id: string, input: { verdict: "approve" | "refuse"; bookValue: number; dueOn?: CivilDate | undefined; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, input.verdict === "approve" ? "approve-disposal" : "refuse-disposal", { by: "office", reason: input.reason }))
  const view = await disposalOf(work, it, input.bookValue)
  if (input.verdict === "refuse") {
    const { documentNumber } = await decideWithPaper(work, it, {
      kind: "disposal-refusal",
      terms: { particulars: [{ label: "財産", value: `${view.asset.name}　${view.asset.spec}` }, { label: "処分の区分", value: disposalWords[view.kind] }] },
      reason: input.reason,
    })
    await decideFiling(work, view.filingId, "refused", input.reason)
    const moved = await moveApplication(work, it, "refuse-disposal", { reason: input.reason, detail: { documentNumber } })
    await tellApplicants(work, moved, "財産の処分は承認されませんでした", input.reason)
    return
  }
  const pays = view.amount > 0
  if (pays && (!input.dueOn || input.dueOn <= civilDateOf(work.now))) throw refusal("invalid", "subsidies.due-day-is-over", "納付が要ります。納付期限に、明日以後の日を入力してください。", { field: "dueOn" })
  if (pays && !input.reason.trim()) throw refusal("invalid", "subsidies.reason-is-missing", "納付を条件とする理由を入力してください。", { field: "reason" })
  const { decisionId, documentNumber } = await decideWithPaper(work, it, {
    kind: "disposal",
    amountYen: view.amount,
    terms: {
      particulars: [
        { label: "財産", value: `${view.asset.name}　${view.asset.spec}` },
        { label: "処分の区分", value: disposalWords[view.kind] },
        { label: "納付する額", value: pays ? `${view.formula}（${wareki(input.dueOn!)}まで）` : "なし" },
      ],
    },
    reason: input.reason,
  })
  await decideFiling(work, view.filingId, "approved", input.reason)
  await markDisposed(work, view.asset.id, view.on, view.kind)
  if (pays) await insertOrder(work, it, { decisionId, principal: view.amount, surcharged: false, dueOn: input.dueOn! })
  const moved = await moveApplication(work, it, pays ? "approve-disposal-with-repayment" : "approve-disposal", { reason: input.reason, detail: { documentNumber, amount: view.amount } })
  await tellApplicants(work, moved, "財産の処分が承認されました", pays ? `${yenText(view.amount)}を納付してください。` : "納付する額はありません。")
}

async function markDisposed(work: Work, assetId: string, on: CivilDate, how: Disposal): Promise<void> {
  await work.db.updateTable("subsidy_asset").set({ disposed_on: on, disposed_how: how, updated_at: work.now }).where("id", "=", assetId).execute()
}
