import { createHash } from "node:crypto"
import type { Provision } from "../structure/provision.ts"

/** What two versions are told apart by: everything a reader sees of their provisions, in a fixed writing. */
export function contentHashOf(provisions: readonly Provision[]): string {
  const hash = createHash("sha256")
  for (const { part, address, no, caption, headings, text } of provisions) hash.update(`${JSON.stringify([part, address, no, caption, headings, text])}\n`)
  return hash.digest("hex")
}
