import type { CivilDate } from "../../../kernel/database/index.ts"
import type { OrdinanceKind } from "../structure/provision.ts"
import type { FindingState } from "./finding-states.ts"

export type Verdict = "applicable" | "not-applicable"
export type Origin = "own" | "national"
export type NationalReview = "unknown" | "planned" | "clarified" | "amended" | "none"
export type Method = "none" | "notice" | "amend" | "wait"
export type Attention = "" | "text-changed" | "category-added" | "moved"
export type GoneWhy = "" | "rules" | "text" | "repealed"

export const slotNames = ["who", "act", "object", "place", "frequency", "medium"] as const

/** One hit of one rule in the provision's text. */
export interface FoundHit {
  rule: string
  kind?: string | undefined
  sentence: string
  slots: Partial<Record<(typeof slotNames)[number], string>>
  /** Of the sentence in the text, and of the words that matched. */
  start: number
  end: number
  words: readonly { start: number; end: number }[]
}

export interface FindingCategory {
  category: string
  kind: string
  byHand: boolean
  hit: boolean
  hits: readonly FoundHit[]
  verdict: Verdict | null
  reasonCode: string
  note: string
  presentPhase: number | null
  targetPhase: number | null
}

/** 該当候補: one provision in which the rules found something, and what was decided about it. */
export interface Finding {
  id: string
  no: number
  ordinanceId: string
  ordinanceTitle: string
  ordinanceNumber: string
  ordinanceKind: OrdinanceKind
  /** 所管課; null: not assigned yet. */
  unitId: string | null
  address: string
  position: number
  part: string
  articleNo: string
  caption: string
  text: string
  textSha256: string
  rulesVersion: string
  caseId: string | null
  state: FindingState
  attention: Attention
  goneAt: Date | null
  goneWhy: GoneWhy
  clerkId: string | null
  clerkName: string | null
  origin: Origin | null
  lawName: string
  lawArticle: string
  lawOrdinanceId: string | null
  nationalReview: NationalReview | null
  digitalAlready: boolean | null
  physicalInterest: boolean | null
  excludesDigital: boolean | null
  method: Method | null
  methodReason: string
  plannedMonth: string | null
  technologies: readonly string[]
  draft: string
  remark: string
  public: boolean
  publicNote: string
  decidedBy: string | null
  decidedByName: string
  decidedAt: Date | null
  doneOn: CivilDate | null
  doneHow: string
  version: number
  createdAt: Date
  updatedAt: Date
  categories: readonly FindingCategory[]
}

/** 「第12条」, 「附則」, 「別表第1」 with the caption. */
export function placeOf({ articleNo, caption, address }: Pick<Finding, "articleNo" | "caption" | "address">): string {
  return `${articleNo || address}${caption ? `（${caption}）` : ""}`
}
