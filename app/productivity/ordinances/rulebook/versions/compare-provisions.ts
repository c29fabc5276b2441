import { diffArrays } from "diff"
import type { Provision } from "../../structure/provision.ts"

export interface ComparedProvision {
  kind: "same" | "changed" | "added" | "removed"
  before: Provision | undefined
  after: Provision | undefined
  segments: { kind: "same" | "removed" | "added"; text: string }[]
}

/** Myers' algorithm costs changes times words: past this product a provision is shown as a whole on either side. */
const MOST_STEPS = 20_000_000
const MOST_CHANGES = 2000

/**
 * Two versions of a text over one another, in the order of the later one, what went standing where it stood. A provision is
 * the same one when it says the same under another number, or when it has the same number.
 */
export function compareProvisions(before: readonly Provision[], after: readonly Provision[]): ComparedProvision[] {
  const partner = partnersOf(before, after)
  const taken = new Set(partner.values())
  const gone = before.filter((one) => !taken.has(one))
  const rows: ComparedProvision[] = []
  const rest = new Set(gone)
  const takeGone = (until: Provision | undefined) => {
    // What went before the provision that comes now.
    for (const one of before) {
      if (one === until) break
      if (rest.delete(one)) rows.push({ kind: "removed", before: one, after: undefined, segments: [{ kind: "removed", text: wordsOfProvision(one) }] })
    }
  }
  for (const next of after) {
    const old = partner.get(next)
    if (!old) {
      rows.push({ kind: "added", before: undefined, after: next, segments: [{ kind: "added", text: wordsOfProvision(next) }] })
      continue
    }
    takeGone(old)
    const segments = segmentsOf(wordsOfProvision(old), wordsOfProvision(next))
    rows.push({ kind: segments.every(({ kind }) => kind === "same") ? "same" : "changed", before: old, after: next, segments })
  }
  takeGone(undefined)
  return rows
}

function partnersOf(before: readonly Provision[], after: readonly Provision[]): Map<Provision, Provision> {
  const partner = new Map<Provision, Provision>()
  const free = new Set(before)
  const pair = (keyOf: (one: Provision) => string) => {
    const known = new Map<string, Provision[]>()
    for (const one of before) if (free.has(one)) known.set(keyOf(one), [...(known.get(keyOf(one)) ?? []), one])
    for (const next of after) {
      if (partner.has(next)) continue
      const old = known.get(keyOf(next))?.shift()
      if (!old) continue
      partner.set(next, old)
      free.delete(old)
    }
  }
  // A short text (「削除」) says the same in many places.
  pair((one) => JSON.stringify([one.address, one.caption, one.text]))
  pair((one) => (one.text.length < 20 ? JSON.stringify([one.address]) : JSON.stringify([one.part, one.caption, one.text])))
  pair((one) => JSON.stringify([one.address]))
  return partner
}

/** A provision as it is compared and shown: its number and caption are words of it like others. */
export function wordsOfProvision({ no, caption, text }: Provision): string {
  return `${caption ? `（${caption}）\n` : ""}${no ? `${no}　` : ""}${text.replace(/^- /gm, "　")}`
}

function segmentsOf(before: string, after: string): ComparedProvision["segments"] {
  if (before === after) return [{ kind: "same", text: before }]
  const [gone, come] = [wordsOf(before), wordsOf(after)]
  const changes = diffArrays(gone, come, { maxEditLength: Math.min(MOST_CHANGES, Math.ceil(MOST_STEPS / (gone.length + come.length))) })
  if (!changes) return [{ kind: "removed", text: before }, { kind: "added", text: after }]
  return changes.map(({ added, removed, value }) => ({ kind: added ? "added" : removed ? "removed" : "same", text: value.join("") }))
}

/** As a drafter quotes: a run of kanji stays whole. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{Script=Han}々〆〇ヶヵ]+|[ァ-ヴー]+|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[\s\S]/gu) ?? []
}
