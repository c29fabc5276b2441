import type { OrdinanceKind } from "./provision.ts"

const ends: readonly (readonly [RegExp, OrdinanceKind])[] = [
  [/要[綱領項]$/, "要綱"],
  [/条例$/, "条例"],
  [/規程$/, "規程"],
  [/規則$|細則$/, "規則"],
  [/訓令$/, "訓令"],
]

const numbers: readonly (readonly [RegExp, OrdinanceKind])[] = [
  [/条例[甲乙丙]?第/, "条例"],
  [/規則[甲乙丙]?第/, "規則"],
  [/訓令?[甲乙丙]?第|内訓第|達第/, "訓令"],
  [/要綱[甲乙丙]?第/, "要綱"],
  [/規程[甲乙丙]?第/, "規程"],
  [/告示[甲乙丙]?第/, "告示"],
]

/**
 * 種別: by the number first, since 「…規則」 may be a 訓令; a 告示 or 訓令 called 要綱 is one, and of a text without a number its
 * title tells.
 */
export function kindOf(title: string, number: string): OrdinanceKind {
  const name = title.replace(/[（(［〔].*$/, "").replace(/[ 　]/g, "")
  if (/要[綱領項]$/.test(name)) return "要綱"
  if (/法律第/.test(number)) return "法律"
  if (/(?:政|勅)令第/.test(number)) return "政令"
  if (/(?:[省府庁]令第|閣令第|人事院規則|最高裁判所規則)/.test(number)) return "府省令"
  for (const [pattern, kind] of numbers) if (pattern.test(number)) return kind === "訓令" && name.endsWith("規程") ? "規程" : kind
  for (const [pattern, kind] of ends) if (pattern.test(name)) return kind
  return "その他"
}
