import { readFile } from "node:fs/promises"
import { gunzipSync } from "node:zlib"
import { system } from "../kernel/access/index.ts"
import { inWork, openDatabase } from "../kernel/database/index.ts"
import { importNational, NATIONAL_SOURCE } from "../productivity/subsidies/index.ts"
import { oneFile, UsageError } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

/** Takes in the public list of Jグランツ: JSON, JSON lines, or either of them packed with gzip. */
export async function subsidiesImportCommand(args: string[]): Promise<number> {
  const file = oneFile(args, "subsidies import-national FILE")
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `ファイルがありません：${file}` : `ファイルを読めません：${file}（${error.code}）`)
  })
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8")
  return withDatabase(async (url) => {
    const connection = openDatabase(url, { poolSize: 1 })
    try {
      const done = await inWork(connection.db, { actor: system("hagi subsidies import-national") }, (work) => importNational(work, text))
      console.log(`${done.read.toLocaleString("ja-JP")}件を読み、${done.kept.toLocaleString("ja-JP")}件を取り込みました（${NATIONAL_SOURCE}）。`)
      console.log(`うち${done.hidden.toLocaleString("ja-JP")}件は後続手続や練習用のため、さがす画面に出しません。`)
      for (const { line, why } of done.refused) console.error(`${line}件目: ${why}`)
      return done.refused.length === 0 ? 0 : 1
    } finally {
      await connection.close()
    }
  })
}
