import { HonoRequest } from "hono/request"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { type Actor, roles, system } from "../../app/kernel/access/index.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import { modules } from "../../app/server.ts"
import { anInputFor, asForm, everyRoute, fill, japanese, none, type Route, wellTyped } from "../support/every-route.ts"
import { type TestHouse, type TestRequest, testHouse } from "../support/house.ts"

const routes = everyRoute(modules)
const changing = (route: Route) => route.method !== "GET"
const name = (route: Route) => `${route.method} ${route.path}`

let house: TestHouse
let applicant: Actor
/** Holds every role for everything, so that nothing hides behind "forbidden". */
let mighty: Actor
/** Real ids by the name of the parameter; a second word in the path decides what an :id is. */
let known: Record<string, string>

beforeAll(async () => {
  house = await testHouse()
  await house.work(system("デモデータ"), async (work) => {
    for (const module of modules) await module.seed?.(work)
  })
  applicant = await person("mail", "murata@hagi-seisakusho.example")
  const planner = await person("staff_number", "100101")
  if (planner.kind !== "staff") throw new Error("no planner")
  mighty = { ...planner, grants: roles.filter((role) => role.name !== "staff").map((role) => ({ role: role.name, unitIds: "all" as const })) }
  known = {
    edition: await one("select id from plan_edition order by status = 'in-force' desc limit 1"),
    initiative: await one("select initiative_id as id from plan_indicator join plan_sheet s on s.id = sheet_id join plan_edition e on e.id = s.edition_id where e.status = 'in-force' limit 1"),
    question: await one("select id from plan_question limit 1"),
    improvement: await one("select id from improvement where state = 'filed' limit 1"),
    approval: await one("select id from approval limit 1"),
    rule: await one("select id from approval_rule limit 1"),
    person: await one("select id from person where staff_number = '100105'"),
    unit: await one("select unit_id as id from staff_post where person_id = (select id from person where staff_number = '100105') limit 1"),
    notice: await one("select notice_id as id from notice_recipient limit 1"),
    measure: "improvements.filed",
  }
})
afterAll(() => house.close())

async function one(sql: string): Promise<string> {
  const { rows } = await house.database.pool.query(sql)
  if (!rows[0]) throw new Error(`the demo prefecture has none: ${sql}`)
  return rows[0].id
}

async function person(column: string, value: string): Promise<Actor> {
  const actor = await actorOfPerson(house.database.db, await one(`select id from person where ${column} = '${value}'`), new Date())
  if (actor.kind !== "staff" && actor.kind !== "applicant") throw new Error(`${value} cannot sign in`)
  return { ...actor, sessionId: "01900000-0000-7000-8000-000000000001" }
}

/** Real ids for a path, as far as the demo prefecture has them. */
function withIds(path: string): string {
  const first = path.replace("/api/v1", "").split("/")[1]!
  const id = {
    plan: known.edition,
    improvements: known.improvement,
    approvals: path.includes("/rules/") ? known.rule : known.approval,
    people: known.person,
    units: known.unit,
    notices: known.notice,
    progress: known.initiative,
    public: known.initiative,
  }[first]
  return fill(path, {
    id: id ?? "01900000-0000-7000-8000-000000000000",
    e: known.edition!,
    edition: known.edition!,
    i: known.initiative!,
    initiative: known.initiative!,
    q: known.question!,
    question: known.question!,
    u: known.unit!,
    unit: known.unit!,
    half: "first",
    n: "01900000-0000-7000-8000-000000000000",
    key: known.measure!,
    field: "text",
  })
}

function send(route: Route, path: string, options: TestRequest = {}): Promise<Response> {
  if (!changing(route)) return house.request(path, options)
  const body = options.body !== undefined || options.form || options.json !== undefined ? {} : route.kind === "page" ? { form: {} } : { json: {} }
  return house.request(path, { method: route.method, ...body, ...options })
}

