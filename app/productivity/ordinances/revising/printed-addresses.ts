import { articleMark } from "../structure/marks.ts"
import { numberOf } from "../structure/numerals.ts"
import type { Provision } from "../structure/provision.ts"

/**
 * While a bill is edited a provision keeps the key it was opened by; what comes of the bill is addressed by its printed
 * numbers. Two provisions under one number are said, not settled.
 */
export function printedAddresses(provisions: readonly Provision[]): { provisions: Provision[]; problems: string[] } {
  const problems: string[] = []
  const taken = new Set<string>()
  const addressed = provisions.map((one) => {
    const address = addressOf(one)
    if (taken.has(address)) problems.push(`「${one.no}」が二つあります。どちらかの番号を直してください。`)
    taken.add(address)
    return address === one.address ? one : { ...one, address }
  })
  for (const { no, address } of addressed) if (address.includes("+")) problems.push(`「${no}」は条の番号として読めません。「第３条の２」のように書いてください。`)
  return { provisions: addressed, problems }
}

/** Where the provisions stand that have another printed number now, by the address they were opened by. */
export function placesAfter(provisions: readonly Provision[]): Map<string, string> {
  return new Map(provisions.map((one): [string, string] => [one.address, addressOf(one)]).filter(([before, now]) => before !== now))
}

function addressOf({ part, address, no }: Provision): string {
  const numbers = articleMark(no)?.numbers
  if (part === "main" && numbers) return isRange(no) ? address : numbers.join("-")
  if (part === "supplementary" && numbers && address.includes("/")) return `${address.slice(0, address.indexOf("/"))}/${numbers.join("-")}`
  if (!address.includes("+")) return address
  const numbered = /^(?:別表|様式|別記様式|別記)第?([0-9０-９〇一二三四五六七八九十百]+)/.exec(no)
  const number = numbered && numberOf(numbered[1]!)
  if (part !== "table" && part !== "form") return address
  const letter = part === "table" ? "t" : "f"
  if (number) return `${letter}${number}`
  return /^(?:別表|様式|別記様式|別記)$/.test(no) ? letter : address
}

/** 第5条から第7条まで of deleted ones stands under the address it has. */
function isRange(no: string): boolean {
  return /から|及び|・/.test(no)
}
