import type { Origin } from "./lines.ts"
import type { ParsedOrdinance } from "./provision.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

export function* fromDocx(_bytes: Uint8Array, _origin: Origin): Generator<ParsedOrdinance> {
  throw new UnreadableOrdinance("Wordの文書（.docx）はまだ読めません。")
}
