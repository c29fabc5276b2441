import { createReadStream } from "node:fs"
import { parseArgs } from "node:util"
import { type Defect, judgeTransfers, loadBanks, type Verdict, zenginSettingsOn } from "../productivity/subsidies/zengin/index.ts"
import { filePath, UsageError } from "./operands.ts"

const USAGE = "使い方: npm run -s hagi -- zengin check FILE… [--json] [--today YYYY-MM-DD]"

/** Judges 総合振込 files of any size without a database: 0 when the bank can take every one, 1 otherwise. */
export async function zenginCheckCommand(args: string[]): Promise<number> {
  const { files, json, today } = operandsOf(args)
  let refused = false
  if (json) console.log("[")
  for (const [i, typed] of files.entries()) {
    const comma = i < files.length - 1 ? "," : ""
    const accepted = await (json ? checkAsJson(typed, today, comma) : checkForPeople(typed, today))
    refused ||= !accepted
  }
  if (json) console.log("]")
  return refused ? 1 : 0
}

function operandsOf(args: string[]): { files: string[]; json: boolean; today: string } {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean" }, today: { type: "string" } } })
  } catch {
    throw new UsageError(USAGE)
  }
  if (parsed.positionals.length === 0) throw new UsageError(USAGE)
  const today = parsed.values.today ?? new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  if (!/^20\d\d-\d\d-\d\d$/.test(today) || Number.isNaN(Date.parse(today))) throw new UsageError(USAGE)
  return { files: parsed.positionals, json: parsed.values.json ?? false, today }
}

async function checkForPeople(typed: string, today: string): Promise<boolean> {
  console.log(`${typed}:`)
  const { verdict, failure } = await judgeFile(typed, today, (defect) => console.log(`  ${lineOf(defect)}`))
  if (!verdict) {
    console.log(`  ${failure}`)
    return false
  }
  const { count, total, errors, warnings } = verdict
  const found = `誤り${errors.toLocaleString("ja-JP")}件、注意${warnings.toLocaleString("ja-JP")}件`
  const sum = `振込${count.toLocaleString("ja-JP")}件、合計${total.toLocaleString("ja-JP")}円`
  console.log(`  ${verdict.accepted ? "受け付けられる形式です" : "受け付けられない形式です"}（${found}。${sum}）。`)
  return verdict.accepted
}

/** Written out while it is found, so that a file full of defects takes no memory either. */
async function checkAsJson(typed: string, today: string, comma: string): Promise<boolean> {
  let first = true
  console.log(`{"file":${JSON.stringify(typed)},"defects":[`)
  const { verdict, failure } = await judgeFile(typed, today, (defect) => {
    console.log(`${first ? "" : ","}${JSON.stringify(defect)}`)
    first = false
  })
  const end = verdict ?? { accepted: false, failure }
  console.log(`],${JSON.stringify(end).slice(1)}${comma}`)
  return end.accepted
}

async function judgeFile(typed: string, today: string, onDefect: (defect: Defect) => void): Promise<{ verdict?: Verdict; failure?: string }> {
  const judge = judgeTransfers({ settings: zenginSettingsOn(today), banks: loadBanks(), today, onDefect })
  try {
    for await (const chunk of createReadStream(filePath(typed))) judge.push(chunk as Buffer)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { failure: code === "ENOENT" ? "ファイルがありません。" : `ファイルを読めません（${code ?? message}）。` }
  }
  return { verdict: judge.finish() }
}

function lineOf({ severity, record, column, field, message }: Defect): string {
  const where = record === 0 ? "ファイル" : `レコード${record}${column === undefined ? "" : ` ${column}桁`}${field ? ` ${field}` : ""}`
  return `${severity === "error" ? "誤り" : "注意"} ${where}: ${message}`
}
