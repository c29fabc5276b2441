import { provisionAddress, readAddress, type Reference, referenceReader } from "../../structure/index.ts"
import type { Provision } from "../../structure/provision.ts"

/** A reference with the provision it stands in and the provisions it names. */
export interface PlacedReference {
  /** Of the provision it stands in. */
  from: string
  reference: Reference
  /** Provisions named, without 項 and 号: one, or all of 「前3条」; none when the text as a whole is meant. */
  to: string[]
}

/** The references of a text, or of one of its provisions, that name something: itself, another text of the rulebook, national law. */
export function referencesOf(ordinance: { title: string; provisions: readonly Provision[] }, only?: string): PlacedReference[] {
  const read = referenceReader({ title: ordinance.title, provisions: ordinance.provisions })
  const order = ordinance.provisions.map(({ address }) => address)
  const asked = only === undefined ? ordinance.provisions : ordinance.provisions.filter(({ address }) => address === only)
  return asked.flatMap((provision) =>
    read(provision)
      .filter(({ target }) => target.kind !== "unknown" && (target.kind === "same" || target.title))
      .map((reference) => ({ from: provision.address, reference, to: targetsOf(reference, order) })),
  )
}

function targetsOf({ target }: Reference, order: readonly string[]): string[] {
  const first = provisionOf(target.address)
  if (first === undefined) return []
  const last = provisionOf(target.to)
  if (last === undefined || last === first) return [first]
  const [from, until] = [order.indexOf(first), order.indexOf(last)]
  return target.kind === "same" && from >= 0 && until > from ? order.slice(from, until + 1) : [first, last]
}

/** "12-3/2/1" → "12-3" */
export function provisionOf(address: string | undefined): string | undefined {
  const read = address === undefined ? undefined : readAddress(address)
  return read && (provisionAddress(read) || undefined)
}
