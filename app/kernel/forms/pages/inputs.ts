import { z } from "zod"
import { type Field, type FieldKind, fieldKindWords, partKinds, type ScalarField } from "../form.ts"
import { linesOf, optionsOf } from "../option-lines.ts"
import { conditionInput, conditionOf } from "./condition-input.ts"

const kinds = Object.keys(fieldKindWords) as [FieldKind, ...FieldKind[]]
const line = (title: string, most: number) => z.string().max(most).optional().meta({ title })
const whole = (title: string) => z.number().int().optional().meta({ title })

export const versioned = { _version: z.number().int().optional() }
export const newFormInput = z.object({ title: z.string().max(100).optional().meta({ title: "様式の名称" }), starter: line("もとにする様式", 60), json: line("書き出した様式（JSON）", 500_000), note: line("覚え書き", 500) })
export const settingsInput = z.object({ title: z.string().min(1).max(100).meta({ title: "様式の名称" }), introduction: line("はじめの説明", 4000), ...versioned })
export const titleInput = z.object({ title: z.string().min(1).max(100).meta({ title: "見出し" }), ...versioned })
export const pageInput = z.object({
  title: z.string().min(1).max(100).meta({ title: "ページの見出し" }),
  help: line("説明", 1000),
  ...conditionInput,
  newSection: line("新しいまとまりの見出し", 100),
  sections: z
    .array(z.object({ title: line("まとまりの見出し", 100), help: line("まとまりの説明", 1000), gone: z.boolean().meta({ title: "まとまりをなくす" }) }))
    .max(40)
    .default([])
    .meta({ title: "まとまり" }),
  ...versioned,
})
export const newFieldInput = z.object({
  label: z.string().min(1).max(200).meta({ title: "項目の見出し" }),
  kind: z.enum(kinds).meta({ title: "項目の種類" }),
  section: z.number().int().min(0).max(40).default(0).meta({ title: "まとまり" }),
  ...versioned,
})
export const fieldInput = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9-]{0,39}$/, "記号は、英小文字で始まる40文字までの英数字とハイフンにしてください。")
    .optional()
    .meta({ title: "記号" }),
  label: z.string().min(1).max(200).meta({ title: "項目の見出し" }),
  help: line("説明", 1000),
  required: z.boolean().meta({ title: "必須" }),
  lines: whole("行の数"),
  maxLength: whole("文字数の上限"),
  min: z.number().optional().meta({ title: "最小" }),
  max: z.number().optional().meta({ title: "最大" }),
  unit: line("単位", 20),
  decimals: whole("小数の桁"),
  from: z.iso.date().optional().meta({ title: "この日以後" }),
  until: z.iso.date().optional().meta({ title: "この日以前" }),
  options: line("選択肢", 20_000),
  many: z.boolean().meta({ title: "いくつでも選べる" }),
  shownAs: z.enum(["buttons", "list"]).optional().meta({ title: "選択肢の見せ方" }),
  maxFiles: whole("ファイルの数の上限"),
  maxMegabytes: z.number().int().min(1).max(50).optional().meta({ title: "ファイルの大きさの上限" }),
  accept: line("ファイルの種類", 200),
  rows: line("行の見出し", 10_000),
  text: line("誓約の文", 5000),
  of: z.array(z.string().max(90)).max(60).meta({ title: "足す項目" }),
  numerator: z.number().int().min(1).max(10_000).optional().meta({ title: "割合の分子" }),
  denominator: z.number().int().min(1).max(10_000).optional().meta({ title: "割合の分母" }),
  floorTo: z.enum(["1", "10", "100", "1000", "10000"]).optional().meta({ title: "端数" }),
  least: whole("行の最小"),
  most: whole("行の最大"),
  parts: z
    .array(z.object({ key: line("記号", 40), label: line("見出し", 200), kind: z.enum(partKinds).optional().meta({ title: "種類" }), options: line("選択肢", 5000), unit: line("単位", 20), required: z.boolean().meta({ title: "必須" }) }))
    .max(20)
    .default([])
    .meta({ title: "列の項目" }),
  ...conditionInput,
  ...versioned,
})
export const shiftInput = z.object({ what: z.enum(["page", "field"]).meta({ title: "対象" }), key: z.string().max(40).meta({ title: "記号" }), by: z.enum(["up", "down"]).meta({ title: "向き" }), ...versioned })
export const removeInput = z.object({ what: z.enum(["page", "field"]).meta({ title: "対象" }), key: z.string().max(40).meta({ title: "記号" }), ...versioned })
export const replaceInput = z.object({ json: z.string().min(1).max(500_000).meta({ title: "様式（JSON）" }), ...versioned })
export const nothingInput = z.object(versioned)

