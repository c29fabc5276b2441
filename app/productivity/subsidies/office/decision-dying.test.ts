import { afterAll, beforeAll, expect, test } from "vitest"
import { type StaffActor, system } from "../../../kernel/access/index.ts"
import { approve, getApproval } from "../../../kernel/approvals/index.ts"
import { workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { actorOfPerson, membersOf } from "../../../kernel/people/index.ts"
import { dyingAtEachStep } from "../../../../tests/support/dying.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { acceptForm } from "./accept-form.ts"
import { askCorrection } from "./ask-correction.ts"
import { dismissApplication } from "./dismiss-application.ts"
import { saveFormalCheck } from "./formal-check.ts"
import { checkInput, proposalInput } from "./inputs.ts"
import { notifyDecision } from "./notify-decision.ts"
import { proposeDecision } from "./propose-decision.ts"

/** 決定の途中で止まっても: state, case, decision, letter, number and approval agree between any two statements anybody sees. */
const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let callId: string
const today = civilDateOf(new Date())

beforeAll(async () => {
  people = await subsidyPeople(house)
  callId = await openedCall(house, people)
}, 60_000)

const clerk = <T>(change: (work: Work) => Promise<T>) => house.work(people.clerk, change)

async function recordsAgree(): Promise<void> {
  const wrong = async (sql: string) => (await house.database.pool.query(sql)).rows
  expect(await wrong("select a.number, a.state, c.state as case_state from subsidy_application a join case_file c on c.id = a.case_id where a.state <> c.state")).toEqual([])
  // A decision stands exactly where the state says so, with its number and letter.
  expect(
    await wrong(`select a.number, a.state from subsidy_application a where a.filed_at is not null and
      (a.state in ('decided', 'under-way', 'rejected', 'dismissed')) <> exists (select from subsidy_decision d where d.application_id = a.id and d.state in ('decided', 'notified') and d.document_id is not null and d.document_number is not null)`),
  ).toEqual([])
  expect(await wrong("select a.number from subsidy_application a where (a.state = 'in-decision') <> exists (select from subsidy_decision d join approval p on p.id = d.approval_id where d.application_id = a.id and d.state = 'proposed' and p.status = 'in-progress')")).toEqual([])
  expect(await wrong("select a.number from subsidy_application a where (a.state = 'under-way') <> (a.notified_on is not null) and a.state <> 'rejected'")).toEqual([])
  expect(await wrong("select a.number from subsidy_application a where (a.state = 'in-correction') <> exists (select from subsidy_correction c where c.application_id = a.id and c.answered_at is null)")).toEqual([])
  // Numbers without a gap, and no letter that belongs to nobody.
  expect(await wrong("select 1 from (select coalesce(sum(last), 0) as n from case_document_number) given, (select count(*) as n from subsidy_decision where document_number is not null) used where given.n <> used.n")).toEqual([])
  expect(await wrong("select id from document where subject_kind = 'subsidy-decision' and not exists (select from subsidy_decision d where d.document_id = document.id)")).toEqual([])
}

async function turnOf(approvalId: string): Promise<StaffActor | undefined> {
  const { approval, steps } = await getApproval(readingWork(house.database.db, { actor: system("test") }), approvalId)
  const step = steps.find((one) => one.state === "current")
  if (approval.status !== "in-progress" || !step) return undefined
  const members = await membersOf(house.database.db, step.unitId, today)
  return (await actorOfPerson(house.database.db, members.find((one) => one.rank === step.rank)!.personId, new Date())) as StaffActor
}

test("形式審査から通知まで、どの一文の前で止まっても記録は合い、やり直せば一度だけ起こる", async () => {
  const { id } = await filedApplication(house, people, { callId })
  const steps: number[] = []
  const dying = async <T>(change: () => Promise<T>): Promise<T> => {
    const done = await dyingAtEachStep(house, change, recordsAgree)
    steps.push(done.steps)
    return done.result
  }
  await dying(() => clerk((work) => acceptForm(work, id)))
  const approvalId = await dying(() => clerk((work) => proposeDecision(work, id, proposalInput.parse({ verdict: "award", amountYen: 600_000 }))))
  for (let holder = await turnOf(approvalId); holder; holder = await turnOf(approvalId)) {
    const actor = holder
    await dying(() => house.work(actor, (work) => approve(work, approvalId)))
  }
  await dying(() => clerk((work) => notifyDecision(work, id)))
  await recordsAgree()
  expect((await getApplication(readingWork(house.database.db, { actor: people.clerk }), id)).state).toBe("under-way")
  const { rows } = await house.database.pool.query("select count(*)::int as n from notice where subject like '%交付が決定しました' and link like '%' || $1", [id])
  expect(rows[0].n).toBe(1)
  expect(Math.min(...steps)).toBeGreaterThan(5)
}, 120_000)

test("補正の求めと却下も同じ", async () => {
  const [one, two] = [(await filedApplication(house, people, { callId })).id, (await filedApplication(house, people, { callId })).id]
  const remark = "台数を書いてください。"
  await clerk((work) => saveFormalCheck(work, one, checkInput.parse({ checks: [{ field: "summary", verdict: "too-vague", remark }], rest: true })))
  await dyingAtEachStep(house, () => clerk((work) => askCorrection(work, one, { defects: [{ field: "summary", reason: "too-vague", remark }], replyBy: workingDaysAfter(today, 5) })), recordsAgree)
  await dyingAtEachStep(house, () => clerk((work) => dismissApplication(work, two, { ground: "not-eligible", reason: "県内に事業所がないため。" })), recordsAgree)
  await recordsAgree()
  const { rows } = await house.database.pool.query("select count(*)::int as n from subsidy_correction where application_id = $1", [one])
  expect(rows[0].n).toBe(1)
}, 120_000)