describe("入口", () => {
  test("アプリが答える URL は、モジュールが入口を宣言したものと、この5つだけ", () => {
    const declared = new Set(routes.map(name))
    const app = house.routes().filter(({ method, path }) => method !== "ALL" && !declared.has(`${method} ${path}`))
    expect(app.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
      "GET /api",
      "GET /api/openapi.json",
      "GET /assets/*",
      "GET /health",
      "GET /unsent",
    ])
    expect(routes.length).toBeGreaterThan(300)
  })

  test("同じ URL が二度宣言されていない", () => {
    const seen = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ":")}`)
    none(seen.filter((one, at) => seen.indexOf(one) !== at))
  })

  test("サインインしていない人は、誰でも使える画面のほかはサインインへ、API は401", async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ who }) => who !== "anyone")) {
      const answer = await send(route, withIds(route.path))
      const good =
        route.kind === "api" ? answer.status === 401 : answer.status === 303 && answer.headers.get("location")!.startsWith("/sign-in?for=")
      if (!good) wrong.push(`${name(route)}: ${answer.status}`)
    }
    none(wrong)
  })

  test("申請者は職員の画面と API に入れない", async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ who }) => who === "staff")) {
      const answer = await send(route, withIds(route.path), { as: applicant })
      if (answer.status !== 403) wrong.push(`${name(route)}: ${answer.status}`)
      else if (!japanese.test(await answer.text())) wrong.push(`${name(route)}: no sentence`)
    }
    none(wrong)
  })

  test("職員は申請者の画面に入れない", async () => {
    for (const route of routes.filter(({ who }) => who === "applicant")) {
      expect([name(route), (await send(route, withIds(route.path), { as: mighty })).status]).toEqual([name(route), 403])
    }
  })

  test("ほかのサイトからの送信は、誰の名でも断る", async () => {
    const wrong: string[] = []
    const strangers: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { "sec-fetch-site": "", origin: "https://evil.example" },
      { "sec-fetch-site": "", origin: "null" },
      { "sec-fetch-site": "" },
    ]
    for (const route of routes.filter(changing)) {
      for (const headers of strangers) {
        const as = route.who === "applicant" ? applicant : mighty
        const answer = await send(route, withIds(route.path), { as, headers })
        if (answer.status !== 403) wrong.push(`${name(route)} ${JSON.stringify(headers)}: ${answer.status}`)
      }
    }
    none(wrong)
  })
})

/** What nobody means and somebody sends. */
const hostile = [
  "'",
  "\"><script>alert(1)</script>",
  "a\u0000b",
  "\u0000",
  "__proto__",
  "constructor",
  "-1",
  "0",
  "1e309",
  "99999999999999999999",
  "NaN",
  "%",
  "%_\\",
  "𠮷葛󠄀‮👨‍👩‍👧",
  "(".repeat(2000),
  "あ".repeat(3000),
  "0001-01-01",
  "9999-12-31",
  "275760-09-13",
  "2026-02-30",
  "0000-01-01",
  "00000000-0000-0000-0000-000000000000",
  "------------------------------------",
  "00000000----------------------------",
  "../../../../etc/passwd",
  "[]",
  "=cmd|' /C calc'!A0",
]

/** Cursors are base64url of a JSON list: every kind of list, none of them ours. */
const cursors = [
  "x",
  "01900000-0000-7000-8000-000000000000",
  "99999999999999999999",
  "2026-99-99_01900000-0000-7000-8000-000000000000",
  "2026-11-23_x",
  ...[
    null,
    {},
    [],
    [null, null],
    ["a", "b", "c"],
    [1e300, "x"],
    ["2026-11-23T00:00:00.000Z", "------------------------------------"],
    ["2026-11-23T00:00:00.000Z", "x"],
    ["9999999", "01900000-0000-7000-8000-000000000000"],
    ["+275760-09-13T00:00:00.000Z", "01900000-0000-7000-8000-000000000000"],
    ["2026-99-99 00:00:00+00", 1e9, 1],
    ["2026-11-23 00:00:00+00", 99999, 1],
    ["filed", "2026-99-99 00:00:00+00", "01900000-0000-7000-8000-000000000000"],
    ["filed", "2026-11-23 00:00:00+00", "------------------------------------"],
    ["saved", "99999999999999999999", "01900000-0000-7000-8000-000000000000"],
    ["2026-11-23 25:00:00+00", 1, 1],
    ["a\u0000", "b\u0000"],
    ["a\u0000", "01900000-0000-7000-8000-000000000000"],
    [{}, []],
    "x",
    "2026-11-23",
    1,
    true,
    { key: "x", id: "y" },
    { key: "x", id: "01900000-0000-7000-8000-000000000000" },
  ].map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
]

/** Fields for pages that read whichever come. */
const anyField = "q text sort direction state status kind box unit unitId initiativeId whose fiscalYear who what subjectKind subjectId from until limit page after".split(" ")

describe("悪意のある URL", () => {
  let faults: string[]
  const watched = async (what: string, request: Promise<Response>, also?: (answer: Response) => string | undefined) => {
    const spy = vi.spyOn(console, "error").mockImplementation(() => {})
    try {
      const answer = await request
      const bad = answer.status >= 500 ? `${answer.status} ${reasonOf(spy.mock.calls)}` : also?.(answer)
      if (bad) faults.push(`${what}: ${bad}`)
      return answer
    } finally {
      spy.mockRestore()
    }
  }

  test("でたらめな ID は、どの画面でも API でも5xxにならない", async () => {
    faults = []
    for (const route of routes.filter(({ path }) => path.includes(":"))) {
      for (const bad of hostile) {
        const path = route.path.replace(/:\w+/g, encodeURIComponent(bad))
        await watched(`${name(route)} ${bad.slice(0, 20)}`, send(route, path, { as: route.who === "applicant" ? applicant : mighty }))
      }
      // One bad id behind good ones.
      const parts = route.path.match(/:\w+/g)!
      if (parts.length < 2) continue
      for (const bad of ["'", "\u0000", "__proto__", "------------------------------------", "99999999999999999999"]) {
        const path = withIds(route.path.replace(new RegExp(`${parts.at(-1)}(?!\\w)`), encodeURIComponent(bad)))
        await watched(`${name(route)} …${bad}`, send(route, path, { as: route.who === "applicant" ? applicant : mighty }))
      }
    }
    none(faults)
  }, 120_000)

  /** What a page reads of its query, by watching it answer. */
  async function fieldsRead(route: Route, as: Actor): Promise<string[]> {
    if (route.kind === "api") return [...route.query, "__proto__", "constructor"]
    const read = new Set<string>()
    const one = vi.spyOn(HonoRequest.prototype, "query")
    const all = vi.spyOn(HonoRequest.prototype, "queries")
    await send(route, withIds(route.path), { as })
    for (const [field] of one.mock.calls as unknown[][]) if (typeof field === "string") read.add(field)
    if (all.mock.calls.length > 0) for (const field of anyField) read.add(field)
    one.mockRestore()
    all.mockRestore()
    return [...read]
  }

  test("でたらめな問い合わせ文字列は、どの画面でも API でも5xxにならない", async () => {
    faults = []
    // GビズID is not connected here and says so, with 503.
    for (const route of routes.filter(({ method, path }) => method === "GET" && !path.startsWith("/sign-in/gbizid"))) {
      const as = route.who === "applicant" ? applicant : mighty
      const fields = await fieldsRead(route, as)
      // A file takes its time to write; what it reads is read by the page beside it too.
      const strings = /\.(csv|xlsx|pdf)$|print$/.test(route.path) ? ["'", "a\u0000", "__proto__", "-1", "0000-01-01"] : hostile
      const ask = (pairs: string[][], what: string) =>
        watched(`${name(route)}?${what}`, send(route, `${withIds(route.path)}?${new URLSearchParams(pairs)}`, { as }))
      for (const field of fields) {
        for (const bad of strings) await ask([[field, bad]], `${field}=${bad.slice(0, 20)}`)
        if (field === "after") for (const cursor of cursors) await ask([[field, cursor], ["sort", cursor.includes("_") ? "" : "saved"]], `after=${Buffer.from(cursor, "base64url")}`)
        if (field === "after") for (const cursor of cursors) await ask([[field, cursor]], `after=${Buffer.from(cursor, "base64url")}`)
      }
      await ask(fields.flatMap((field) => [[field, "a"], [field, "b"], [`${field}[]`, "c"]]), "lists")
    }
    none(faults)
  }, 240_000)

  test("壊れたクッキー、認証、見出しでも5xxにならない", async () => {
    faults = []
    const cookies = ["hagi_session=%00", "hagi_session=" + "x".repeat(5000), "hagi_flash=%E0%A4%A", "hagi_unsent='; hagi_sign_in='", "=;;=", "__proto__=1; hagi_session"]
    for (const cookie of cookies) {
      for (const path of ["/", "/sign-in", "/unsent", "/sign-in/second", "/api/v1/me", "/desk"]) {
        await watched(`${path} ${cookie.slice(0, 30)}`, house.request(path, { cookie }))
      }
    }
    for (const authorization of ["Bearer", "Bearer x", "Bearer " + "x".repeat(5000), "Basic eDp5", "Bearer __proto__"]) {
      await watched(authorization.slice(0, 20), house.request("/api/v1/me", { headers: { authorization } }), (answer) =>
        answer.status === 401 ? undefined : String(answer.status),
      )
    }
    for (const headers of [{ "if-match": '"v99999999999999999999"' }, { "if-match": "*" }, { "idempotency-key": "'" }] as Record<string, string>[]) {
      for (const route of routes.filter(({ kind, method }) => kind === "api" && ["PATCH", "PUT", "DELETE"].includes(method))) {
        await watched(`${name(route)} ${JSON.stringify(headers)}`, send(route, fill(route.path), { as: mighty, headers }))
      }
    }
    none(faults)
  })

  function reasonOf(calls: unknown[][]): string {
    const [, fields] = (calls.find((call) => (call[1] as { err?: unknown })?.err) ?? []) as [string, { err: Error & { code?: string } }]
    return fields ? `${fields.err.code ?? ""} ${fields.err.message} ${/app\/[^\s)]+/.exec(fields.err.stack ?? "")?.[0] ?? ""}` : ""
  }

  test("でたらめな本文は4xxで、日本語の文が返る", async () => {
    faults = []
    const inWords = (text: string) => (japanese.test(text) ? undefined : "no Japanese sentence")
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`
    const deepObject = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`
    for (const route of routes.filter(changing)) {
      const as = route.who === "applicant" ? applicant : mighty
      // Ids of nothing: what is accepted for lack of fields must not change the house under the next route.
      const path = fill(route.path, { half: "first" })
      const post = async (what: string, options: TestRequest, mustRefuse = true) => {
        const answer = await watched(`${name(route)} ${what}`, house.request(path, { as, method: route.method, ...options }))
        if (answer.status < 400) return mustRefuse ? void faults.push(`${name(route)} ${what}: ${answer.status}`) : undefined
        const missing = inWords(await answer.text())
        if (missing) faults.push(`${name(route)} ${what}: ${answer.status} ${missing}`)
      }
      const must = route.fields.length > 0
      if (route.kind === "page") {
        await post("text", { body: "x=1", headers: { "content-type": "text/plain" } })
        await post("json", { json: { x: 1 } })
        await post("broken multipart", { body: "--x\r\nbroken", headers: { "content-type": "multipart/form-data; boundary=y" } })
        await post("multipart without boundary", { body: "x", headers: { "content-type": "multipart/form-data" } })
        const names = ["__proto__", "constructor", "toString", "__proto__.x", "hasOwnProperty"]
        await post("form __proto__", { form: Object.fromEntries(names.map((field) => [field, ["a", "b"]])) }, false)
        await post("form with NUL and long", { form: Object.fromEntries(route.fields.map((field) => [field, "a\u0000".repeat(50_000)])) }, false)
        await post("form twice", { form: Object.fromEntries(route.fields.map((field) => [field, ["-1", "x"]])) }, false)
        await post("form as rows", { form: Object.fromEntries(route.fields.flatMap((field) => [[`${field}.0.x`, "a"], [`${field}.9999.`, "b"], [`${field}.__proto__`, "c"]])) }, false)
        const files = new FormData()
        for (const field of ["__proto__", "constructor", ...route.fields]) files.append(field, new File(["x"], "../../etc/\u0000passwd\r\nX: y.txt"))
        const packed = new Response(files)
        await post("files", { body: await packed.text(), headers: { "content-type": packed.headers.get("content-type")! } }, false)
      } else if (must) {
        await post("text", { body: "{}", headers: { "content-type": "text/plain" } })
        await post("form", { form: { x: "1" } })
        await post("broken", { body: "{", headers: { "content-type": "application/json" } })
        await post("empty", { body: "", headers: { "content-type": "application/json" } })
        for (const json of [null, [], [{}], 1, "x", true]) await post(JSON.stringify(json), { json })
        await post("deep list", { body: deep, headers: { "content-type": "application/json" } })
        await post("deep object", { body: deepObject, headers: { "content-type": "application/json" } }, false)
        const own = `{${["__proto__", "constructor", ...route.fields].map((field) => `${JSON.stringify(field)}:{"polluted":true}`).join(",")}}`
        await post("__proto__", { body: own, headers: { "content-type": "application/json" } }, false)
        for (const value of ["\u0000", "\ud800", -1, 1e308, 9e15, [], {}, [[[]]], null, true, "x".repeat(100_000)]) {
          await post(`all ${JSON.stringify(value).slice(0, 20)}`, { json: Object.fromEntries(route.fields.map((field) => [field, value])) }, false)
        }
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    none(faults)
  }, 240_000)

  test("2 MB の項目は、受け付けずに文で断る。上限を超えた本文は読み切らない", async () => {
    faults = []
    const huge = "あ".repeat(700_000)
    for (const route of routes.filter((one) => changing(one) && one.fields.length > 0)) {
      const as = route.who === "applicant" ? applicant : mighty
      const big = Object.fromEntries(route.fields.slice(0, 1).map((field) => [field, huge]))
      const answer = await watched(
        name(route),
        house.request(fill(route.path, { half: "first" }), { as, method: route.method, ...(route.kind === "page" ? { form: big } : { json: big }) }),
      )
      if (answer.status < 400 || !japanese.test(await answer.text())) faults.push(`${name(route)}: ${answer.status}`)
    }
    none(faults)
    const { status } = await house.request("/sign-in/password", { body: `x=${"a".repeat(5_000_000)}`, headers: { "content-type": "application/x-www-form-urlencoded" } })
    expect(status).toBe(422)
  }, 240_000)
})

describe("一つだけ誤った記入", () => {
  const odd = [9e15, 2_147_483_648, 32_768, -1, 0.5, "\ud800", "a\u0000b", "0000-01-01", "9999-12-31", "x".repeat(5000), ["\ud800"]]

  test("ほかは正しい送信でも、データベースが読めない値で5xxにならない", async () => {
    const faults: string[] = []
    const log = vi.spyOn(console, "error").mockImplementation(() => {})
    for (const route of routes.filter((one) => changing(one) && one.fields.length > 0)) {
      const as = route.who === "applicant" ? applicant : mighty
      const right = anInputFor(route.body, { ...wellTyped, initiativeId: known.initiative, editionId: known.edition, unitId: known.unit, ownerUnitId: known.unit, personId: known.person })
      for (const field of route.fields) {
        for (const value of odd) {
          const input = { ...right, [field]: value }
          log.mockClear()
          const answer = await house.request(withIds(route.path), {
            as,
            method: route.method,
            headers: { "if-match": '"v1"' },
            ...(route.kind === "page" ? { form: asForm(input) } : { json: input }),
          })
          const [, fields] = (log.mock.calls[0] ?? []) as [string?, { err?: Error & { code?: string } }?]
          if (answer.status >= 500) faults.push(`${name(route)} ${field}=${JSON.stringify(value).slice(0, 20)}: ${fields?.err?.code ?? ""} ${fields?.err?.message.slice(0, 120)}`)
        }
      }
    }
    log.mockRestore()
    none(faults)
  }, 240_000)
})

describe("見出し", () => {
  test("どの答えにも、外から読ませず、書かれた命令を動かさず、枠に入れさせない見出しがある", async () => {
    const wrong: string[] = []
    const paths = [...routes.filter(({ method }) => method === "GET").map((route) => ({ route, path: withIds(route.path) }))]
    for (const { route, path } of paths) {
      const answer = await house.request(path, { as: route.who === "applicant" ? applicant : mighty })
      wrong.push(...headersMissing(answer).map((header) => `${name(route)} ${answer.status}: ${header}`))
    }
    for (const path of ["/health", "/assets/hagi.css", "/assets/nothing.css", "/api/openapi.json", "/nothing", "/api/v1/nothing", "/unsent"]) {
      wrong.push(...headersMissing(await house.request(path)).map((header) => `${path}: ${header}`))
    }
    none(wrong)
  })

  test("画面には、その場に書かれた命令も様式もなく、外のものを読み込まない", async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ kind, method }) => kind === "page" && method === "GET")) {
      const answer = await house.request(withIds(route.path), { as: route.who === "applicant" ? applicant : mighty })
      if (!answer.headers.get("content-type")?.startsWith("text/html")) continue
      const html = await answer.text()
      for (const [what, pattern] of Object.entries({
        "inline script": /<script(?![^>]*\bsrc=)(?![^>]*type="application\/json")[^>]*>/i,
        "style element": /<style[\s>]/i,
        "style attribute": /<[a-z][^<>]*\sstyle="/i,
        "event attribute": /<[a-z][^<>]*\son[a-z]+="/i,
        "javascript: link": /(?:href|action)="\s*javascript:/i,
        "outside source": /<(?:script|link|img|iframe)[^>]*\s(?:src|href)="(?:https?:)?\/\//i,
      })) {
        const found = pattern.exec(html)
        if (found) wrong.push(`${route.path}: ${what} ${found[0].slice(0, 80)}`)
      }
    }
    none(wrong)
  })

  test.each([
    ["http://localhost:3000", false],
    ["https://hagi.example", true],
  ])("クッキーはスクリプトから読めず、ほかのサイトから送られない（%s）", async (origin, secure) => {
    const other = await testHouse({ env: { HAGI_ORIGIN: origin } })
    try {
      await other.work(system("デモデータ"), async (work) => modules[0]!.seed!(work))
      const answers = [
        await other.request("/demo", { form: { persona: "clerk" } }),
        await other.request("/sign-in/passkey"),
        await other.request("/sign-out", { form: {} }),
      ]
      const cookies = answers.flatMap((answer) => answer.headers.getSetCookie())
      expect(cookies.length).toBeGreaterThanOrEqual(3)
      for (const cookie of cookies) {
        expect(cookie).toMatch(/; HttpOnly/)
        expect(cookie).toMatch(/; SameSite=Lax/)
        expect(/; Secure/.test(cookie)).toBe(secure)
      }
      expect(Boolean(answers[0]!.headers.get("strict-transport-security"))).toBe(secure)
    } finally {
      await other.close()
    }
  })
})

function headersMissing({ headers }: Response): string[] {
  const policy = Object.fromEntries((headers.get("content-security-policy") ?? "").split(";").map((part) => part.trim().split(/ (.*)/s).slice(0, 2)))
  const missing: string[] = []
  const scripts = policy["script-src"] ?? policy["default-src"] ?? ""
  const styles = policy["style-src"] ?? policy["default-src"] ?? ""
  if (scripts !== "'self'") missing.push(`scripts from ${scripts}`)
  if (styles !== "'self'") missing.push(`styles from ${styles}`)
  for (const [part, value] of Object.entries({ "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'" })) {
    if (policy[part] !== value) missing.push(`${part} ${policy[part]}`)
  }
  if (headers.get("x-content-type-options") !== "nosniff") missing.push("nosniff")
  if (!["same-origin", "no-referrer", "strict-origin"].includes(headers.get("referrer-policy") ?? "")) missing.push("referrer-policy")
  if (!headers.get("cache-control")) missing.push("cache-control")
  return missing
}
