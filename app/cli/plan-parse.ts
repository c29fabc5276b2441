import { readFileSync, statSync } from "node:fs"
import { parseArgs } from "node:util"
import { type ParsedPlan, readPlanFile } from "../plan/import/index.ts"
import { filePath, UsageError } from "./operands.ts"

const USAGE = "使い方: npm run -s hagi -- plan parse FILE [--json]"

/** What a plan's text says, without a database: as JSON, or as a summary with the lines that found no place. */
export async function planParseCommand(args: string[]): Promise<number> {
  const { file, json } = operandsOf(args)
  const { parsed } = readPlanFile(bytesOf(file))
  console.log(json ? JSON.stringify(parsed, undefined, 2) : summary(parsed))
  return 0
}

function operandsOf(args: string[]): { file: string; json: boolean } {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean" } } })
    if (positionals.length === 1) return { file: filePath(positionals[0]!), json: values.json ?? false }
  } catch {
    // An option that does not exist.
  }
  throw new UsageError(USAGE)
}

function bytesOf(file: string): Buffer {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${file} はフォルダーです。テキストファイルを指定してください。`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} を読めません（${(error as NodeJS.ErrnoException).code}）。`)
  }
}

function summary({ title, ideals, directions, unplaced }: ParsedPlan): string {
  const initiatives = directions.reduce((sum, direction) => sum + direction.initiatives.length, 0)
  return [
    title ?? "（題名なし）",
    `目指す姿 ${ideals.length}、方向性 ${directions.length}、取組 ${initiatives}`,
    ...directions.flatMap((direction) => [
      `${direction.numeral} ${direction.title}`,
      ...direction.initiatives.map(({ number, title: name, aliases }) => `  ${number} ${name}${aliases.length > 0 ? `（${aliases.join("、")}）` : ""}`),
    ]),
    unplaced.length === 0 ? "入る場所のない行はありません。" : `入る場所のない行 ${unplaced.length}:`,
    ...unplaced.map((line) => `  ${line}`),
  ].join("\n")
}
