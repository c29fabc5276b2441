import { Parser } from "htmlparser2"
import { assemble } from "./assemble.ts"
import { layoutLines } from "./layout-tables.ts"
import { type Line, lineOf, type LineRole, type Origin } from "./lines.ts"
import { appendixMark, articleMark, bracketed, headingMark, listMark, supplementaryMark } from "./marks.ts"
import type { ParsedOrdinance } from "./provision.ts"
import { splitOrdinances } from "./split-ordinances.ts"
import type { Cell } from "./table-rows.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

/** Ordinances of an HTML page, of whichever vendor. */
export function* fromHtml(html: string, origin: Origin): Generator<ParsedOrdinance> {
  const page = readPage(html)
  const known: Origin = {
    ...origin,
    ...(page.title ? { title: page.title } : {}),
    ...(page.category ? { category: page.category } : {}),
    ...(page.url ? { sourceUrl: page.url } : {}),
  }
  const parts = splitOrdinances(page.lines)
  let found = 0
  for (const part of parts) {
    const parsed = assemble(part, parts.length === 1 ? known : { ...known, title: "" })
    if (!parsed) continue
    found++
    yield parsed
  }
  if (found === 0) {
    throw new UnreadableOrdinance("このHTMLには「第1条」「附則」「別表」のいずれも見つからないため、例規として読めません。条文のあるページを保存したファイルか確かめてください。")
  }
}

export interface Page {
  lines: Line[]
  title: string
  category: string
  url: string
}

const BLOCK = new Set(
  ("address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 " +
    "header hr html li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul").split(" "),
)
const DEEPEST = 3000
// Tables in tables beyond this are words of the cell they stand in.
const DEEPEST_TABLE = 30
const HIDDEN = new Set(["script", "style", "noscript", "template", "select", "button", "textarea", "rt", "rp", "object", "svg", "iframe", "head"])
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "))
const ASIDE = new Set(["nav", "footer", "aside"])
const ASIDE_NAMES = new Set(
  "secondary nav navi navigation gnavi menu breadcrumb breadcrumbs pankuzu topicpath footer sidebar side toc joubun-toc tab-nav shoshi skip".split(" "),
)
const MAIN_NAMES = new Set(["primary", "joubun", "honbun", "main", "content", "contents", "reiki"])
const HEADING_NAMES = new Set(["part", "chapter", "section", "subsection", "division", "hen", "shou", "sho", "setsu", "kan", "moku"])

interface Open {
  name: string
  hidden: boolean
  aside: boolean
  main: boolean
  role: LineRole | undefined
  inArticle: boolean
  inHead: boolean
  fragment: boolean
  file: string
  /** The element began a table that is being read. */
  table: boolean
}

interface OpenTable {
  rows: { cell: Cell; lines: PageLine[] }[][]
  outside: PageLine[]
}

export interface PageLine extends Line {
  main?: boolean
  aside?: boolean
  /** Wholly a link into the same page. */
  linked?: boolean
}

