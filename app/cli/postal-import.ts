import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { system } from "../kernel/access/index.ts"
import { inWork, openDatabase } from "../kernel/database/index.ts"
import { importPostalCodes } from "../kernel/forms/index.ts"
import { Refusal } from "../kernel/http/index.ts"
import { oneFile, UsageError } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

/** Takes in the postal codes of 日本郵便 in the place of the list there is. */
export async function postalImportCommand(args: string[]): Promise<number> {
  const smaller = args.includes("--smaller")
  const file = oneFile(args.filter((one) => one !== "--smaller"), "postal import FILE [--smaller]")
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `ファイルがありません：${file}` : `ファイルを読めません：${file}（${error.code}）`)
  })
  return withDatabase(async (url) => {
    const connection = openDatabase(url, { poolSize: 1 })
    try {
      const { codes, areas } = await inWork(connection.db, { actor: system("hagi postal import") }, (work) => importPostalCodes(work, { name: basename(file), bytes }, { smaller }))
      console.log(`${codes.toLocaleString("ja-JP")}の郵便番号（町域 ${areas.toLocaleString("ja-JP")}件）を取り込みました。`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      console.error(error.message)
      return 1
    } finally {
      await connection.close()
    }
  })
}
