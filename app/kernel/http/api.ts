import { createHash, randomUUID } from "node:crypto"
import type { Context, Hono } from "hono"
import { z } from "zod"
import { type Actor, personOf } from "../access/actor.ts"
import { inWork, readingWork, type Work } from "../database/work.ts"
import { DEFAULT_MAX_BYTES, readBytes } from "./body.ts"
import { addressOf } from "./client-address.ts"
import { isOutage } from "./error-page.tsx"
import { type House, SESSION_COOKIE } from "./house.ts"
import { type InputSchema, parseForm, parseInput } from "./input.ts"
import { readCookie } from "./page-context.ts"
import { problemResponse } from "./problem.ts"
import { Refusal, refusal } from "./refusal.ts"
import { mustBeSameOrigin } from "./same-origin.ts"
import { AlreadySubmitted, contentOf, findOutcome, isPassing, isSameContent, isSubmissionKey, isTaken, keepOutcome } from "./submissions.ts"
import type { Values } from "./typed.ts"

export type Method = "get" | "post" | "put" | "patch" | "delete"

/** One REST route as data: what it is for, what it takes, what it gives. OpenAPI is made from the same value. */
export interface ApiRoute<P = unknown, Q = unknown, B = unknown, A = unknown> {
  method: Method
  /** In OpenAPI's writing, below /api/v1: "/improvements/{id}". */
  path: string
  summary: string
  who: "anyone" | "staff" | "applicant" | "signedIn"
  tag: string
  params?: InputSchema<P>
  query?: InputSchema<Q>
  body?: InputSchema<B>
  answer: z.ZodType<A>
  status?: 200 | 201 | 204
  /** The media type of what is answered, when it is no JSON. */
  file?: string
}

export interface ApiInput<P, Q, B> {
  params: P
  query: Q
  body: B
}

export interface ApiContext {
  /** Sends the version of what is answered as its ETag. */
  version(version: number): void
  /** The version the asker last saw (If-Match). Refuses an edit that does not say. */
  expectedVersion(): number
  /** Where the thing made now is: sent as Location. */
  created(path: string): void
  /** The cursor of the next page: sent as a Link header beside the body's own `next`. */
  next(cursor: string | undefined): void
  /** Open data: any site's script may read it, and whoever stands between may keep it for so many seconds. */
  open(seconds: number): void
  address: string
  userAgent: string
  /** The address people type, for what is mailed. */
  origin: string
}

export interface Api {
  route<P, Q, B, A>(
    route: ApiRoute<P, Q, B, A>,
    handler: (work: Work, input: ApiInput<P, Q, B>, c: ApiContext) => Promise<A>,
  ): void
}

export const API_BASE = "/api/v1"

/** Query fields that every list takes. Cursors are opaque; a page holds 1 to 100 items. */
export const pageQuery = z.object({
  after: z.string().max(500).optional().meta({ title: "カーソル", description: "前の答えの next" }),
  limit: z.number().int().min(1).max(100).default(25).meta({ title: "件数" }),
})

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export function apiOf(app: Hono, house: House, routes: ApiRoute[]): Api {
  return {
    route(route, handler) {
      routes.push(route as ApiRoute)
      const path = API_BASE + route.path.replace(/\{(\w+)\}/g, ":$1")
      app.on(route.method.toUpperCase(), path, (c) =>
        answerApi(app, house, route as ApiRoute, handler as Handler, c),
      )
    },
  }
}

type Handler = (work: Work, input: ApiInput<unknown, unknown, unknown>, c: ApiContext) => Promise<unknown>

async function answerApi(app: Hono, house: House, route: ApiRoute, handler: Handler, c: Context): Promise<Response> {
  const now = new Date()
  const requestId = randomUUID()
  try {
    const actor = await whoAsks(house, route, c, now)
    const kept = mustComeIn(route, actor, requestId)
    if (kept) return kept
    const { input, problems } = await readInput(route, c)
    if (problems.length > 0) {
      return problemResponse(422, {
        code: "http.invalid",
        detail: "入力に誤りがあります。",
        errors: problems,
        requestId,
      })
    }
    const reply = new Reply(c, house)
    if (route.method === "get") {
      const answer = await handler(readingWork(house.db, { actor, now, requestId }), input, reply)
      return reply.send(route, answer)
    }
    return await change(app, house, { actor, now, requestId }, route, handler, input, reply, c)
  } catch (error) {
    return problemFor(house, c, error, requestId)
  }
}

