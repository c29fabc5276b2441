/** A reference in a provision's text, and where it leads. */
export interface LinkMark {
  /** In the provision's text. */
  start: number
  end: number
  /** undefined: what it names is not in the rulebook. */
  href: string | undefined
  /** What is named, in words: 「道路法 第42条」. */
  title: string
}
