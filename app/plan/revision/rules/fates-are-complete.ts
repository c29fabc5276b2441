import type { Change } from "../../tables.ts"

/** What became of one initiative between two editions. A merge or a split is several of these. */
export interface Fate {
  fromInitiativeId: string | null
  toInitiativeId: string | null
  change: Change
  reason: string
}

export interface Named {
  initiativeId: string
  title: string
  /** In a mid-year revision: whether any of its texts differ from the edition before. */
  isChanged: boolean
}

export interface Gap {
  initiativeId: string
  title: string
  message: string
}

/**
 * Nothing disappears and nothing appears without a word: every initiative of the former edition has a fate, every
 * initiative of the new one comes from somewhere, each with its reason (推進プラン：加除修正しながら毎年度見直し).
 * A mid-year revision need not give a reason for what it leaves untouched.
 */
export function fatesAreComplete(
  before: readonly Named[],
  after: readonly Named[],
  fates: readonly Fate[],
  kind: "yearly" | "mid-year",
): Gap[] {
  const gaps: Gap[] = []
  const titleOf = new Map([...before, ...after].map((one) => [one.initiativeId, one]))
  for (const one of before) {
    if (!fates.some((fate) => fate.fromInitiativeId === one.initiativeId)) {
      gaps.push({ ...named(one), message: `「${one.title}」を今後どうするかが決まっていません。` })
    }
  }
  for (const one of after) {
    if (!fates.some((fate) => fate.toInitiativeId === one.initiativeId)) {
      gaps.push({ ...named(one), message: `「${one.title}」がどこから来たか（継続・新規など）が決まっていません。` })
    }
  }
  for (const fate of fates) {
    const one = titleOf.get(fate.fromInitiativeId ?? fate.toInitiativeId ?? "")
    if (!one || fate.reason.trim() !== "") continue
    if (kind === "mid-year" && fate.change === "continue" && !isTouched(fate, after)) continue
    if (gaps.some((gap) => gap.initiativeId === one.initiativeId)) continue
    gaps.push({ ...named(one), message: `「${one.title}」の理由を入力してください。` })
  }
  for (const one of before) {
    const mine = fates.filter((fate) => fate.fromInitiativeId === one.initiativeId)
    if (mine.some((fate) => fate.change === "split") && mine.length < 2) {
      gaps.push({ ...named(one), message: `「${one.title}」を分割した先が1つしかありません。` })
    }
    for (const fate of mine) {
      if (fate.change !== "merge") continue
      const sources = fates.filter((other) => other.change === "merge" && other.toInitiativeId === fate.toInitiativeId)
      if (sources.length < 2) gaps.push({ ...named(one), message: `「${one.title}」を統合する相手がありません。` })
    }
  }
  return gaps
}

function isTouched(fate: Fate, after: readonly Named[]): boolean {
  return after.find((one) => one.initiativeId === fate.toInitiativeId)?.isChanged ?? false
}

function named({ initiativeId, title }: Named) {
  return { initiativeId, title }
}
