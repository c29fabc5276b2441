import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { applyAmendingText } from "../drafting/index.ts"
import { getOrdinance } from "../rulebook/index.ts"
import { provisionsOf } from "./read-bills.ts"
import { startBill } from "./start-bill.ts"

export interface FromText {
  amendingText: string
  reason: string
}

/** A bill whose text comes from an amending text that is there already. Refuses with every sentence that does not fit. */
export async function startFromText(work: Work, ordinanceId: string, { amendingText, reason }: FromText): Promise<string> {
  const ordinance = await getOrdinance(work, ordinanceId)
  const applied = applyAmendingText(await provisionsOf(work, ordinance.currentVersionId), amendingText)
  if (applied.problems.length > 0) {
    const [first, ...more] = applied.problems.map(({ message }) => message)
    throw refusal("invalid", "ordinances.text-does-not-fit", `${first}${more.length > 0 ? `（ほか${more.length}文：${more.slice(0, 3).join("／")}）` : ""}`, { field: "amendingText" })
  }
  return startBill(work, ordinanceId, { provisions: applied.provisions, reason })
}
