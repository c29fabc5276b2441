import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { readingWork } from "../../../kernel/database/index.ts"
import { type RulebookHouse, rulebookHouse } from "../../../../tests/support/rulebook-house.ts"
import { listProvisions, listVersions } from "./index.ts"
import { listOrdinances } from "./list/list-ordinances.ts"
import { filterFrom } from "./list/list-filter.ts"

let house: RulebookHouse
beforeAll(async () => {
  house = await rulebookHouse({ seed: true })
})
afterAll(() => house.close())

test("デモの例規は、所管課と体系を持ち、注意なく読め、道路の規則には2つの版がある", async () => {
  const work = readingWork(house.database.db, { actor: system("test") })
  const { items } = await listOrdinances(work, filterFrom({}), { limit: 100 })
  expect(items).toHaveLength(9)
  expect(items.every(({ unitName, category, number, provisions }) => unitName && category && number && provisions >= 7)).toBe(true)
  const rules = items.find(({ title }) => title === "萩野県道路管理条例施行規則")!
  const versions = await listVersions(work, rules.id)
  expect(versions.map(({ number, madeBy, effectiveOn }) => [number, madeBy, effectiveOn])).toEqual([
    [2, "令和7年規則第6号", "2025-04-01"],
    [1, "取込み", "2004-04-01"],
  ])
  const [now, before] = await Promise.all(versions.map(({ id }) => listProvisions(work, id)))
  expect(before!.find(({ address }) => address === "6")!.text).toContain("フレキシブルディスク")
  expect(now!.find(({ address }) => address === "6")!.text).not.toContain("フレキシブルディスク")
})
