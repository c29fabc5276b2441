import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { system } from "../kernel/access/index.ts"
import { inWork, openDatabase } from "../kernel/database/index.ts"
import { fiscalYearName } from "../kernel/ui/formats.ts"
import { importPlanFile, paths, type ImportedPlan } from "../plan/index.ts"
import { filePath, UsageError } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

const USAGE = "plan import FILE [--year 2026] [--title 名称]"

/** Makes a draft edition of a plan's text, and names every line that has no place in it. */
export async function planImportCommand(args: string[]): Promise<number> {
  const { file, fiscalYear, title } = operandsOf(args)
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === "ENOENT" ? `ファイルがありません：${file}` : `ファイルを読めません：${file}（${error.code}）`)
  })
  return withDatabase(async (url) => {
    const connection = openDatabase(url, { poolSize: 1 })
    try {
      const made = await inWork(connection.db, { actor: system("hagi plan import") }, (work) => importPlanFile(work, bytes, { fiscalYear, title }))
      console.log(reportOf(made))
      return 0
    } finally {
      await connection.close()
    }
  })
}

function operandsOf(args: string[]): { file: string; fiscalYear: number | undefined; title: string | undefined } {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { year: { type: "string" }, title: { type: "string" } } })
  } catch {
    throw new UsageError(`使い方: npm run hagi -- ${USAGE}`)
  }
  const [file, ...more] = parsed.positionals
  if (!file || more.length > 0) throw new UsageError(`使い方: npm run hagi -- ${USAGE}`)
  const year = parsed.values.year
  if (year !== undefined && !/^20\d\d$/.test(year)) throw new UsageError("--year には西暦の年度（例 2026）を指定してください。")
  return { file: filePath(file), fiscalYear: year === undefined ? undefined : Number(year), title: parsed.values.title }
}

function reportOf(made: ImportedPlan): string {
  const { plan, warnings } = made.read
  return [
    ...warnings,
    `${fiscalYearName(made.fiscalYear)}の下書きを作りました：目指す姿 ${plan.ideals.length}、方向性 ${plan.directions.length}、取組 ${made.initiatives}`,
    ...(made.linked.length > 0 ? [`前の版と同じ取組と認めたもの：${made.linked.length}`] : []),
    plan.unplaced.length === 0 ? "入れられなかった行はありません。" : `入れられなかった行：${plan.unplaced.length}`,
    ...plan.unplaced.map((line) => `  ${line.slice(0, 120)}`),
    `画面：${paths.edition(made.editionId)}`,
  ].join("\n")
}
