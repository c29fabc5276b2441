import { createHash } from "node:crypto"
import type { ProvisionPart } from "../../structure/provision.ts"
import { type Rules, scanArticle } from "../../scanner/index.ts"
import type { FoundHit } from "../finding.ts"

export interface ExcludedItem {
  rule: string
  /** The code and its words: 「⑥ 定義」. */
  reason: string
  sentence: string
}

export interface ProvisionText {
  ordinanceId: string
  address: string
  position: number
  part: ProvisionPart
  no: string
  caption: string
  text: string
}

/** A provision as the rules read it. */
export interface ScannedProvision extends ProvisionText {
  textSha256: string
  categories: readonly { category: string; kind: string; hits: readonly FoundHit[] }[]
  excluded: readonly ExcludedItem[]
}

/** A hit's sentence can be a whole page of a table; what is kept for lists is bounded. */
const MOST_SENTENCE = 1200

export function scanProvision(provision: ProvisionText, title: string, rules: Rules): ScannedProvision {
  const scan = scanArticle({ title, no: provision.no, caption: provision.caption, text: provision.text }, rules)
  return {
    ...provision,
    textSha256: sha256(provision.text),
    categories: scan.categories.map((category) => {
      const hits = scan.hits
        .filter((hit) => hit.category === category)
        .map(({ rule, kind, sentence, slots, start, end, words }): FoundHit => ({ rule, kind, sentence: sentence.slice(0, MOST_SENTENCE), slots, start, end, words }))
      return { category, kind: hits.find(({ kind }) => kind)?.kind ?? "", hits }
    }),
    excluded: scan.excluded.map(({ rule, reason, sentence }) => ({ rule, reason, sentence: sentence.slice(0, MOST_SENTENCE) })),
  }
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}

/** 「⑥ 定義」 → 「⑥」 */
export function reasonCodeOf(reason: string): string {
  return reason.split(" ", 1)[0]!
}