/** The visible lines of a page. Read as a stream: a page of 50 MB makes no tree. */
export function readPage(html: string): Page {
  const stack: Open[] = []
  const tables: OpenTable[] = []
  const lines: PageLine[] = []
  let target = lines
  let buffer = ""
  let linkedLength = 0
  let picture = false
  let role: LineRole | undefined
  let title = ""
  let category = ""
  let inTitle = false
  let inCategory = false
  let url = /<!-- saved from url=\(\d+\)(https?:\/\/[^\s]+) -->/.exec(html.slice(0, 2000))?.[1] ?? ""
  let pre = 0
  /** Numbers that an <ol> shows and no text holds. */
  const ordered: { next: number; type: string }[] = []
  let marker = ""

  const top = () => stack[stack.length - 1]
  const flush = () => {
    const raw = pre > 0 ? buffer : collapse(buffer)
    const visibleLength = raw.trim().length
    const line: PageLine | undefined = visibleLength > 0 ? lineOf(raw, role) : undefined
    if (line) {
      if (marker !== "" && !hasOwnMark(line.text)) {
        line.text = `${marker}\u3000${line.text}`
        line.role = "item"
      }
      marker = ""
      const open = top()
      if (picture && /^〔[^〕]*〕$/.test(line.text)) line.role = "picture"
      if (open?.main) line.main = true
      if (open?.aside) line.aside = true
      if (linkedLength >= visibleLength) line.linked = true
      target.push(roled(line))
    }
    buffer = ""
    linkedLength = 0
    picture = false
    role = top()?.role
  }
  const retarget = () => {
    const table = tables[tables.length - 1]
    if (!table) target = lines
    else target = table.rows.at(-1)?.at(-1)?.lines ?? table.outside
  }
  const closeTable = () => {
    const table = tables.pop()
    if (!table) return
    retarget()
    target.push(...table.outside, ...layoutLines(table.rows))
  }
  const add = (text: string) => {
    buffer += text
    if (top()?.fragment) linkedLength += text.trim().length
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = top()
        const names = `${attributes.class ?? ""} ${attributes.id ?? ""}`.toLowerCase().split(/\s+/)
        if (name === "title" && (stack.length === 0 || parent?.name === "head" || parent?.name === "html")) inTitle = true
        if (name === "link" && attributes.rel === "canonical" && /^https?:\/\//.test(attributes.href ?? "")) url ||= attributes.href!
        if (stack.length > DEEPEST) throw new UnreadableOrdinance("HTMLの入れ子が深すぎるため、読めません（閉じていないタグがないか確かめてください）。")
        if (BLOCK.has(name)) flush()
        if (VOID.has(name)) {
          if (name === "img" && !parent?.hidden) {
            const words = pictureWords(attributes)
            if (words !== "") {
              add(words)
              if (words.length > 2) picture = true
            }
          }
          return
        }
        if (names.includes("taikei-item")) inCategory = true
        const open: Open = {
          name,
          hidden: (parent?.hidden ?? false) || (HIDDEN.has(name) && name !== "head") || "hidden" in attributes || /display\s*:\s*none/i.test(attributes.style ?? ""),
          aside: (parent?.aside ?? false) || ASIDE.has(name) || names.some((one) => ASIDE_NAMES.has(one)),
          main: (parent?.main ?? false) || name === "main" || names.some((one) => MAIN_NAMES.has(one)),
          role: parent?.role,
          inArticle: (parent?.inArticle ?? false) || names.includes("article"),
          inHead: (parent?.inHead ?? false) || names.includes("head"),
          fragment: name === "a" ? (attributes.href ?? "").startsWith("#") : (parent?.fragment ?? false),
          file: name === "a" ? fileOf(attributes.href ?? "") : "",
          table: false,
        }
        open.role = roleOf(name, names, open) ?? open.role
        stack.push(open)
        if (name === "pre") pre++
        if (BLOCK.has(name)) role = open.role
        if (open.hidden) return
        if (name === "table" && tables.length < DEEPEST_TABLE) {
          open.table = true
          tables.push({ rows: [], outside: [] })
          retarget()
        } else if (name === "tr" && tables.length > 0) {
          tables[tables.length - 1]!.rows.push([])
          target = tables[tables.length - 1]!.outside
        } else if ((name === "td" || name === "th") && tables.length > 0) {
          const table = tables[tables.length - 1]!
          if (table.rows.length === 0) table.rows.push([])
          table.rows.at(-1)!.push({ cell: { text: "", columns: Number(attributes.colspan) || 1, rows: Number(attributes.rowspan) || 1 }, lines: [] })
          retarget()
        } else if ((name === "caption" || name === "thead" || name === "tbody") && tables.length > 0) {
          target = tables[tables.length - 1]!.outside
        }
        if (name === "ol" || name === "ul") {
          const plain = name === "ul" || /list-style(?:-type)?\s*:\s*none/i.test(attributes.style ?? "")
          ordered.push({ next: Number(attributes.start) || 1, type: plain ? "" : (attributes.type ?? "1") })
        } else if (name === "li") {
          const list = ordered.at(-1)
          if (list && list.type !== "") {
            if (/^\d{1,4}$/.test(attributes.value ?? "")) list.next = Number(attributes.value)
            marker = markerOf(list.next++, list.type)
          }
        }
      },
      ontext(text) {
        const open = top()
        if (inTitle) {
          title += text
          return
        }
        if (open?.hidden || open?.name === "head" || open?.name === "title") return
        if (inCategory) category += text
        if (pre > 0) {
          const parts = text.split(/\r\n|\r|\n/)
          parts.forEach((part, at) => {
            if (at > 0) flush()
            add(part)
          })
          return
        }
        add(text)
      },
      onclosetag(name) {
        if (name === "title") inTitle = false
        if (VOID.has(name)) return
        const open = stack[stack.length - 1]
        if (open?.name !== name) return
        if (open.file !== "" && !open.hidden) {
          add(`〔ファイル：${open.file}〕`)
          picture = true
        }
        if (BLOCK.has(name)) flush()
        // The entry ends with its block; marks of white space inside it close before.
        if (BLOCK.has(name)) inCategory = false
        stack.pop()
        if (name === "pre") pre--
        if (name === "ol" || name === "ul") ordered.pop()
        if (name === "li") marker = ""
        if (open.table) closeTable()
        else if ((name === "td" || name === "th" || name === "tr" || name === "caption") && tables.length > 0) target = tables[tables.length - 1]!.outside
        if (BLOCK.has(name)) role = top()?.role
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false },
  )
  // In pieces, so that the parser keeps no more of a large page than it needs.
  for (let at = 0; at < html.length; at += 1 << 16) parser.write(html.slice(at, at + (1 << 16)))
  parser.end()
  flush()
  while (tables.length > 0) closeTable()
  return { lines: regions(lines), title: collapse(title).replace(/^[○◯〇]/, "").trim(), category: collapse(category).trim(), url }
}

