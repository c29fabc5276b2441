import { states, type StateOf } from "../../../kernel/cases/index.ts"
import type { CivilDate } from "../../../kernel/database/index.ts"
import type { OrdinanceKind, Provision } from "../structure/provision.ts"

/** A bill's way. What was decided does not change any more: an approved one is promulgated or given up. */
export const billStates = states({
  draft: {
    propose: { to: "in-approval", tells: ["approver"] },
    abandon: { to: "abandoned", tells: ["author"] },
  },
  "in-approval": {
    approve: { to: "approved", tells: ["author", "rulebook-office"] },
    return: { to: "draft", tells: ["author"] },
  },
  approved: {
    promulgate: { to: "promulgated", tells: ["author", "unit"] },
    abandon: { to: "abandoned", tells: ["author"] },
  },
  promulgated: {},
  abandoned: {},
})
export type BillState = StateOf<typeof billStates>

export const billStateWords: Readonly<Record<BillState, string>> = {
  draft: "作成中",
  "in-approval": "決裁中",
  approved: "決裁済み（公布待ち）",
  promulgated: "公布済み",
  abandoned: "取りやめ",
}

/** 施行期日. */
export const effects = ["on-promulgation", "after-ten-days", "on-date"] as const
export type Effect = (typeof effects)[number]
export const effectWords: Readonly<Record<Effect, string>> = {
  "on-promulgation": "公布の日から施行する",
  "after-ten-days": "公布の日から起算して10日を経過した日から施行する",
  "on-date": "日を定めて施行する",
}

export interface Bill {
  id: string
  ordinanceId: string
  ordinanceTitle: string
  ordinanceNumber: string
  kind: OrdinanceKind
  baseVersionId: string
  unitId: string
  unitName: string
  caseId: string
  number: string
  title: string
  reason: string
  state: BillState
  provisions: Provision[]
  effect: Effect
  effectiveOn: CivilDate | null
  transitional: string
  amendingText: string | null
  approvalId: string | null
  resolvedOn: CivilDate | null
  promulgatedOn: CivilDate | null
  promulgatedNumber: string
  resultVersionId: string | null
  abandonedReason: string
  createdBy: string | null
  authorName: string | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** What an amending text of this kind calls itself: 「この条例は、…」「一部を改正する規則」. */
export function formOfKind(kind: OrdinanceKind): string {
  return kind === "その他" ? "規程" : kind
}
