import type { MiddlewareHandler } from "hono"

// Nothing is loaded from outside the host (LGWAN), nothing inline is run, nobody frames us.
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export function securityHeaders(options: { secure: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const headers = c.res.headers
    headers.set("Content-Security-Policy", POLICY)
    headers.set("X-Content-Type-Options", "nosniff")
    headers.set("Referrer-Policy", "same-origin")
    headers.set("Cross-Origin-Opener-Policy", "same-origin")
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store")
    if (options.secure) headers.set("Strict-Transport-Security", "max-age=31536000")
  }
}
