/** A version of a call's form; immutable once opened. */
export interface FormVersion {
  number: number
  openedAt: Date
}

/**
 * A started draft is finished on the version it was begun on, however many have been opened since; only a new draft
 * takes the newest one open (the jGrants complaint: saved drafts that could no longer be filed [V]).
 * Error: RangeError when the draft's version is gone or no version is open yet; versions are never deleted.
 */
export function draftKeepsItsVersion(versions: readonly FormVersion[], draft: { version: number } | undefined, now: Date): FormVersion {
  if (draft) {
    const begun = versions.find(({ number }) => number === draft.version)
    if (!begun) throw new RangeError(`form version ${draft.version} is gone`)
    return begun
  }
  const open = versions.filter(({ openedAt }) => openedAt <= now).sort((a, b) => b.number - a.number)[0]
  if (!open) throw new RangeError("no form version is open")
  return open
}
