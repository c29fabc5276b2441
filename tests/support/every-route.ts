import { expect } from "vitest"
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
}

/** Every route of every module, asked of the modules themselves: nothing is listed by hand. */
export function everyRoute(modules: readonly Module[]): Route[] {
  const routes: Route[] = []
  const door = (who: Route["who"]): Door => ({
    get: (path) => void routes.push({ kind: "page", who, method: "GET", path, fields: [], query: [] }),
    post: (path, { form }) => void routes.push({ kind: "page", who, method: "POST", path, fields: fieldsOf(form), query: [] }),
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

/** The path with each parameter given by name; what is not given is an id of nothing. */
export function fill(path: string, given: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => given[name] ?? "01900000-0000-7000-8000-000000000000")
}

export const japanese = /[ぁ-んァ-ヶ一-龠]/

/** All that went wrong at once: a route missed is seen together with the others. */
export function none(problems: readonly string[]): void {
  expect([...new Set(problems)]).toEqual([])
}
