import { readFile, stat } from "node:fs/promises"
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { system } from "../kernel/access/index.ts"
import { civilDateOf, type Db, openDatabase } from "../kernel/database/index.ts"
import { findUnitByCode } from "../kernel/people/index.ts"
import { importFile, type TakenText, UnreadableOrdinance } from "../productivity/ordinances/rulebook/index.ts"
import { filePath, UsageError } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

const USAGE = `使い方: npm run hagi -- ordinances import FILE… [--unit CODE] [--verbose]
  例規のファイル（HTML、法令標準XML、DOCX、テキスト、JSON Lines、それらの ZIP と gzip）を例規集に取り込みます。
  --unit     新しく加わる例規の所管課のコード
  --verbose  読み取りの注意も、例規ごとに表示する
  終了コード: 0 すべて取り込んだ、1 取り込めない例規やファイルがある`
const MAX_BYTES = 64 * 1024 * 1024

/** Takes texts into the rulebook from files, with what became of each. */
export async function ordinancesImportCommand(args: string[]): Promise<number> {
  const { files, unit, verbose } = operandsOf(args)
  return withDatabase(async (url) => {
    const connection = openDatabase(url, { poolSize: 2 })
    try {
      const unitId = unit ? await unitOf(connection.db, unit) : null
      let good = true
      for (const typed of files) good = (await takeFile(connection.db, typed, unitId, verbose)) && good
      return good ? 0 : 1
    } finally {
      await connection.close()
    }
  })
}

function operandsOf(args: string[]): { files: string[]; unit: string | undefined; verbose: boolean } {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { unit: { type: "string" }, verbose: { type: "boolean" } } })
  } catch {
    throw new UsageError(USAGE)
  }
  if (parsed.positionals.length === 0) throw new UsageError(USAGE)
  return { files: parsed.positionals, unit: parsed.values.unit, verbose: parsed.values.verbose ?? false }
}

async function unitOf(db: Db, code: string): Promise<string> {
  const unit = await findUnitByCode(db, code, civilDateOf(new Date()))
  if (!unit) throw new UsageError(`所属コード「${code}」の所属はありません。`)
  return unit.id
}

async function takeFile(db: Db, typed: string, unitId: string | null, verbose: boolean): Promise<boolean> {
  const counts: Record<TakenText["outcome"], number> = { created: 0, "new-version": 0, unchanged: 0, refused: 0 }
  const started = performance.now()
  try {
    const bytes = await bytesOf(typed)
    for await (const { title, name, outcome, reason, remarks } of importFile(db, system("hagi ordinances import"), { bytes, name: basename(typed) }, { unitId })) {
      counts[outcome]++
      if (outcome === "refused") console.error(`${typed}: ${title}${name && name !== title ? `（${name}）` : ""}: ${reason}`)
      if (verbose) for (const remark of remarks) console.error(`${typed}: ${title}: 注意 ${remark}`)
    }
  } catch (error) {
    if (!(error instanceof UnreadableOrdinance)) throw error
    console.error(`${typed}: ${error.message}`)
    return false
  }
  const number = (count: number) => count.toLocaleString("ja-JP")
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${typed}: 新規${number(counts.created)}、新しい版${number(counts["new-version"])}、変更なし${number(counts.unchanged)}、取り込めないもの${number(counts.refused)}（${seconds}秒）`)
  return counts.refused === 0
}

async function bytesOf(typed: string): Promise<Uint8Array> {
  const path = filePath(typed)
  try {
    if ((await stat(path)).size > MAX_BYTES) throw new UnreadableOrdinance(`ファイルが大きすぎます（上限 ${MAX_BYTES / 1024 / 1024} MB）。分けて取り込んでください。`)
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    throw new UnreadableOrdinance(code === "ENOENT" ? "ファイルがありません。" : `ファイルを読めません（${code}）。`)
  }
}
