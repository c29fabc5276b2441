import { randomBytes, createHash } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Actor, roles, system } from "../../app/kernel/access/index.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import { modules } from "../../app/server.ts"
import { everyRoute, fill, none } from "../support/every-route.ts"
import { type TestHouse, testHouse } from "../support/house.ts"

/** Whatever a page saves as CSV, Excel or PDF comes over REST too: the same rows for the same person, the same refusals. */
const routes = everyRoute(modules)
const files = routes.filter((route) => route.kind === "page" && route.method === "GET" && route.who !== "anyone" && /\.(csv|xlsx|pdf)$/.test(route.path))
const lists = files.filter(({ path }) => path.endsWith(".csv"))

let house: TestHouse
const people: Record<string, Actor> = {}

beforeAll(async () => {
  house = await testHouse()
  await house.work(system("デモデータ"), async (work) => {
    for (const module of modules) await module.seed?.(work)
  })
  people.clerk = await person("staff_number = '100105'")
  people.other = await person("staff_number = '100110'")
  const planner = await person("staff_number = '100101'")
  if (planner.kind !== "staff") throw new Error("no planner")
  people.mighty = { ...planner, grants: roles.filter((role) => role.name !== "staff").map((role) => ({ role: role.name, unitIds: "all" as const })) }
  people.applicant = await person("mail = 'murata@hagi-seisakusho.example'")
})
afterAll(() => house.close())

async function one(sql: string): Promise<string | undefined> {
  return (await house.database.pool.query(sql)).rows[0]?.id
}

async function person(where: string): Promise<Actor> {
  const actor = await actorOfPerson(house.database.db, (await one(`select id from person where ${where}`))!, new Date())
  if (actor.kind !== "staff" && actor.kind !== "applicant") throw new Error(`${where} cannot sign in`)
  return { ...actor, sessionId: "01900000-0000-7000-8000-000000000001" }
}

/** The path with ids of the demo prefecture, as far as it has them. */
async function filled(path: string): Promise<string> {
  const id = path.startsWith("/plan/")
    ? await one("select id from plan_edition where status = 'in-force'")
    : path.startsWith("/subsidies/")
      ? await one("select id from subsidy_application where number is not null limit 1")
      : undefined
  const initiative = await one("select initiative_id as id from plan_sheet s join plan_edition e on e.id = s.edition_id where e.status = 'in-force' limit 1")
  return fill(path, { key: "improvements.filed", ...(id ? { id, e: id, edition: id } : {}), ...(initiative ? { i: initiative, initiative } : {}) })
}

test("一覧を CSV で保存できる画面は、どれも REST からも取り出せる", () => {
  expect(lists.length).toBeGreaterThan(8)
  const rest = new Set(routes.filter((route) => route.kind === "api" && route.method === "GET").map((route) => `${route.who} ${route.path}`))
  none(files.filter((route) => !rest.has(`${route.who} /api/v1${route.path}`)).map((route) => route.path))
})

test("だれが読んでも、画面の保存と同じ答え・同じ範囲になる", async () => {
  const wrong: string[] = []
  let answered = 0
  for (const route of files) {
    const path = await filled(route.path)
    for (const [who, as] of Object.entries(people)) {
      const [page, rest] = [await house.request(path, { as }), await house.request(`/api/v1${path}`, { as })]
      if (page.status !== rest.status) wrong.push(`${path} (${who}): ${page.status}, REST ${rest.status}`)
      if (rest.status !== 200) {
        if (!rest.headers.get("content-type")?.startsWith("application/problem+json")) wrong.push(`${path} (${who}): no problem`)
        continue
      }
      answered++
      if (page.headers.get("content-type") !== rest.headers.get("content-type")) wrong.push(`${path} (${who}): type`)
      // Reading the record of what was read adds a line to it.
      const first = path.startsWith("/audit") ? (text: string) => text.split("\r\n")[0] : (text: string) => text
      if (path.endsWith(".csv") && first(await page.text()) !== first(await rest.text())) wrong.push(`${path} (${who}): other rows`)
    }
  }
  none(wrong)
  expect(answered).toBeGreaterThan(20)
})

test("検索条件は画面と同じで、アクセストークンでも読める", async () => {
  const clerk = people.clerk as Actor & { kind: "staff" }
  const token = `hagi_${randomBytes(24).toString("base64url")}`
  await house.database.pool.query(
    "insert into api_token (person_id, name, token_hash, ending, scopes, expires_at) values ($1, '集計', $2, $3, '{read}', now() + interval '1 day')",
    [clerk.id, createHash("sha256").update(token).digest(), token.slice(-4)],
  )
  const read = (query: string) => house.request(`/api/v1/improvements/export.csv${query}`, { headers: { authorization: `Bearer ${token}` } })
  const rowsOf = async (answer: Response) => (await answer.text()).split("\r\n").length - 2
  const [all, some] = [await read(""), await read("?state=measured")]
  expect([all.status, some.status]).toEqual([200, 200])
  const [every, measured] = [await rowsOf(all), await rowsOf(some)]
  expect(measured).toBeGreaterThan(0)
  expect(measured).toBeLessThan(every)
  expect((await house.request("/api/v1/improvements/export.csv")).status).toBe(401)
})
