import type { Hono } from "hono"
import { personOf } from "../access/actor.ts"
import { type House, SESSION_COOKIE } from "./house.ts"
import { contextOf, readCookie } from "./page-context.ts"
import { findUnsent, UNSENT_COOKIE } from "./unsent.ts"

/**
 * /unsent: after signing in again, the form stands as it was left. The typed text goes through the form's own route
 * with `_again`, which shows it without acting on it.
 */
export function serveUnsent(app: Hono, house: House): void {
  app.get("/unsent", async (c) => {
    const now = new Date()
    const actor = await house.identify(readCookie(c, SESSION_COOKIE), now)
    const personId = personOf(actor)
    const token = readCookie(c, UNSENT_COOKIE)
    const unsent = personId && token ? await findUnsent(house.db, token, personId, now) : undefined
    if (!unsent) {
      return contextOf(c, { house, actor }).redirect(actor.kind === "staff" ? "/desk" : "/", "お預かりしている入力はありません。")
    }
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(unsent.typed)) {
      for (const text of Array.isArray(value) ? value : [value]) body.append(name, text)
    }
    body.set("_again", "1")
    const origin = new URL(c.req.url).origin
    return app.fetch(
      new Request(origin + unsent.path, {
        method: "POST",
        body,
        headers: { cookie: c.req.header("cookie") ?? "", "sec-fetch-site": "same-origin" },
      }),
      c.env,
    )
  })
}
