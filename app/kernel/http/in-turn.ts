import type { Readable } from "node:stream"

/** Posts taken in side by side: more would only share the disk. */
export const MOST_AT_ONCE = 8
/** Milliseconds without a piece after which a sender's turn goes to the next. */
const STALL = 20

let taken = 0
const waiting: (() => void)[] = []

/**
 * The pieces of a post, a few posts at a time. The others stay unread in the system's buffers, which slows their senders and costs
 * the server nothing: with hundreds of files at once each would hold some hundred kB of pieces on their way to the disk, and leave
 * them behind as garbage too old to be collected soon. A slow line takes no place from anybody: its turn lasts while its pieces come.
 */
export async function* inTurn(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
  await take()
  let mine = true
  try {
    for (;;) {
      const next = pieces.next()
      if (mine && (await isLate(next))) {
        give()
        mine = false
      }
      const { done, value } = await next
      if (done) return
      if (!mine) {
        await take()
        mine = true
      }
      yield value
    }
  } finally {
    if (mine) give()
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

async function take(): Promise<void> {
  if (taken < MOST_AT_ONCE) taken++
  else await new Promise<void>((resolve) => waiting.push(resolve))
}

/** To the next in line, or back. */
function give(): void {
  const next = waiting.shift()
  if (next) next()
  else taken--
}
