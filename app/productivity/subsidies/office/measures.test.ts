import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { answersOf, civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { acceptForm } from "./accept-form.ts"
import { approve, getApproval } from "../../../kernel/approvals/index.ts"
import { actorOfPerson, membersOf } from "../../../kernel/people/index.ts"
import { assignClerk } from "./assign-clerk.ts"
import { proposalInput } from "./inputs.ts"
import { officeMeasures } from "./measures.ts"
import { proposeDecision } from "./propose-decision.ts"
import { officeOwned, officeWaiting } from "./waiting.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const today = civilDateOf(new Date())
const reading = () => readingWork(house.database.db, { actor: system("test") })
const valueOf = (key: string, unitId?: string) => officeMeasures.find((one) => one.key === key)!.value(reading(), { scope: unitId ? { unitId } : {}, until: today })

beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)

test("申請がないうちは、どの実測値も「－」（0ではない）", async () => {
  expect(await Promise.all(officeMeasures.map(({ key }) => valueOf(key)))).toEqual([undefined, undefined, undefined, undefined])
})

test("机には、次に何をするかが一件につき一行で出て、決めると日数が実測値になる", async () => {
  const callId = await openedCall(house, people)
  const { id } = await filedApplication(house, people, { callId })
  const kinds = async (actor = people.clerk) => (await answersOf(readingWork(house.database.db, { actor }), officeWaiting(readingWork(house.database.db, { actor })))).map(({ kind }) => kind)
  expect(await kinds()).toEqual(["担当者を決める"])
  expect(await kinds(people.stranger)).toEqual([])
  await house.work(people.clerk, (work) => assignClerk(work, id, people.clerk.id))
  expect([await kinds(), await kinds(people.head)]).toEqual([["形式審査"], []])
  await house.database.pool.query("update subsidy_application set process_by = $2, filed_at = filed_at - interval '14 days' where id = $1", [id, addDays(today, -1)])
  expect(await kinds()).toEqual(["期限超過"])
  await house.work(people.clerk, (work) => acceptForm(work, id))
  const approvalId = await house.work(people.clerk, (work) => proposeDecision(work, id, proposalInput.parse({ verdict: "award", amountYen: 600_000 })))
  for (let turn = 0; turn < 6; turn++) {
    const { approval, steps } = await getApproval(reading(), approvalId)
    const step = steps.find((one) => one.state === "current")
    if (approval.status !== "in-progress" || !step) break
    const members = await membersOf(house.database.db, step.unitId, today)
    const holder = await actorOfPerson(house.database.db, members.find((one) => one.rank === step.rank)!.personId, new Date())
    await house.work(holder, (work) => approve(work, approvalId))
  }
  expect(await kinds()).toEqual(["交付決定の通知"])
  expect((await answersOf(readingWork(house.database.db, { actor: people.clerk }), officeOwned(readingWork(house.database.db, { actor: people.clerk })))).map(({ title, state }) => [title, state])).toEqual([["補助金の申請：決裁・通知", "1件"]])

  const used = (await valueOf("subsidies.days-to-decision"))!
  expect([used.value > 5 && used.value < 11, used.records]).toEqual([true, 1])
  expect(await valueOf("subsidies.within-standard", people.clerk.unitId)).toEqual({ value: 100, denominator: 1, records: 1 })
  expect(await valueOf("subsidies.within-standard", people.stranger.unitId)).toBeUndefined()
  expect(await valueOf("subsidies.filed-online")).toEqual({ value: 100, denominator: 1, records: 1 })
  // 受付25分と通知書15分。
  expect((await valueOf("subsidies.hours-saved"))!.value).toBe(0.7)
  const records = async (actor: Parameters<typeof readingWork>[1]["actor"]) =>
    (await officeMeasures[1]!.records!(readingWork(house.database.db, { actor }), {}, undefined)).items.length
  expect([await records(people.clerk), await records(people.stranger)]).toEqual([1, 0])
  for (const { key } of officeMeasures) expect([key, (await house.request(`/measures/${key}`, { as: people.clerk })).status]).toEqual([key, 200])
})
