import type { FormDefinition } from "../../kernel/forms/form.ts"

/** A form under way in the browser: what it is now, how it came to it, and what the server has of it. */
export interface Drafting {
  now: FormDefinition
  past: readonly Step[]
  future: readonly Step[]
  /** As the server has it, and the version it had then. */
  saved: FormDefinition
  version: number
}

interface Step {
  /** The form before (in the past) or after (in the future) the change. */
  form: FormDefinition
  /** What was changed, in words: 「項目を動かす」 */
  words: string
  /** Letters typed into one box are one step. */
  same: string | undefined
  at: number
}

const MOST_STEPS = 200
const TYPING_MILLISECONDS = 1500

export function began(form: FormDefinition, version: number): Drafting {
  return { now: form, past: [], future: [], saved: form, version }
}

/** `same`: changes of this name that follow each other quickly are one step. */
export function changed(it: Drafting, form: FormDefinition, words: string, at: number, same?: string): Drafting {
  if (form === it.now || isSame(form, it.now)) return it
  const last = it.past.at(-1)
  if (same !== undefined && last?.same === same && at - last.at < TYPING_MILLISECONDS) {
    return { ...it, now: form, past: [...it.past.slice(0, -1), { ...last, at }], future: [] }
  }
  return { ...it, now: form, past: [...it.past, { form: it.now, words, same, at }].slice(-MOST_STEPS), future: [] }
}

export function undone(it: Drafting): Drafting {
  const last = it.past.at(-1)
  if (!last) return it
  return { ...it, now: last.form, past: it.past.slice(0, -1), future: [{ ...last, form: it.now }, ...it.future] }
}

export function redone(it: Drafting): Drafting {
  const [next, ...rest] = it.future
  if (!next) return it
  return { ...it, now: next.form, past: [...it.past, { ...next, form: it.now, same: undefined }], future: rest }
}

/** The server has this form now; what was changed while it was sent stays unsaved. */
export function kept(it: Drafting, form: FormDefinition, version: number): Drafting {
  return { ...it, saved: form, version }
}

/** Somebody else's form in the place of one's own, as a step that can be undone. */
export function taken(it: Drafting, form: FormDefinition, version: number, at: number): Drafting {
  return kept(changed(it, form, "ほかの人の内容にする", at), form, version)
}

export function isUnsaved(it: Drafting): boolean {
  return it.now !== it.saved && !isSame(it.now, it.saved)
}

/** Settings may stand in another order after an undo. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== "object") return value
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]))
}
