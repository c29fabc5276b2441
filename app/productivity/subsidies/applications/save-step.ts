import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Call } from "../programmes/programme.ts"
import type { Application, CostLine } from "./application.ts"
import { computeAward } from "./award-terms.ts"
import { callOf } from "./call-of.ts"
import { mustBeInHand } from "./in-hand.ts"
import type { CostsInput, PartyInput, ProjectInput } from "./inputs.ts"
import { lockApplication } from "./read-application.ts"

/** Every page is kept as it is sent, complete or not; what is missing is told beside it. */
export async function saveParty(work: Work, id: string, input: PartyInput, expected?: number): Promise<number> {
  return save(work, id, "party", expected, () => ({ party: JSON.stringify(input) }))
}

export async function saveProject(work: Work, id: string, input: ProjectInput, expected?: number): Promise<number> {
  return save(work, id, "project", expected, () => ({
    title: input.title,
    summary: input.summary,
    starts_on: input.startsOn ?? null,
    ends_on: input.endsOn ?? null,
  }))
}

/** The amount applied for follows from the costs by the call's formula; nobody types it. */
export async function saveCosts(work: Work, id: string, input: CostsInput, expected?: number): Promise<number> {
  return save(work, id, "costs", expected, (call) => {
    const costs: CostLine[] = call.categories.map(({ key }) => {
      const line = input.lines.find(({ category }) => category === key)
      return { category: key, total: line?.total ?? 0, eligible: line?.eligible ?? 0 }
    })
    const { otherIncome, ownFunds, loans } = input
    const { amount } = computeAward(call, costs, input)
    return { costs: JSON.stringify(costs), income: JSON.stringify({ otherIncome, ownFunds, loans }), wanted_yen: amount }
  })
}

/** One page of the call's own form. */
export async function saveAnswers(work: Work, id: string, step: string, merge: (it: Application) => Record<string, unknown>, expected?: number): Promise<number> {
  return save(work, id, step, expected, (_, it) => ({ answers: JSON.stringify(merge(it)) }))
}

type Set = Partial<{
  party: string
  title: string
  summary: string
  starts_on: string | null
  ends_on: string | null
  costs: string
  income: string
  wanted_yen: number
  answers: string
}>

async function save(work: Work, id: string, step: string, expected: number | undefined, setOf: (call: Call, it: Application) => Set): Promise<number> {
  const it = await lockApplication(work, id)
  mustBeInHand(work, it)
  if (expected !== undefined && expected !== it.version) {
    const theirs = { ...it.party, title: it.title, summary: it.summary, startsOn: it.startsOn, endsOn: it.endsOn, ...it.income }
    throw refusal("conflict", "subsidies.stale", "ほかの人が先に保存しました。両方の内容を見比べて、もう一度保存してください。", { detail: theirs })
  }
  const call = await callOf(work, it)
  const version = it.version + 1
  await work.db
    .updateTable("subsidy_application")
    .set({ ...setOf(call, it), saved_steps: [...new Set([...it.savedSteps, step])], version, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  return version
}
