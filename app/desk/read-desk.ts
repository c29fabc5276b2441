import { askTogether, civilDateOf, type Question, readTogether, type Work } from "../kernel/database/index.ts"
import { type InboxItem, listInbox } from "../kernel/notices/index.ts"
import type { Asked, DeskItem, Module, OwnedItem } from "../module.ts"
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

/**
 * Everything on a member of staff's desk. Each module says what to ask; the desk asks all of it in one statement and puts
 * the answers in order. What a module has to ask by itself travels with it on the same connection.
 */
export async function readDesk(work: Work, modules: readonly Module[], kind?: string): Promise<Desk> {
  const [lists, owned, followed, inbox] = await readTogether(work, async (together) => {
    const questions: Question<unknown>[] = []
    const place = <T>(asked: Asked<T> | undefined): Place<T>[] =>
      [asked ?? []].flat().map((one) => (one instanceof Promise ? { answer: one } : { at: questions.push(one as Question<unknown>) - 1 }))
    const waiting = modules.flatMap((module) => place(module.waiting?.(together)))
    const owning = modules.flatMap((module) => place(module.owned?.(together)))
    const own = Promise.all([...waiting, ...owning].map(({ answer }) => answer))
    const [answers, follows, newest] = await Promise.all([askTogether(together, questions), listFollowed(together), listInbox(together, { limit: 8 }), own])
    const read = async <T>(places: readonly Place<T>[]) => (await Promise.all(places.map((one) => one.answer ?? (answers[one.at] as T[])))).flat()
    return [await read(waiting), await read(owning), follows, newest] as const
  })
  const lines = inOrder(withoutRepeats(lists), civilDateOf(work.now))
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line.kind, (counts.get(line.kind) ?? 0) + 1)
  return {
    waiting: kind ? lines.filter((line) => line.kind === kind) : lines,
    kinds: [...counts].map(([name, count]) => ({ kind: name, count })),
    total: lines.length,
    overdue: lines.filter((line) => line.overdue).length,
    owned,
    followed,
    notices: inbox.items,
  }
}

/** A deadline of a case and what its module says of the same step are one thing to do: the one that says more stays. */
export function withoutRepeats(items: readonly DeskItem[]): DeskItem[] {
  const placeOf = (item: DeskItem) => `${item.link} ${item.dueOn}`
  const said = new Set(items.filter((item) => item.state !== undefined && item.dueOn !== undefined).map(placeOf))
  return items.filter((item) => item.state !== undefined || item.dueOn === undefined || !said.has(placeOf(item)))
}

/** By due date; what has none comes after what has, the longest waiting first. */
export function inOrder(items: readonly DeskItem[], today: string): DeskLine[] {
  return items
    .map((item) => ({ ...item, overdue: item.dueOn !== undefined && item.dueOn < today }))
    .sort((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.since.getTime() - b.since.getTime())
}

/** Where the answer to one thing asked will be. */
type Place<T> = { at: number; answer?: undefined } | { answer: Promise<T[]> }
