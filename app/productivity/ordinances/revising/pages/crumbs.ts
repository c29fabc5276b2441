import type { Bill } from "../bill.ts"
import { revisingPaths } from "../paths.ts"

export function crumbsOfBill(bill: Pick<Bill, "id" | "title">, last: string) {
  return [{ title: "例規の改正案", href: revisingPaths.list }, { title: bill.title, href: revisingPaths.bill(bill.id) }, { title: last }]
}
