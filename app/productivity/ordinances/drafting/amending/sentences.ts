import type { Phrase } from "./phrases.ts"

/** Where a sentence points: 第三条 | 第二項 | 第一号, イ. */
export interface Spot {
  provision: string
  /** What 「同…」 calls it again: 条, 表; undefined for what is always called by its name. */
  again: "条" | "表" | undefined
  /** 第二項; undefined in a provision of one 項. */
  paragraph?: string | undefined
  /** 第一号, then イ, then (1). */
  items: readonly string[]
}

const ENDINGS = {
  change: ["改め", "改める"],
  add: ["加え", "加える"],
  delete: ["削り", "削る"],
  become: ["とし", "とする"],
  raise: ["繰り上げ", "繰り上げる"],
  lower: ["繰り下げ", "繰り下げる"],
  attach: ["付し", "付する"],
} as const
type Verb = keyof typeof ENDINGS

interface Clause {
  text: string
  verb: Verb
}

interface Mark {
  lines: number
  said: number
  clauses: readonly Clause[]
  last: Spot | undefined
}

/** Writes sentences: clauses joined by their 連用形, places called again as 同条, 同項, 同号. */
export class Sentences {
  readonly lines: string[] = []
  #clauses: Clause[] = []
  #last: Spot | undefined
  #said = 0

  get count(): number {
    return this.#said + (this.#clauses.length > 0 ? 1 : 0)
  }

  /** What follows 「第三条中」 may call its parts without it. */
  clause(text: string, verb: Verb): void {
    this.#clauses.push({ text, verb })
  }

  phrases(place: string, phrases: readonly Phrase[]): void {
    let lead = `${place}中`
    for (let at = 0; at < phrases.length; ) {
      const { kind } = phrases[at]!
      let end = at
      while (end < phrases.length && phrases[end]!.kind === kind) end++
      const group = phrases.slice(at, end)
      const quotes = group.map(({ quote }) => `「${quote}」`)
      if (kind === "change") this.clause(`${lead}${group.map(({ quote, text }) => `「${quote}」を「${text}」に`).join("、")}`, "change")
      else if (kind === "insert") this.clause(`${lead}${group.map(({ quote, text }) => `「${quote}」の下に「${text}」を`).join("、")}`, "add")
      else this.clause(`${lead}${listed(quotes)}を`, "delete")
      lead = ""
      at = end
    }
  }

  /** Ends the sentence with the text it announces. */
  block(lines: readonly string[]): void {
    this.end()
    this.lines.push(...lines)
  }

  end(): void {
    if (this.#clauses.length > 0) {
      const last = this.#clauses.length - 1
      const text = this.#clauses.map(({ text, verb }, at) => text + (at === last ? `${ENDINGS[verb][1]}。` : `${ENDINGS[verb][0]}、`)).join("")
      this.lines.push(`　${text}`)
      this.#said++
    }
    this.#clauses = []
    this.#last = undefined
  }

  /** The name of a spot as it is said next, and remembered for the one after it. */
  place(spot: Spot): string {
    const last = this.#last
    this.#last = spot
    if (!last || last.provision !== spot.provision) return fullName(spot)
    if (spot.paragraph === undefined && spot.items.length === 0) return spot.again ? `同${spot.again}` : spot.provision
    const sameParagraph = last.paragraph === spot.paragraph
    if (sameParagraph && spot.items.length > 0 && last.items[0] === spot.items[0]) return `同号${spot.items.slice(1).join("")}`
    if (sameParagraph && spot.paragraph !== undefined) return `同項${spot.items.join("")}`
    return `${spot.again ? `同${spot.again}` : spot.provision}${spot.paragraph ?? ""}${spot.items.join("")}`
  }

  mark(): Mark {
    return { lines: this.lines.length, said: this.#said, clauses: [...this.#clauses], last: this.#last }
  }

  /** Unsays what was written since, for a coarser way to say it. */
  takeBack({ lines, said, clauses, last }: Mark): void {
    this.lines.length = lines
    this.#said = said
    this.#clauses = [...clauses]
    this.#last = last
  }

  /** What was moved has another name now: the next place is called from what holds it. */
  stayAt(spot: Spot | undefined): void {
    this.#last = spot
  }
}

export function fullName(spot: Spot): string {
  return spot.provision + (spot.paragraph ?? "") + spot.items.join("")
}

/** Ａ及びＢ; Ａ、Ｂ及びＣ. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join("、")}及び${names.at(-1)}`
}
