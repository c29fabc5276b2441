import type { Provision } from "../../structure/provision.ts"
import { type Branched, type NumeralStyle, styleOf, writeBranched } from "../numerals.ts"
import { isArticle } from "./blocks.ts"
import type { Spot } from "./sentences.ts"

/** How the sentences call the provisions of one ordinance, in its own manner of numbering. */
export class Names {
  readonly style: NumeralStyle
  #supplementaries: readonly string[]

  constructor(provisions: readonly Provision[], style?: NumeralStyle) {
    const first = provisions.find(isArticle)
    // Horizontal rules that print 第12条 are cited in 全角 all the same.
    const own = first && styleOf(first.no) === "kanji" ? "kanji" : first ? "zenkaku" : undefined
    this.style = style ?? own ?? (provisions.some(({ text }) => /第[一二三四五六七八九十]+条/.test(text)) ? "kanji" : "zenkaku")
    this.#supplementaries = [...new Set(provisions.filter(({ part }) => part === "supplementary").map(({ address }) => address.split("/")[0]!))]
  }

  number(value: Branched): string {
    return writeBranched(value, this.style)
  }

  /** 第十二条の三, 第四号の二. */
  numbered([first, ...branches]: Branched, counter: "条" | "項" | "号"): string {
    return [`第${this.number([first!])}${counter}`, ...branches.map((one) => this.number([one]))].join("の")
  }

  /** 第三条, 附則第二条, 附則, 別表第一. */
  spot(provision: Provision): Spot {
    return { provision: this.name(provision), again: isArticle(provision) ? "条" : provision.part === "table" ? "表" : undefined, items: [] }
  }

  name(provision: Provision): string {
    const { part, address, no } = provision
    if (part === "preamble") return "前文"
    if (part === "supplementary") {
      const [head, article] = address.split("/")
      return this.#head(head!) + (article ? this.numbered(article.split("-").map(Number), "条") : "")
    }
    if (isArticle(provision) && part === "main") return this.numbered(address.split("-").map(Number), "条")
    return no
  }

  /** The first 附則 is the ordinance's own; those of its amendments are told apart by their place (a form of our own). */
  #head(head: string): string {
    const place = this.#supplementaries.indexOf(head)
    return place <= 0 ? "附則" : `附則（${this.number([place + 1])}番目のもの）`
  }
}
