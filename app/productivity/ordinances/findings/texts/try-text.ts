import { refusal } from "../../../../kernel/http/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { articlesOf, type Rules, type Scan, scanArticle, UnreadableText } from "../../scanner/index.ts"
import { readOrdinances, UnreadableOrdinance } from "../../structure/index.ts"
import { rulesInForce } from "../scanning/rules-in-force.ts"
import { type Demand, demandsIn } from "./demands.ts"

export interface TriedArticle {
  no: string
  caption: string
  text: string
  scan: Scan
  demands: readonly Demand[]
}

export interface TriedText {
  rulesVersion: string
  articles: number
  found: readonly TriedArticle[]
  /** More than can be shown. */
  left: number
}

const MOST_SHOWN = 300
const MOST_ARTICLES = 20_000

/** Scans a text that somebody pasted or sent: plain, JSON Lines, or as the rulebook takes it in (HTML, DOCX, XML). Nothing of it is kept. */
export async function tryText(work: Work, bytes: Uint8Array, fileName: string): Promise<TriedText> {
  const rules = await rulesInForce(work)
  const found: TriedArticle[] = []
  let articles = 0
  let left = 0
  try {
    for (const article of articlesIn(bytes, fileName)) {
      if (++articles > MOST_ARTICLES) throw refusal("invalid", "findings.text-too-long", `一度にためせるのは${MOST_ARTICLES}条までです。`, { field: "file" })
      const one = tried(article, rules)
      if (one.scan.hits.length === 0 && one.scan.excluded.length === 0 && one.demands.length === 0) continue
      if (found.length < MOST_SHOWN) found.push(one)
      else left++
    }
  } catch (error) {
    if (error instanceof UnreadableText || error instanceof UnreadableOrdinance) throw refusal("invalid", "findings.unreadable-text", error.message, { field: "file" })
    throw error
  }
  return { rulesVersion: rules.version, articles, found, left }
}

interface Article {
  no?: string | undefined
  caption?: string | undefined
  title?: string | undefined
  text: string
}

function* articlesIn(bytes: Uint8Array, fileName: string): Generator<Article> {
  if (!isZip(bytes) && !isMarkup(bytes)) {
    yield* articlesOf(bytes, fileName.replace(/\.[^.]+$/, ""))
    return
  }
  for (const { title, provisions } of readOrdinances(bytes, fileName)) {
    for (const { no, caption, text } of provisions) yield { title, no, caption, text }
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Begins with a tag, whatever its encoding. */
function isMarkup(bytes: Uint8Array): boolean {
  return /^\s*</.test(Buffer.from(bytes.subarray(0, 200)).toString("latin1").replace(/^\u00ef\u00bb\u00bf/, ""))
}

function tried(article: Article, rules: Rules): TriedArticle {
  return { no: article.no ?? "", caption: article.caption ?? "", text: article.text, scan: scanArticle(article, rules), demands: demandsIn(article.text) }
}
