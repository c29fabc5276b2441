import { civilDateOf, type Work } from "../kernel/database/index.ts"
import { type InboxItem, listInbox } from "../kernel/notices/index.ts"
import type { DeskItem, Module, OwnedItem } from "../module.ts"
import { type FollowedItem, listFollowed } from "./follow.ts"

export interface DeskLine extends DeskItem {
  overdue: boolean
}

export interface Desk {
  /** Those of the chosen kind; the nearest deadline first. */
  waiting: DeskLine[]
  /** How many of each kind wait, whatever is chosen. */
  kinds: { kind: string; count: number }[]
  total: number
  overdue: number
  owned: OwnedItem[]
  followed: FollowedItem[]
  notices: InboxItem[]
}

/** Everything on a member of staff's desk. Each module answers for itself; the desk only puts them in order. */
export async function readDesk(work: Work, modules: readonly Module[], kind?: string): Promise<Desk> {
  const [lists, owned, followed, inbox] = await Promise.all([
    Promise.all(modules.map((module) => module.waiting?.(work) ?? [])),
    Promise.all(modules.map((module) => module.owned?.(work) ?? [])),
    listFollowed(work),
    listInbox(work, { limit: 8 }),
  ])
  const lines = inOrder(lists.flat(), civilDateOf(work.now))
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line.kind, (counts.get(line.kind) ?? 0) + 1)
  return {
    waiting: kind ? lines.filter((line) => line.kind === kind) : lines,
    kinds: [...counts].map(([name, count]) => ({ kind: name, count })),
    total: lines.length,
    overdue: lines.filter((line) => line.overdue).length,
    owned: owned.flat(),
    followed,
    notices: inbox.items,
  }
}

/** By due date; what has none comes after what has, the longest waiting first. */
export function inOrder(items: readonly DeskItem[], today: string): DeskLine[] {
  return items
    .map((item) => ({ ...item, overdue: item.dueOn !== undefined && item.dueOn < today }))
    .sort((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.since.getTime() - b.since.getTime())
}
