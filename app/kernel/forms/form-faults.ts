import { conditionFaults } from "./condition-faults.ts"
import { allFields, type Field, fieldsOf, type FormDefinition, type FormPage, partsOf, MOST_ROWS } from "./form.ts"

export const MOST_FIELDS = 300

/** All that keeps a draft from being opened. */
export function faultsToOpen(definition: FormDefinition): string[] {
  const faults = faultsOf(definition)
  if (definition.pages.length === 0) faults.push("ページを1つ以上つくってください。")
  for (const page of definition.pages) if (page.sections.every(({ fields }) => fields.length === 0)) faults.push(`ページ「${page.title}」に項目がありません。`)
  return faults
}

/** What a schema cannot say: keys once only, conditions on earlier answers, sums of amounts. Every fault, in Japanese. */
export function faultsOf(form: FormDefinition): string[] {
  const faults: string[] = []
  const fields = allFields(form)
  if (fields.length > MOST_FIELDS) faults.push(`項目は合わせて${MOST_FIELDS}までです（いま${fields.length}）。`)
  const seen = new Map<string, Field>()
  const pages = new Set<string>()
  for (const one of form.pages) {
    if (pages.has(one.key)) faults.push(`ページの記号「${one.key}」が重なっています。`)
    pages.add(one.key)
    faults.push(...conditionFaults(one.when, seen, `ページ「${one.title}」`), ...pageFaults(one, seen))
  }
  return faults
}

function pageFaults(page: FormPage, seen: Map<string, Field>): string[] {
  return fieldsOf(page).flatMap((one) => {
    const where = `「${page.title}」の「${one.label}」`
    const faults = [
      ...(seen.has(one.key) ? [`${where}の記号「${one.key}」が重なっています。`] : []),
      ...conditionFaults(one.when, seen, where),
      ...limitFaults(one, where),
      ...partFaults(one, where),
      ...(one.kind === "sum" ? sumFaults(one.of, seen, where) : []),
    ]
    seen.set(one.key, one)
    return faults
  })
}

function limitFaults(one: Field, where: string): string[] {
  const crossed = (least: number | string | undefined, most: number | string | undefined) => least !== undefined && most !== undefined && least > most
  if (one.kind === "choice") {
    const values = one.options.map(({ value }) => value)
    return new Set(values).size === values.length ? [] : [`${where}の選択肢の記号が重なっています。`]
  }
  if ((one.kind === "yen" || one.kind === "number") && crossed(one.min, one.max)) return [`${where}の最小が最大より大きくなっています。`]
  if (one.kind === "date" && crossed(one.min, one.max)) return [`${where}の日付の範囲が逆になっています。`]
  if (one.kind === "group" && crossed(one.min, one.max ?? MOST_ROWS)) return [`${where}の行の最小が最大より大きくなっています。`]
  return []
}

/** The questions of a row depend on earlier ones of the same row only. */
function partFaults(one: Field, where: string): string[] {
  const seen = new Map<string, Field>()
  return partsOf(one).flatMap((part) => {
    const at = `${where}の「${part.label}」`
    const faults = [
      ...(seen.has(part.key) ? [`${at}の記号「${part.key}」が、同じ行の中で重なっています。`] : []),
      ...conditionFaults(part.when, seen, at, "同じ行の、それより前の項目"),
      ...limitFaults(part, at),
    ]
    seen.set(part.key, part)
    return faults
  })
}

function sumFaults(of: readonly string[], seen: ReadonlyMap<string, Field>, where: string): string[] {
  return of.flatMap((path) => {
    const [first, part, ...more] = path.split(".")
    const whole = seen.get(first!)
    const added = part === undefined ? whole : whole && partsOf(whole).find(({ key }) => key === part)
    const adds = added && more.length === 0 && (added.kind === "yen" || added.kind === "sum" || (added.kind === "number" && !added.decimals))
    return adds ? [] : [`${where}で足す「${path}」は、それより前の、金額か整数の項目にしてください。`]
  })
}
