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

/**
 * For figures that are shown with the moment they were counted at: counted once for everybody who would be told the same, and again
 * after `ms`. The key must say all that the answer depends on, the asking person's scope above all: whoever has the same key
 * is told the same. Who asks while it is counted waits for that count. A change, which is a transaction, always counts.
 */
export function rememberEach<Ask, T>(ms: number, keyOf: (work: Work, ask: Ask) => string, read: (work: Work, ask: Ask) => Promise<T>): (work: Work, ask: Ask) => Promise<T> {
  const known = new WeakMap<Db, Map<string, { until: number; value: Promise<T> }>>()
  return async (work, ask) => {
    const key = keyOf(work, ask)
    if (isInTransaction(work.db)) return read(work, ask)
    let own = known.get(work.db)
    if (!own) known.set(work.db, (own = new Map()))
    const now = Date.now()
    const kept = own.get(key)
    if (kept && kept.until > now) return kept.value
    own.delete(key)
    // In the order they were counted: the first is the oldest.
    if (own.size >= MOST_REMEMBERED) own.delete(own.keys().next().value!)
    const value = read(work, ask)
    own.set(key, { until: now + ms, value })
    value.catch(() => {
      if (own.get(key)?.value === value) own.delete(key)
    })
    return value
  }
}

const MOST_REMEMBERED = 200
