import { Typesetter } from "./typesetter.ts"

export type Section =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  /** `large` is a letter's own title; `align` is for its number, date and sender. */
  | { kind: "paragraph"; text: string; small?: boolean; large?: boolean; align?: "right" | "center" }
  | { kind: "list"; items: readonly string[] }
  /** Terms with their values. */
  | { kind: "summary"; rows: readonly (readonly [string, string])[] }
  | { kind: "table"; caption?: string; columns: readonly TableColumn[]; rows: readonly (readonly string[])[] }
  /** null: no data, written as － with no bar. */
  | { kind: "bars"; title: string; unit: string; bars: readonly { label: string; value: number | null }[] }
  /** Two ruled columns of running text side by side, marked words underlined; rows go on over pages. */
  | { kind: "sideBySide"; columns: readonly [string, string]; rows: readonly (readonly [readonly MarkedLine[], readonly MarkedLine[]])[] }
  | { kind: "pageBreak" }

/** Text that begins `indent` and goes on `hanging` characters in. */
export interface MarkedLine {
  indent: number
  hanging: number
  spans: readonly { text: string; underlined: boolean }[]
}

export interface TableColumn {
  title: string
  /** Share of the width; default 1. */
  share?: number
  align?: "left" | "right" | "center"
}

export interface PdfDocument {
  title: string
  author?: string
  /** Lines under the title on the first page. */
  lead?: readonly string[]
  /** A page of its own for title and lead, with whoever issues it at the foot. */
  cover?: { issuer: string }
  sections: readonly Section[]
  /** No title on top: the sections begin with the letter's own head. */
  letter?: boolean
  /** At the top of every page but the first; the title unless given. */
  header?: string
  /** Left at the bottom of every page, beside 「2 / 5」. */
  footer?: string
  landscape?: boolean
  /** For the archive: its description as XMP and the meaning of its colours are written in (archival.ts). */
  archival?: boolean
  /** Written into the file; now unless given. */
  madeAt?: Date
}

/** An A4 document with embedded, subset Japanese fonts and bookmarks. */
export async function makePdf(document: PdfDocument): Promise<Uint8Array> {
  const typesetter = new Typesetter(document)
  if (document.cover) typesetter.cover(document.title, document.lead ?? [], document.cover.issuer)
  else if (!document.letter) typesetter.title(document.title, document.lead ?? [])
  for (const section of document.sections) typesetter.set(section)
  return typesetter.finish()
}
