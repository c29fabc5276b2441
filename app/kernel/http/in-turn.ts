import type { Readable } from "node:stream"
import { Turns } from "./turns.ts"

/** Posts taken in side by side: more would only share the disk. */
export const MOST_AT_ONCE = 8
/** Milliseconds without a piece after which a sender's turn goes to the next. */
const STALL = 20

const turns = new Turns(MOST_AT_ONCE)

/**
 * The pieces of a post, a few posts at a time. The others stay unread in the system's buffers, which slows their senders and costs
 * the server nothing: with hundreds of files at once each would hold some hundred kB of pieces on their way to the disk, and leave
 * them behind as garbage too old to be collected soon. A slow line takes no place from anybody: its turn lasts while its pieces come.
 */
export async function* inTurn(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
  await turns.take()
  let mine = true
  try {
    for (;;) {
      const next = pieces.next()
      if (mine && (await isLate(next))) {
        turns.give()
        mine = false
      }
      const { done, value } = await next
      if (done) return
      if (!mine) {
        await turns.take()
        mine = true
      }
      yield value
    }
  } finally {
    if (mine) turns.give()
  }
}

async function isLate(next: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, STALL, true)))
  const came = next.then(
    () => false,
    () => false,
  )
  try {
    return await Promise.race([came, late])
  } finally {
    clearTimeout(timer)
  }
}
