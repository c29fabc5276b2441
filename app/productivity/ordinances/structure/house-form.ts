import type { Line } from "./lines.ts"
import { listMark } from "./marks.ts"

/** Writes the lines of one provision in the house form: which numbers begin a 項, which a 号. */
export class HouseForm {
  #begun = false
  /** Number of the 項 the last line belongs to. */
  #paragraph = 0
  #list: { kind: "decimal" | "circled"; last: number } | undefined

  line(line: Line): string {
    // 「（施行期日）」 over the first 項 of a 附則 is not its first line.
    if (/^[（(][^（）()。]{1,60}[）)]$/.test(line.text)) return line.text
    const first = !this.#begun
    this.#begun = true
    if (/^(?:- |\|)/.test(line.text)) return line.text
    const mark = listMark(line.text)
    if (!mark) {
      if (this.#paragraph === 0) this.#paragraph = 1
      return line.text
    }
    const { number } = mark
    const item = `- ${mark.printed}　${mark.rest}`
    if (number === undefined) {
      this.#list = undefined
      return item
    }
    const paragraph = `${mark.printed}　${mark.rest}`
    if (first && number === 1 && line.role !== "item") {
      this.#paragraph = 1
      return paragraph
    }
    const kind = mark.circled ? "circled" : "decimal"
    // ① or 1 under a 項 that has begun starts a list; only its next number goes on with it.
    const listed = line.role === "item" || (number === 1 && this.#paragraph > 0) || (this.#list?.kind === kind && this.#list.last + 1 === number)
    if (listed && line.role !== "paragraph") {
      this.#list = { kind, last: number }
      return item
    }
    if (number <= this.#paragraph && line.role !== "paragraph") return line.text
    this.#paragraph = number
    this.#list = undefined
    return paragraph
  }
}

/** A text that came as one string, in the house form. */
export function houseText(text: string): string {
  const form = new HouseForm()
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => form.line({ text: line, indent: 0 }))
    .join("\n")
}
