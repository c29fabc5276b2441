import type { Actor } from "../access/actor.ts"

const memories = new WeakMap<Actor, Map<string, unknown>>()

/** From now on what follows from who this actor is may be kept with it. */
export function beginMemory(actor: Actor): void {
  memories.set(actor, new Map())
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
  const memory = memories.get(actor)
  if (!memory) return read()
  if (memory.has(key)) return memory.get(key) as T
  const value = await read()
  if (lasts(value)) memory.set(key, value)
  return value
}
