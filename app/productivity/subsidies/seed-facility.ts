import type { ApplicantActor, StaffActor } from "../../kernel/access/index.ts"
import { addDays } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { fiscalYear } from "../../kernel/ui/index.ts"
import { saveAsset } from "./aftercare/assets.ts"
import { assetInput, effectInput, taxInput } from "./aftercare/inputs.ts"
import { reportEffect, reportTaxCredit } from "./aftercare/reports.ts"
import { callOf } from "./applications/call-of.ts"
import { getApplication } from "./applications/read-application.ts"
import { acceptForm } from "./office/accept-form.ts"
import { proposalInput } from "./office/inputs.ts"
import { notifyDecision } from "./office/notify-decision.ts"
import { proposeDecision } from "./office/propose-decision.ts"
import { applyByHand } from "./paying/batches/apply-results.ts"
import { proposeBatch } from "./paying/batches/batch-approval.ts"
import { exportBatch } from "./paying/batches/export-batch.ts"
import { choosePayments, makeBatch } from "./paying/batches/make-batch.ts"
import { confirmAccount } from "./paying/creditors/confirm-account.ts"
import { registerAccount } from "./paying/creditors/register-account.ts"
import { saveCreditor } from "./paying/creditors/save-creditor.ts"
import { approvePayments } from "./paying/payments/approve-payments.ts"
import { askPayment } from "./paying/payments/ask-payment.ts"
import { applyFor, applicants, CLERK, HEAD } from "./seed-applications.ts"
import { demoForms } from "./seed-forms.ts"
import { passbookPicture } from "./seed-passbook.ts"
import { decideInTurn, demoApplicant, demoStaff } from "./seed-people.ts"
import { fileClaim } from "./settling/claim.ts"
import { saveEvidence } from "./settling/evidence.ts"
import { evidenceInput, outcomeInput } from "./settling/inputs.ts"
import { recordInspection } from "./settling/inspect.ts"
import { fileReport, saveOutcome } from "./settling/report.ts"
import { proposeSettlement } from "./settling/settle.ts"

const ADVANCE = 2_500_000

const costs = [
  { content: "パイプハウス 間口7.2m 奥行50m 2連棟 1棟", amount: 11_000_000, firm: "東浜温室工業株式会社", other: "みなと園芸設備株式会社" },
  { content: "養液栽培装置 葉菜用 600㎡ 1台", amount: 3_960_000, firm: "みなと園芸設備株式会社", other: "株式会社北上アグリ機器" },
]
const assets = [
  { name: "パイプハウス", spec: "間口7.2m 奥行50m 2連棟", kind: "real-estate", unitPriceYen: 10_000_000, usefulLifeYears: 8, markKind: "整理番号", markNumber: "H-1" },
  { name: "養液栽培装置", spec: "葉菜用 600㎡", kind: "machine", unitPriceYen: 3_600_000, usefulLifeYears: 7, markKind: "製造番号", markNumber: "NFT-0417" },
  { name: "温度記録計", spec: "無線式", kind: "other", unitPriceYen: 48_000, usefulLifeYears: 5 },
] as const

const [APPLIED, SETTLED] = [-58, -18]

/**
 * The day the facility's two months end: today, or earlier where 31 March would fall between its application and its
 * settlement, which has to be of the same year (自治法208条).
 */
export function facilityEnds(today: string): string {
  if (fiscalYear(addDays(today, APPLIED)) === fiscalYear(addDays(today, SETTLED))) return today
  return addDays(`${today.slice(0, 4)}-03-31`, -SETTLED)
}

/** The year whose budget it is paid from. */
export const facilityYear = (today: string) => fiscalYear(addDays(facilityEnds(today), SETTLED))

/**
 * One facility from its application to the aftercare, with two advances, its assets and the tax report at ¥0: two months of
 * the real operations, each on its day.
 */
