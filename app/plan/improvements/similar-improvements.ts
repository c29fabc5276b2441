import type { Work } from "../../kernel/database/index.ts"
import type { ImprovementState } from "./improvement-states.ts"
import { idsMatching, titlesOf } from "./search.ts"

export interface Similar {
  id: string
  title: string
  state: ImprovementState
  authorUnitName: string
}

const MOST_WORDS = 4
const MOST_SHOWN = 8
// Words that any improvement has.
const EMPTY = new Set(["業務", "改善", "提案", "作業", "事務", "効率", "効率化", "見直", "見直し", "削減", "時間", "方法", "利用", "活用", "実施"])

/** Runs of kanji, katakana or letters: what a Japanese title is about. The longest first. */
export function wordsOf(title: string): string[] {
  const runs = title.normalize("NFKC").match(/[\p{Script=Han}々]{2,}|[\p{Script=Katakana}ー]{2,}|[A-Za-z0-9]{2,}/gu) ?? []
  return [...new Set(runs)]
    .filter((run) => !EMPTY.has(run))
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS)
}

/** Improvements that share words with a title, those that share most first, among those the asking person may see. */
export async function similarImprovements(work: Work, title: string, except?: string): Promise<Similar[]> {
  const shared = new Map<string, number>()
  for (const word of wordsOf(title)) {
    for (const id of await idsMatching(work, word)) shared.set(id, (shared.get(id) ?? 0) + 1)
  }
  if (except) shared.delete(except)
  const ids = [...shared].sort((a, b) => b[1] - a[1]).slice(0, MOST_SHOWN).map(([id]) => id)
  const found = await titlesOf(work, ids)
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? [])
}
