import { randomUUID } from "node:crypto"

let last = 0
let within = 0

/**
 * An id made before its row is written, where the row's own statement already needs it: a time-ordered UUID like those
 * of hagi_id() (RFC 9562 §5.7), in order within this process (§6.2 method 1: a counter after the milliseconds).
 */
export function newId(): string {
  const now = Date.now()
  if (now > last) {
    last = now
    within = 0
  } else if (++within > 0xfff) {
    last++
    within = 0
  }
  const time = last.toString(16).padStart(12, "0")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${within.toString(16).padStart(3, "0")}${randomUUID().slice(18)}`
}
