import type { CivilDate, Work } from "../database/index.ts"

/** One piece of text that search can find. */
export interface Passage {
  /** "improvement": one kind per search source. */
  kind: string
  /** The subject's id; with a position when it has several passages. */
  id: string
  position?: number
  title: string
  body: string
  /** A path of ours. */
  link: string
  audience: "public" | "staff" | "units" | "persons" | "tokens"
  unitIds?: readonly string[]
  /** With "units": only those who hold this permission for one of the units. */
  permission?: string
  personIds?: readonly string[]
  /** With "tokens", for several audiences at once: "person:ID", "unit:ID", "PERMISSION:UNIT-ID", "PERMISSION:all". */
  tokens?: readonly string[]
  happenedOn?: CivilDate | null
}

/** What a module can be searched for, and how its passages are written anew. */
export interface SearchSource {
  kind: string
  /** 日本語: 「改善提案」. */
  title: string
  /** Calls index() for everything it has, in portions. */
  reindexAll(work: Work, onProgress: (done: number) => void): Promise<void>
}

let sources: readonly SearchSource[] = []

/** Called once when the house is composed. */
export function declareSearchSources(declared: readonly SearchSource[]): void {
  sources = declared
}

export function searchSources(): readonly SearchSource[] {
  return sources
}

export function kindTitle(kind: string): string {
  return sources.find((source) => source.kind === kind)?.title ?? kind
}
