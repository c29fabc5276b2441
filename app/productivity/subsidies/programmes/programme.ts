export type Audience = "company" | "resident" | "both"
export type CallState = "draft" | "published" | "withdrawn"
/** 千円未満切捨て or 円未満切捨て. */
export type Rounding = "thousand-down" | "yen-down"

export interface Programme {
  id: string
  unitId: string
  unitName: string
  title: string
  purpose: string
  audience: Audience
  uses: string[]
  area: string
  /** 交付要綱の名称. */
  basis: string
  contact: string
  copiedFromId: string | null
  version: number
}

/** Asked before the form is opened; only the named answer lets one go on. */
export interface EligibilityQuestion {
  key: string
  question: string
  answer: "yes" | "no"
}

export interface AttachmentAsked {
  key: string
  title: string
  required: boolean
  hint: string
}

/** 経費区分 */
export interface Category {
  key: string
  title: string
  rate: Rate
  /** Whole yen; null: no limit. */
  capYen: number | null
  note: string
}

/** 補助率, a fraction: 7/8 and never 0.875. */
export interface Rate {
  numerator: number
  denominator: number
}

export interface Call {
  id: string
  programmeId: string
  fiscalYear: number
  title: string
  state: CallState
  opensAt: Date | null
  closesAt: Date | null
  budgetYen: number | null
  capYen: number | null
  rounding: Rounding
  standardDays: number | null
  withdrawalDays: number
  reportDays: number
  earlyStart: boolean
  quotesFromYen: number | null
  eligibility: EligibilityQuestion[]
  attachments: AttachmentAsked[]
  conditions: string[]
  categories: Category[]
  publishedAt: Date | null
  withdrawnReason: string
  version: number
}

export const audienceWords: Record<Audience, string> = { company: "会社・個人事業主など", resident: "県民の方", both: "会社・個人事業主・県民の方" }
export const callStateWords: Record<CallState, string> = { draft: "準備中", published: "公開中", withdrawn: "取りやめ" }
export const roundingWords: Record<Rounding, string> = { "thousand-down": "1,000円未満切捨て", "yen-down": "1円未満切捨て" }

/** 目的の区分: as the public list of Jグランツ words them, so that one filter finds both. */
export const useWords = [
  "新たな事業を行いたい",
  "販路拡大・海外展開をしたい",
  "イベント・事業運営支援がほしい",
  "事業を引き継ぎたい",
  "研究開発・実証事業を行いたい",
  "人材育成を行いたい",
  "資金繰りを改善したい",
  "設備整備・IT導入をしたい",
  "雇用・職場環境を改善したい",
  "エコ・SDGs活動支援がほしい",
  "災害（自然災害、感染症等）支援がほしい",
  "教育・子育て・少子化支援がほしい",
  "スポーツ・文化支援がほしい",
  "安全・防災対策支援がほしい",
  "まちづくり・地域振興支援がほしい",
] as const
