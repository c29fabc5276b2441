import { z } from "zod"
import type { Field, FieldKind, Option, ScalarField } from "../form.ts"
import { fieldKindWords } from "../form.ts"
import { conditionInput, conditionOf } from "./condition-input.ts"

const kinds = Object.keys(fieldKindWords) as [FieldKind, ...FieldKind[]]
const partKinds = ["text", "yen", "number", "date", "yes-no", "kana", "email", "phone", "corporate-number"] as const
const line = (title: string, most: number) => z.string().max(most).optional().meta({ title })
const whole = (title: string) => z.number().int().optional().meta({ title })

export const versioned = { _version: z.number().int().optional() }
export const newFormInput = z.object({ title: z.string().min(1).max(100).meta({ title: "様式の名称" }), starter: line("もとにする様式", 60), json: line("書き出した様式（JSON）", 500_000) })
export const titleInput = z.object({ title: z.string().min(1).max(100).meta({ title: "見出し" }), ...versioned })
export const pageInput = z.object({
  title: z.string().min(1).max(100).meta({ title: "ページの見出し" }),
  help: line("説明", 1000),
  ...conditionInput,
  newSection: line("新しいまとまりの見出し", 100),
  ...versioned,
})
export const newFieldInput = z.object({
  label: z.string().min(1).max(200).meta({ title: "項目の見出し" }),
  kind: z.enum(kinds).meta({ title: "項目の種類" }),
  section: z.number().int().min(0).max(40).default(0).meta({ title: "まとまり" }),
  ...versioned,
})
export const fieldInput = z.object({
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
  maxFiles: whole("ファイルの数の上限"),
  accept: line("ファイルの種類", 200),
  rows: line("行の見出し", 10_000),
  text: line("誓約の文", 5000),
  of: line("足す項目", 5000),
  least: whole("行の最小"),
  most: whole("行の最大"),
  parts: z
    .array(z.object({ key: line("記号", 40), label: line("見出し", 200), kind: z.enum(partKinds).optional().meta({ title: "種類" }), required: z.boolean().meta({ title: "必須" }) }))
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

const listed = (text: string | undefined) => (text ?? "").split("\n").map((one) => one.trim()).filter(Boolean)

/** 「value=見出し」 or the words alone, one a line. */
export function optionsOf(text: string | undefined): Option[] {
  return listed(text).map((one) => {
    const [value, ...label] = one.split("=")
    return label.length > 0 ? { value: value!.trim(), label: label.join("=").trim() } : { value: one, label: one }
  })
}

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
      return { ...base, kind: "choice", options: optionsOf(input.options), ...(input.many ? { many: true } : {}) }
    case "file":
      return { ...base, kind: "file", ...set("maxFiles", input.maxFiles), ...(input.accept ? { accept: input.accept.split(/[\s,、]+/).filter(Boolean).map((end) => end.replace(/^\./, "").toLowerCase()) } : {}) }
    case "table":
      return { ...base, kind: "table", rows: listed(input.rows), columns: partsOf(before.columns, input) }
    case "group":
      return { ...base, kind: "group", fields: partsOf(before.fields, input), ...set("min", input.least), ...set("max", input.most) }
    case "declaration":
      return { ...base, kind: "declaration", text: input.text ?? "" }
    case "sum":
      return { ...base, kind: "sum", of: listed(input.of) }
    default:
      return { ...base, kind: before.kind }
  }
}

/** A column keeps what the small form does not show, such as the options of an imported choice. */
function partsOf(before: readonly ScalarField[], input: FieldInput): ScalarField[] {
  const taken = new Set(input.parts.flatMap(({ key }) => (key ? [key] : [])))
  return input.parts
    .filter(({ label }) => label)
    .map((part, at) => {
      const known = before.find(({ key }) => key === part.key)
      if (known && (part.kind === undefined || known.kind === part.kind)) {
        const { required: _, ...rest } = known
        return { ...rest, label: part.label!, ...(part.required ? { required: true } : {}) } as ScalarField
      }
      let key = part.key ?? `part${at + 1}`
      while (!part.key && taken.has(key)) key = `${key}x`
      taken.add(key)
      return { key, label: part.label!, kind: part.kind ?? "text", ...(part.required ? { required: true } : {}) } as ScalarField
    })
}
