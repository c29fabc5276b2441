import { z } from "zod"
import { API_BASE, type ApiRoute } from "./api.ts"
import { problemSchema } from "./problem.ts"

/**
 * The OpenAPI 3.1 description of every REST route, from the schemas that check them: OpenAPI 3.1 schemas are JSON
 * Schema 2020-12, which zod writes itself.
 */
export function openApiOf(routes: readonly ApiRoute[], options: { origin: string }): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = (paths[API_BASE + route.path] ??= {})
    path[route.method] = operationOf(route)
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Hagi API",
      version: "1",
      description: "推進プランと日々の案件を扱う API。変更には Idempotency-Key、編集には If-Match を付けます。",
    },
    servers: [{ url: options.origin }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "hagi_session" },
      },
      schemas: { Problem: schemaOf(problemSchema, "output") },
    },
  }
}

function operationOf(route: ApiRoute): object {
  const status = route.status ?? (route.method === "post" ? 201 : 200)
  return {
    summary: route.summary,
    tags: [route.tag],
    security: route.who === "anyone" ? [] : [{ token: [] }, { session: [] }],
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...(route.body ? { requestBody: { required: true, content: json(schemaOf(route.body, "input")) } } : {}),
    responses: {
      [status]: {
        description: route.summary,
        ...(status === 204 ? {} : { content: route.file ? { [route.file]: {} } : json(schemaOf(route.answer, "output")) }),
      },
      ...(route.who === "anyone" ? {} : { 401: problem("サインインが必要"), 403: problem("権限がない") }),
      ...(route.params ? { 404: problem("見つからない") } : {}),
      ...(route.method === "get" ? {} : { 409: problem("ほかの更新と重なった") }),
      422: problem("入力の誤り"),
    },
  }
}

function parametersOf(schema: ApiRoute["params"], place: "path" | "query"): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, { title?: string; description?: string }>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(property.description ?? property.title ? { description: property.description ?? property.title } : {}),
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Record<string, unknown>
  return made
}

const json = (schema: object) => ({ "application/json": { schema } })

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
})