/** Whether a line bears its own number, so that the one of the list it stands in is not shown besides. */
function hasOwnMark(text: string): boolean {
  return listMark(text) !== undefined || articleMark(text) !== undefined || headingMark(text) !== undefined || supplementaryMark(text) !== undefined || appendixMark(text) !== undefined || bracketed(text) !== undefined
}

function markerOf(number: number, type: string): string {
  if (type === "a" || type === "A") return String.fromCharCode(type.charCodeAt(0) + ((number - 1) % 26))
  return String(number)
}

/** White space of the source is a break of its line: between letters of Japanese it is nothing. */
function collapse(text: string): string {
  return text
    .replace(/[ \t\r\n]+/g, (blank) => (/[\r\n]/.test(blank) ? "\n" : " "))
    .replace(/(?<=[\u0080-\uffff])\n(?=[\u0080-\uffff])/g, "")
    .replaceAll("\n", " ")
    .trim()
}

function roleOf(name: string, names: readonly string[], open: Open): LineRole | undefined {
  if (/^h[1-6]$/.test(name)) return "title"
  for (const one of names) {
    if (one === "title-irregular" || (one === "title" && open.inHead)) return "title"
    if (one === "title") return open.inArticle ? "caption" : "title"
    if (one === "midashi" || one === "caption" || one === "articlecaption") return "caption"
    if (HEADING_NAMES.has(one)) return "heading"
    if (one === "item" || one === "gou" || /^subitem\d*$/.test(one)) return "item"
    if (one === "clause" || one === "kou" || one === "paragraph") return "paragraph"
    if (one === "article" || one === "jou") return "article"
  }
  return undefined
}

/** A role that the words contradict is dropped. */
function roled(line: PageLine): PageLine {
  const { role, text } = line
  if (role === "title" && (bracketed(text) !== undefined || articleMark(text) || headingMark(text) || supplementaryMark(text) !== undefined || appendixMark(text))) {
    if (bracketed(text) !== undefined) line.role = "caption"
    else delete line.role
  } else if (role === "caption" && (articleMark(text) || text.length > 60 || text.includes("。"))) delete line.role
  else if ((role === "paragraph" || role === "item") && listMark(text) === undefined) delete line.role
  return line
}

/** What stands outside the text is set aside, provided that the text is inside. */
function regions(lines: PageLine[]): Line[] {
  const structural = (line: PageLine) => line.linked !== true && (articleMark(line.text)?.certain === true || supplementaryMark(line.text) !== undefined)
  const has = (test: (line: PageLine) => boolean) => lines.some((line) => test(line) && structural(line))
  const dropAside = has((line) => line.aside !== true) || !lines.some((line) => line.aside && structural(line))
  const onlyMain = has((line) => line.main === true && line.aside !== true)
  return lines.map((line, at): Line => {
    const entry = line.linked === true && isEntry(line.text) && [lines[at - 1], lines[at + 1]].some((beside) => beside?.linked === true && isEntry(beside.text))
    const { main, aside, linked: _linked, ...rest } = line
    if ((dropAside && aside) || (onlyMain && !main)) return { ...rest, role: "aside" }
    return entry ? { ...rest, role: "contents" } : rest
  })
}

function isEntry(text: string): boolean {
  return /^第|^[附付][ 　]*則|^別表|^様式|^目次|^本則|^前文/.test(text)
}

function pictureWords(attributes: Record<string, string>): string {
  const alt = (attributes.alt ?? "").trim()
  // 外字 are often pictures whose alt is the letter.
  if ([...alt].length === 1) return alt
  const name = (attributes.src ?? "").split(/[/?#]/).filter(Boolean).at(-1) ?? ""
  if (/spacer|blank|icon|btn|button|arrow|bullet|logo|line\.gif/i.test(name)) return ""
  if (alt === "" && (name === "" || attributes.src?.startsWith("data:"))) return ""
  return `〔画像：${[alt, attributes.src?.startsWith("data:") ? "" : name].filter(Boolean).join(" ")}〕`
}

function fileOf(href: string): string {
  const name = href.split(/[?#]/)[0]!.split("/").at(-1) ?? ""
  return /\.(?:pdf|docx?|xlsx?|rtf|jtd|zip|gif|jpe?g|png|tiff?)$/i.test(name) ? decoded(name) : ""
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
