import type { Work } from "../kernel/database/index.ts"
import type { Module, Offer, OwnCase } from "../module.ts"

/** What is open now, the nearest deadline first; what has no deadline comes last. */
export async function listOffers(work: Work, modules: readonly Module[]): Promise<Offer[]> {
  const offers = (await Promise.all(modules.map((module) => module.offers?.(work) ?? []))).flat()
  return offers.sort((a, b) => (a.closesOn ?? "9999").localeCompare(b.closesOn ?? "9999"))
}

/** The asking applicant's cases, the newest first. */
export async function listOwnCases(work: Work, modules: readonly Module[]): Promise<OwnCase[]> {
  const cases = (await Promise.all(modules.map((module) => module.ownCases?.(work) ?? []))).flat()
  return cases.sort((a, b) => b.since.getTime() - a.since.getTime())
}
