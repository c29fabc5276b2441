import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readConfig } from "../../app/config.ts"
import type { Actor } from "../../app/kernel/access/index.ts"
import { inWork, type Work } from "../../app/kernel/database/index.ts"
import { type House, SESSION_COOKIE } from "../../app/kernel/http/index.ts"
import { buildApp } from "../../app/kernel/http/build-app.tsx"
import { declarePermissions } from "../../app/kernel/access/index.ts"
import type { Module } from "../../app/module.ts"
import { freshDatabase, type FreshDatabase } from "./database.ts"

export interface TestHouse {
  database: FreshDatabase
  house: House
  /** One request to the whole composed application, without a socket. */
  request(path: string, options?: TestRequest): Promise<Response>
  /** Runs an operation in a transaction of its own, as somebody. */
  work<T>(actor: Actor, change: (work: Work) => Promise<T>, now?: Date): Promise<T>
  /** Every route of the application, as it answers them. */
  routes(): readonly { method: string; path: string }[]
  close(): Promise<void>
}

export interface TestRequest {
  as?: Actor
  method?: string
  /** A posted form. `_submission` is added when it is missing. */
  form?: Record<string, string | string[]>
  json?: unknown
  /** A body sent as it is. */
  body?: string
  headers?: Record<string, string>
  cookie?: string
  /** The other end of the socket. */
  remote?: string
}

/**
 * The house over a fresh database. `modules`: only these, for the tests of one module; otherwise all that the
 * composition names.
 *
 *     const house = await testHouse()
 *     afterAll(house.close)
 *     const page = await house.request(paths.home, { as: clerk })
 */
export async function testHouse(options: { modules?: readonly Module[]; env?: Record<string, string> } = {}): Promise<TestHouse> {
  const database = await freshDatabase()
  const config = readConfig({
    HAGI_ROOT: process.cwd(),
    HAGI_VAR: mkdtempSync(join(tmpdir(), "hagi-test-var-")),
    LOG_LEVEL: "silent",
    HAGI_JOBS: "0",
    ...options.env,
  })
  const log = { info() {}, warn() {}, error: (fields: object, message: string) => console.error(message, fields) }
  const people = new Map<string, Actor>()
  const { app, house, close } = options.modules
    ? composeFew(options.modules, { config, db: database.db, log })
    : (await import("../../app/server.ts")).createHagi(config, { databaseUrl: database.url, log })
  const identify = house.identify
  house.identify = async (token, now) => (token && people.get(token)) || identify(token, now)
  const personOfToken = house.personOfToken
  house.personOfToken = async (token) => {
    const actor = people.get(token)
    return actor && "id" in actor ? actor.id : personOfToken(token)
  }
  return {
    database,
    house,
    async request(path, { as, method, form, json, body: raw, headers, cookie, remote } = {}) {
      const all = new Headers({ host: new URL(config.origin).host, "sec-fetch-site": "same-origin", ...headers })
      const cookies = cookie ? [cookie] : []
      if (as) {
        const token = `test-${randomUUID()}`
        people.set(token, as)
        cookies.push(`${SESSION_COOKIE}=${token}`)
      }
      if (cookies.length > 0) all.set("cookie", cookies.join("; "))
      let body: BodyInit | undefined = raw
      if (form) {
        const typed = new URLSearchParams()
        for (const [name, value] of Object.entries({ _submission: randomUUID(), ...form })) {
          for (const one of [value].flat()) typed.append(name, one)
        }
        body = typed
      } else if (json !== undefined) {
        body = JSON.stringify(json)
        all.set("content-type", "application/json")
      }
      const env = remote ? { incoming: { socket: { remoteAddress: remote } } } : undefined
      return app.request(new URL(path, config.origin).href, { method: method ?? (body ? "POST" : "GET"), headers: all, body }, env)
    },
    routes: () => app.routes,
    work: (actor, change, now) => inWork(database.db, { actor, now }, change),
    close: async () => {
      await close()
      await database.drop()
      rmSync(config.varDir, { recursive: true, force: true })
    },
  }
}

function composeFew(modules: readonly Module[], { config, db, log }: Pick<House, "config" | "db" | "log">) {
  for (const module of modules) declarePermissions(module.permissions ?? {})
  const house: House = {
    config,
    db,
    log,
    identify: async () => ({ kind: "visitor" }),
    identifyToken: async () => undefined,
    personOfToken: async () => undefined,
    unread: async () => 0,
  }
  return { app: buildApp(house, modules), house, close: async () => {} }
}
