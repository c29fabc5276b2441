import iconv from "iconv-lite"
import { z } from "zod"
import { parseOrdinances, UnreadableOrdinance } from "../structure/index.ts"
import { articlesOfText } from "./articles-of.ts"
import type { Article } from "./scan-article.ts"

export class UnreadableText extends Error {
  override name = "UnreadableText"
}

/** No law has an article a hundredth as long: what is longer is a file without line breaks or no text at all. */
const LONGEST_ARTICLE = 2_000_000

const line = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  title: z.string().nullish().transform((text) => text ?? ""),
  no: z.union([z.string(), z.number()]).nullish().transform((text) => String(text ?? "")),
  caption: z.string().nullish().transform((text) => text ?? ""),
  text: z.string(),
})

/** UTF-8, or Shift_JIS (CP932) where it is not. Refuses what is neither: a picture, a program. */
export function decoded(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new UnreadableText("ファイルが空です。")
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    text = iconv.decode(Buffer.from(bytes), "cp932")
    if (text.includes("\ufffd")) throw new UnreadableText("文字コードが UTF-8 でも Shift_JIS でもないか、二つが混ざっているため、読めません。UTF-8 で保存し直してください。")
  }
  if (text.trim() === "") throw new UnreadableText("ファイルに文字がありません。")
  if (text.includes("\0")) throw new UnreadableText("文章のファイルではありません。")
  return text.replace(/^\ufeff/, "")
}

/** Whether every line is a JSON object, judged by the first. */
export function isJsonLines(text: string): boolean {
  return /^\s*\{/.test(text)
}

/** Articles of a JSON Lines text, one after another. Refuses a line that is none, by its number. */
export function* articlesOfJsonLines(text: string): Generator<Article> {
  let number = 0
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at)
    const source = text.slice(at, end < 0 ? text.length : end).trim()
    at = end < 0 ? text.length : end + 1
    number++
    if (source === "") continue
    let value: unknown
    try {
      value = JSON.parse(source)
    } catch {
      throw new UnreadableText(`${number}行目は JSON ではありません。`)
    }
    const parsed = line.safeParse(value)
    if (!parsed.success) throw new UnreadableText(`${number}行目に text（条文の文字列）がないか、項目の形が違います。`)
    yield parsed.data
  }
}

/**
 * Articles of a file, its form told by its content: JSON Lines of articles, plain text, and what the reader of rulebooks knows
 * (HTML, 法令標準XML, DOCX, JSON of whole ordinances).
 */
export function* articlesOf(bytes: Uint8Array, title: string): Generator<Article> {
  for (const article of articlesInForm(bytes, title)) {
    if (article.text.length > LONGEST_ARTICLE) throw new UnreadableText(`${article.no || article.id || title} の本文が${LONGEST_ARTICLE.toLocaleString("ja-JP")}文字を超えています。条ごとに分けてください。`)
    yield article
  }
}

function* articlesInForm(bytes: Uint8Array, title: string): Generator<Article> {
  if (isOrdinance(bytes)) {
    yield* articlesOfOrdinances(bytes, title)
    return
  }
  const text = decoded(bytes)
  if (isJsonLines(text)) yield* articlesOfJsonLines(text)
  else yield* articlesOfText(text, title)
}

/** How ZIP (DOCX), PDF, old Word, RTF, UTF-16, XML and HTML, and a JSON array begin. */
const OTHER_FORMS = ["PK\u0003\u0004", "%PDF", "\u00d0\u00cf\u0011\u00e0", "{\\rtf", "\u00ff\u00fe", "\u00fe\u00ff", "<", "["]

/** By the first bytes, and in JSON by what the first line holds. PDF, .doc and RTF go there too: it says what to do instead. */
function isOrdinance(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "").trimStart()
  if (OTHER_FORMS.some((begin) => head.startsWith(begin)) || /^\{\s*\n/.test(head)) return true
  return head.startsWith("{") && /"articles"\s*:/.test(head) && !/"text"\s*:[^]*"articles"\s*:/.test(head)
}

function* articlesOfOrdinances(bytes: Uint8Array, fileName: string): Generator<Article> {
  let ordinances
  try {
    ordinances = parseOrdinances(bytes, fileName)
  } catch (error) {
    if (error instanceof UnreadableOrdinance) throw new UnreadableText(error.message)
    throw error
  }
  for (const { title, provisions } of ordinances) {
    for (const { no, caption, text } of provisions) if (text !== "") yield { id: `${title} ${no}`.trim(), title, no, caption, text }
  }
}
