import { z } from "zod"
import type { Problem, Values } from "./typed.ts"

/**
 * One zod schema per input serves page, REST and OpenAPI. A schema's fields carry their Japanese label as
 * `.meta({ title })`; the sentences below are made from it, so page and REST say the same.
 */
export type InputSchema<T = unknown> = z.ZodType<T>

export type Parsed<T> = { ok: true; input: T } | { ok: false; problems: Problem[] }

/** Values as a form sends them (text) into the types the schema wants, then validated. */
export function parseForm<T>(schema: InputSchema<T>, values: Values, files: Record<string, File[]> = {}): Parsed<T> {
  return parseInput(schema, shapeValues(schema, values, files))
}

export function parseInput<T>(schema: InputSchema<T>, input: unknown): Parsed<T> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) {
    const day = dayOfNoYear(schema, result.data, [])
    if (!day) return { ok: true, input: wellFormed(result.data) as T }
    const message = `${labelAt(schema, day)}は実在する日付を入力してください（例 2026-04-01）。`
    return { ok: false, problems: [{ field: day.join("."), message }] }
  }
  const problems = result.error.issues.map((issue): Problem => {
    const path = issue.path.map(String)
    const message = sentence(issue as z.core.$ZodRawIssue, labelAt(schema, path))
    return path.length ? { field: path.join("."), message } : { message }
  })
  return { ok: false, problems: problems.filter((p, i) => problems.findIndex((q) => q.field === p.field) === i) }
}

/** JSON can carry half of a surrogate pair; PostgreSQL's jsonb can not. */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (!value || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wellFormed(part)]))
}

/** Where a date of the year 0 stands: zod knows that year, PostgreSQL does not. */
function dayOfNoYear(schema: z.core.$ZodType, value: unknown, path: string[]): string[] | undefined {
  const def = bare(schema)._zod.def as { type: string; format?: string; element?: z.core.$ZodType }
  if (def.format === "date") return typeof value === "string" && value.startsWith("0000-") ? path : undefined
  const parts: [string, z.core.$ZodType][] =
    def.type === "array" && Array.isArray(value) && def.element
      ? value.map((_, at) => [String(at), def.element!])
      : Object.entries(value && typeof value === "object" ? (shapeOf(schema) ?? {}) : {})
  for (const [key, part] of parts) {
    const found = dayOfNoYear(part, (value as Record<string, unknown>)[key], [...path, key])
    if (found) return found
  }
  return undefined
}

