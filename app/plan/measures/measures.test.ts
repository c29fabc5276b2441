import { afterAll, expect, test } from "vitest"
import { system } from "../../kernel/access/index.ts"
import { actorOfPerson } from "../../kernel/people/index.ts"
import { seedPeople } from "../../kernel/people/seed.ts"
import { testHouse } from "../../../tests/support/house.ts"
import { editionsPart } from "../editions/module.ts"
import { findEditionInForce, readEdition } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { seedPlan } from "../seed.ts"
import { measuresPart } from "./module.tsx"

const house = await testHouse({ modules: [{ name: "plan", title: "推進プラン", permissions: editionsPart.permissions!, pages: measuresPart.pages! }] })
afterAll(() => house.close())

test("指標の推移が図と表で見え、測っていないものは「－」、指標のない取組は理由が見える", async () => {
  const now = new Date("2026-11-23T01:00:00Z")
  await house.work(system("demo"), seedPeople, now)
  await house.work(system("demo"), seedPlan, now)
  const { id } = await house.database.db.selectFrom("person").select("id").where("staff_number", "=", "100105").executeTakeFirstOrThrow()
  const clerk = await actorOfPerson(house.database.db, id, now)
  const work = { db: house.database.db, actor: clerk, now, requestId: "" }
  const { sheets } = await readEdition(work, (await findEditionInForce(work))!.id)
  const page = async (key: string) => {
    const response = await house.request(paths.measures(sheets.find((sheet) => sheet.key === key)!.initiativeId), { as: clerk })
    expect(response.status).toBe(200)
    return response.text()
  }
  const assistant = await page("productivity.assistant")
  expect(assistant).toContain("2,720人")
  expect(assistant).toContain("chart-picture")
  expect(await page("partnership.facilities")).toContain("－")
  expect(await page("workplace.offices")).toContain("数値の指標は置かず")
  expect((await house.request(paths.measures("x"), { as: clerk })).status).toBe(404)
})
