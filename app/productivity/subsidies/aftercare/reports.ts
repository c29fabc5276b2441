import { personOf } from "../../../kernel/access/index.ts"
import { meetDeadline, setDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { fiscalYear, yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import { tellOffice } from "../applications/tell-of.ts"
import { listFilings, type SentFile, writeFiling } from "../changes/filings.ts"
import { consumptionTaxCredit, fullCreditIsNotOpen, type TaxCredit, type TaxedCost, type TaxMethod, taxMethodWords } from "../rules/consumption-tax-credit.ts"
import { settingOn } from "../rules/dated-setting.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { proposeRepayment } from "../settling/repayment.ts"
import type { TaxInput } from "./inputs.ts"
import { TAX_REPORT_DUE, taxTerms } from "./settings.ts"

export const TAX_DEADLINE = "消費税仕入控除税額報告"

/** 返還額 by the method the recipient uses; 0 is an answer too, and is reported. */
export function taxCreditOf(settledYen: number, input: TaxInput, today: CivilDate): TaxCredit {
  const terms = settingOn(taxTerms, today)
  const share = { numerator: input.shareNumerator, denominator: Math.max(1, input.shareDenominator) }
  if (share.numerator > share.denominator) throw refusal("invalid", "subsidies.share-over-one", "課税売上割合は1までです。", { field: "shareNumerator" })
  const method: TaxMethod =
    input.method === "full" ? { kind: "full", taxableSales: input.taxableSales, taxableShare: share } : input.method === "proportional" || input.method === "itemised" ? { kind: input.method, taxableShare: share } : { kind: input.method }
  refuseIf(fullCreditIsNotOpen(method, terms))
  const itemised = input.method === "itemised"
  if (itemised && input.standardCommon + input.standardExempt > input.standard) throw refusal("invalid", "subsidies.uses-exceed", "共通対応と非課税売上対応の合計が、10％の対象経費を超えています。", { field: "standardCommon" })
  const costs: TaxedCost[] = [
    { amount: itemised ? input.standard - input.standardCommon - input.standardExempt : input.standard, rate: "standard", use: "taxable-sales" },
    ...(itemised ? ([{ amount: input.standardCommon, rate: "standard", use: "common" }, { amount: input.standardExempt, rate: "standard", use: "exempt-sales" }] as const) : []),
    { amount: input.reduced, rate: "reduced", use: "taxable-sales" },
    { amount: input.notTaxed, rate: "not-taxed", use: "exempt-sales" },
  ]
  if (settledYen > 0 && costs.every(({ amount }) => amount === 0)) throw refusal("invalid", "subsidies.no-costs", "対象経費を入力してください。", { field: "standard" })
  return consumptionTaxCredit(settledYen, costs, method, terms)
}

/** 消費税仕入控除税額報告: owed at ¥0 and by those exempt, too. @returns what is to be paid back. */
export async function reportTaxCredit(work: Work, id: string, input: TaxInput, files: readonly SentFile[] = []): Promise<number> {
  mustApply(work)
  const it = await lockApplication(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "report-tax-credit", { by: "applicant" }))
  const credit = taxCreditOf(it.settledYen ?? 0, input, civilDateOf(work.now))
  await writeFiling(work, it, {
    kind: "tax-credit",
    content: { ...input, amount: credit.amount },
    asked: [
      { label: "計算の方法", text: taxMethodWords[input.method] },
      { label: "返還額", text: yenText(credit.amount) },
      { label: "計算の内訳", text: credit.lines.join("\n") },
      { label: "補足", text: input.note },
    ],
    state: credit.amount === 0 ? "approved" : "filed",
  }, files)
  const moved = await moveApplication(work, it, "report-tax-credit", { detail: { amount: credit.amount } })
  await meetDeadline(work, it.caseId!, TAX_DEADLINE)
  await tellOffice(work, moved, "消費税仕入控除税額が報告されました", `返還額 ${yenText(credit.amount)}`)
  return credit.amount
}

/** What was reported is ordered back, by approval. @returns the approval's id. */
export async function proposeTaxRepayment(work: Work, id: string, input: { dueOn: CivilDate; reason: string }): Promise<string> {
  await lockForOffice(work, id)
  const filing = (await listFilings(work, id)).find(({ kind, state }) => kind === "tax-credit" && state === "filed")
  const amount = Number(filing?.content.amount ?? 0)
  if (!filing || amount === 0) throw refusal("conflict", "subsidies.nothing-to-repay", "返還を命じる消費税の額がありません。")
  await work.db.updateTable("subsidy_filing").set({ state: "approved", decided_at: work.now }).where("id", "=", filing.id).execute()
  return proposeRepayment(work, id, { ...input, principal: amount })
}

export async function reportEffect(work: Work, id: string, input: { year: number; effect: string; sales?: number | undefined }, files: readonly SentFile[] = []): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "report-effect", { by: "applicant" }))
  await writeFiling(work, it, {
    kind: "effect",
    content: { ...input },
    asked: [{ label: "年度", text: `${input.year}年度` }, { label: "事業の効果", text: input.effect }, ...(input.sales === undefined ? [] : [{ label: "売上高など", text: yenText(input.sales) }])],
    state: "approved",
  }, files)
  const moved = await moveApplication(work, it, "report-effect", { detail: { year: input.year } })
  await tellOffice(work, moved, "事業の効果が報告されました", `${input.year}年度`)
}

export interface AfterInspection {
  id: string
  day: CivilDate
  findings: string
}

export async function listAfterInspections(work: Work, applicationId: string): Promise<AfterInspection[]> {
  return work.db.selectFrom("subsidy_after_inspection").select(["id", "day", "findings"]).where("application_id", "=", applicationId).orderBy("day").execute()
}

/** 立入検査 (23条). */
export async function inspectAfterwards(work: Work, id: string, input: { day: CivilDate; findings: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  if (input.day > civilDateOf(work.now)) throw refusal("invalid", "subsidies.inspection-in-the-future", "検査した日は、今日までの日を入力してください。", { field: "day" })
  await work.db
    .insertInto("subsidy_after_inspection")
    .values({ ...input, application_id: id, inspected_by: personOf(work.actor) ?? null, written_at: work.now })
    .execute()
  await moveApplication(work, it, "inspect-afterwards", { detail: { day: input.day } })
}

/** The tax report is due by the day of the year after the settlement; set once. */
export async function setTaxDeadline(work: Work, it: Pick<Application, "caseId" | "settledOn">): Promise<void> {
  if (!it.caseId || !it.settledOn) return
  const dueOn = `${fiscalYear(it.settledOn) + 1}-${TAX_REPORT_DUE}`
  await setDeadline(work, it.caseId, { name: TAX_DEADLINE, dueOn, remindOn: `${dueOn.slice(0, 4)}-05-01` })
}
