import { randomUUID } from "node:crypto"
import type { Context, Hono } from "hono"
import type { VNode } from "preact"
import { type Actor, personOf } from "../access/actor.ts"
import { inWork, readingWork, type Work } from "../database/work.ts"
import { DEFAULT_MAX_BYTES, type FormBody, readForm } from "./body.ts"
import type { ApiRoute } from "./api.ts"
import { errorPage } from "./error-page.tsx"
import { serveFileOverRest } from "./file-routes.ts"
import { type House, SESSION_COOKIE } from "./house.ts"
import { type InputSchema, parseForm } from "./input.ts"
import { contextOf, type PageContext, type PageHandler, readCookie } from "./page-context.ts"
import { Refusal, statusOf } from "./refusal.ts"
import { mustBeSameOrigin } from "./same-origin.ts"
import { AlreadySubmitted, contentOfForm, findOutcome, isPassing, isSameContent, isSubmissionKey, isTaken, keepOutcome } from "./submissions.ts"
import { Turns } from "./turns.ts"
import type { Problem, Typed, Values } from "./typed.ts"
import { keepUnsent, UNSENT_COOKIE } from "./unsent.ts"

/** Who a page is for. A module chooses a door for each route; there is no way in beside the doors. */
export interface Site {
  anyone: Door
  staff: Door
  applicant: Door
  /** Staff or applicant. */
  signedIn: Door
}

export interface Door {
  get(path: string, handler: PageHandler): void
  post<T>(path: string, form: FormSpec<T>, act: (work: Work, input: T, c: PageContext) => Promise<Response>): void
}

export interface FormSpec<T> {
  form: InputSchema<T>
  /** The page the form stands on, with everything typed and what is wrong with it. */
  again: (work: Work, c: PageContext, typed: Typed) => Promise<VNode> | VNode
  maxBytes?: number
}

type Audience = "anyone" | "staff" | "applicant" | "signedIn"

export function siteOf(app: Hono, house: House, routes: ApiRoute[]): Site {
  const door = (audience: Audience): Door => ({
    get(path, handler) {
      app.get(path, (c) => answerGet(house, audience, handler, c))
      serveFileOverRest(app, house, routes, audience, path, handler)
    },
    post(path, form, act) {
      app.post(path, (c) => answerPost(house, audience, form, act, c))
    },
  })
  return { anyone: door("anyone"), staff: door("staff"), applicant: door("applicant"), signedIn: door("signedIn") }
}

function isLetIn(audience: Audience, actor: Actor): boolean {
  if (audience === "anyone") return true
  if (audience === "signedIn") return actor.kind === "staff" || actor.kind === "applicant"
  return actor.kind === audience
}

async function answerGet(house: House, audience: Audience, handler: PageHandler, c: Context): Promise<Response> {
  const now = new Date()
  const requestId = randomUUID()
  let actor: Actor = { kind: "visitor" }
  try {
    actor = await house.identify(readCookie(c, SESSION_COOKIE), now)
    if (!isLetIn(audience, actor)) return notLetIn(c, actor, audience)
    const work = readingWork(house.db, { actor, now, requestId })
    const context = contextOf(c, { house, actor })
    return await handler(work, context)
  } catch (error) {
    return errorPage(c, house, actor, requestId, error)
  }
}

/** A visitor signs in and comes back; somebody of the other kind is told that the page is not theirs. */
function notLetIn(c: Context, actor: Actor, audience: Audience): Response {
  const url = new URL(c.req.url)
  if (actor.kind === "visitor") {
    const who = audience === "applicant" ? "applicant" : "staff"
    const back = c.req.method === "GET" ? url.pathname + url.search : "/"
    return c.redirect(`/sign-in?for=${who}&return=${encodeURIComponent(back)}`, 303)
  }
  throw new Refusal("forbidden", "http.wrong-door", "この画面を見る権限がありません。")
}

