import type { Actor } from "../access/actor.ts"

interface Memory {
  own: Map<string, unknown>
  /** The same for everybody who was remembered since the last announced change. */
  shared: Map<string, unknown>
}

const memories = new WeakMap<Actor, Memory>()
const MOST_SHARED = 1000

/** From now on what follows from who this actor is may be kept with it. */
export function beginMemory(actor: Actor, shared: Map<string, unknown>): void {
  memories.set(actor, { own: new Map(), shared })
}

/**
 * What follows from posts and units alone, whoever asks, such as who works in a section today: read once until a change of
 * them is announced. The key names the day where the answer depends on it.
 */
export async function rememberForAll<T>(actor: Actor, key: string, read: () => Promise<T>): Promise<T> {
  const shared = memories.get(actor)?.shared
  if (!shared) return read()
  if (shared.has(key)) return shared.get(key) as T
  // Answered into the memory it was asked from: one that a change has ended meanwhile is looked at by nobody new.
  const value = await read()
  if (shared.size >= MOST_SHARED) shared.clear()
  shared.set(key, value)
  return value
}

/**
 * What follows from people, posts, units and the plan in force, read once for as long as the actor itself is remembered
 * (remember-actors.ts): every change of those is announced and ends the memory in every process. Read each time where
 * the actor is not remembered, as in a command or a job.
 */
export async function rememberWith<T>(
  actor: Actor,
  key: string,
  read: () => Promise<T>,
  /** What may still change for its own reasons is read again. */
  lasts: (value: T) => boolean = () => true,
): Promise<T> {
  const memory = memories.get(actor)?.own
  if (!memory) return read()
  if (memory.has(key)) return memory.get(key) as T
  const value = await read()
  if (lasts(value)) memory.set(key, value)
  return value
}
