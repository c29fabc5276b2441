import { randomUUID } from "node:crypto"
import { day } from "./day.ts"

/** What somebody's program got back. */
interface Answer {
  status: number
  headers: Headers
  // oxlint-disable-next-line no-explicit-any
  body: any
}

/** A program that works in somebody's name with an access token. */
export interface Program {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Its person takes the token away. */
  revoke(): Promise<void>
}

/** One of the demo's people makes a token on their own page and hands it over. */
export async function programOf(origin: string, persona: string, { write = true } = {}): Promise<Program> {
  const post = (path: string, form: Record<string, string>, cookie = "") =>
    fetch(origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ _submission: randomUUID(), ...form }),
    })
  const signedIn = await post("/demo", { persona })
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ")
  const page = await (await post("/account/tokens", { name: `${persona}の連携`, expiresOn: day(30), ...(write ? { write: "on" } : {}) }, cookie)).text()
  const token = /hagi_[\w-]{43}/.exec(page)?.[0]
  if (!token) throw new Error(`${persona} got no token: ${page.slice(0, 300)}`)
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(`${origin}${path.startsWith("/api/") ? "" : "/api/v1"}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) }
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body, headers) => call("POST", path, body, headers),
    put: (path, body) => call("PUT", path, body),
    patch: (path, body, headers) => call("PATCH", path, body, headers),
    async revoke() {
      const { items } = (await call("GET", "/tokens")).body
      const mine = items.find((one: { ending: string }) => token.endsWith(one.ending))
      await post(`/account/tokens/${mine.id}/revoke`, {}, cookie)
    },
  }
}
