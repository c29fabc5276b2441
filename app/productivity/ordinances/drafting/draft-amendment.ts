import type { Provision } from "../structure/provision.ts"
import { type AmendingOptions, type AmendingText, amendingText } from "./amending/amending-text.ts"
import { type AmendmentProblem, applyAmendingText } from "./applying/apply-amending-text.ts"

export interface DraftedAmendment extends AmendingText {
  /** Whether carrying the sentences out gives the text after, character for character. */
  reproduced: boolean
  /** Sentences of the draft that do not fit the text before; empty unless not reproduced. */
  problems: readonly AmendmentProblem[]
}

/**
 * The 改め文 of two texts, carried out again before it is given out. Where that does not give the text after, the provisions
 * that came out otherwise are written anew as a whole (`not-reproduced`) and the draft is tried once more.
 */
export function draftAmendment(before: readonly Provision[], after: readonly Provision[], options: AmendingOptions = {}): DraftedAmendment {
  const first = tried(before, after, options)
  if (first.reproduced) return first
  const whole = new Set([...(options.whole ?? []), ...otherwise(before, after, first)])
  const second = tried(before, after, { ...options, whole })
  return second.reproduced ? second : first
}

function tried(before: readonly Provision[], after: readonly Provision[], options: AmendingOptions): DraftedAmendment {
  const draft = amendingText(before, after, options)
  if (draft.text === "") return { ...draft, reproduced: isSame(before, after), problems: [] }
  const { provisions, problems } = applyAmendingText(before, draft.text)
  return { ...draft, reproduced: problems.length === 0 && isSame(provisions, after), problems }
}

/** Addresses, before the amendment, of what does not come out as it shall; all that changed where a sentence failed. */
function otherwise(before: readonly Provision[], after: readonly Provision[], { text, problems }: DraftedAmendment): string[] {
  const shall = new Set(after.map(key))
  const came = problems.length > 0 ? before : applyAmendingText(before, text).provisions
  const wrong = new Set(came.filter((one) => !shall.has(key(one))).map(({ address }) => address))
  return before.filter(({ address }) => problems.length > 0 || wrong.has(address)).map(({ address }) => address)
}

function isSame(one: readonly Provision[], other: readonly Provision[]): boolean {
  return one.length === other.length && one.every((provision, at) => key(provision) === key(other[at]!))
}

function key({ part, address, no, caption, headings, text }: Provision): string {
  return JSON.stringify([part, address, no, caption, headings, text])
}
