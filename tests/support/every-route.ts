import { expect } from "vitest"
import { z } from "zod"
import type { Api, ApiRoute, Door, Site } from "../../app/kernel/http/index.ts"
import type { Module } from "../../app/module.ts"

/** One way into the house, as its module declares it. */
export interface Route {
  kind: "page" | "api"
  who: "anyone" | "staff" | "applicant" | "signedIn"
  method: string
  /** With `:name` for each parameter. */
  path: string
  /** Names of the fields a form or a JSON body takes. */
  fields: readonly string[]
  /** Names of the query fields of a REST route. */
  query: readonly string[]
  /** Of the form or the JSON body. */
  body?: z.ZodType | undefined
}

/** Every route of every module, asked of the modules themselves: nothing is listed by hand. */
export function everyRoute(modules: readonly Module[]): Route[] {
  const routes: Route[] = []
  const door = (who: Route["who"]): Door => ({
    get(path) {
      routes.push({ kind: "page", who, method: "GET", path, fields: [], query: [] })
      // What a page saves as a file is a REST route too.
      if (who !== "anyone" && /\.(csv|xlsx|pdf|zip)$/.test(path)) routes.push({ kind: "api", who, method: "GET", path: `/api/v1${path}`, fields: [], query: [] })
    },
    post: (path, { form }) => void routes.push({ kind: "page", who, method: "POST", path, fields: fieldsOf(form), query: [], body: form as z.ZodType }),
  })
  const site: Site = { anyone: door("anyone"), staff: door("staff"), applicant: door("applicant"), signedIn: door("signedIn") }
  const api: Api = {
    route(route) {
      const { who, method, path, body, query } = route as ApiRoute
      routes.push({
        kind: "api",
        who,
        method: method.toUpperCase(),
        path: `/api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`,
        fields: fieldsOf(body),
        query: fieldsOf(query),
        body: body as z.ZodType | undefined,
      })
    },
  }
  for (const module of modules) {
    module.pages?.(site)
    module.api?.(api)
  }
  return routes
}

function fieldsOf(schema: unknown): string[] {
  const { shape, def } = (schema ?? {}) as { shape?: object; def?: { in?: unknown; innerType?: unknown } }
  if (shape) return Object.keys(shape)
  const inner = def?.in ?? def?.innerType
  return inner ? fieldsOf(inner) : []
}

interface JsonSchema {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  minLength?: number
  minimum?: number
  minItems?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  anyOf?: JsonSchema[]
}

/** Something the schema takes, so that a request gets past it to the question who may. */
export function anInputFor(schema: z.ZodType | undefined, known: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  if (!schema) return {}
  const form = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema
  return (sample({ ...form, type: "object" }, known) ?? {}) as Record<string, unknown>
}

function sample(schema: JsonSchema, known: Readonly<Record<string, unknown>>): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf[0]!, known)
  switch (schema.type) {
    case "string":
      if (schema.format === "base64") return "5paH"
      if (schema.format === "uuid") return "01900000-0000-7000-8000-000000000000"
      if (schema.format === "date") return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
      if (schema.format === "email") return "name@example.jp"
      if (schema.pattern) return "2026-10"
      return "記入した文".padEnd(schema.minLength ?? 0, "。")
    case "number":
    case "integer":
      return Math.max(1, schema.minimum ?? 1)
    case "boolean":
      return true
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, known))
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([key, one]) => {
          const value = key in known ? known[key] : sample(one, known)
          return value === undefined ? [] : [[key, value]]
        }),
      )
    default:
      return undefined
  }
}

/** Fields that want more than their type says. */
export const wellTyped = {
  _version: 1,
  expectedVersion: 1,
  month: "2026-10",
  hash: "0".repeat(64),
  hoursNow: "1.5",
  hoursAfter: "1",
  baseline: "1",
  target: "2",
  value: "1",
  numeral: "Ⅰ",
  opensTime: "09:00",
  closesTime: "17:00",
}

/** As a form sends it: rows and parts by dotted names. */
export function asForm(input: unknown, prefix = ""): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = {}
  for (const [key, value] of Object.entries(input as object)) {
    const name = prefix + key
    if (Array.isArray(value) && value.every((one) => typeof one !== "object")) form[name] = value.map(String)
    else if (value && typeof value === "object") Object.assign(form, asForm(value, `${name}.`))
    else if (value !== undefined && value !== null) form[name] = value === true ? "on" : String(value)
  }
  return form
}

/** The path with each parameter given by name; what is not given is an id of nothing. */
export function fill(path: string, given: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => given[name] ?? "01900000-0000-7000-8000-000000000000")
}

export const japanese = /[ぁ-んァ-ヶ一-龠]/

/** All that went wrong at once: a route missed is seen together with the others. */
export function none(problems: readonly string[]): void {
  expect([...new Set(problems)]).toEqual([])
}
