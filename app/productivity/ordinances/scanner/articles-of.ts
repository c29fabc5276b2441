import type { Article } from "./scan-article.ts"

const ARTICLE = /^[ 　]*(第[0-9０-９〇一二三四五六七八九十百千]+条(?:の[0-9０-９〇一二三四五六七八九十]+)*)[ 　]+/
const CAPTION = /^[ 　]*[（(]([^（）()]{1,60})[）)][ 　]*$/

/**
 * The articles of a plain text: one begins at a line 「第N条 …」, and the （見出し） alone on the line before it is its own, not
 * that of the article before. Text without articles is one.
 */
export function articlesOfText(text: string, title: string): Article[] {
  const articles: Article[] = []
  let caption: string | undefined
  let lines: string[] = []
  let no: string | undefined
  let own: string | undefined
  const close = () => {
    const body = lines.join("\n").trim()
    if (body || no) articles.push({ title, ...(no ? { no } : {}), ...(own ? { caption: own } : {}), text: body })
    lines = []
  }
  for (const line of text.split(/\r\n|\r|\n/)) {
    const mark = ARTICLE.exec(line)
    if (mark) {
      close()
      no = mark[1]!
      own = caption
      caption = undefined
      lines = [line.slice(mark[0].length)]
      continue
    }
    // Not a caption after all: a line in brackets that no article followed.
    if (caption !== undefined) lines.push(`（${caption}）`)
    caption = CAPTION.exec(line)?.[1]
    if (caption === undefined) lines.push(line)
  }
  if (caption !== undefined) lines.push(`（${caption}）`)
  close()
  return articles
}
