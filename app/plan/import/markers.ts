/** How a heading is numbered. Which of them number the directions and which the initiatives, each text decides. */
export type MarkerKind = "roman" | "letters" | "dotted" | "bare" | "closed" | "enclosed" | "circled" | "bullet" | "both"

export interface Marker {
  kind: MarkerKind
  number: number
  /** Ⅰ-③ names its direction too. */
  direction?: number
  at: number
  /** Where the title begins. */
  end: number
}

const COUNTED = "年月日人件回割倍名社円つ時分秒万億千百歳か箇ヶヵ階次期号条項章度位部課個％、。，．"
/** … but these are words that only begin like one. */
const WORDS = "人[材口権事生間]|社会|課題|個[人別性]|分[野析権かり]|条例|年齢|日[本常]|時[代短間外]|回[復線収答]|期[待限日]|名[称簿]|部[局下署]|位置|度合|項目|階層|件数|割[合引]"
const SEPARATOR = "[\\s.．、:：]*"
const patterns: readonly { kind: MarkerKind; pattern: RegExp }[] = [
  { kind: "both", pattern: /([Ⅰ-Ⅻ])\s?[-－‐―–ー・]\s?([①-⑳]|[(（]?[0-9０-９]{1,2}[)）]?)[\s.．、:：]*/uy },
  { kind: "roman", pattern: new RegExp(`(?:(?:取組の)?方向性\\s?)?([Ⅰ-Ⅻⅰ-ⅻ])${SEPARATOR}`, "uy") },
  { kind: "letters", pattern: /([IVXＩＶＸ]{1,4})(?:[\s.．、:：]+)(?![A-Za-z])/uy },
  { kind: "circled", pattern: new RegExp(`([①-⑳❶-❿➀-➉⓵-⓾])${SEPARATOR}`, "uy") },
  { kind: "enclosed", pattern: /([(（]\s?[0-9０-９]{1,2}\s?[)）]|[⑴-⒇])[\s.．、:：]*/uy },
  { kind: "closed", pattern: /([0-9０-９]{1,2})[)）][\s.．、:：]*/uy },
  { kind: "dotted", pattern: /([0-9０-９]{1,2}[.．]|[⒈-⒛])(?![0-9０-９])\s*/uy },
  {
    kind: "bare",
    // A number that counts or dates something is no heading.
    pattern: new RegExp(`([0-9０-９]{1,2})(?:\\s*(?=[^\\s!-~！-～${COUNTED}]|${WORDS})|\\s*(?=[A-ZＡ-Ｚ]{2})|\\s+(?=[A-Za-zＡ-Ｚぁ-ヿ一-龥]))`, "uy"),
  },
  { kind: "bullet", pattern: /[・･•●○◎◆◇■□▪▶►➢✓✔]\s*|[-*＊－–]\s+/uy },
]

const romans: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4, V: 5, VI: 6, VII: 7, VIII: 8, IX: 9, X: 10, XI: 11, XII: 12 }

export function markerAt(text: string, at: number, allowed?: ReadonlySet<MarkerKind>): Marker | undefined {
  for (const { kind, pattern } of patterns) {
    if (allowed && !allowed.has(kind)) continue
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) continue
    const end = at + found[0].length
    if (kind === "bullet") return { kind, number: 0, at, end }
    const number = numberOf(kind === "both" ? found[2]! : found[1]!)
    if (number === undefined) continue
    return { kind, number, at, end, ...(kind === "both" ? { direction: numberOf(found[1]!)! } : {}) }
  }
  return undefined
}

function numberOf(text: string): number | undefined {
  const circled = text.codePointAt(0)!
  for (const first of [0x2776, 0x2780, 0x24f5]) if (circled >= first && circled < first + 10) return circled - first + 1
  const plain = text.normalize("NFKC").toUpperCase()
  const digits = /[0-9]{1,2}/.exec(plain)?.[0]
  const number = digits === undefined ? romans[plain.trim()] : Number(digits)
  return number !== undefined && number >= 1 && number <= 20 ? number : undefined
}

export function numeralOf(number: number): string {
  return number <= 12 ? String.fromCodePoint(0x215f + number) : String(number)
}

export interface Levels {
  direction: MarkerKind | undefined
  initiative: MarkerKind | undefined
}

/** Directions are numbered by the weightier kind of number, initiatives by the lighter. */
const weight: readonly MarkerKind[] = ["roman", "letters", "dotted", "bare", "closed", "enclosed", "circled"]

/** Which kinds this text uses for which, from all of its lines that could be headings. */
export function levelsOf(headings: readonly Marker[]): Levels {
  const counts = new Map<MarkerKind, Map<number, number>>()
  for (const { kind, number } of headings) {
    const numbers = counts.get(kind) ?? new Map<number, number>()
    numbers.set(number, (numbers.get(number) ?? 0) + 1)
    counts.set(kind, numbers)
  }
  // 1 and 2 must be there, except where the sign is used for nothing but numbering.
  const used = weight.filter((kind) => {
    const numbers = counts.get(kind)
    return numbers && (kind === "roman" || kind === "circled" || (numbers.has(1) && numbers.has(2)))
  })
  const total = (kind: MarkerKind) => [...(counts.get(kind)?.values() ?? [])].reduce((sum, one) => sum + one, 0)
  const light = used.filter((kind) => kind !== "roman" && kind !== "letters")
  const initiative = light.includes("circled")
    ? "circled"
    : light.reduce<MarkerKind | undefined>((most, kind) => (most && total(most) > total(kind) ? most : kind), undefined)
  return { direction: used.find((kind) => kind !== initiative), initiative }
}
