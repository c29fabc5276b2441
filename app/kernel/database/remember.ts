import { isInTransaction } from "./bound.ts"
import type { Db } from "./connect.ts"
import type { Work } from "./work.ts"

/**
 * For lists that seldom change and decide nothing, such as the names in a filter: read once and again after `ms`.
 * A change, which is a transaction, always reads.
 */
export function rememberFor<T>(ms: number, read: (work: Work) => Promise<T>): (work: Work) => Promise<T> {
  const known = new WeakMap<Db, { until: number; value: Promise<T> }>()
  return (work) => {
    if (isInTransaction(work.db)) return read(work)
    const kept = known.get(work.db)
    const now = Date.now()
    if (kept && kept.until > now) return kept.value
    const value = read(work)
    known.set(work.db, { until: now + ms, value })
    value.catch(() => known.delete(work.db))
    return value
  }
}
