/**
 * What every importer but those of structured files makes of its source: visible lines in the order of print. What a line is,
 * its words decide (`marks.ts`); the role is only what the markup says of it.
 */
export interface Line {
  /** Without indentation; "" never occurs. */
  text: string
  /** Columns of white space before it. */
  indent: number
  role?: LineRole
  /** A table in the house form; `text` is then its first row. */
  rows?: readonly string[]
}

/** contents: an entry of a table of contents; aside: outside the text (menus, history); picture: words standing for an image or a file. */
export type LineRole = "title" | "number" | "caption" | "heading" | "article" | "paragraph" | "item" | "contents" | "aside" | "picture"

/** What is known of a text besides its lines. */
export interface Origin {
  fileName: string
  title?: string
  number?: string
  category?: string
  sourceUrl?: string
  remarks?: readonly string[]
}

const BLANK = /[ \t\u3000\u00a0\u2000-\u200a\u202f]/

/** A line without its indentation, which is counted: full-width white space as two. undefined where nothing is visible. */
export function lineOf(raw: string, role?: LineRole): Line | undefined {
  let indent = 0
  let start = 0
  while (start < raw.length && BLANK.test(raw[start]!)) {
    indent += raw[start] === "\u3000" ? 2 : 1
    start++
  }
  const text = visible(raw.slice(start))
  if (text === "") return undefined
  return role ? { text, indent, role } : { text, indent }
}

/** Zero-width marks and controls go; white space at the end too; runs of half-width blanks become one. */
function visible(text: string): string {
  return text.replace(INVISIBLE, "").replace(/[ \t\u00a0]+/g, " ").trimEnd()
}

// oxlint-disable-next-line no-control-regex -- controls are what is looked for: files of old word processors hold them
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad\u0000-\u0008\u000b-\u001f\u007f]/g
