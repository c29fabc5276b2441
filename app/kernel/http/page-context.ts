import type { Context } from "hono"
import { h, type VNode } from "preact"
import { renderToString } from "preact-render-to-string"
import { type Actor, personOf } from "../access/actor.ts"
import type { Config } from "../../config.ts"
import type { Work } from "../database/work.ts"
import { addressOf } from "./client-address.ts"
import { type House, SESSION_COOKIE } from "./house.ts"
import { type Shell, ShellContext } from "./shell.ts"

/** What a handler may answer with. `Request` and headers stay on this side of it. */
export interface PageContext {
  config: Config
  /** The path as asked, with its query. */
  path: string
  param(name: string): string
  query(name: string): string | undefined
  queries(): Record<string, string | string[]>
  /** A whole page. */
  page(page: VNode, status?: number): Promise<Response>
  /**
   * After a change: where to look at what was done, with a sentence that it was. What only the database's answer tells
   * (a number) may come as `more`, which is waited for after the commit and not before; a second post is told the sentence alone.
   */
  redirect(location: string, flash?: string, more?: Promise<string>): Response
  /** The answer as it is sent once the change is committed. */
  settled(answer: Response): Promise<Response>
  file(bytes: Uint8Array | string | ReadableStream<Uint8Array>, name: string, mediaType: string, options?: { inline?: boolean }): Response
  text(body: string, mediaType: string, headers?: Record<string, string>): Response
  header(name: string): string | undefined
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, options?: { maxAge?: number; path?: string }): void
  /** Files of a multipart post, by field. */
  files: Record<string, File[]>
  /** The sentence this answer leaves for the next page. */
  leftFlash: string | undefined
  address: string
  userAgent: string
}

export type PageHandler = (work: Work, c: PageContext) => Promise<Response> | Response

export interface ContextOptions {
  house: House
  actor: Actor
  files?: Record<string, File[]>
  problems?: boolean
}

export function htmlOf(page: VNode, shell: Shell): string {
  return `<!DOCTYPE html>${renderToString(h(ShellContext.Provider, { value: shell, children: page }))}`
}

export function contextOf(c: Context, options: ContextOptions): PageContext {
  const { house, actor } = options
  const url = new URL(c.req.url)
  const flash = readCookie(c, "hagi_flash")
  const secure = house.config.origin.startsWith("https:")
  // They travel with this context's own answer. When the change behind it is undone the answer is thrown away, and no
  // cookie that says 「登録しました」 must be left for the refusal that is sent instead.
  const headers = new Headers()
  let rest: Promise<string> | undefined
  const setCookie = (name: string, value: string, more: { maxAge?: number; path?: string } = {}) => {
    const parts = [`${name}=${value}`, `Path=${more.path ?? "/"}`, "HttpOnly", "SameSite=Lax"]
    if (more.maxAge !== undefined) parts.push(`Max-Age=${more.maxAge}`)
    if (secure) parts.push("Secure")
    if (name === SESSION_COOKIE) house.forgetActors?.()
    headers.append("Set-Cookie", parts.join("; "))
  }
  const answer = (body: BodyInit | null, status: number, more: Record<string, string>) => {
    const all = new Headers(headers)
    for (const [name, value] of Object.entries(more)) all.set(name, value)
    return new Response(body, { status, headers: all })
  }
  const context: PageContext = {
    config: house.config,
    path: url.pathname + url.search,
    param: (name) => withoutNul(c.req.param(name) ?? ""),
    query: (name) => withoutNul(c.req.query(name) ?? "") || undefined,
    queries: () =>
      Object.fromEntries(
        Object.entries(c.req.queries()).map(([name, list]) => {
          const texts = list.map(withoutNul)
          return [name, texts.length > 1 ? texts : (texts[0] ?? "")]
        }),
      ),
    async page(page, status = 200) {
      const personId = personOf(actor)
      const shell: Shell = {
        actor,
        path: url.pathname,
        flash: flash ? decodeFlash(flash) : undefined,
        unread: personId ? await house.unread(personId) : 0,
        demo: house.config.demo,
        problems: options.problems ?? false,
      }
      if (flash) setCookie("hagi_flash", "", { maxAge: 0 })
      return answer(htmlOf(page, shell), status, { "Content-Type": "text/html; charset=UTF-8" })
    },
    redirect(location, text, more) {
      context.leftFlash = text
      rest = more
      // A change that fails is answered otherwise, and nobody waits for this.
      more?.catch(() => {})
      if (text && !more) setCookie("hagi_flash", encodeURIComponent(text), { maxAge: 60 })
      return answer(null, 303, { Location: locationOf(location) })
    },
    async settled(sent) {
      if (!rest) return sent
      setCookie("hagi_flash", encodeURIComponent(`${context.leftFlash ?? ""}${await rest}`), { maxAge: 60 })
      sent.headers.append("Set-Cookie", headers.getSetCookie().at(-1)!)
      return sent
    },
    file(bytes, name, mediaType, more = {}) {
      return answer(bytes as BodyInit, 200, {
        "Content-Type": mediaType,
        "Content-Disposition": `${more.inline ? "inline" : "attachment"}; filename="${asciiName(name)}"; filename*=UTF-8''${rfc5987(name)}`,
      })
    },
    text: (body, mediaType, more = {}) => answer(body, 200, { ...more, "Content-Type": mediaType }),
    header: (name) => c.req.header(name),
    cookie: (name) => readCookie(c, name),
    setCookie,
    files: options.files ?? {},
    leftFlash: undefined,
    address: addressOf(c, house.config.trustedProxies),
    userAgent: (c.req.header("user-agent") ?? "").slice(0, 300),
  }
  return context
}

export function readCookie(c: Context, name: string): string | undefined {
  const header = c.req.header("cookie")
  if (!header) return undefined
  for (const part of header.split(";")) {
    const at = part.indexOf("=")
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined
  }
  return undefined
}

function decodeFlash(text: string): string | undefined {
  try {
    return decodeURIComponent(text).slice(0, 500)
  } catch {
    return undefined
  }
}

/** A line break in a path somebody made up is no part of a header; what is not ASCII is encoded. */
function locationOf(path: string): string {
  return path.replace(/\p{Cc}/gu, "").replace(/[^\x20-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()))
}

/** U+0000 can be stored by no text column; it never comes from a keyboard. */
function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "")
}

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\]/g, "_")
}

function rfc5987(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
