import type { Work } from "../../database/index.ts"
import { recordReading } from "../trace.ts"
import type { DirectoryPage } from "./find-people.ts"

/** Who looked through the directory, for what, and how many people they were shown. */
export async function recordDirectoryReading(work: Work, asked: { text?: string | undefined; unitId?: string | undefined }, { items }: DirectoryPage): Promise<void> {
  const { text, unitId } = asked
  await recordReading(work, {
    subject: { kind: "people.directory", id: "list" },
    what: "職員名簿",
    detail: { ...(text ? { q: text } : {}), ...(unitId ? { unit: unitId } : {}), count: items.length },
  })
}
