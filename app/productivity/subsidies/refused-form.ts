import type { Typed } from "../../kernel/http/index.ts"

export interface RefusedForm {
  is: (action: string) => boolean
  /** What a control of that form is given: what was typed, or else its own id, as fields of several forms share a name. */
  field: (action: string, id?: string) => { typed?: Typed; id?: string }
}

/**
 * Of several forms on one page, only the one sent shows what was typed and what is wrong. Its controls go by their names, where
 * the summary of errors leads.
 */
export function refusedForm(sentTo: string | undefined, typed: Typed | undefined): RefusedForm {
  const is = (action: string) => typed !== undefined && sentTo?.split("?")[0] === action
  return { is, field: (action, id) => (typed && is(action) ? { typed } : id ? { id } : {}) }
}

/** Whether something is wrong with one of these fields, which stand in one form of the page only: its fold stays open. */
export function isAbout(typed: Typed | undefined, ...fields: string[]): boolean {
  return typed?.problems.some(({ field }) => field !== undefined && fields.includes(field)) ?? false
}
