import { z } from "zod"
import { allFields, type Condition, type Field, type FormDefinition } from "./form.ts"

const MOST_PAGES = 40
const MOST_FIELDS = 300

const key = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, "項目の記号は、英小文字で始まる40文字までの英数字とハイフンにしてください。")
const label = z.string().min(1, "見出しを入力してください。").max(200)
const help = z.string().max(1000).optional()
const condition = z
  .strictObject({ field: key, is: z.array(z.string().max(200)).max(50).optional(), isNot: z.array(z.string().max(200)).max(50).optional(), atLeast: z.number().optional(), below: z.number().optional() })
  .optional()
const base = { key, label, help, required: z.boolean().optional(), when: condition }
const amount = z.number().int().optional()
const scalar = [
  z.strictObject({ ...base, kind: z.literal("text"), lines: z.number().int().min(1).max(40).optional(), maxLength: z.number().int().min(1).max(20_000).optional() }),
  z.strictObject({ ...base, kind: z.literal("yen"), min: amount, max: amount }),
  z.strictObject({ ...base, kind: z.literal("number"), unit: z.string().max(20).optional(), decimals: z.number().int().min(0).max(6).optional(), min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ ...base, kind: z.literal("date"), min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.strictObject({ ...base, kind: z.literal("choice"), many: z.boolean().optional(), options: z.array(z.strictObject({ value: z.string().min(1).max(100), label: z.string().min(1).max(200) })).min(1, "選択肢を1つ以上入れてください。").max(200) }),
  z.strictObject({ ...base, kind: z.literal("yes-no") }),
  z.strictObject({ ...base, kind: z.literal("corporate-number") }),
  z.strictObject({ ...base, kind: z.literal("email") }),
  z.strictObject({ ...base, kind: z.literal("phone") }),
  z.strictObject({ ...base, kind: z.literal("kana") }),
] as const
const scalarField = z.discriminatedUnion("kind", [...scalar])
const field = z.discriminatedUnion("kind", [
  ...scalar,
  z.strictObject({ ...base, kind: z.literal("address") }),
  z.strictObject({ ...base, kind: z.literal("bank-account") }),
  z.strictObject({ ...base, kind: z.literal("file"), maxFiles: z.number().int().min(1).max(20).optional(), accept: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).max(20).optional() }),
  z.strictObject({ ...base, kind: z.literal("table"), columns: z.array(scalarField).min(1, "列を1つ以上入れてください。").max(12), rows: z.array(z.string().min(1).max(100)).min(1, "行を1つ以上入れてください。").max(60) }),
  z.strictObject({ ...base, kind: z.literal("group"), fields: z.array(scalarField).min(1, "くり返す項目を1つ以上入れてください。").max(20), min: z.number().int().min(0).max(100).optional(), max: z.number().int().min(1).max(100).optional() }),
  z.strictObject({ ...base, kind: z.literal("declaration"), text: z.string().min(1, "誓約の文を入力してください。").max(5000) }),
  z.strictObject({ ...base, kind: z.literal("sum"), of: z.array(z.string().max(90)).min(1, "足す項目を1つ以上入れてください。").max(60) }),
])

/** What a form may be, for the designer, for import and for the API; strict, so that a misspelt setting is no silence. */
export const formDefinitionSchema = z
  .strictObject({
    title: z.string().min(1, "様式の名称を入力してください。").max(100),
    introduction: z.string().max(4000).optional(),
    pages: z
      .array(
        z.strictObject({
          key,
          title: z.string().min(1, "ページの見出しを入力してください。").max(100),
          help,
          when: condition,
          sections: z.array(z.strictObject({ title: z.string().max(100).optional(), help, fields: z.array(field).max(MOST_FIELDS) })).max(40),
        }),
      )
      .max(MOST_PAGES, `ページは${MOST_PAGES}までです。`),
  })
  .superRefine((form, context) => {
    for (const message of faultsOf(form as FormDefinition)) context.addIssue({ code: "custom", message })
  })

/** What a schema cannot say: keys once only, conditions on earlier answers, sums of amounts. Every fault, in Japanese. */
export function faultsOf(form: FormDefinition): string[] {
  const faults: string[] = []
  const fields = allFields(form)
  if (fields.length > MOST_FIELDS) faults.push(`項目は合わせて${MOST_FIELDS}までです（いま${fields.length}）。`)
  const seen = new Map<string, Field>()
  const pages = new Set<string>()
  const ask = (condition: Condition | undefined, where: string) => {
    if (!condition) return
    const on = seen.get(condition.field)
    if (!on) faults.push(`${where}の表示の条件は、それより前の項目を選んでください（${condition.field}）。`)
    else if (["address", "bank-account", "file", "table", "group", "sum", "declaration"].includes(on.kind)) faults.push(`${where}の表示の条件に「${on.label}」は使えません。`)
    else if (on.kind === "choice") {
      const unknown = [...(condition.is ?? []), ...(condition.isNot ?? [])].filter((value) => !on.options.some((option) => option.value === value))
      if (unknown.length > 0) faults.push(`${where}の表示の条件の「${unknown.join("、")}」は、「${on.label}」の選択肢にありません。`)
    }
    if (condition.is === undefined && condition.isNot === undefined && condition.atLeast === undefined && condition.below === undefined) faults.push(`${where}の表示の条件に、答えを選んでください。`)
  }
  for (const page of form.pages) {
    if (pages.has(page.key)) faults.push(`ページの記号「${page.key}」が重なっています。`)
    pages.add(page.key)
    ask(page.when, `ページ「${page.title}」`)
    for (const one of page.sections.flatMap((section) => section.fields)) {
      const where = `「${page.title}」の「${one.label}」`
      if (seen.has(one.key)) faults.push(`${where}の記号「${one.key}」が重なっています。`)
      ask(one.when, where)
      if ((one.kind === "yen" || one.kind === "number") && one.min !== undefined && one.max !== undefined && one.min > one.max) faults.push(`${where}の最小が最大より大きくなっています。`)
      if (one.kind === "group" && (one.min ?? 0) > (one.max ?? 100)) faults.push(`${where}の行の最小が最大より大きくなっています。`)
      const parts = one.kind === "group" ? one.fields : one.kind === "table" ? one.columns : []
      const keys = parts.map((part) => part.key)
      if (new Set(keys).size !== keys.length) faults.push(`${where}の中で、項目の記号が重なっています。`)
      for (const part of parts) if (part.when && !keys.includes(part.when.field)) faults.push(`${where}の「${part.label}」の表示の条件は、同じ行の項目を選んでください。`)
      if (one.kind === "sum") faults.push(...sumFaults(one.of, seen, where))
      seen.set(one.key, one)
    }
  }
  return faults
}

function sumFaults(of: readonly string[], seen: ReadonlyMap<string, Field>, where: string): string[] {
  return of.flatMap((path) => {
    const [first, part] = path.split(".")
    const field = seen.get(first!)
    const column = field?.kind === "group" ? field.fields.find(({ key }) => key === part) : field?.kind === "table" ? field.columns.find(({ key }) => key === part) : part === undefined ? field : undefined
    return column && (column.kind === "yen" || column.kind === "number" || column.kind === "sum") ? [] : [`${where}で足す「${path}」は、それより前の金額か数の項目にしてください。`]
  })
}
