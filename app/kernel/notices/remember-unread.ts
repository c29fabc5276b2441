export interface RememberedUnread {
  unread(personId: string): Promise<number>
  forget(personId: string): void
}

/** The number beside お知らせ may be this old; what the person does themselves shows at once. */
const REMEMBERED_MS = 3000
const MOST = 10_000

/** Every page shows the number, few pages change it. */
export function rememberUnread(count: (personId: string) => Promise<number>): RememberedUnread {
  const known = new Map<string, { until: number; unread: number }>()
  return {
    async unread(personId) {
      const kept = known.get(personId)
      const now = Date.now()
      if (kept && kept.until > now) return kept.unread
      const unread = await count(personId)
      if (known.size >= MOST) known.clear()
      known.set(personId, { until: now + REMEMBERED_MS, unread })
      return unread
    },
    forget(personId) {
      known.delete(personId)
    },
  }
}
