import type { RulesData } from "../scanner/index.ts"

type RuleData = RulesData["rules"][number]
type Need = NonNullable<RuleData["needs"]>[number]
type Exception = NonNullable<RuleData["unless"]>[number]

/** Where a condition is looked for, in the words of the page; the order is the order of the help. */
export const placeWords: Readonly<Record<Need["in"], string>> = {
  own: "その文",
  sentence: "柱書を含む文",
  stem: "柱書",
  paragraph: "その項",
  article: "その条",
  caption: "見出し",
  title: "例規名",
  before: "語の前",
  after: "語の後",
  between: "語の間",
}
const placeOf = new Map(Object.entries(placeWords).map(([place, word]) => [word, place as Need["in"]]))
const LINE = /^([^\s：:0-9]+)(?:\s*([0-9]{1,3})字以内)?(?:\s+([①-⑳]))?\s*[：:]\s*(.+)$/

/** One condition a line: 「語の後 14字以内： 「を行」 ／ 「を受け」」, of an exception with its reason code: 「その文 ⑩： 「財政」」. */
export function conditionLines(conditions: readonly (Need | Exception)[]): string {
  return conditions
    .map((one) => `${placeWords[one.in]}${one.within ? ` ${one.within}字以内` : ""}${"reason" in one ? ` ${one.reason}` : ""}： ${one.any.join(" ／ ")}`)
    .join("\n")
}

export class ConditionFault extends Error {
  override name = "ConditionFault"
}

export function needsOf(lines: string): Need[] {
  return linesOf(lines).map((line) => {
    const { reason, ...need } = conditionOf(line)
    if (reason) throw new ConditionFault(`「${line.slice(0, 40)}」: 条件に理由の番号は書きません。除外に書いてください。`)
    return need
  })
}

export function exceptionsOf(lines: string): Exception[] {
  return linesOf(lines).map((line) => {
    const { reason, ...rest } = conditionOf(line)
    if (!reason) throw new ConditionFault(`「${line.slice(0, 40)}」: 除外には理由の番号（①など）を場所の後に書きます。`)
    return { ...rest, reason }
  })
}

export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean)
}

function conditionOf(line: string): Need & { reason?: string } {
  const found = LINE.exec(line)
  const place = found && placeOf.get(found[1]!)
  if (!found || !place) {
    throw new ConditionFault(`「${line.slice(0, 40)}」: 「場所： パターン ／ パターン」の形で書きます。場所は ${Object.values(placeWords).join("、")} のどれかです。`)
  }
  return {
    in: place,
    ...(found[2] ? { within: Number(found[2]) } : {}),
    ...(found[3] ? { reason: found[3] } : {}),
    any: found[4]!.split(/\s*／\s*/).filter(Boolean),
  }
}
