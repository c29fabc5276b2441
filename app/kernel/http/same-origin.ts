import type { Context } from "hono"
import { refusal } from "./refusal.ts"

/**
 * A change made with a session cookie must come from our own pages. Browsers say where a post comes from in
 * Sec-Fetch-Site and Origin; a post that says neither is refused too.
 */
export function mustBeSameOrigin(c: Context): void {
  const site = c.req.header("sec-fetch-site")
  if (site) {
    if (site === "same-origin") return
    throw elsewhere()
  }
  const origin = c.req.header("origin")
  if (origin && URL.canParse(origin) && new URL(origin).host === (c.req.header("host") ?? new URL(c.req.url).host)) return
  throw elsewhere()
}

function elsewhere() {
  return refusal("forbidden", "http.cross-origin", "ほかのサイトからの送信は受け付けていません。画面を開き直してください。")
}
