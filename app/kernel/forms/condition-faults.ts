import { comparisonsOf, type Comparison, type Condition, type Field } from "./form.ts"

/** Only what is one value can be compared; a sum by its size. */
export const comparedNever: ReadonlySet<string> = new Set(["address", "bank-account", "file", "table", "group", "declaration"])

/** A condition looks back, at questions that have such answers. */
export function conditionFaults(condition: Condition | undefined, seen: ReadonlyMap<string, Field>, where: string, before = "それより前の項目"): string[] {
  return comparisonsOf(condition).flatMap((one) => {
    const on = seen.get(one.field)
    if (!on) return [`${where}の表示の条件は、${before}を選んでください（${one.field}）。`]
    if (comparedNever.has(on.kind)) return [`${where}の表示の条件に「${on.label}」は使えません。`]
    return comparisonFaults(one, on, where)
  })
}

function comparisonFaults(one: Comparison, on: Field, where: string): string[] {
  const faults: string[] = []
  const values = [one.is ?? [], one.isNot ?? []].flat().map(String)
  const known = on.kind === "choice" ? on.options.map(({ value }) => value) : on.kind === "yes-no" ? ["yes", "no"] : undefined
  const unknown = known ? values.filter((value) => !known.includes(value)) : []
  if (unknown.length > 0) faults.push(`${where}の表示の条件の「${unknown.join("、")}」は、「${on.label}」の選択肢にありません。`)
  const measured = one.atLeast !== undefined || one.below !== undefined
  if (measured && !["yen", "number", "sum"].includes(on.kind)) faults.push(`${where}の表示の条件で、「${on.label}」の大きさは比べられません。`)
  if (values.length === 0 && !measured && one.answered === undefined) faults.push(`${where}の表示の条件に、「${on.label}」の答えを選んでください。`)
  return faults
}
