import { z } from "zod"
import { faultsOf, MOST_FIELDS } from "./form-faults.ts"
import type { FormDefinition } from "./form.ts"

const MOST_PAGES = 40

/** Names that objects and the pages around a form have already. */
const RESERVED = new Set([...Object.getOwnPropertyNames(Object.prototype), "go"])

const key = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, "記号は、英小文字で始まる40文字までの英数字とハイフンにしてください。")
  .refine((text) => !RESERVED.has(text), "この記号は使えません。別の記号にしてください。")
const label = z.string().min(1, "見出しを入力してください。").max(200)
const help = z.string().max(1000).optional()
const compared = z.union([z.string().max(200), z.number()])
const comparedList = z.union([compared, z.array(compared).min(1, "条件の答えを選んでください。").max(50)]).optional()
const comparison = z.strictObject({
  field: z.string().max(40),
  is: comparedList,
  isNot: comparedList,
  atLeast: z.number().optional(),
  below: z.number().optional(),
  answered: z.boolean().optional(),
})
const several = <T extends z.ZodType>(one: T) => {
  const list = z.array(one).min(1, "条件を1つ以上入れてください。").max(10)
  return z.union([one, z.strictObject({ all: list }), z.strictObject({ any: list })])
}
/** 「AかつB、またはC」 is as far as it goes: two levels. */
const condition = several(several(comparison)).optional()
const base = { key, label, help, required: z.boolean().optional(), when: condition }
const amount = z.number().int().optional()
const count = (most: number, least = 1) => z.number().int().min(least).max(most).optional()
const option = z.strictObject({ value: z.string().min(1).max(100), label: z.string().min(1).max(200) })
const options = z.array(option).min(1, "選択肢を1つ以上入れてください。").max(200)
const scalar = [
  z.strictObject({ ...base, kind: z.literal("text"), lines: count(40), maxLength: count(20_000) }),
  z.strictObject({ ...base, kind: z.literal("yen"), min: amount, max: amount }),
  z.strictObject({
    ...base,
    kind: z.literal("number"),
    unit: z.string().max(20).optional(),
    decimals: count(6, 0),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({ ...base, kind: z.literal("date"), min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.strictObject({ ...base, kind: z.literal("choice"), many: z.boolean().optional(), shownAs: z.enum(["buttons", "list"]).optional(), options }),
  z.strictObject({ ...base, kind: z.literal("yes-no") }),
  z.strictObject({ ...base, kind: z.literal("corporate-number") }),
  z.strictObject({ ...base, kind: z.literal("email") }),
  z.strictObject({ ...base, kind: z.literal("phone") }),
  z.strictObject({ ...base, kind: z.literal("kana") }),
] as const
const scalarField = z.discriminatedUnion("kind", [...scalar])
const columns = z.array(scalarField).min(1, "列を1つ以上入れてください。").max(12)
const rows = z.array(z.string().min(1).max(100)).min(1, "行を1つ以上入れてください。").max(60)
const fraction = z.strictObject({
  numerator: z.number().int().min(1).max(10_000),
  denominator: z.number().int().min(1).max(10_000),
  floorTo: z.union([z.literal(1), z.literal(10), z.literal(100), z.literal(1000), z.literal(10_000)]).optional(),
})
const field = z.discriminatedUnion("kind", [
  ...scalar,
  z.strictObject({ ...base, kind: z.literal("address") }),
  z.strictObject({ ...base, kind: z.literal("bank-account") }),
  z.strictObject({
    ...base,
    kind: z.literal("file"),
    maxFiles: count(20),
    maxBytes: count(50 * 1024 * 1024),
    accept: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).max(20).optional(),
  }),
  z.strictObject({ ...base, kind: z.literal("table"), columns, rows }),
  z.strictObject({
    ...base,
    kind: z.literal("group"),
    fields: z.array(scalarField).min(1, "くり返す項目を1つ以上入れてください。").max(20),
    min: count(100, 0),
    max: count(100),
  }),
  z.strictObject({ ...base, kind: z.literal("declaration"), text: z.string().min(1, "誓約の文を入力してください。").max(5000) }),
  z.strictObject({
    ...base,
    kind: z.literal("sum"),
    of: z.array(z.string().max(90)).min(1, "足す項目を1つ以上入れてください。").max(60),
    fraction: fraction.optional(),
  }),
])
const section = z.strictObject({ title: z.string().max(100).optional(), help, fields: z.array(field).max(MOST_FIELDS) })
const page = z.strictObject({
  key,
  title: z.string().min(1, "ページの見出しを入力してください。").max(100),
  help,
  when: condition,
  sections: z.array(section).max(40),
})

/** What a form may be, for the designer, for import and for the API; strict, so that a misspelt setting is no silence. */
export const formDefinitionSchema = z
  .strictObject({
    title: z.string().min(1, "様式の名称を入力してください。").max(100),
    introduction: z.string().max(4000).optional(),
    pages: z.array(page).max(MOST_PAGES, `ページは${MOST_PAGES}までです。`),
  })
  .superRefine((form, context) => {
    for (const message of faultsOf(form as FormDefinition)) context.addIssue({ code: "custom", message })
  })
