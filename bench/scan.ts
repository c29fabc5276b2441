import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { type Automaton, buildAutomaton, findTerms } from "../app/productivity/ordinances/scanner/automaton.ts"
import { loadStandardRules, scanArticle, standardRules } from "../app/productivity/ordinances/scanner/index.ts"
import { spellingsOf } from "../app/productivity/ordinances/scanner/spellings.ts"
import { line, ratio } from "./support/report.ts"

// (a) Finding words in memory, beside ripgrep on the same file with the same words, and beside a plain RegExp; the three must count
// the same. (b) The whole scan of an office's rulebook and of national law: articles a second on one core, and memory.
// The texts are read from the corpora beside the repository.
const ORDINANCES = "../shared/corpora/ordinances/misato.jsonl.gz"
const LAWS = "../shared/corpora/laws/laws300.jsonl.gz"
const BYTES = 100_000_000
const RUNS = 9
/** The words that one searches for first: those of the acts, not 「に」 and 「する」. */
const SEARCHED = ["目視", "巡視", "監視", "立会", "立入検査", "実地検査", "実地調査", "検査", "点検", "測定", "定期", "常駐", "専任", "専ら", "常勤", "宿直", "講習", "掲示", "標識", "見やすい場所", "読む", "備置", "媒体"]

interface Document {
  title: string
  articles: { no?: string; caption?: string; text: string }[]
}

const missing = [ORDINANCES, LAWS].filter((path) => !existsSync(path))
for (const path of missing) console.log(`${path} is not here: put the corpora beside the repository to measure on them`)
if (missing.length === 0) {
  const laws = documents(LAWS)
  wholeScan("rulebook of a city", documents(ORDINANCES), true)
  wholeScan("national law", laws, false)
  const text = laws.flatMap(({ articles }) => articles.map((article) => article.text)).join("\n") + "\n"
  const repeated = text.repeat(Math.ceil(BYTES / Buffer.byteLength(text)))
  matching("words of the acts", repeated, SEARCHED)
  matching("all words of the rules", repeated, Object.keys(standardRules.terms))
}

function documents(path: string): Document[] {
  return gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n").map((source) => JSON.parse(source) as Document)
}

