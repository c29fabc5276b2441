import type { ApiRoute } from "./api.ts"
import { API_BASE } from "./api.ts"

/**
 * The OpenAPI 3.1 description of every REST route, from the schemas that check them. Loaded only when asked for: the
 * generator is heavy and no request needs it.
 */
export async function openApiOf(routes: readonly ApiRoute[], options: { origin: string }): Promise<object> {
  const { OpenApiGeneratorV31, OpenAPIRegistry, extendZodWithOpenApi } = await import("@asteasolutions/zod-to-openapi")
  const { z } = await import("zod")
  extendZodWithOpenApi(z)
  const registry = new OpenAPIRegistry()
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" })
  registry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: "hagi_session" })
  const problem = z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ field: z.string().optional(), message: z.string() })).optional(),
  })
  const problemAnswer = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: problem } },
  })
  for (const route of routes) {
    registry.registerPath({
      method: route.method,
      path: API_BASE + route.path,
      summary: route.summary,
      tags: [route.tag],
      security: route.who === "anyone" ? [] : [{ token: [] }, { session: [] }],
      request: {
        ...(route.params ? { params: route.params as never } : {}),
        ...(route.query ? { query: route.query as never } : {}),
        ...(route.body ? { body: { required: true, content: { "application/json": { schema: route.body } } } } : {}),
      },
      responses: {
        [route.status ?? (route.method === "post" ? 201 : 200)]: {
          description: route.summary,
          ...(route.status === 204 ? {} : { content: { "application/json": { schema: route.answer } } }),
        },
        ...(route.who === "anyone" ? {} : { 401: problemAnswer("サインインが必要"), 403: problemAnswer("権限がない") }),
        ...(route.params ? { 404: problemAnswer("見つからない") } : {}),
        ...(route.method === "get" ? {} : { 409: problemAnswer("ほかの更新と重なった") }),
        422: problemAnswer("入力の誤り"),
      },
    })
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Hagi API",
      version: "1",
      description: "行政運営の計画と日々の案件を扱う API。変更には Idempotency-Key、編集には If-Match を付けます。",
    },
    servers: [{ url: options.origin }],
  })
}