async function answerPost<T>(
  house: House,
  audience: Audience,
  spec: FormSpec<T>,
  act: (work: Work, input: T, c: PageContext) => Promise<Response>,
  c: Context,
): Promise<Response> {
  const now = new Date()
  const requestId = randomUUID()
  let actor: Actor = { kind: "visitor" }
  let body: FormBody | undefined
  try {
    mustBeSameOrigin(c)
    const token = readCookie(c, SESSION_COOKIE)
    actor = await house.identify(token, now)
    const read = await readForm(c, spec.maxBytes ?? DEFAULT_MAX_BYTES)
    body = read
    if (!isLetIn(audience, actor)) {
      if (actor.kind === "visitor" && token) return await keepTyped(house, c, token, read.values, audience)
      return notLetIn(c, actor, audience)
    }
    const occasion = { actor, now, requestId }
    const showAgain = async (problems: readonly Problem[], status: number, theirs?: Record<string, unknown>) => {
      const context = contextOf(c, { house, actor, files: read.files, problems: problems.length > 0 })
      const typed: Typed = { values: read.values, problems, ...(theirs ? { theirs } : {}) }
      return context.page(await spec.again(readingWork(house.db, occasion), context, typed), status)
    }
    if (read.values._again) return await showAgain([], 200)

    const parsed = parseForm(spec.form, read.values, read.files)
    if (!parsed.ok) return await showAgain(parsed.problems, 422)
    try {
      const answer = await change(house, occasion, read, c, (work, context) => act(work, parsed.input, context))
      const personId = personOf(actor)
      if (personId) house.forgetUnread?.(personId)
      return answer
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind !== "invalid" && error.kind !== "conflict") throw error
      const problem: Problem = error.field ? { field: error.field, message: error.message } : { message: error.message }
      return await showAgain([problem], statusOf[error.kind], error.detail)
    }
  } catch (error) {
    return errorPage(c, house, actor, requestId, error)
  } finally {
    await body?.drop?.()
  }
}

const uploads = new WeakMap<House, Turns>()

/**
 * A post with files holds its connection while the disk writes, flushes and reads them back. Such posts share half of the pool:
 * however slow the disk, pages and other posts find a connection, and files wait in line instead of being turned away.
 */
function uploadsOf(house: House): Turns {
  let turns = uploads.get(house)
  if (!turns) uploads.set(house, (turns = new Turns(Math.max(1, Math.floor(house.config.poolSize / 2)))))
  return turns
}

/** One transaction, tried again when PostgreSQL chose it as the victim of a deadlock; a key makes it happen once. */
async function change(
  house: House,
  occasion: { actor: Actor; now: Date; requestId: string },
  body: FormBody,
  c: Context,
  act: (work: Work, context: PageContext) => Promise<Response>,
): Promise<Response> {
  const key = isSubmissionKey(body.values._submission) ? body.values._submission : undefined
  const content = key ? contentOfForm(new URL(c.req.url).pathname, body) : null
  const answerFirst = async (context: PageContext) => {
    const outcome = await findOutcome(house.db, key!, personOf(occasion.actor))
    if (outcome && !isSameContent(outcome, content!)) {
      // Gone back, changed and sent again: told 「登録しました」 they would believe that the change was taken.
      throw new Refusal("conflict", "http.other-content", "この画面からは、別の内容をすでに送信しています。先に送信した内容を確かめ、必要ならもう一度送信してください。")
    }
    return outcome && context.redirect(outcome.location, outcome.flash)
  }
  for (let attempt = 1; ; attempt++) {
    const context = contextOf(c, { house, actor: occasion.actor, files: body.files })
    try {
      const once = () => inWork(
        house.db,
        occasion,
        (work) => act(work, context),
        (work, response) => {
          const location = response.headers.get("location")
          return key && location ? keepOutcome(work, key, { location, flash: context.leftFlash ?? "", content }) : undefined
        },
      )
      const answer = await (Object.keys(body.files).length > 0 ? uploadsOf(house).during(once) : once())
      return await context.settled(answer)
    } catch (error) {
      if (error instanceof AlreadySubmitted && key) {
        const first = await answerFirst(context)
        if (first) return first
        throw new Refusal("conflict", "http.foreign-key", "この画面は古くなっています。開き直してください。")
      }
      if (attempt < 3 && isPassing(error)) continue
      // The operation may have failed because the first post with this key had already done it.
      if (key && (error instanceof Refusal || isTaken(error))) {
        const first = await answerFirst(context)
        if (first) return first
      }
      throw error
    }
  }
}

async function keepTyped(house: House, c: Context, token: string, values: Values, audience: Audience): Promise<Response> {
  const who = audience === "applicant" ? "applicant" : "staff"
  const personId = await house.personOfToken(token)
  if (!personId) return c.redirect(`/sign-in?for=${who}&return=%2F`, 303)
  // A password is never kept, not even for its owner.
  const typed = Object.fromEntries(Object.entries(values).filter(([name]) => name !== "_submission" && !/password/i.test(name)))
  const kept = await keepUnsent(house.db, personId, new URL(c.req.url).pathname, typed)
  const context = contextOf(c, { house, actor: { kind: "visitor" } })
  context.setCookie(UNSENT_COOKIE, kept, { maxAge: 24 * 3600 })
  return context.redirect(
    `/sign-in?for=${who}&return=%2Funsent`,
    "サインインの期限が切れていました。入力はお預かりしています。もう一度サインインすると続きから始められます。",
  )
}
