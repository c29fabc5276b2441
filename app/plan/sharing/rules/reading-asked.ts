import type { Edition } from "../../editions/index.ts"

/** Everybody is asked to read the edition in force; a closed one may be read, a draft cannot be. */
export function readingAsked(edition: Pick<Edition, "status">): boolean {
  return edition.status === "in-force"
}
