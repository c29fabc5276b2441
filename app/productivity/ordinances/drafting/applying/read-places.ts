import { type Branched, readBranched, readNumber } from "../numerals.ts"

/** A place as a sentence names it; what it leaves out is taken from the place named before. */
export interface PlaceText {
  /** As written, for messages. */
  text: string
  provision: { kind: "article"; number: Branched; supplementary: string | undefined } | { kind: "supplementary"; name: string } | { kind: "named"; name: string } | { kind: "again"; what: string } | { kind: "preamble" } | { kind: "main" } | { kind: "heading"; number: string; level: string } | undefined
  paragraph: Branched | "again" | undefined
  item: Branched | "again" | undefined
  /** Signs below the 号: イ, (1). */
  below: readonly string[]
  part: "本文" | "ただし書" | "前段" | "後段" | "柱書" | "各号" | "見出し" | "表" | "下の全部" | "前の章名" | "章名" | undefined
  /** Of provisions that bear one number: （二番目のもの）. */
  nth: number
  /** （見出しを含む。） */
  withCaption: boolean
  /** から…まで */
  until: PlaceText | undefined
}

const N = "[0-9０-９〇一二三四五六七八九十百千]+"
const NB = `${N}(?:の${N})*`
const SIGN = "(?:[（(](?:[ァ-ヴｱ-ﾝ]|[a-zａ-ｚA-ZＡ-Ｚ]|[ⅰ-ⅻ]|[0-9０-９〇一二三四五六七八九十]+)[）)]|[ァ-ヴ](?![ァ-ヴー])|[a-zａ-ｚA-ZＡ-Ｚⅰ-ⅻ①-⑳](?![a-zａ-ｚA-ZＡ-Ｚ]))"
/** 「一及び二」の「二」: a bare figure is a place only below a 号. */
const NAMED = new RegExp(`^(?:目次(?!の次)|別表(?:第${NB})?|別記(?:第?${N}号?)?(?:様式)?(?:第${N}号(?:の${N})*)?|様式(?:第${NB}号?(?:の${N})*)?|第${N}号(?:の${N})*様式(?:その${N})?|別図(?:第?${NB})?)`)

/** Reads places off the front of a text. */
export class PlaceReader {
  rest: string

  constructor(text: string) {
    this.rest = text
  }

  static number(text: string): number {
    return readNumber(text) ?? 0
  }

  takes(word: string): boolean {
    if (!this.rest.startsWith(word)) return false
    this.rest = this.rest.slice(word.length)
    return true
  }

  /** One place or several: Ａ及びＢ, Ａ、Ｂ並びにＣ, ＡからＢまで(の規定). Empty where there is none. */
  places(): PlaceText[] {
    const found: PlaceText[] = []
    for (let place = this.#place(); place; place = this.#place()) {
      if (this.rest.startsWith("から")) {
        const kept = this.rest
        this.takes("から")
        const until = this.#place()
        if (until && this.takes("まで")) {
          place = { ...place, until, text: `${place.text}から${until.text}まで` }
          this.takes("の規定")
        } else this.rest = kept
      }
      if (this.takes("（見出しを含む。）") || this.takes("(見出しを含む。)")) place = { ...place, withCaption: true }
      found.push(place)
      const kept = this.rest
      const joined = ["及び", "並びに", "、"].some((word) => this.takes(word))
      if (!joined) break
      if (!this.#startsPlace()) {
        this.rest = kept
        break
      }
    }
    return found
  }

  #startsPlace(): boolean {
    const kept = this.rest
    const place = this.#place()
    this.rest = kept
    return place !== undefined
  }

  #match(pattern: string): RegExpExecArray | null {
    const match = new RegExp(`^${pattern}`).exec(this.rest)
    if (match) this.rest = this.rest.slice(match[0].length)
    return match
  }

  #place(): PlaceText | undefined {
    const before = this.rest
    const provision = this.#provision()
    const twin = provision && this.#match(`（(${N})番目のもの）`)
    let paragraph: PlaceText["paragraph"]
    const numbered = this.#match(`第(${NB})項(?:の(${N}))?`)
    if (numbered) paragraph = [...readBranched(numbered[1]!)!, ...(numbered[2] ? [readNumber(numbered[2])!] : [])]
    else if (this.#match("同項")) paragraph = "again"
    let item: PlaceText["item"]
    const number = this.#match(`第(${N})号((?:の${N})*)`)
    if (number) item = [readNumber(number[1]!)!, ...number[2]!.split("の").filter((one) => one !== "").map((one) => readNumber(one)!)]
    else if (this.#match("同号")) item = "again"
    const below: string[] = []
    const mayGoBelow = provision !== undefined || paragraph !== undefined || item !== undefined || before === this.rest
    for (let sign = mayGoBelow ? this.#sign() : null; sign; sign = this.#sign()) below.push(sign)
    const part = this.#part(below)
    if (before === this.rest) return undefined
    return { text: before.slice(0, before.length - this.rest.length), provision, paragraph, item, below, part, nth: twin ? readNumber(twin[1]!)! : 1, withCaption: false, until: undefined }
  }

  #sign(): string | undefined {
    return this.#match(SIGN)?.[0]
  }

  #part(below: string[]): PlaceText["part"] {
    // イからハまで以外の部分: the signs read last are those left out.
    const others = new RegExp(`^(?:(?:(?:、|及び)${SIGN})*|から${SIGN}まで)以外の部分`).exec(this.rest)
    if (others && below.length > 0) {
      below.pop()
      this.rest = this.rest.slice(others[0].length)
      return "柱書"
    }
    const all = new RegExp(`^(?:各号列記以外の部分|柱書き?|各号|本文|ただし書き?|前段|後段|の見出し|の表|の前の[編章節款目]名|の[編章節款目]名)`).exec(this.rest)
    if (!all) return undefined
    this.rest = this.rest.slice(all[0].length)
    if (/各号列記|柱書/.test(all[0])) return "柱書"
    if (all[0].startsWith("ただし書")) return "ただし書"
    if (all[0].startsWith("の前の")) return "前の章名"
    if (all[0].endsWith("名")) return "章名"
    return all[0].replace(/^の/, "") as PlaceText["part"]
  }

  #provision(): PlaceText["provision"] {
    const again = this.#match("同(条|表|附則|様式)")
    if (again) return { kind: "again", what: again[1]! }
    const supplementary = this.#match("附則(?:（[^（）]*）)?")?.[0]
    const article = this.#match(`第(${N})条((?:の${N})*)`)
    if (article) return { kind: "article", number: [readNumber(article[1]!)!, ...article[2]!.split("の").filter((one) => one !== "").map((one) => readNumber(one)!)], supplementary }
    if (supplementary) return { kind: "supplementary", name: supplementary }
    const named = NAMED.exec(this.rest)
    if (named) {
      this.rest = this.rest.slice(named[0].length)
      return { kind: "named", name: named[0] }
    }
    if (this.takes("前文")) return { kind: "preamble" }
    if (this.takes("本則")) return { kind: "main" }
    const heading = this.#match(`第(${NB})([編章節款目])(?=の[編章節款目]名)`)
    if (heading) return { kind: "heading", number: heading[1]!, level: heading[2]! }
    return undefined
  }
}
