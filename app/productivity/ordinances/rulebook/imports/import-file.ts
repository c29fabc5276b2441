import { type Actor } from "../../../../kernel/access/index.ts"
import { type Db, inWork } from "../../../../kernel/database/index.ts"
import { Refusal } from "../../../../kernel/http/index.ts"
import { importOrdinance, type ImportOptions, type ImportResult } from "../import-ordinance.ts"
import { textsInFile } from "./texts-in-file.ts"

/** What became of one text of a file. */
export interface TakenText {
  /** Inside a zip the entry's name. */
  name: string
  title: string
  outcome: ImportResult["outcome"] | "refused"
  /** Why it was refused. */
  reason: string
  remarks: string[]
}

/** Takes the texts of a file in, each in its own transaction; for the command line. Throws UnreadableOrdinance where the file as a whole is none. */
export async function* importFile(db: Db, actor: Actor, file: { bytes: Uint8Array; name: string }, options: ImportOptions = {}): AsyncGenerator<TakenText> {
  for await (const texts of textsInFile(file.bytes, file.name)) {
    for (const { name, parsed, refused } of texts) {
      if (!parsed) {
        yield { name, title: name, outcome: "refused", reason: refused ?? "読み取れません。", remarks: [] }
        continue
      }
      const shared = { name, title: parsed.title, remarks: [...parsed.remarks] }
      try {
        const { outcome, remarks } = await inWork(db, { actor }, (work) => importOrdinance(work, parsed, options))
        yield { ...shared, outcome, reason: "", remarks: [...shared.remarks, ...remarks] }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        yield { ...shared, outcome: "refused", reason: error.message }
      }
    }
  }
}
