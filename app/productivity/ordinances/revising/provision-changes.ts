import type { Provision } from "../structure/provision.ts"

export interface ProvisionChange {
  /** As it shall read; of a removed one, as it reads now. */
  provision: Provision
  /** As it reads now; undefined for an added one. */
  before: Provision | undefined
  change: "same" | "changed" | "added" | "removed"
}

/** Every provision of now and of the bill in reading order, removed ones where they stood. */
export function provisionChanges(base: readonly Provision[], bill: readonly Provision[]): ProvisionChange[] {
  const now = new Map(base.map((one) => [one.address, one]))
  const kept = new Set(bill.map(({ address }) => address))
  const removedBehind = new Map<string | undefined, Provision[]>()
  let last: string | undefined
  for (const one of base) {
    if (kept.has(one.address)) last = one.address
    else removedBehind.set(last, [...(removedBehind.get(last) ?? []), one])
  }
  const removed = (behind: string | undefined): ProvisionChange[] => (removedBehind.get(behind) ?? []).map((provision) => ({ provision, before: provision, change: "removed" }))
  return [
    ...removed(undefined),
    ...bill.flatMap((provision): ProvisionChange[] => {
      const before = now.get(provision.address)
      const change = before ? (isSame(before, provision) ? "same" : "changed") : "added"
      return [{ provision, before, change }, ...removed(provision.address)]
    }),
  ]
}

function isSame(a: Provision, b: Provision): boolean {
  return a.no === b.no && a.caption === b.caption && a.text === b.text
}
