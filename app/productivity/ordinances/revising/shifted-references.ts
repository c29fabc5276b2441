import type { Work } from "../../../kernel/database/index.ts"
import { listReferrersByNumber, type Referrer } from "../rulebook/index.ts"
import type { Provision } from "../structure/provision.ts"
import type { Bill } from "./bill.ts"
import { printedAddresses } from "./printed-addresses.ts"

/** Articles of the text that get another number or are taken out, by the address they have now. */
export function shiftedAddresses(base: readonly Provision[], bill: readonly Provision[]): string[] {
  const { provisions } = printedAddresses(bill)
  const after = new Map(bill.map(({ address }, at) => [address, provisions[at]!.address]))
  return base.filter(({ part, address }) => part === "main" && after.get(address) !== address).map(({ address }) => address)
}

/** Whether articles come, go or get another number while the 目次 that lists them stays as it is. */
export function contentsAreLeft(base: readonly Provision[], bill: readonly Provision[]): boolean {
  const contents = base.find(({ address }) => address === "toc")
  if (!contents || bill.find(({ address }) => address === "toc")?.text !== contents.text) return false
  const articles = (provisions: readonly Provision[]) => provisions.filter(({ part }) => part === "main").map(({ no }) => no).join()
  return articles(base) !== articles(bill)
}

/** Provisions, here and in other texts, that name an article by the number it will not have any more, as far as the bill does not change them. */
export async function shiftedReferences(work: Work, bill: Bill, base: readonly Provision[]): Promise<Referrer[]> {
  const referrers = await listReferrersByNumber(work, bill.ordinanceId, shiftedAddresses(base, bill.provisions))
  const kept = new Map(bill.provisions.map(({ address, text }) => [address, text]))
  const touched = new Set(base.filter(({ address, text }) => kept.get(address) !== text).map(({ address }) => address))
  return referrers.filter(({ ordinanceId, address }) => ordinanceId !== bill.ordinanceId || !touched.has(address))
}