function matching(label: string, text: string, classes: readonly string[]): void {
  // Two characters and more; the longest first, so that all three prefer it.
  const words = [...new Set(classes.flatMap((name) => standardRules.terms[name]!.flatMap(spellingsOf)))].filter((word) => word.length > 1).sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const folder = mkdtempSync(join(tmpdir(), "hagi-scan-"))
  try {
    const [file, terms] = [join(folder, "text"), join(folder, "terms")]
    writeFileSync(file, text)
    writeFileSync(terms, words.join("\n") + "\n")
    const megabytes = Buffer.byteLength(text) / 1e6
    const automaton = buildAutomaton(words, { folded: false })
    const expression = new RegExp(words.map((word) => word.replace(/[-.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g")
    const count = () => countLongest(automaton, text)
    const rg = () => ripgrep(["--count-matches", "--no-filename", "-F", "-f", terms, file])
    // By turns, and the best of each: what else the machine does must not decide.
    const [ours, theirs] = byTurns(count, rg)
    const regex = timed(() => { let found = 0; for (expression.lastIndex = 0; expression.exec(text); ) found++; return found }, 1)
    console.log(`${label}: ${words.length} spellings, ${megabytes.toFixed(0)} MB, ${ours.value.toLocaleString("en")} found`)
    if (theirs.value !== undefined && theirs.value !== ours.value) throw new Error(`ripgrep counts ${theirs.value}, we count ${ours.value}`)
    if (regex.value !== ours.value) throw new Error(`RegExp counts ${regex.value}, we count ${ours.value}`)
    const rate = megabytes / ours.seconds
    line("  ours in memory", `${rate.toFixed(0)} MB/s`, "", undefined)
    line("  RegExp alternation in memory", `${(megabytes / regex.seconds).toFixed(0)} MB/s`, "", undefined)
    if (theirs.value === undefined) return console.log("     ripgrep is not installed (Debian: ripgrep): no ratio")
    line("  ripgrep, the whole process", `${(megabytes / theirs.seconds).toFixed(0)} MB/s`, "", undefined)
    line("  ours ÷ ripgrep", ratio(rate / (megabytes / theirs.seconds)), "≥ 1.0", rate >= megabytes / theirs.seconds)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** As ripgrep counts: from the left, the longest of those that begin there, and then on behind it. */
function countLongest(automaton: Automaton, text: string): number {
  let [starts, ends] = [new Int32Array(1 << 20), new Int32Array(1 << 20)]
  let found = 0
  findTerms(automaton, text, (term, end) => {
    if (found === starts.length) [starts, ends] = [doubled(starts), doubled(ends)]
    // They come by their ends; a longer one goes before those that begin later.
    const start = end - automaton.lengths[term]!
    let at = found++
    for (; at > 0 && starts[at - 1]! >= start; at--) {
      starts[at] = starts[at - 1]!
      ends[at] = ends[at - 1]!
    }
    starts[at] = start
    ends[at] = end
  })
  let count = 0
  let behind = 0
  for (let i = 0; i < found; i++) {
    if (starts[i]! < behind) continue
    count++
    behind = ends[i]!
  }
  return count
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** Undefined where ripgrep is not installed. */
function ripgrep(args: readonly string[]): number | undefined {
  try {
    return Number(execFileSync("rg", args, { encoding: "utf8" }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}

function byTurns<A, B>(first: () => A, second: () => B): [{ value: A; seconds: number }, { value: B; seconds: number }] {
  const runs = Array.from({ length: RUNS }, () => [timed(first, 1, clockSeconds, false), timed(second, 1, clockSeconds, false)] as const)
  const best = <T extends { seconds: number }>(of: readonly T[]) => of.reduce((least, one) => (one.seconds < least.seconds ? one : least))
  return [best(runs.map(([one]) => one)), best(runs.map(([, one]) => one))]
}

function clockSeconds(): number {
  return performance.now() / 1000
}

/** Seconds of work, whatever else the machine is doing. */
function coreSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** The median of several runs, after one to warm up. */
function timed<T>(work: () => T, runs = RUNS, now = clockSeconds, warm = true): { value: T; seconds: number } {
  let value: T | undefined
  if (warm) value = work()
  const seconds: number[] = []
  for (let i = 0; i < runs; i++) {
    const started = now()
    value = work()
    seconds.push(now() - started)
  }
  return { value: value!, seconds: seconds.sort((a, b) => a - b)[Math.floor(runs / 2)]! }
}

function wholeScan(label: string, rulebook: readonly Document[], scaled: boolean): void {
  const rules = loadStandardRules()
  const articles = rulebook.flatMap(({ title, articles }) => articles.map((article) => ({ ...article, title })))
  const { value, seconds } = timed(() => articles.reduce((hits, article) => hits + scanArticle(article, rules).hits.length, 0), 3, coreSeconds)
  const memory = process.memoryUsage().rss / 1e6
  console.log(`${label}: ${rulebook.length} documents, ${articles.length.toLocaleString("en")} articles, ${value.toLocaleString("en")} hits`)
  line("  whole scan (parse, match, slots, exclusions)", `${(articles.length / seconds).toFixed(0)} articles/s of one core, ${seconds.toFixed(2)} s of work, process ${memory.toFixed(0)} MB`, "", undefined)
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0)
  if (scaled) line("  3,000 documents like these", `${((seconds / rulebook.length) * 3_000).toFixed(2)} s`, "< 5 s", (seconds / rulebook.length) * 3_000 < 5)
  else line(`  3,000 documents of ${Math.round(characters / 3_000).toLocaleString("en")} characters`, `${seconds.toFixed(2)} s`, "< 5 s", seconds < 5)
}
