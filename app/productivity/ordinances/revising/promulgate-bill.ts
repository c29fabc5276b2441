import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { moveCase } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { completeAmended } from "../findings/index.ts"
import { addVersion } from "../rulebook/index.ts"
import { billStates, billStateWords } from "./bill.ts"
import type { PromulgationInput } from "./inputs.ts"
import { billPromulgated } from "./notices.ts"
import { placesAfter } from "./printed-addresses.ts"
import { lockBill, provisionsOf } from "./read-bills.ts"
import { supplementaryOf, textAsPromulgated } from "./amending-ordinance.ts"
import { withOwnSupplementary } from "./own-supplementary.ts"
import { dayOfEffect } from "./rules/day-of-effect.ts"
import { promulgationIsNotPossible } from "./rules/promulgation-is-not-possible.ts"

/**
 * The decided words, applied to the text they amend, become its next version. They are applied anew here: what enters the
 * rulebook is what the promulgated words say, not what somebody's screen showed. The 附則 of the amendment stands behind those of the text.
 * @returns the id of the new version.
 */
export async function promulgateBill(work: Work, id: string, input: PromulgationInput): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const bill = await lockBill(work, id)
  if (bill.state !== "approved") throw refusal("conflict", "ordinances.bill-not-approved", `この改正案は「${billStateWords[bill.state]}」です。公布を記録できるのは、決裁の済んだものだけです。`)
  refuseIf(promulgationIsNotPossible({ kind: bill.kind, effect: bill.effect, effectiveOn: bill.effectiveOn, today: civilDateOf(work.now), resolvedOn: input.resolvedOn, promulgatedOn: input.promulgatedOn }))
  const effectiveOn = dayOfEffect(bill.effect, input.promulgatedOn, bill.effectiveOn)
  const base = await provisionsOf(work, bill.baseVersionId)
  const versionId = await addVersion(work, bill.ordinanceId, {
    provisions: withOwnSupplementary(textAsPromulgated(bill, base), { promulgatedOn: input.promulgatedOn, number: input.number, lines: supplementaryOf(bill) }),
    effectiveOn,
    madeBy: input.number,
    expectedVersionId: bill.baseVersionId,
  })
  await moveCase(work, bill.caseId, billStates, "promulgate", { audit: false })
  await work.db
    .updateTable("ordinance_bill")
    .set({
      state: "promulgated",
      resolved_on: input.resolvedOn ?? null,
      promulgated_on: input.promulgatedOn,
      promulgated_number: input.number,
      effective_on: effectiveOn,
      result_version_id: versionId,
      version: bill.version + 1,
      updated_at: work.now,
    })
    .where("id", "=", id)
    .execute()
  await record(work, {
    action: "ordinances.bill-promulgated",
    subject: { kind: "ordinance-bill", id },
    detail: { number: bill.number, promulgatedNumber: input.number, promulgatedOn: input.promulgatedOn, effectiveOn, versionId },
    unitId: bill.unitId,
  })
  await completeAmended(work, bill.ordinanceId, { versionId, doneOn: effectiveOn, how: effectiveOn === input.promulgatedOn ? input.number : `${input.number}（${wareki(effectiveOn)}施行）`, places: placesAfter(bill.provisions) })
  await tell(work, billPromulgated, bill)
  return versionId
}
