/** What somebody typed into a form, as they typed it, with what is wrong with it. */
export interface Typed {
  values: Values
  problems: readonly Problem[]
  /** On a conflict: what the other person saved meanwhile, by field. */
  theirs?: Record<string, unknown>
}

export type Values = Record<string, string | string[]>

export interface Problem {
  /** The control's name, which is also its id. */
  field?: string
  message: string
}

export function firstValue(typed: Typed | undefined, field: string): string | undefined {
  const value = typed?.values[field]
  return Array.isArray(value) ? value[0] : value
}
