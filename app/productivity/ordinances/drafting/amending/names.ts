import type { Provision } from "../../structure/provision.ts"
import { type Branched, type NumeralStyle, styleOf, writeBranched } from "../numerals.ts"
import { isArticle } from "./blocks.ts"
import type { Spot } from "./sentences.ts"

/**
 * How the sentences call the provisions of one ordinance, in its own manner of numbering. The first 附則 is the ordinance's own;
 * those of its amendments are called by what their heading says beside them, and where it says nothing by their place (our form).
 */
export class Names {
  readonly style: NumeralStyle
  /** How each 附則 is called, by the head of its addresses. */
  #supplementaries = new Map<string, string>()

  constructor(provisions: readonly Provision[], style?: NumeralStyle) {
    const first = provisions.find(isArticle)
    // Horizontal rules that print 第12条 are cited in 全角 all the same.
    const own = first && styleOf(first.no) === "kanji" ? "kanji" : first ? "zenkaku" : undefined
    this.style = style ?? own ?? (provisions.some(({ text }) => /第[一二三四五六七八九十]+条/.test(text)) ? "kanji" : "zenkaku")
    const heads = new Map<string, string>()
    for (const { part, address, headings } of provisions) {
      if (part === "supplementary") heads.set(address.split("/")[0]!, (headings[0] ?? "").replace(/[ 　]/g, ""))
    }
    const printed = [...heads.values()]
    let nth = 0
    for (const [head, heading] of heads) {
      nth++
      const isTold = /^附則（[^（）「」]+）$/.test(heading) && printed.filter((one) => one === heading).length === 1
      this.#supplementaries.set(head, nth === 1 ? "附則" : isTold ? heading : `附則（${this.number([nth])}番目のもの）`)
    }
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
    // A text that gives a number twice: 第一条（二番目のもの）, our form too.
    const [address, nth] = provision.address.split("~")
    return this.#name({ ...provision, address: address! }) + (nth ? `（${this.number([Number(nth)])}番目のもの）` : "")
  }

  #name(provision: Provision): string {
    const { part, address, no } = provision
    if (part === "preamble") return address === "toc" ? "目次" : "前文"
    if (part === "supplementary") {
      const [head, article] = address.split("/")
      return (this.#supplementaries.get(head!) ?? "附則") + (article ? this.numbered(article.split("-").map(Number), "条") : "")
    }
    if (part === "main" && no === "") return "本則"
    if (isArticle(provision) && part === "main" && /^\d+(?:-\d+)*$/.test(address)) return this.numbered(address.split("-").map(Number), "条")
    return no
  }
}
