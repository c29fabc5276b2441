import { listMark } from "./marks.ts"
import { some } from "./provision-list.ts"

export interface ScrapedArticle {
  no: string
  caption: string
  text: string
}

/** Half-width blanks that a scrape leaves where links and brackets were: 「前条 に規定する」「条例 (昭和31年条例第23号) 第10条」. */
export function withoutScrapedBlanks(text: string): string {
  return text.replace(/(?<=[\u0080-\uffff]|[)]) (?=\S)|(?<=\S) (?=[\u0080-\uffff(])/g, (_, at: number) => (/(?:^|\n)(?:- )?[(（]?[0-9０-９]{1,3}[)）]?$/.test(text.slice(Math.max(0, at - 12), at)) ? " " : ""))
}

const SAYS_ITEMS = /次の(?:各号|[一二三四五六七八九十0-9０-９]+号)|次に掲げる|次の.{0,20}のいずれか/
const MAY_SAY_ITEMS = /次の(?:各号|[一二三四五六七八九十0-9０-９]+号)|次に掲げる|次の|次のとおり|次により/

/**
 * Puts 号 that a scrape left unattached back under the 柱書 they belong to: the runs (1), (2), … in their order to the articles that
 * announce 号 (次の各号, 次に掲げる) and have none. Only where both are as many; otherwise they stay out and a remark tells which.
 */
export function reattachItems(scraped: readonly ScrapedArticle[], trailing: readonly string[]): { articles: ScrapedArticle[]; remarks: string[] } {
  const articles: ScrapedArticle[] = []
  const loose: string[] = []
  let last = scraped.length - 1
  while (last > 0 && /^[0-9]{1,2}$/.test(scraped[last]!.caption)) last--
  let tail: string[] = []
  scraped.forEach((one, at) => {
    const text = withoutScrapedBlanks(one.text)
    // 「(2) 第2条に規定する…」 cut at its reference: caption 2, text 「に規定する…」.
    if (/^[0-9]{1,2}$/.test(one.caption) && /^[にのをはがと又及、]/.test(text)) {
      const [first, ...others] = `(${one.caption})　${one.no}${text}`.split("\n")
      tail.push(first!, ...others)
      return
    }
    const lines = text.split("\n").filter((line) => line.trim() !== "")
    // The items of the whole text were left at the last article.
    const from = at === last ? lines.findIndex((line, place) => place > 0 && isItem(line)) : -1
    if (from > 0 && runsOf(lines.slice(from)).length > (SAYS_ITEMS.test(lines.slice(0, from).join("")) ? 1 : 0)) {
      tail = lines.slice(from)
      articles.push({ no: one.no, caption: one.caption, text: lines.slice(0, from).join("\n") })
    } else articles.push({ no: one.no, caption: one.caption, text: lines.join("\n") })
  })
  loose.push(...tail, ...trailing.map((line) => withoutScrapedBlanks(line)))
  if (loose.length === 0) return { articles, remarks: [] }
  const runs = runsOf(loose)
  for (const says of [SAYS_ITEMS, MAY_SAY_ITEMS]) {
    const places = announcing(articles, says)
    if (places.length !== runs.length) continue
    // From the end, so that the places before stay where they are.
    for (let at = places.length - 1; at >= 0; at--) {
      const place = places[at]!
      const article = articles[place.article]!
      const lines = article.text.split("\n")
      lines.splice(place.line + 1, 0, ...runs[at]!)
      articles[place.article] = { ...article, text: lines.join("\n") }
    }
    return { articles, remarks: [`離れていた号${loose.length}行を、号を予告する条（${some(places.map((place) => articles[place.article]!.no))}）に順に付けました。`] }
  }
  return { articles, remarks: [`どの条のものか分からない号が${loose.length}行あり、条文に入れていません：${some(loose, 20)}。`] }
}

function isItem(line: string): boolean {
  const mark = listMark(line)
  return mark !== undefined && (mark.number === undefined || mark.circled || /^[(（]/.test(line))
}

/** Lines cut before each that is the first of its kind: (1), 一. */
function runsOf(lines: readonly string[]): string[][] {
  const runs: string[][] = []
  for (const line of lines) {
    if (/^(?:- )?(?:[(（][1１一][)）]|一[ 　])/.test(line) || runs.length === 0) runs.push([])
    runs.at(-1)!.push(line)
  }
  return runs
}

/** The 柱書 that announce 号 and have none under them. */
function announcing(articles: readonly ScrapedArticle[], says: RegExp): { article: number; line: number }[] {
  const places: { article: number; line: number }[] = []
  articles.forEach((article, at) => {
    const lines = article.text.split("\n")
    lines.forEach((line, place) => {
      if (!isItem(line) && says.test(line) && !(lines[place + 1] !== undefined && isItem(lines[place + 1]!))) places.push({ article: at, line: place })
    })
  })
  return places
}
