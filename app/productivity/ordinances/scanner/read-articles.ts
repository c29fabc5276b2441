import iconv from "iconv-lite"
import { z } from "zod"
import { articlesOfText } from "./articles-of.ts"
import type { Article } from "./scan-article.ts"

export class UnreadableText extends Error {
  override name = "UnreadableText"
}

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
    if (text.includes("\ufffd")) throw new UnreadableText("文字コードが UTF-8 でも Shift_JIS でもないため、読めません。")
  }
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

/** Articles of a file in either form. */
export function* articlesOf(bytes: Uint8Array, title: string): Generator<Article> {
  const text = decoded(bytes)
  if (isJsonLines(text)) yield* articlesOfJsonLines(text)
  else yield* articlesOfText(text, title)
}
