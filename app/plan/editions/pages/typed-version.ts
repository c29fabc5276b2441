import type { Typed } from "../../../kernel/http/index.ts"

/**
 * The version a form saves over. While mistakes are being mended it stays the one the person first saw; after a
 * conflict, with the other text before their eyes, it is today's.
 */
export function formVersion(typed: Typed | undefined, stored: number): number {
  const seen = Number(typed?.values._version)
  return typed && !typed.theirs && Number.isInteger(seen) && seen > 0 ? seen : stored
}

/** Both texts beside each other after a conflict. */
export function sideBySide(typed: Typed | undefined): string {
  return typed?.theirs ? "form side-by-side" : "form"
}
