import type { Permission } from "./kernel/access/index.ts"
import type { ApprovalKind } from "./kernel/approvals/index.ts"
import type { Question, Work } from "./kernel/database/index.ts"
import type { DocumentRule } from "./kernel/documents/index.ts"
import type { BankLookup, Starter } from "./kernel/forms/index.ts"
import type { Api, Site } from "./kernel/http/index.ts"
import type { Job, Schedule } from "./kernel/jobs/index.ts"
import type { Measure } from "./kernel/measures/index.ts"
import type { Holding } from "./kernel/people/index.ts"
import type { SearchSource } from "./kernel/search/index.ts"
import type { MenuEntry } from "./kernel/ui/index.ts"

/**
 * What a module hands to the house: one value, in its `module.ts`. The composition in server.ts reads it; nothing
 * is found by scanning folders or by side effects of an import.
 */
export interface Module {
  name: string
  /** 日本語. */
  title: string
  /** The plan's initiative this module is the tool of, by its stable key ("productivity.subsidies"). */
  initiative?: string
  /** Folder of `NNNN-name.sql`, from the project's root. */
  migrations?: string
  permissions?: Readonly<Record<string, Permission>>
  pages?(site: Site): void
  api?(api: Api): void
  jobs?: readonly Job[]
  schedules?: readonly Schedule[]
  measures?: readonly Measure[]
  search?: readonly SearchSource[]
  approvals?: readonly ApprovalKind[]
  documents?: readonly DocumentRule[]
  /** What the form designer takes from those who know it: forms to begin with, and where bank branches are found. */
  forms?: { starters?: readonly Starter[]; findBranches?: BankLookup }
  /** Pages of staff that the header has no room for. */
  menu?: readonly MenuEntry[]
  /** What waits for the person, for their desk. */
  waiting?(work: Work): Asked<DeskItem>
  /** What the person's unit owns, for their desk. */
  owned?(work: Work): Asked<OwnedItem>
  /** What the public can apply for now, for the portal. */
  offers?(work: Work): Promise<Offer[]>
  /** The cases an applicant may follow, for the portal. */
  ownCases?(work: Work): Promise<OwnCase[]>
  /** What it keeps in the name of units: it goes to whoever takes over when a unit is closed. */
  holdings?: readonly Holding[]
  /** Demo data, written on the first start only; modules are seeded in the order of the composition. */
  seed?(work: Work): Promise<void>
}

/**
 * What the desk asks of a module: questions, which it puts to the database in one statement with those of all others; and
 * answers the module finds itself, where one query depends on another's. Parts are put together with `flatMap`.
 */
export type Asked<T> = readonly (Question<T> | Promise<T[]>)[] | Promise<T[]>

/** One line on somebody's desk. */
export interface DeskItem {
  /** What is asked of them: 「決裁」「回答」「期限」. */
  kind: string
  title: string
  link: string
  since: Date
  /** Civil date. */
  dueOn?: string
  /** One word on its state, shown as a tag. */
  state?: string
}

/** Something a unit answers for: an initiative, a facility, an agreement. */
export interface OwnedItem {
  /** 「取組」「改善提案」 */
  kind: string
  title: string
  link: string
  /** One phrase on how it stands. */
  state?: string
}

/** Something a resident or a company can apply for. */
export interface Offer {
  title: string
  /** Who it is for, in one sentence. */
  who: string
  link: string
  /** Civil date of the last day. */
  closesOn?: string
}

/** One case as its applicant sees it. */
export interface OwnCase {
  number: string
  title: string
  link: string
  state: string
  /** What is awaited, and from whom. */
  awaited: string
  since: Date
  dueOn?: string
}
