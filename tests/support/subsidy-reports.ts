import { addDays } from "../../app/kernel/cases/index.ts"
import { civilDateOf } from "../../app/kernel/database/index.ts"
import { saveEvidence } from "../../app/productivity/subsidies/settling/evidence.ts"
import { evidenceInput, outcomeInput } from "../../app/productivity/subsidies/settling/inputs.ts"
import { recordInspection } from "../../app/productivity/subsidies/settling/inspect.ts"
import { fileReport, saveOutcome } from "../../app/productivity/subsidies/settling/report.ts"
import { proposeSettlement } from "../../app/productivity/subsidies/settling/settle.ts"
import type { TestHouse } from "./house.ts"
import { awardedApplication, decideApproval, type SubsidyPeople } from "./subsidies.ts"

const today = civilDateOf(new Date())

/** Decided forty days ago over 600,000, with the project under way since. */
export async function projectUnderWay(house: TestHouse, people: SubsidyPeople, more: Parameters<typeof awardedApplication>[2] = {}): Promise<string> {
  const { id } = await awardedApplication(house, people, more)
  await house.database.pool.query("update subsidy_application set decided_on = $2, notified_on = $2, starts_on = $2 where id = $1", [id, addDays(today, -40)])
  return id
}

/** One cost of 900,000 whose chain of papers is whole; `more` breaks it. */
export function wholeEvidence(more: Record<string, unknown> = {}) {
  const paper = (days: number) => ({ on: addDays(today, days), amount: 900_000, name: "株式会社はぎ製作所" })
  return evidenceInput.parse({
    category: "c1",
    content: "検査機 HG-20 1台",
    itemised: true,
    secondHand: false,
    eligibleYen: 900_000,
    quote: paper(-45),
    order: paper(-30),
    delivery: paper(-20),
    invoice: paper(-15),
    payment: paper(-10),
    ownAccount: true,
    issuer: "T7000099000002",
    invoiceNumber: "26-0123",
    ...more,
  })
}

/** The performance report filed with that one cost. @returns the cost's id. */
export async function reportProject(house: TestHouse, { applicant }: Pick<SubsidyPeople, "applicant">, id: string, input = wholeEvidence()): Promise<string> {
  await house.work(applicant, (work) => saveOutcome(work, id, outcomeInput.parse({ completedOn: addDays(today, -5), outcome: "検査の時間が半分になった。" })))
  const row = await house.work(applicant, (work) => saveEvidence(work, id, input, { papers: [{ name: "証拠.txt", bytes: new TextEncoder().encode(`証拠 ${id} ${input.content}`) }] }))
  await house.work(applicant, (work) => fileReport(work, id))
  return row
}

/** Reported, looked at, and the amount fixed by approval. */
export async function settleProject(house: TestHouse, people: SubsidyPeople, id: string, input = wholeEvidence()): Promise<void> {
  await reportProject(house, people, id, input)
  await house.work(people.clerk, (work) => recordInspection(work, id, { day: today, place: "はぎ製作所 本社工場", findings: "機械があり、動いている。" }))
  await decideApproval(house, await house.work(people.clerk, (work) => proposeSettlement(work, id, "書類と現地で確かめた。")))
}

/** Money that has gone out, as a payment writes it. @returns the payment's name in the ledger. */
export async function payOut(house: TestHouse, id: string, amount: number, day: string, kind: "advance" | "final" = "advance"): Promise<string> {
  const { rows } = await house.database.pool.query(
    "insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, written_at) values ($1, $2, $3, $4, gen_random_uuid()::text, now()) returning cause",
    [id, kind, amount, day],
  )
  return rows[0].cause
}
