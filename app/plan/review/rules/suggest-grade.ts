/** One grade of a scale, the best first. `from`: the least achievement (ratio) that suggests it; null: the rest. */
export interface Grade {
  key: string
  title: string
  from: number | null
}

export interface IndicatorAtHalf {
  name: string
  better: "up" | "down"
  baseline: number | null
  target: number | null
  actual: number | null
}

export interface MilestonesAtHalf {
  /** Planned until the end of the half. */
  due: number
  done: number
}

export interface Suggestion {
  grade: string
  /** Achievement as a ratio: 1 is what was to be reached by now. */
  achievement: number
  /** In words, for the page and the record. */
  basis: string
}

/**
 * How far an indicator is on the way from its baseline to its target, against the share of the way that the half
 * stands for. Without a baseline: actual ÷ target (or target ÷ actual when less is better), against the same share.
 * undefined when there is nothing to go by: missing data is never 0 %.
 */
export function achievementOf(indicator: IndicatorAtHalf, expectedShare: number): number | undefined {
  const { better, baseline, target, actual } = indicator
  if (target === null || actual === null) return undefined
  if (baseline !== null && baseline !== target) return bounded((actual - baseline) / (target - baseline) / expectedShare)
  // A target equal to the baseline asks to hold it; half-way means nothing for it.
  if (better === "up") return target === 0 ? undefined : bounded(actual / target / (baseline === null ? expectedShare : 1))
  if (actual === 0) return bounded(target >= 0 ? 2 : 0)
  return bounded(target / actual)
}

/** More than twice what was asked says nothing more, and one runaway must not hide the others (頭打ち 2.0). */
function bounded(ratio: number): number {
  return Math.min(2, Math.max(0, ratio))
}

/**
 * The mean achievement of the indicators that can be judged; without any, the share of due milestones reached. The
 * mean is cut to thousandths before it is compared, so that 0.85 is 0.85.
 */
export function suggestGrade(
  scale: readonly Grade[],
  indicators: readonly IndicatorAtHalf[],
  milestones: MilestonesAtHalf,
  expectedShare: number,
): Suggestion | undefined {
  const judged = indicators.flatMap((indicator) => {
    const achievement = achievementOf(indicator, expectedShare)
    return achievement === undefined ? [] : [{ name: indicator.name, achievement: Math.min(1, achievement) }]
  })
  if (judged.length > 0) {
    const achievement = thousandths(judged.reduce((sum, one) => sum + one.achievement, 0) / judged.length)
    const each = judged.map((one) => `${one.name} ${percent(one.achievement)}`).join("、")
    const left = indicators.length - judged.length
    return {
      grade: gradeAt(scale, achievement),
      achievement,
      basis: `指標の達成の度合い（この時点の期待値に対して、100%で頭打ち）の平均 ${percent(achievement)}：${each}${left > 0 ? `。データのない指標${left}件は含みません` : ""}`,
    }
  }
  if (milestones.due === 0) return undefined
  const achievement = thousandths(Math.min(1, milestones.done / milestones.due))
  return {
    grade: gradeAt(scale, achievement),
    achievement,
    basis: `測れる指標がないため、期限の来たマイルストーン${milestones.due}件のうち達成${milestones.done}件（${percent(achievement)}）`,
  }
}

function gradeAt(scale: readonly Grade[], achievement: number): string {
  return (scale.find((grade) => grade.from === null || achievement >= grade.from) ?? scale.at(-1)!).key
}

function thousandths(ratio: number): number {
  return Math.round(ratio * 1000) / 1000
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 1000) / 10}%`
}
