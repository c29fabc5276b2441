/** What the plan's text says. The public shape of `hagi plan parse FILE --json`. */
export interface ParsedPlan {
  title?: string
  /** The year the fiscal year begins in: 令和7年度 is 2025. */
  fiscalYear?: number
  position?: string
  term?: string
  ideals: string[]
  directions: ParsedDirection[]
  /** Every line, or part of a line, that has no place in the above, as it stands in the text. */
  unplaced: string[]
}

export interface ParsedDirection {
  /** Ⅰ, Ⅱ …, however the text writes it. */
  numeral: string
  title: string
  /** "" when the text has none. */
  aim: string
  initiatives: ParsedInitiative[]
}

export interface ParsedInitiative {
  number: number
  title: string
  /** Other spellings of the title in the same text. */
  aliases: string[]
  text: string
}

export type Use = "title" | "label" | "page" | "position" | "term" | "ideal" | "direction" | "aim" | "initiative" | "text" | "unplaced"

/** What became of one line, or of one part of a line that holds several things. */
export interface ReportLine {
  line: number
  text: string
  used: Use
  /** Ⅰ-③, Ⅱ, or which ideal. */
  place?: string
  reason?: string
}
