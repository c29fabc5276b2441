import type { CivilDate } from "../../kernel/database/index.ts"
import type { EditionStatus, LogicModel } from "../tables.ts"

/** The head of an edition (年度版): everything but its texts. */
export interface Edition {
  id: string
  fiscalYear: number
  /** 0: as made for the year; 1, 2, …: revised during it. */
  revision: number
  title: string
  position: string
  term: string
  status: EditionStatus
  basedOnId: string | null
  /** Why a mid-year revision was made. */
  reason: string
  approvalId: string | null
  inForceOn: CivilDate | null
  closedOn: CivilDate | null
  frozenAt: Date | null
  frozenHash: string | null
  /** Counts every change in the edition. */
  version: number
  createdAt: Date
}

export interface EditionListed extends Edition {
  sheets: number
}

export interface Ideal {
  id: string
  text: string
}

export interface UnitName {
  id: string
  name: string
}

export interface Milestone {
  id: string
  quarter: 1 | 2 | 3 | 4
  text: string
  doneOn: CivilDate | null
  evidence: string
  sort: number
}

export interface Indicator {
  id: string
  /** The same over editions: values hang here. */
  lineageId: string
  sort: number
  /** 活動指標 / 成果指標 */
  kind: "output" | "outcome"
  name: string
  unit: string
  better: "up" | "down"
  /** Decimal text, so that no digit is lost. */
  baseline: string | null
  baselineNote: string
  /** null: without a target, and `noTargetReason` says why. */
  target: string | null
  noTargetReason: string
  targetBasis: string
  /** Counted by the platform; null: entered by hand with its evidence. */
  measureKey: string | null
}

/** 課題 as this edition sees it: solved in a later edition is still open here; solved in an earlier one is not here. */
export interface Issue {
  id: string
  text: string
  raisedIn: string
  raisedAt: Date
  /** True when this very edition raised it. */
  isNew: boolean
  /** Set only when this edition solved it. */
  solvedWith: string | null
  solvedAt: Date | null
}

/** 取組シート: an initiative as one edition has it. */
export interface Sheet {
  id: string
  editionId: string
  directionId: string
  initiativeId: string
  /** Of app/initiative-keys.ts, where there is one. */
  key: string | null
  numeral: string
  number: number
  title: string
  aliases: string[]
  text: string
  ownerUnitId: string | null
  ownerUnitName: string | null
  partnerUnits: UnitName[]
  presentState: string
  actions: string
  noIndicatorReason: string
  logicModel: LogicModel
  nextYearProposal: string
  version: number
  updatedAt: Date
  milestones: Milestone[]
  indicators: Indicator[]
  issues: Issue[]
}

export interface Direction {
  id: string
  numeral: string
  title: string
  aim: string
  sheets: Sheet[]
}

/** A whole edition. `sheets` are the same objects as under `directions`, in the plan's order. */
export interface EditionContent {
  edition: Edition
  ideals: Ideal[]
  directions: Direction[]
  sheets: Sheet[]
  /** True when the reader may see only the sheets of their own units (a draft seen from an owning unit). */
  limited: boolean
}

/** One sheet with the edition and direction it stands in. */
export interface SheetInEdition {
  edition: Edition
  direction: Omit<Direction, "sheets">
  sheet: Sheet
}