/** Whoever has not signed in is told so; whoever stands at the wrong door is refused. */
export function mustComeIn(route: ApiRoute, actor: Actor, requestId: string): Response | undefined {
  if (route.who !== "anyone" && actor.kind === "visitor") {
    return problemResponse(401, {
      code: "http.unauthenticated",
      detail: "サインインするか、アクセストークンを付けてください。",
      requestId,
    })
  }
  if (route.who === "staff" && actor.kind !== "staff") throw refusal("forbidden", "http.wrong-door", "職員だけが使えます。")
  if (route.who === "applicant" && actor.kind !== "applicant") throw refusal("forbidden", "http.wrong-door", "申請者だけが使えます。")
  return undefined
}

/** What went wrong, as RFC 9457 says it. */
export function problemFor(house: House, c: Context, error: unknown, requestId: string): Response {
  if (error instanceof Refusal) return problemOf(error, requestId)
  if (isOutage(error)) {
    house.log.error({ requestId, err: error }, "database unavailable")
    const detail = "データベースに接続できません。数秒おいてもう一度送ってください。送信した内容は受け付けられていません。"
    const answer = problemResponse(503, { code: "http.unavailable", detail, requestId })
    answer.headers.set("Retry-After", "5")
    return answer
  }
  house.log.error({ requestId, err: error, path: c.req.path }, "fault")
  return problemResponse(500, { code: "http.fault", detail: "処理中に問題が起きました。", requestId })
}

function problemOf(error: Refusal, requestId: string): Response {
  const status = error.code === "http.if-match" ? 428 : statusFor(error)
  return problemResponse(status, {
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.field ? { errors: [{ field: error.field, message: error.message }] } : {}),
    ...(error.detail ? { current: error.detail } : {}),
  })
}

function statusFor(error: Refusal): number {
  return { invalid: 422, forbidden: 403, "not-found": 404, conflict: 409, unavailable: 503 }[error.kind]
}

export async function whoAsks(house: House, route: ApiRoute, c: Context, now: Date): Promise<Actor> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1]
  if (bearer) {
    const known = await house.identifyToken(bearer, now)
    if (!known) return { kind: "visitor" }
    if (route.method !== "get" && !known.scopes.includes("write")) {
      throw refusal("forbidden", "http.read-only-token", "このアクセストークンは読み取り専用です。")
    }
    return known.actor
  }
  const token = readCookie(c, SESSION_COOKIE)
  if (token && route.method !== "get") mustBeSameOrigin(c)
  return house.identify(token, now)
}

async function readInput(route: ApiRoute, c: Context) {
  const problems: { field?: string; message: string }[] = []
  const input: ApiInput<unknown, unknown, unknown> = { params: undefined, query: undefined, body: undefined }
  if (route.params) {
    const parsed = parseForm(route.params, c.req.param() as Values)
    // An id that cannot be one is the id of nothing.
    if (!parsed.ok) throw refusal("not-found", "http.not-found", "見つかりません。")
    input.params = parsed.input
  }
  if (route.query) {
    const values = Object.fromEntries(
      Object.entries(c.req.queries()).map(([name, list]) => [name, list.length > 1 ? list : (list[0] ?? "")]),
    )
    const parsed = parseForm(route.query, values)
    if (parsed.ok) input.query = parsed.input
    else problems.push(...parsed.problems)
  }
  if (route.body) {
    const bytes = await readBytes(c, DEFAULT_MAX_BYTES)
    const parsed = parseInput(route.body, jsonOf(c, bytes))
    if (parsed.ok) input.body = parsed.input
    else problems.push(...parsed.problems)
  }
  return { input, problems }
}

function jsonOf(c: Context, bytes: Uint8Array): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/.test(c.req.header("content-type") ?? "")) {
    throw refusal("invalid", "http.content-type", "Content-Type: application/json で送ってください。")
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return JSON.parse(text, (_, value) => (typeof value === "string" ? value.replaceAll("\u0000", "") : value))
  } catch {
    throw refusal("invalid", "http.broken-json", "JSON として読み取れません。")
  }
}

