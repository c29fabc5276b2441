import type { CivilDate } from "../../../kernel/database/index.ts"
import type { ApplicationState } from "../application-states.ts"
import type { PartyKind } from "../rules/party-kind.ts"

/** 申請者, as written on the application; what was filed stays when the company moves. */
export interface Party {
  /** As they said themselves; "" before they were asked. */
  kind: PartyKind | ""
  name: string
  kana: string
  /** 法人番号, 13 digits; "" for a person. */
  corporateNumber: string
  postalCode: string
  municipality: string
  address: string
  representativeTitle: string
  representative: string
  phone: string
  email: string
}

/** 経費の配分 of one 経費区分, whole yen. */
export interface CostLine {
  category: string
  /** 補助事業に要する経費 */
  total: number
  /** 補助対象経費 */
  eligible: number
}

/** What pays for it besides the subsidy, whole yen. */
export interface Income {
  /** 寄付金その他の収入 that bears on the eligible cost. */
  otherIncome: number
  ownFunds: number
  loans: number
}

export type FilingKind =
  | "change"
  | "discontinuation"
  | "accident"
  | "progress"
  | "performance"
  | "advance-claim"
  | "final-claim"
  | "tax-credit"
  | "effect"
  | "disposal"
  | "year-end"
export type FilingState = "filed" | "returned" | "approved" | "refused"
export type DecisionKind =
  | "award"
  | "refusal"
  | "change"
  | "change-refusal"
  | "discontinuation"
  | "discontinuation-refusal"
  | "settlement"
  | "cancellation"
  | "partial-cancellation"
  | "repayment"
  | "disposal"
  | "disposal-refusal"
  | "correction-order"
  | "performance-order"
  | "stop"
  | "instruction"
  | "dismissal"
export type DecisionState = "proposed" | "returned" | "decided" | "notified"

export interface Application {
  id: string
  callId: string
  unitId: string
  caseId: string | null
  number: string | null
  state: ApplicationState
  ownerId: string
  companyId: string | null
  formVersionId: string | null
  eligibility: Record<string, string>
  party: Partial<Party>
  title: string
  summary: string
  startsOn: CivilDate | null
  endsOn: CivilDate | null
  costs: CostLine[]
  income: Partial<Income>
  answers: Record<string, unknown>
  asked: unknown[] | null
  savedSteps: string[]
  wantedYen: number | null
  awardedYen: number | null
  settledYen: number | null
  clerkId: string | null
  filedAt: Date | null
  processBy: CivilDate | null
  decidedOn: CivilDate | null
  notifiedOn: CivilDate | null
  completedOn: CivilDate | null
  settledOn: CivilDate | null
  endedOn: CivilDate | null
  contentSha256: string | null
  version: number
  createdAt: Date
  updatedAt: Date
}

export const filingWords: Readonly<Record<FilingKind, string>> = {
  change: "変更承認申請書",
  discontinuation: "中止（廃止）承認申請書",
  accident: "事故（遅延）報告書",
  progress: "遂行状況報告書",
  performance: "実績報告書",
  "advance-claim": "概算払請求書",
  "final-claim": "精算払請求書",
  "tax-credit": "消費税仕入控除税額報告書",
  effect: "事業効果報告書",
  disposal: "財産処分承認申請書",
  "year-end": "年度終了実績報告書",
}

export const decisionWords: Readonly<Record<DecisionKind, string>> = {
  award: "交付決定通知書",
  refusal: "不交付決定通知書",
  change: "変更交付決定通知書",
  "change-refusal": "変更不承認通知書",
  discontinuation: "中止（廃止）承認通知書",
  "discontinuation-refusal": "中止（廃止）不承認通知書",
  settlement: "額の確定通知書",
  cancellation: "交付決定取消通知書",
  "partial-cancellation": "交付決定一部取消通知書",
  repayment: "返還命令書",
  disposal: "財産処分承認通知書",
  "disposal-refusal": "財産処分不承認通知書",
  "correction-order": "是正命令書",
  "performance-order": "遂行命令書",
  stop: "一時停止命令書",
  instruction: "指示書",
  dismissal: "却下通知書",
}