/** Under an optional, nullable, default or pipe: the type that says what text is to become. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as z.core.$ZodTypeDef & { innerType?: z.core.$ZodType; in?: z.core.$ZodType }
  if (def.innerType) return bare(def.innerType)
  if (def.type === "pipe" && def.in && def.in._zod.def.type !== "transform") return bare(def.in)
  return schema
}

function shapeOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  const def = bare(schema)._zod.def as { type: string; shape?: Record<string, z.core.$ZodType> }
  return def.type === "object" ? def.shape : undefined
}

function shapeValues(schema: z.core.$ZodType, values: Values, files: Record<string, File[]>, prefix = ""): unknown {
  const shape = shapeOf(schema)
  if (!shape) return values
  const shaped: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(shape)) {
    const name = prefix + key
    const fieldType = bare(field)
    const type = fieldType._zod.def.type
    if (type === "object") {
      shaped[key] = shapeValues(fieldType, values, files, `${name}.`)
      continue
    }
    if (type === "array") {
      const element = (fieldType._zod.def as unknown as { element: z.core.$ZodType }).element
      if (shapeOf(element)) {
        const rows = rowNumbers(values, `${name}.`)
        shaped[key] = rows.map((row) => shapeValues(element, values, files, `${name}.${row}.`))
        continue
      }
      if (files[name]) {
        shaped[key] = files[name]
        continue
      }
      const given = values[name]
      const list = given === undefined ? [] : Array.isArray(given) ? given : [given]
      shaped[key] = list.map((text) => shapeText(element, text)).filter((value) => value !== undefined)
      continue
    }
    if (type === "custom" && files[name]) {
      shaped[key] = files[name][0]
      continue
    }
    const given = values[name]
    const text = Array.isArray(given) ? given[0] : given
    if (type === "boolean") shaped[key] = text === "on" || text === "true" || text === "yes"
    else if (text !== undefined) shaped[key] = shapeText(fieldType, text)
  }
  return shaped
}

function rowNumbers(values: Values, prefix: string): number[] {
  const rows = new Set<number>()
  for (const name of Object.keys(values)) {
    const row = name.startsWith(prefix) ? /^(\d{1,4})\./.exec(name.slice(prefix.length)) : null
    if (row) rows.add(Number(row[1]))
  }
  return [...rows].sort((a, b) => a - b)
}

function shapeText(schema: z.core.$ZodType, text: string): unknown {
  const type = bare(schema)._zod.def.type
  // Only a file part of the body is a file, whatever a text field calls itself.
  if (type === "custom") return undefined
  if (type === "number" || type === "int") {
    // People type １，２３４ as well as 1,234; both are the number they meant.
    const plain = text.normalize("NFKC").replace(/[,\s]/g, "")
    if (plain === "") return undefined
    return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
  }
  const clean = text.replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim()
  return clean === "" ? undefined : clean
}

function labelAt(schema: z.core.$ZodType, path: readonly string[]): string {
  let at: z.core.$ZodType | undefined = schema
  let label = ""
  for (const key of path) {
    if (!at) break
    const shape = shapeOf(at)
    if (shape) at = shape[key]
    else if (bare(at)._zod.def.type === "array") {
      at = (bare(at)._zod.def as unknown as { element: z.core.$ZodType }).element
      continue
    } else break
    const title = at && titleOf(at)
    if (title) label = title
  }
  return label || "この項目"
}

function titleOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema as z.ZodType) as { title?: string } | undefined
  if (own?.title) return own.title
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType
  return inner ? titleOf(inner) : undefined
}

function sentence(issue: z.core.$ZodRawIssue, label: string): string {
  const said = issue.message
  switch (issue.code) {
    case "invalid_type": {
      if (issue.input === undefined || issue.input === null) {
        return `${label}を入力してください。`
      }
      if (issue.expected === "number" || issue.expected === "int") return `${label}は数字で入力してください。`
      return `${label}の形が正しくありません。`
    }
    case "too_small": {
      if (issue.origin === "string") {
        return Number(issue.minimum) <= 1 ? `${label}を入力してください。` : `${label}は${issue.minimum}文字以上で入力してください。`
      }
      if (issue.origin === "array") return `${label}を${issue.minimum}つ以上選んでください。`
      return `${label}は${issue.minimum}${issue.inclusive ? "以上" : "より大きい数"}で入力してください。`
    }
    case "too_big": {
      if (issue.origin === "string") {
        const typed = typeof issue.input === "string" ? `（いま${[...issue.input].length}文字）` : ""
        return `${label}は${issue.maximum}文字以内で入力してください${typed}。`
      }
      if (issue.origin === "array") return `${label}は${issue.maximum}つまでです。`
      return `${label}は${issue.maximum}${issue.inclusive ? "以下" : "より小さい数"}で入力してください。`
    }
    case "invalid_value":
    case "invalid_union":
      return `${label}を選んでください。`
    case "invalid_format":
      if (issue.format === "email") return `${label}はメールアドレスの形（例 name@example.jp）で入力してください。`
      if (issue.format === "date") return `${label}は実在する日付を入力してください（例 2026-04-01）。`
      if (issue.format === "uuid") return `${label}を選び直してください。`
      return said && /[ぁ-ん]/.test(said) ? said : `${label}の書き方が正しくありません。`
    case "unrecognized_keys":
      return "知らない項目が含まれています。"
    default:
      return said && /[ぁ-ん一-龠]/.test(said) ? said : `${label}が正しくありません。`
  }
}