export type FieldInput = z.output<typeof fieldInput>

/** The field with the settings its kind has; the others of the form's controls mean nothing to it. */
export function fieldOf(before: Field, input: FieldInput): Field {
  const when = conditionOf(input, before.when)
  const base = {
    key: before.key,
    label: input.label,
    ...(input.help ? { help: input.help } : {}),
    ...(input.required ? { required: true } : {}),
    ...(when ? { when } : {}),
  }
  const set = <K extends string, T>(key: K, value: T | undefined) => (value === undefined ? {} : { [key]: value }) as Partial<Record<K, T>>
  switch (before.kind) {
    case "text":
      return { ...base, kind: "text", ...set("lines", input.lines), ...set("maxLength", input.maxLength) }
    case "yen":
      return { ...base, kind: "yen", ...set("min", input.min), ...set("max", input.max) }
    case "number":
      return { ...base, kind: "number", ...set("min", input.min), ...set("max", input.max), ...set("unit", input.unit), ...set("decimals", input.decimals) }
    case "date":
      return { ...base, kind: "date", ...set("min", input.from), ...set("max", input.until) }
    case "choice":
      return { ...base, kind: "choice", options: optionsOf(input.options), ...(input.many ? { many: true } : {}), ...set("shownAs", input.shownAs) }
    case "file":
      return { ...base, kind: "file", ...set("maxFiles", input.maxFiles), ...set("maxBytes", input.maxMegabytes && input.maxMegabytes * MEGABYTE), ...(input.accept ? { accept: input.accept.split(/[\s,、]+/).filter(Boolean).map((end) => end.replace(/^\./, "").toLowerCase()) } : {}) }
    case "table":
      return { ...base, kind: "table", rows: linesOf(input.rows), columns: partsOf(before.columns, input) }
    case "group":
      return { ...base, kind: "group", fields: partsOf(before.fields, input), ...set("min", input.least), ...set("max", input.most) }
    case "declaration":
      return { ...base, kind: "declaration", text: input.text ?? "" }
    case "sum":
      return { ...base, kind: "sum", of: input.of.filter(Boolean), ...fractionOf(input) }
    default:
      return { ...base, kind: before.kind }
  }
}

export const MEGABYTE = 1024 * 1024

/** The whole sum, to the yen, is what a sum is anyway. */
function fractionOf({ numerator = 1, denominator = 1, floorTo }: FieldInput) {
  const step = Number(floorTo ?? 1) as 1
  return numerator === denominator && step === 1 ? {} : { fraction: { numerator, denominator, ...(step === 1 ? {} : { floorTo: step }) } }
}

/** A column keeps what the small form does not show, such as the options of an imported choice. */
function partsOf(before: readonly ScalarField[], input: FieldInput): ScalarField[] {
  const taken = new Set(input.parts.flatMap(({ key }) => (key ? [key] : [])))
  return input.parts
    .filter(({ label }) => label)
    .map((part, at) => {
      const known = before.find(({ key }) => key === part.key)
      const kind = part.kind ?? known?.kind ?? "text"
      let key = part.key ?? `part${at + 1}`
      while (!part.key && taken.has(key)) key = `${key}x`
      taken.add(key)
      const { required: _, ...rest }: Partial<ScalarField> = known?.kind === kind ? known : { key, kind, ...(kind === "choice" ? { options: [] } : {}) }
      const more = { ...(kind === "choice" && part.options ? { options: optionsOf(part.options) } : {}), ...(kind === "number" ? { unit: part.unit } : {}) }
      return { ...rest, key, label: part.label!, ...more, ...(part.required ? { required: true } : {}) } as ScalarField
    })
}
