/**
 * A value that law, ordinance or 要綱 sets and changes from a day on: a row per value, kept as a setting. What the
 * domain notes mark [M] (general knowledge, not confirmed) comes in like this and is nowhere a constant.
 */
export interface Dated<T> {
  /** Civil date, included. */
  from: string
  value: T
  /** Where the value stands, such as 「税外収入条例3条」; shown with the result. */
  source?: string
}

/** The value in force on a day. Error: RangeError when none is, because a rate is never guessed. */
export function settingOn<T>(settings: readonly Dated<T>[], day: string): T {
  const found = settings.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (!found) throw new RangeError(`no setting in force on ${day}`)
  return found.value
}
