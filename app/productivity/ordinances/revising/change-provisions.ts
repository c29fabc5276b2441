import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import { articleMark } from "../structure/marks.ts"
import type { Provision } from "../structure/provision.ts"
import type { Bill } from "./bill.ts"
import { digitsLike, partOf } from "./printed-numbers.ts"
import { lockBill, mustWrite, provisionsOf } from "./read-bills.ts"
import { textOfTyped } from "./typed-text.ts"

export interface ProvisionWords {
  no: string
  caption: string
  text: string
}

/** How one provision shall read. @returns the bill's new version. */
export async function changeProvision(work: Work, id: string, address: string, words: ProvisionWords, expectedVersion?: number): Promise<number> {
  const bill = await open(work, id, expectedVersion)
  const at = placeOf(bill, address)
  const before = bill.provisions[at]!
  const after = { ...before, ...cleaned(words, before.no) }
  if (articleMark(before.no)) mustBeArticle(after.no)
  return save(work, bill, bill.provisions.with(at, after), { address, before: wordsOf(before), after: wordsOf(after) })
}

/** A new provision behind another; its number as it shall be printed, its address made from it. */
export async function addProvision(work: Work, id: string, behind: string, words: ProvisionWords, expectedVersion?: number): Promise<{ version: number; address: string }> {
  const bill = await open(work, id, expectedVersion)
  const at = placeOf(bill, behind)
  const neighbour = bill.provisions[at]!
  const address = freeAddress(bill, neighbour)
  const clean = cleaned(words, neighbour.no)
  const part = partOf(clean.no, neighbour.part)
  if (part === "main" && articleMark(neighbour.no)) mustBeArticle(clean.no)
  const fresh: Provision = { part, address, headings: part === neighbour.part ? neighbour.headings : [], ...clean }
  const version = await save(work, bill, bill.provisions.toSpliced(at + 1, 0, fresh), { address, added: wordsOf(fresh), behind })
  return { version, address }
}

/** Taken out of the text; the ones behind keep their numbers unless these are changed as well. */
export async function removeProvision(work: Work, id: string, address: string, expectedVersion?: number): Promise<number> {
  const bill = await open(work, id, expectedVersion)
  const at = placeOf(bill, address)
  if (bill.provisions.length === 1) throw refusal("conflict", "ordinances.last-provision", "すべての条を削ることはできません。廃止は、廃止する例規を定めて行います。")
  return save(work, bill, bill.provisions.toSpliced(at, 1), { address, removed: wordsOf(bill.provisions[at]!) })
}

/** As it stands in the text now: a change, an addition or a removal is taken back. */
export async function restoreProvision(work: Work, id: string, address: string, expectedVersion?: number): Promise<number> {
  const bill = await open(work, id, expectedVersion)
  const base = await provisionsOf(work, bill.baseVersionId)
  const original = base.find((one) => one.address === address)
  const at = bill.provisions.findIndex((one) => one.address === address)
  if (!original && at < 0) throw notFound("条文")
  if (!original) return save(work, bill, bill.provisions.toSpliced(at, 1), { address, restored: true })
  if (at >= 0) return save(work, bill, bill.provisions.with(at, original), { address, restored: true })
  // Behind the nearest one before it that is still there.
  const before = base.slice(0, base.indexOf(original)).findLast((one) => bill.provisions.some(({ address: there }) => there === one.address))
  const place = before ? bill.provisions.findIndex((one) => one.address === before.address) + 1 : 0
  return save(work, bill, bill.provisions.toSpliced(place, 0, original), { address, restored: true })
}

async function open(work: Work, id: string, expectedVersion: number | undefined): Promise<Bill> {
  const bill = await lockBill(work, id)
  mustWrite(work, bill)
  if (expectedVersion !== undefined && expectedVersion !== bill.version) throw stale(bill)
  return bill
}

function stale(bill: Bill) {
  return refusal("conflict", "ordinances.stale-bill", "ほかの人が先に改正案を保存しました。いまの改正案と見比べて、もう一度保存してください。", {
    detail: { version: bill.version, changedAt: bill.updatedAt.toISOString() },
  })
}

async function save(work: Work, bill: Bill, provisions: readonly Provision[], detail: Record<string, unknown>): Promise<number> {
  const version = bill.version + 1
  await work.db.updateTable("ordinance_bill").set({ provisions: JSON.stringify(provisions), version, updated_at: work.now }).where("id", "=", bill.id).execute()
  await record(work, { action: "ordinances.bill-changed", subject: { kind: "ordinance-bill", id: bill.id }, detail: { number: bill.number, ...detail }, unitId: bill.unitId })
  return version
}

function placeOf(bill: Bill, address: string): number {
  const at = bill.provisions.findIndex((one) => one.address === address)
  if (at < 0) throw notFound("条文")
  return at
}

/** Said where it is typed: later the number would only be found not to lead to the edited text. */
function mustBeArticle(no: string): void {
  if (!articleMark(no)) throw refusal("invalid", "ordinances.number-of-article", `「${no}」は条の番号として読めません。「第３条の２」のように書いてください。`, { field: "no" })
}

function cleaned({ no, caption, text }: ProvisionWords, like: string): ProvisionWords {
  return { no: digitsLike(no.trim(), like), caption: caption.trim().replace(/^[（(](.*)[）)]$/, "$1"), text: textOfTyped(text) }
}

function wordsOf({ no, caption, text }: Provision): ProvisionWords {
  return { no, caption, text }
}

/** Only a key of this bill: the version that comes of it is addressed by its printed numbers anew. */
function freeAddress(bill: Bill, { address }: Provision): string {
  for (let n = 1; ; n++) {
    const fresh = `${address}+${n}`
    if (!bill.provisions.some((one) => one.address === fresh)) return fresh
  }
}
