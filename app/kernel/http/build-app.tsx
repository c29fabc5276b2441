import { join } from "node:path"
import { Hono } from "hono"
import { visitor } from "../access/actor.ts"
import { type Api, apiOf, type ApiRoute } from "./api.ts"
import { ApiPage } from "./api-page.tsx"
import { serveAssets } from "./assets.ts"
import { errorPage } from "./error-page.tsx"
import { securityHeaders } from "./headers.ts"
import { type House, SESSION_COOKIE } from "./house.ts"
import { readCookie } from "./page-context.ts"
import { openApiOf } from "./openapi.ts"
import { problemResponse } from "./problem.ts"
import { notFound } from "./refusal.ts"
import { serveUnsent } from "./resume.ts"
import { type Site, siteOf } from "./site.ts"

/** The part of a module that the HTTP layer reads. */
export interface Routed {
  pages?(site: Site): void
  api?(api: Api): void
}

/** Everything that answers a request, in one value: `app.fetch(request)` is the whole server. */
export function buildApp(house: House, modules: readonly Routed[]): Hono {
  const app = new Hono()
  const routes: ApiRoute[] = []
  app.use(securityHeaders({ secure: house.config.origin.startsWith("https:") }))
  serveAssets(app, [
    { prefix: "fonts/", folder: join(house.config.root, "node_modules/@fontsource-variable/noto-sans-jp/files") },
    { prefix: "", folder: join(house.config.root, "app/public") },
    { prefix: "islands/", folder: join(house.config.root, "dist/islands") },
  ])
  app.get("/health", async (c) => {
    await house.db.selectNoFrom((eb) => eb.lit(1).as("one")).execute()
    return c.text("ok")
  })
  serveUnsent(app, house)
  const site = siteOf(app, house, routes)
  const api = apiOf(app, house, routes)
  for (const module of modules) {
    module.pages?.(site)
    module.api?.(api)
  }
  site.anyone.get("/api", (_, c) => c.page(<ApiPage routes={routes} />))
  serveOpenApi(app, house, routes)
  app.notFound(async (c) => {
    const requestId = crypto.randomUUID()
    if (c.req.path.startsWith("/api/")) {
      return problemResponse(404, { code: "http.not-found", detail: "この URL はありません。", requestId })
    }
    const actor = await house.identify(readCookie(c, SESSION_COOKIE), new Date()).catch(() => visitor)
    return errorPage(c, house, actor, requestId, notFound("ページ"))
  })
  app.onError((error, c) => errorPage(c, house, visitor, crypto.randomUUID(), error))
  return app
}

function serveOpenApi(app: Hono, house: House, routes: readonly ApiRoute[]): void {
  let made: object | undefined
  app.get("/api/openapi.json", (c) => c.json((made ??= openApiOf(routes, { origin: house.config.origin }))))
}
