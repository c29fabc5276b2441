import type { Milestone } from "./types.ts"

export interface QuarterState {
  quarter: 1 | 2 | 3 | 4
  planned: number
  done: number
  /** ended: the quarter is over. running: today lies in it. */
  time: "ended" | "running" | "ahead"
}

/** The four quarters of a fiscal year with what was planned and reached in each. */
export function quartersOf(milestones: readonly Pick<Milestone, "quarter" | "doneOn">[], fiscalYear: number, today: string): QuarterState[] {
  return ([1, 2, 3, 4] as const).map((quarter) => {
    const own = milestones.filter((one) => one.quarter === quarter)
    const [from, until] = quarterDates(fiscalYear, quarter)
    return {
      quarter,
      planned: own.length,
      done: own.filter((one) => one.doneOn !== null).length,
      time: today >= until ? "ended" : today >= from ? "running" : "ahead",
    }
  })
}

/** First day, and the first day after it. */
export function quarterDates(fiscalYear: number, quarter: 1 | 2 | 3 | 4): [string, string] {
  const starts = [`${fiscalYear}-04-01`, `${fiscalYear}-07-01`, `${fiscalYear}-10-01`, `${fiscalYear + 1}-01-01`, `${fiscalYear + 1}-04-01`]
  return [starts[quarter - 1]!, starts[quarter]!]
}

/** 済 2/2 in words, for those who do not see the picture. */
export function quarterSentence({ quarter, planned, done, time }: QuarterState): string {
  if (planned === 0) return `第${quarter}四半期 予定なし`
  const late = time === "ended" && done < planned ? "（未達）" : ""
  return `第${quarter}四半期 ${planned}件中${done}件達成${late}`
}
