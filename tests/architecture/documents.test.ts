import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../support/house.ts"
import { describeSchema } from "./describe-schema.ts"

// docs/openapi.json and docs/schema.md are made here. `UPDATE_DOCS=1 npm test` writes them; without it a stale one fails.
const update = process.env.UPDATE_DOCS === "1"

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

function compare(path: string, made: string) {
  if (update) writeFileSync(path, made)
  const kept = existsSync(path) ? readFileSync(path, "utf8") : ""
  expect(kept === made, `${path} is stale: run the tests once with UPDATE_DOCS=1 and commit it`).toBe(true)
}

test("docs/openapi.json は経路と同じ", async () => {
  const answer = await house.request("/api/openapi.json")
  const description = await answer.json()
  description.servers = [{ url: "http://localhost:3000" }]
  compare("docs/openapi.json", `${JSON.stringify(description, null, 1)}\n`)
})

test("docs/schema.md はデータベースと同じ", async () => {
  compare("docs/schema.md", await describeSchema(house.database.pool))
})