/** As for forms: `Idempotency-Key` makes a change happen once, however often it is sent. */
async function change(
  app: Hono,
  house: House,
  occasion: { actor: Actor; now: Date; requestId: string },
  route: ApiRoute,
  handler: Handler,
  input: ApiInput<unknown, unknown, unknown>,
  reply: Reply,
  c: Context,
): Promise<Response> {
  const given = c.req.header("idempotency-key")
  if (given !== undefined && !isSubmissionKey(given)) {
    throw refusal("invalid", "http.idempotency-key", "Idempotency-Key は UUID にしてください。")
  }
  const key = given ? keyOf(route, given) : undefined
  const content = key ? contentOf(input) : null
  const answerFirst = async () => {
    const outcome = await findOutcome(house.db, key!, personOf(occasion.actor))
    if (!outcome) throw refusal("conflict", "http.foreign-key", "この Idempotency-Key はすでに使われています。")
    if (!isSameContent(outcome, content!)) {
      throw refusal("invalid", "http.idempotency-key-reused", "この Idempotency-Key では、別の内容をすでに受け付けています。新しい鍵で送ってください。")
    }
    if (!outcome.location) return new Response(null, { status: 204 })
    const headers = new Headers(c.req.raw.headers)
    headers.delete("content-type")
    headers.delete("content-length")
    const first = await app.fetch(new Request(new URL(outcome.location, c.req.url), { headers }), c.env)
    first.headers.set("Location", outcome.location)
    return first
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await inWork(
        house.db,
        occasion,
        (work) => handler(work, input, reply),
        (work) => (key ? keepOutcome(work, key, { location: reply.location ?? "", flash: "", content }) : undefined),
      )
      return reply.send(route, answer)
    } catch (error) {
      if (error instanceof AlreadySubmitted) return answerFirst()
      if (attempt < 3 && isPassing(error)) continue
      if (key && (error instanceof Refusal || isTaken(error)) && (await findOutcome(house.db, key, personOf(occasion.actor)))) {
        return answerFirst()
      }
      throw error
    }
  }
}

/** The same key sent to two routes means two things. */
function keyOf(route: ApiRoute, given: string): string {
  const bytes = createHash("sha256").update(`${route.method} ${route.path} ${given}`).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

class Reply implements ApiContext {
  location: string | undefined
  address: string
  userAgent: string
  origin: string
  #c: Context
  #etag: string | undefined
  #link: string | undefined
  #open: number | undefined

  constructor(c: Context, house: House) {
    this.#c = c
    this.address = addressOf(c, house.config.trustedProxies)
    this.origin = house.config.origin
    this.userAgent = (c.req.header("user-agent") ?? "").slice(0, 300)
  }

  version(version: number) {
    this.#etag = `"v${version}"`
  }

  expectedVersion() {
    const match = /^(?:W\/)?"v(\d+)"$/.exec(this.#c.req.header("if-match") ?? "")
    if (!match) throw refusal("conflict", "http.if-match", "編集には、読んだときの ETag を If-Match に付けてください。")
    return Number(match[1])
  }

  created(path: string) {
    this.location = path.startsWith(API_BASE) ? path : API_BASE + path
  }

  next(cursor: string | undefined) {
    if (!cursor) return
    const url = new URL(this.#c.req.url)
    url.searchParams.set("after", cursor)
    this.#link = `<${url.pathname}${url.search}>; rel="next"`
  }

  open(seconds: number) {
    this.#open = seconds
  }

  send(route: ApiRoute, answer: unknown): Response {
    const headers: Record<string, string> = { "Cache-Control": "no-store" }
    if (this.#open !== undefined) {
      headers["Cache-Control"] = `public, max-age=${this.#open}`
      headers["Access-Control-Allow-Origin"] = "*"
      this.#etag ??= `"${createHash("sha256").update(JSON.stringify(answer)).digest("base64url").slice(0, 27)}"`
    }
    if (this.#etag) {
      headers.ETag = this.#etag
      if (route.method === "get" && this.#c.req.header("if-none-match") === this.#etag) {
        return new Response(null, { status: 304, headers })
      }
    }
    if (this.location) headers.Location = this.location
    if (this.#link) headers.Link = this.#link
    const status = route.status ?? (this.location ? 201 : 200)
    if (status === 204) return new Response(null, { status, headers })
    return new Response(JSON.stringify(answer), {
      status,
      headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
    })
  }
}