export async function seedFacility(work: Work, callId: string): Promise<void> {
  const [clerk, head, applicant] = [await demoStaff(work, CLERK!), await demoStaff(work, HEAD!), await demoApplicant(work, applicants.foods.mail)]
  if (!clerk || !head || !applicant) return
  const ends = facilityEnds(civilDateOf(work.now))
  const dayOf = (days: number) => addDays(ends, days)
  const on = (days: number, actor: ApplicantActor | StaffActor): Work => ({ ...work, actor, now: new Date(Date.parse(`${dayOf(days)}T01:00:00Z`)) })
  const call = await callOf(work, { callId })

  const id = await applyFor(on(APPLIED, applicant), callId, {
    by: "foods",
    title: "総菜に使う葉物野菜の養液栽培",
    summary: "自社の総菜に使う葉物野菜を、県内のハウスで一年を通してつくる。",
    costs: costs.map(({ amount }) => amount),
    startsOn: dayOf(-53),
    endsOn: dayOf(60),
    typed: demoForms.facility.typed,
  })
  await acceptForm(on(-57, clerk), id)
  const { wantedYen } = await getApplication(on(-57, clerk), id)
  await decideInTurn(on(-55, clerk), await proposeDecision(on(-56, clerk), id, proposalInput.parse({ verdict: "award", amountYen: wantedYen, conditions: call.conditions.join("\n"), remarks: "産地の計画に沿い、経費も妥当である。" })))
  await notifyDecision(on(-54, clerk), id)

  await registerAccounts(on(-52, applicant), on(-51, clerk))
  const pay = async (days: number, amount: number, title: string) => {
    await fileClaim(on(days, applicant), id, { amount })
    const { id: filing } = await work.db.selectFrom("subsidy_filing").select("id").where("application_id", "=", id).where("kind", "in", ["advance-claim", "final-claim"]).orderBy("filed_at", "desc").limit(1).executeTakeFirstOrThrow()
    const payment = await askPayment(on(days + 1, clerk), filing)
    await approvePayments(on(days + 1, head), [payment])
    const { id: batch } = await makeBatch(on(days + 1, clerk), { title, wishedOn: dayOf(days + 3) })
    await choosePayments(on(days + 1, clerk), batch, [payment])
    await decideInTurn(on(days + 2, clerk), await proposeBatch(on(days + 1, clerk), batch))
    await exportBatch(on(days + 2, clerk), batch)
    // Twelve days on: past any row of closed days of the banks.
    await applyByHand(on(days + 12, clerk), batch, { failed: [], reason: "", restPaid: true })
  }
  await pay(-50, ADVANCE, "園芸施設 概算払（1回目）")
  await pay(-37, ADVANCE, "園芸施設 概算払（2回目）")

  await report(on, applicant, id, call.categories.map(({ key }) => key), dayOf)
  await recordInspection(on(-19, clerk), id, { day: dayOf(-19), place: "月見市東浜12番", findings: "ハウスと装置があり、動いている。管理台帳と番号が合う。" })
  await decideInTurn(on(SETTLED, clerk), await proposeSettlement(on(SETTLED, clerk), id, "書類と現地で確かめた。"))
  const { settledYen } = await getApplication(on(SETTLED, clerk), id)
  await pay(-17, settledYen! - 2 * ADVANCE, "園芸施設 精算払")

  await reportTaxCredit(on(-3, applicant), id, taxInput.parse({ method: "simplified", standard: 14_960_000, note: "簡易課税のため、返還額はありません。" }))
  await reportEffect(on(-2, applicant), id, effectInput.parse({ year: Number(dayOf(-2).slice(0, 4)), effect: "葉物野菜の仕入れの半分を、自社のハウスでまかなえるようになった。" }))
}

/** 精算払 and 概算払 go to accounts of their own. */
async function registerAccounts(mine: Work, office: Work): Promise<void> {
  const { party } = applicants.foods
  await saveCreditor(mine, { name: party.name, kana: "ツキミシヨクヒン（カ", postalCode: party.postalCode, address: `${party.municipality}${party.address}`, representativeTitle: party.representativeTitle, representative: party.representative })
  for (const [purpose, number] of [["settlement", "2345678"], ["advance", "2345679"]] as const) {
    const account = await registerAccount(mine, { purpose, bankCode: "0125", branchCode: "100", kind: "1", number, holder: "ツキミシヨクヒン（カ" }, { name: "通帳の写し.png", bytes: passbookPicture() })
    await confirmAccount(office, account)
  }
}

async function report(on: (days: number, actor: ApplicantActor) => Work, applicant: ApplicantActor, id: string, categories: readonly string[], dayOf: (days: number) => string): Promise<void> {
  await saveOutcome(on(-22, applicant), id, outcomeInput.parse({ completedOn: dayOf(-23), outcome: "ハウス1棟と養液栽培装置を整備し、葉物野菜の栽培を始めた。" }))
  for (const [at, cost] of costs.entries()) {
    const paper = (days: number) => ({ on: dayOf(days), amount: cost.amount, name: applicants.foods.party.name })
    const input = evidenceInput.parse({
      category: categories[at],
      content: cost.content,
      itemised: true,
      secondHand: false,
      eligibleYen: cost.amount,
      quote: paper(-54),
      order: paper(-52),
      delivery: paper(-28),
      invoice: paper(-27),
      payment: paper(-24),
      ownAccount: true,
      invoiceNumber: `26-0${at + 1}`,
      quotes: [
        { firm: cost.firm, amount: cost.amount, related: false },
        { firm: cost.other, amount: cost.amount + 240_000, related: false },
      ],
    })
    await saveEvidence(on(-22, applicant), id, input, { papers: [{ name: "見積から支払まで.txt", bytes: new TextEncoder().encode(`${cost.content}（デモの書類）\n`) }] })
  }
  for (const [at, asset] of assets.entries()) {
    await saveAsset(on(-22, applicant), id, assetInput.parse({ ...asset, quantity: 1, acquiredOn: dayOf(-28), place: "月見市東浜12番", category: categories[Math.min(at, 1)] }))
  }
  await fileReport(on(-21, applicant), id)
}
