import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { findingsHouse, putText, roadText, rulebookPeople, type RulebookPeople, scanAll } from "../../../../tests/support/findings.ts"
import type { TestHouse } from "../../../../tests/support/house.ts"
import { ordinanceHoldings } from "../holdings.ts"
import { runBulk } from "./list/bulk.ts"
import { filterFrom } from "./list/list-filter.ts"
import { listFindings } from "./list/list-findings.ts"
import { openRound } from "./rounds/open-round.ts"
import { getRound } from "./rounds/read-rounds.ts"

let house: TestHouse
let people: RulebookPeople
beforeAll(async () => {
  house = await findingsHouse()
  people = await rulebookPeople(house)
  await putText(house, { ...roadText, unitId: people.road.unitId })
  await scanAll(house, people.office)
}, 60_000)
afterAll(() => house.close())

test("所属がなくなると、所管する例規、判定、答える前の照会が引継先に移り、判定はそのまま残る", async () => {
  const today = civilDateOf(new Date())
  const list = async (actor: RulebookPeople["road"]) => (await listFindings(readingWork(house.database.db, { actor }), filterFrom({}))).items
  const [first] = await list(people.road)
  await house.work(people.road, (work) => runBulk(work, { ids: [first!.id], act: "dismiss", reasonCode: "⑩" }))
  const round = await house.work(people.office, (work) => openRound(work, { title: "照会", message: "", dueOn: addDays(today, 30), unitIds: [people.road.unitId] }))
  const handing = { from: people.road.unitId, to: people.clerk.unitId, on: today, reason: "組織改編" }
  const counts = await Promise.all(ordinanceHoldings.map(async ({ what, count }) => [what, (await count({ db: house.database.db }, [people.road.unitId])).get(people.road.unitId) ?? 0]))
  expect(counts).toEqual([["所管する例規", 1], ["例規の改正案（公布前）", 0], ["アナログ規制の判定", 1], ["アナログ規制の照会（回答前）", 1]])
  await house.work(system("組織改編"), async (work) => {
    for (const holding of ordinanceHoldings) await holding.handOver(work, handing)
  })
  expect(await list(people.road)).toEqual([])
  expect((await list(people.clerk)).find(({ id }) => id === first!.id)).toMatchObject({ state: "not-applicable" })
  expect((await getRound(readingWork(house.database.db, { actor: people.clerk }), round)).units).toMatchObject([{ unitId: people.clerk.unitId }])
  const { rows } = await house.database.pool.query("select distinct unit_id from case_file where kind like 'analog-%'")
  expect(rows).toEqual([{ unit_id: people.clerk.unitId }])
})
