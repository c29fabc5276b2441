import { createHash } from "node:crypto"
import type { PageContext } from "../../kernel/http/index.ts"

/** Public answers may be kept a minute by anybody on the way: figures move, but not by the second. */
export const PUBLIC_CACHE = "public, max-age=60"

export interface PublicBody {
  body: string
  mediaType: string
  /** Any site's script may read it: it is open data. */
  open?: boolean
}

/** A file for everybody, with its ETag; an asker who has it already is told so in a few bytes. */
export function publicText(c: PageContext, { body, mediaType, open }: PublicBody): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`
  const headers: Record<string, string> = {
    ETag: etag,
    "Cache-Control": PUBLIC_CACHE,
    ...(open ? { "Access-Control-Allow-Origin": "*" } : {}),
  }
  if (c.header("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers })
  return c.text(body, mediaType, headers)
}
