import { kanjiNumber, wideNumber } from "./numerals.ts"
import { childOf, childrenOf, type XmlNode } from "./xml-tree.ts"

/** One level of a list of Word: how its number looks. */
interface Level {
  start: number
  format: string
  /** "第%1条": the numbers of the levels in their places. */
  text: string
  /** What follows the number: a tab, a space or nothing. */
  gap: string
}

/** Automatic numbers of a document of Word, which are nowhere in its text. */
export class WordNumbering {
  readonly #lists = new Map<string, { levels: Map<number, Level>; shared: string }>()
  readonly #counts = new Map<string, number[]>()

  constructor(numbering: XmlNode | undefined) {
    if (!numbering) return
    const abstract = new Map<string, Map<number, Level>>()
    for (const one of childrenOf(numbering, "abstractNum")) {
      abstract.set(one.attributes.abstractNumId ?? "", new Map(childrenOf(one, "lvl").map((level) => [Number(level.attributes.ilvl ?? 0), levelOf(level)])))
    }
    for (const one of childrenOf(numbering, "num")) {
      const shared = childOf(one, "abstractNumId")?.attributes.val ?? ""
      const levels = new Map(abstract.get(shared))
      let own = false
      for (const override of childrenOf(one, "lvlOverride")) {
        const at = Number(override.attributes.ilvl ?? 0)
        const level = childOf(override, "lvl")
        const start = childOf(override, "startOverride")?.attributes.val
        if (level) levels.set(at, levelOf(level))
        if (start !== undefined) {
          own = true
          const before = levels.get(at)
          if (before) levels.set(at, { ...before, start: Number(start) })
        }
      }
      // Lists of one definition count on together unless one begins anew.
      this.#lists.set(one.attributes.numId ?? "", { levels, shared: own ? `num ${one.attributes.numId}` : `abstract ${shared}` })
    }
  }

  /** The number the next paragraph of a list bears, with what follows it; "" for a bullet or an unknown list. */
  next(list: string, at: number): string {
    const found = this.#lists.get(list)
    const level = found?.levels.get(at)
    if (!found || !level) return ""
    const counts = this.#counts.get(found.shared) ?? []
    counts[at] = counts[at] === undefined ? level.start : counts[at] + 1
    counts.length = at + 1
    this.#counts.set(found.shared, counts)
    if (level.format === "none") return ""
    if (level.format === "bullet") return /[\uf000-\uf8ff]/.test(level.text) ? "・" : level.text
    const printed = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const of = Number(digit) - 1
      const other = found.levels.get(of)
      return numberIn(counts[of] ?? other?.start ?? 1, (of === at ? level : other)?.format ?? "decimal")
    })
    return printed === "" ? "" : printed + level.gap
  }
}

function levelOf(node: XmlNode): Level {
  const suffix = childOf(node, "suff")?.attributes.val ?? "tab"
  return {
    start: Number(childOf(node, "start")?.attributes.val ?? 1) || 0,
    format: childOf(node, "numFmt")?.attributes.val ?? "decimal",
    text: childOf(node, "lvlText")?.attributes.val ?? "",
    gap: suffix === "nothing" ? "" : "\u3000",
  }
}

const AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
const IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"

function numberIn(value: number, format: string): string {
  const from = (letters: string) => letters[(value - 1) % letters.length] ?? String(value)
  switch (format) {
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return wideNumber(value)
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
    case "decimalEnclosedParen":
      return `(${value})`
    case "decimalZero":
      return String(value).padStart(2, "0")
    case "aiueo":
      return from(AIUEO).normalize("NFKC")
    case "aiueoFullWidth":
      return from(AIUEO)
    case "iroha":
    case "irohaFullWidth":
      return from(IROHA)
    case "japaneseCounting":
    case "japaneseLegal":
    case "japaneseDigitalTenThousand":
    case "ideographDigital":
    case "chineseCounting":
    case "chineseCountingThousand":
    case "taiwaneseCountingThousand":
      return kanjiNumber(value)
    case "upperLetter":
      return from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    case "lowerLetter":
      return from("abcdefghijklmnopqrstuvwxyz")
    case "upperRoman":
      return roman(value)
    case "lowerRoman":
      return roman(value).toLowerCase()
    default:
      return String(value)
  }
}

function roman(value: number): string {
  let rest = value
  let printed = ""
  for (const [mark, amount] of [["M", 1000], ["CM", 900], ["D", 500], ["CD", 400], ["C", 100], ["XC", 90], ["L", 50], ["XL", 40], ["X", 10], ["IX", 9], ["V", 5], ["IV", 4], ["I", 1]] as const) {
    while (rest >= amount && printed.length < 20) {
      printed += mark
      rest -= amount
    }
  }
  return printed
}
