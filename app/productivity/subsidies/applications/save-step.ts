import { sendAlong, type Work } from "../../../kernel/database/index.ts"
import type { Call } from "../programmes/programme.ts"
import type { Application, CostLine } from "./application.ts"
import { computeAward } from "./award-terms.ts"
import { type InHand, takeInHand } from "./take-in-hand.ts"
import type { CostsInput, PartyInput, ProjectInput } from "./inputs.ts"

/** Every page is kept as it is sent, complete or not; what is missing is told beside it. @returns as it is once committed. */
export async function saveParty(work: Work, id: string, input: PartyInput, expected?: number): Promise<InHand> {
  return keepPage(work, await takeInHand(work, id, expected), "party", { party: input })
}

export async function saveProject(work: Work, id: string, input: ProjectInput, expected?: number): Promise<InHand> {
  const { title, summary, startsOn, endsOn } = input
  return keepPage(work, await takeInHand(work, id, expected), "project", { title, summary, startsOn: startsOn ?? null, endsOn: endsOn ?? null })
}

export async function saveCosts(work: Work, id: string, input: CostsInput, expected?: number): Promise<InHand> {
  const hand = await takeInHand(work, id, expected)
  return keepPage(work, hand, "costs", costsOf(hand.parts.call, input))
}

/** The amount applied for follows from the costs by the call's formula; nobody types it. */
function costsOf(call: Call, input: CostsInput): Content {
  const costs: CostLine[] = call.categories.map(({ key }) => {
    const line = input.lines.find(({ category }) => category === key)
    return { category: key, total: line?.total ?? 0, eligible: line?.eligible ?? 0 }
  })
  const { otherIncome, ownFunds, loans } = input
  return { costs, income: { otherIncome, ownFunds, loans }, wantedYen: computeAward(call, costs, input).amount }
}

/** What the pages of an application write. */
type Content = Partial<Pick<Application, "party" | "title" | "summary" | "startsOn" | "endsOn" | "costs" | "income" | "wantedYen" | "answers">>

/** The row is held and what it becomes is known: its writing travels with the commit, and the change is none when it fails. */
export async function keepPage(work: Work, { it, parts }: InHand, step: string, content: Content): Promise<InHand> {
  const saved: Application = { ...it, ...content, savedSteps: [...new Set([...it.savedSteps, step])], version: it.version + 1, updatedAt: work.now }
  await sendAlong(work, () =>
    work.db
      .updateTable("subsidy_application")
      .set({ ...columnsOf(content), saved_steps: saved.savedSteps, version: saved.version, updated_at: work.now })
      .where("id", "=", it.id)
      .execute(),
  )
  return { it: saved, parts }
}

function columnsOf({ party, title, summary, startsOn, endsOn, costs, income, wantedYen, answers }: Content) {
  return {
    ...(party && { party: JSON.stringify(party) }),
    ...(title !== undefined && { title }),
    ...(summary !== undefined && { summary }),
    ...(startsOn !== undefined && { starts_on: startsOn }),
    ...(endsOn !== undefined && { ends_on: endsOn }),
    ...(costs && { costs: JSON.stringify(costs) }),
    ...(income && { income: JSON.stringify(income) }),
    ...(wantedYen !== undefined && { wanted_yen: wantedYen }),
    ...(answers && { answers: JSON.stringify(answers) }),
  }
}
