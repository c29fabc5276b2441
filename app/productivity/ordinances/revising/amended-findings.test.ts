import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { approve } from "../../../kernel/approvals/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { liveValue } from "../../../kernel/measures/index.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import { type RulebookPeople, seededPeople } from "../../../../tests/support/rulebook.ts"
import { decideFinding } from "../findings/decide/decide-finding.ts"
import { decisionInput } from "../findings/decide/inputs.ts"
import { listFindings } from "../findings/list/list-findings.ts"
import { filterFrom } from "../findings/list/list-filter.ts"
import { categoriesToDecide, getFinding } from "../findings/read-finding.ts"
import { runScan } from "../findings/scanning/run-scan.ts"
import { startScan } from "../findings/scanning/start-scan.ts"
import { paths as findingPaths } from "../findings/paths.ts"
import { rulebookPart } from "../rulebook/index.ts"
import { proposeBill } from "./bill-approval.ts"
import { changeProvision, removeProvision } from "./change-provisions.ts"
import { revisingPaths } from "./paths.ts"
import { promulgateBill } from "./promulgate-bill.ts"
import { saveTerms } from "./save-terms.ts"
import { startBill } from "./start-bill.ts"

let house: TestHouse
let people: RulebookPeople

beforeAll(async () => {
  house = await testHouse()
  people = await seededPeople(house)
  await house.work(system("demo"), (work) => rulebookPart.seed(work))
  await scan("all")
})
afterAll(() => house.close())

async function scan(scope: "all"): Promise<void> {
  const id = await house.work(people.office, (work) => startScan(work, { scope }))
  await run(id)
}
/** The job opens transactions of its own. */
const run = (id: string) => runScan(readingWork(house.database.db, { actor: system("test") }), id)
const reading = () => readingWork(house.database.db, { actor: people.office })
const find = (id: string) => getFinding(reading(), id)
const revised = async () => (await liveValue(reading(), "ordinances.revised"))?.value ?? 0

test("改正と決めた条は、改正が公布されると見直し済みになり、検出し直しても開かない。変わらなかった条は残る", async () => {
  const { items } = await listFindings(reading(), filterFrom({}), { limit: 100 })
  const road = (await Promise.all(items.map(({ id }) => find(id)))).filter(({ unitId, ordinanceKind, part }) => unitId === people.road.unitId && ordinanceKind === "規則" && part === "main")
  const [amended, kept] = road
  expect(road.length).toBeGreaterThan(1)
  for (const it of [amended!, kept!]) {
    const categories = categoriesToDecide(it).map(({ category }) => ({ category, verdict: "applicable" }))
    const input = decisionInput.parse({ categories, origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "2027-04" })
    await house.work(people.road, (work) => decideFinding(work, it.id, input))
  }
  const before = await revised()

  const id = await house.work(people.road, (work) => startBill(work, amended!.ordinanceId))
  const bill = await (await house.request(revisingPaths.bill(id), { as: people.road })).text()
  expect(bill.split("改正と決めた条：").length - 1).toBe(2)
  expect(await (await house.request(revisingPaths.provision(id, kept!.address), { as: people.road })).text()).toContain(findingPaths.finding(kept!.id))
  await house.work(people.road, async (work) => {
    await changeProvision(work, id, amended!.address, { no: amended!.articleNo, caption: amended!.caption, text: "前条に定めるもののほか、必要な事項は、知事が別に定める。" })
    await saveTerms(work, id, { title: "規則の一部を改正する規則", reason: "見直しのため", effect: "on-promulgation", transitional: "" })
    return proposeBill(work, id)
  })
  const { approval_id: approvalId } = await house.database.db.selectFrom("ordinance_bill").select("approval_id").where("id", "=", id).executeTakeFirstOrThrow()
  await house.work(people.officeHead, (work) => approve(work, approvalId!))
  await house.work(people.office, (work) => promulgateBill(work, id, { promulgatedOn: civilDateOf(new Date()), number: "令和8年規則第30号" }))

  expect(await find(amended!.id)).toMatchObject({ state: "done", doneHow: "令和8年規則第30号", doneOn: civilDateOf(new Date()) })
  expect(await find(kept!.id)).toMatchObject({ state: "planned" })
  const { id: queued } = await house.database.db.selectFrom("analog_scan").select("id").where("ordinance_id", "=", amended!.ordinanceId).where("state", "=", "waiting").executeTakeFirstOrThrow()
  const refresh = async () => (await house.request(`/analog-findings/scans/${queued}`, { as: people.office })).headers.get("refresh")
  expect(await refresh()).toBe("3")
  await run(queued)
  expect(await refresh()).toBeNull()
  expect(await find(amended!.id)).toMatchObject({ state: "done", goneAt: null })
  expect(await find(kept!.id)).toMatchObject({ state: "planned", goneAt: null })
  expect(await revised()).toBeGreaterThan(before)
})

test("番号がずれただけの条は、改正されたことにならない", async () => {
  const { items } = await listFindings(reading(), filterFrom({}), { limit: 100 })
  const own = (await Promise.all(items.map(({ id }) => find(id)))).filter(({ unitId, ordinanceKind, part, state }) => unitId === people.road.unitId && ordinanceKind === "条例" && part === "main" && (state === "found" || state === "planned"))
  const [kept, amended] = [own.find(({ articleNo }) => articleNo === "第11条")!, own.find(({ articleNo }) => articleNo === "第12条")!]
  for (const it of [kept, amended]) {
    const categories = categoriesToDecide(it).map(({ category }) => ({ category, verdict: "applicable" }))
    await house.work(people.road, (work) => decideFinding(work, it.id, decisionInput.parse({ categories, origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "2027-04" })))
  }
  const id = await house.work(people.road, (work) => startBill(work, kept.ordinanceId))
  await house.work(people.road, async (work) => {
    await removeProvision(work, id, "10")
    await changeProvision(work, id, "11", { no: "第10条", caption: kept.caption, text: kept.text })
    await changeProvision(work, id, "12", { no: "第11条", caption: amended.caption, text: "占用者は、占用に関する工事を施行するときは、規則で定めるところによらなければならない。" })
    await saveTerms(work, id, { title: "条例の一部を改正する条例", reason: "見直しのため", effect: "on-promulgation", transitional: "" })
    return proposeBill(work, id)
  })
  const { approval_id: approvalId } = await house.database.db.selectFrom("ordinance_bill").select("approval_id").where("id", "=", id).executeTakeFirstOrThrow()
  await house.work(people.officeHead, (work) => approve(work, approvalId!))
  const today = civilDateOf(new Date())
  await house.work(people.office, (work) => promulgateBill(work, id, { resolvedOn: today, promulgatedOn: today, number: "令和8年条例第40号" }))
  expect(await find(kept.id)).toMatchObject({ state: "planned", text: kept.text })
  expect(await find(amended.id)).toMatchObject({ state: "done", doneHow: "令和8年条例第40号", text: "占用者は、占用に関する工事を施行するときは、規則で定めるところによらなければならない。" })
  const { id: queued } = await house.database.db.selectFrom("analog_scan").select("id").where("ordinance_id", "=", kept.ordinanceId).where("state", "=", "waiting").executeTakeFirstOrThrow()
  await run(queued)
  expect(await find(kept.id)).toMatchObject({ state: "planned", address: "10", goneAt: null })
  expect(await find(amended.id)).toMatchObject({ state: "done" })
})
