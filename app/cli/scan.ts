import { readFileSync, statSync } from "node:fs"
import { basename } from "node:path"
import { parseArgs } from "node:util"
import { articlesOf, compileRules, loadStandardRules, type Rules, RulesError, scanArticle, type Scan, UnreadableText } from "../productivity/ordinances/index.ts"
import { filePath, UsageError } from "./operands.ts"

const USAGE = `使い方: npm run -s hagi -- scan FILE… [--json | --csv] [--rules RULES.json]
  条文のファイル（テキスト、HTML、法令標準XML、Word（.docx）、または {"id","title","no","caption","text"} の JSON Lines）から、アナログ規制の疑いのある条項をさがします。
  JSON Lines の結果は1行に1条の JSON、テキストの結果は読める文、--csv は表です。
  終了コード: 0 見つからない（JSON と CSV では読み終えた）、1 見つかった、2 読めないファイルがある`
const MAX_BYTES = 400 * 1024 * 1024

type Form = "json" | "csv" | "words"

/** Looks for analog provisions in files, without a database. */
export async function scanCommand(args: string[]): Promise<number> {
  const { files, form, rules } = operandsOf(args)
  const out = writer()
  if (form === "csv") out.line("\ufeffファイル,ID,例規名,条,見出し,区分,規則,文")
  let found = false
  let unread = false
  for (const typed of files) {
    try {
      const path = filePath(typed)
      if (statSync(path).size > MAX_BYTES) throw new UnreadableText("400 MB を超えるファイルは、分けて調べてください。")
      const bytes = readFileSync(path)
      const shape = form ?? (/^(?:\ufeff)?\s*\{/.test(bytes.subarray(0, 200).toString("utf8")) ? "json" : "words")
      for (const article of articlesOf(bytes, basename(typed))) {
        const scan = scanArticle(article, rules)
        found ||= shape === "words" && scan.categories.length > 0
        if (shape === "json") out.line(JSON.stringify(jsonOf(article.id ?? article.no ?? "", scan)))
        else if (shape === "csv") for (const hit of scan.hits) out.line([typed, article.id, article.title, article.no, article.caption, hit.category, hit.rule, hit.sentence].map(cell).join(","))
        else if (scan.categories.length > 0) out.line(wordsOf(article, scan))
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (!(error instanceof UnreadableText) && !code) throw error
      out.flush()
      console.error(`${typed}: ${error instanceof UnreadableText ? error.message : code === "ENOENT" ? "ファイルがありません。" : `ファイルを読めません（${code}）。`}`)
      unread = true
    }
  }
  out.flush()
  return unread ? 2 : found ? 1 : 0
}

function operandsOf(args: string[]): { files: string[]; form: Form | undefined; rules: Rules } {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean" }, csv: { type: "boolean" }, rules: { type: "string" } } })
  } catch {
    throw new UsageError(USAGE)
  }
  const { positionals, values } = parsed
  if (positionals.length === 0 || (values.json && values.csv)) throw new UsageError(USAGE)
  return { files: positionals, form: values.json ? "json" : values.csv ? "csv" : undefined, rules: values.rules ? rulesFrom(values.rules) : loadStandardRules() }
}

function rulesFrom(typed: string): Rules {
  try {
    return compileRules(JSON.parse(readFileSync(filePath(typed), "utf8")))
  } catch (error) {
    if (error instanceof RulesError) throw new UsageError(`規則のファイルに誤りがあります。\n${error.problems.join("\n")}`)
    throw new UsageError(`規則のファイル ${typed} を JSON として読めません。`)
  }
}

function jsonOf(id: string, { categories, hits, excluded }: Scan) {
  return {
    id,
    categories,
    hits: hits.map(({ category, rule, sentence, slots }) => ({ category, rule, sentence, slots })),
    excluded: excluded.map(({ rule, reason }) => ({ rule, reason })),
  }
}

function wordsOf({ title, no, caption }: { title?: string | undefined; no?: string | undefined; caption?: string | undefined }, scan: Scan): string {
  const heading = `${title ?? ""} ${no ?? ""}${caption ? `（${caption}）` : ""}  ${scan.categories.join("、")}`.trim()
  return [heading, ...new Set(scan.hits.map(({ category, sentence }) => `  ${category}: ${sentence.replace(/\s+/g, " ")}`))].join("\n")
}

/** A cell that a spreadsheet would take for a formula stays text. */
function cell(value: string | undefined): string {
  const text = (value ?? "").replace(/\r?\n/g, " ")
  return `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

/** Lines gathered: a write for each of a hundred thousand would take longer than finding them. */
function writer() {
  let waiting = ""
  const flush = () => {
    if (waiting) process.stdout.write(waiting)
    waiting = ""
  }
  return {
    flush,
    line(text: string) {
      waiting += `${text}\n`
      if (waiting.length > 1 << 16) flush()
    },
  }
}
