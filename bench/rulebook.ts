import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { system } from "../app/kernel/access/index.ts"
import { startEmbedded } from "../app/kernel/database/embedded.ts"
import { inWork, migrate, openDatabase, readingWork, readMigrations } from "../app/kernel/database/index.ts"
import { importOrdinance } from "../app/productivity/ordinances/rulebook/index.ts"
import { searchFilterFrom } from "../app/productivity/ordinances/rulebook/search/search-filter.ts"
import { searchProvisions } from "../app/productivity/ordinances/rulebook/search/search-provisions.ts"
import { type ParsedOrdinance, parseOrdinances } from "../app/productivity/ordinances/structure/index.ts"
import { modules } from "../app/server.ts"
import { line, ratio } from "./support/report.ts"

// A city's whole 例規集 (800 documents) into the rulebook: versions, references both ways and passages for search, each text in
// its own transaction. Beside it the least that could be written: the bare articles, one transaction a text.
const corpus = process.env.HAGI_BENCH_ORDINANCES ?? join(process.cwd(), "../shared/corpora/ordinances/misato.jsonl.gz")
const clerk = system("bench")

const varDir = mkdtempSync(join(tmpdir(), "hagi-bench-rulebook-"))
chmodSync(varDir, 0o755)
const server = await startEmbedded({ root: process.cwd(), varDir })
const connection = openDatabase(server.url, { poolSize: 2 })
const { db, pool } = connection
try {
  const sources = modules.flatMap(({ name, migrations }) => (migrations ? [{ module: name, folder: migrations }] : []))
  await migrate(pool, readMigrations(process.cwd(), [{ module: "database", folder: "app/kernel/database/migrations" }, ...sources]))
  const texts = readTexts()
  const provisions = texts.reduce((sum, text) => sum + text.provisions.length, 0)
  console.log(`     ${texts.length} texts, ${provisions} provisions`)
  const bare = await timed(() => writeBare(texts))
  const first = await timed(() => importAll(texts))
  const again = await timed(() => importAll(texts))
  line("800 documents of a city taken in", `${(first / 1000).toFixed(1)} s, ${(first / texts.length).toFixed(1)} ms a text`, "≤ 15 s", first <= 15_000)
  line("  ÷ the bare articles, one transaction a text", ratio(first / bare), "", undefined)
  line("the same once more, nothing changed", `${(again / 1000).toFixed(2)} s`, "≤ 3 s", again <= 3000)
  const work = readingWork(db, { actor: clerk })
  for (const filter of [{ q: "点検" }, { q: "届出", where: "caption" }, { q: "規定", kind: "規則" }] as Record<string, string>[]) {
    const { total } = await searchProvisions(work, searchFilterFrom(filter))
    const ms = await timed(() => searchProvisions(work, searchFilterFrom(filter)))
    line(`search ${JSON.stringify(filter)}, ${total} provisions counted`, `${ms.toFixed(0)} ms`, "≤ 300 ms", ms <= 300)
  }
} finally {
  await connection.close()
  await server.stop()
  rmSync(varDir, { recursive: true, force: true })
}

function readTexts(): ParsedOrdinance[] {
  if (existsSync(corpus)) return parseOrdinances(gunzipSync(readFileSync(corpus)), "misato.jsonl").filter(({ provisions }) => provisions.length > 0)
  console.log("     the corpus is not here: 800 made-up documents instead")
  return Array.from({ length: 800 }, (_, at) => {
    const articles = Array.from({ length: 11 }, (_, n) => `第${n + 1}条　第${n + 2}条の規定による届出は、道路法（昭和27年法律第180号）第32条第1項の例により、毎年1回、書面により行うものとする。`)
    return parseOrdinances(Buffer.from(`○見本の条例その${at}\n平成9年3月1日　条例第${at + 1}号\n${articles.join("\n")}\n`), "a.txt")[0]!
  })
}

async function importAll(texts: readonly ParsedOrdinance[]): Promise<void> {
  for (const text of texts) await inWork(db, { actor: clerk }, (work) => importOrdinance(work, text))
}

async function writeBare(texts: readonly ParsedOrdinance[]): Promise<void> {
  await pool.query("create table bench_article (title text, address text, text text, primary key (title, address, text))")
  for (const { title, sourceUrl, provisions } of texts) {
    await pool.query("insert into bench_article select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing", [`${title}${sourceUrl}`, provisions.map(({ address }) => address), provisions.map(({ text }) => text.slice(0, 500))])
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
