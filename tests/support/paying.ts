import { system } from "../../app/kernel/access/index.ts"
import { civilDateOf } from "../../app/kernel/database/index.ts"
import { approve } from "../../app/kernel/approvals/index.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import type { ApplicationMove } from "../../app/productivity/subsidies/application-states.ts"
import { moveApplication, type MoveChanges } from "../../app/productivity/subsidies/applications/move-application.ts"
import { lockApplication } from "../../app/productivity/subsidies/applications/read-application.ts"
import { confirmAccount } from "../../app/productivity/subsidies/paying/creditors/confirm-account.ts"
import { findOwnCreditor } from "../../app/productivity/subsidies/paying/creditors/read-creditors.ts"
import { registerAccount } from "../../app/productivity/subsidies/paying/creditors/register-account.ts"
import { saveCreditor } from "../../app/productivity/subsidies/paying/creditors/save-creditor.ts"
import { seedPaying } from "../../app/productivity/subsidies/paying/seed.ts"
import type { TestHouse } from "./house.ts"
import { filedApplication, openedCall, subsidyPeople, type SubsidyPeople } from "./subsidies.ts"

/** One white dot: a passbook nobody reads. */
export const PNG = new Uint8Array(Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64"))

const calls = new WeakMap<TestHouse, string>()

/** The demo's people with the rule that decides a batch, the prefecture's account, and one open call. */
export async function payingPeople(house: TestHouse): Promise<SubsidyPeople> {
  const people = await subsidyPeople(house)
  await house.work(system("demo"), (work) => seedPaying(work))
  calls.set(house, await openedCall(house, people, { budgetYen: 900_000_000 }))
  return people
}

/** The applicant's account, compared with its passbook by the clerk. The clerk sees it from the first application on. */
export async function confirmedAccount(house: TestHouse, people: SubsidyPeople): Promise<string> {
  const known = await house.work(people.applicant, findOwnCreditor)
  if (!known) {
    await filedApplication(house, people, { callId: calls.get(house)! })
    await house.work(people.applicant, (work) =>
      saveCreditor(work, { name: "株式会社はぎの製作所", kana: "カ）ハギノセイサクショ", postalCode: "980-8570", address: "仙台市青葉区本町三丁目8番1号", representativeTitle: "代表取締役", representative: "村田 健" }),
    )
  }
  const id = await house.work(people.applicant, (work) =>
    registerAccount(work, { purpose: "settlement", bankCode: "0125", branchCode: "100", kind: "1", number: "1234567", holder: "カ）ハギノセイサクショ" }, { name: "通帳.png", bytes: PNG }),
  )
  await house.work(people.clerk, (work) => confirmAccount(work, id))
  return id
}

/** An award of 600,000 yen with a claim to it: an advance while the project runs, or the final payment once it is settled. */
export async function payableApplication(house: TestHouse, people: SubsidyPeople, kind: "advance" | "final", amount = 600_000): Promise<{ id: string; callId: string; filing: string }> {
  const callId = kind === "advance" ? await openedCall(house, people) : calls.get(house)!
  // One draft at a time and call: each is filed before the next.
  const { id } = await filedApplication(house, people, { callId })
  const today = civilDateOf(new Date())
  const move = (name: ApplicationMove, changes: MoveChanges = {}, who = people.clerk as Parameters<TestHouse["work"]>[0]) =>
    house.work(who, async (work) => void (await moveApplication(work, await lockApplication(work, id), name, changes)))
  await move("accept-form")
  await move("propose-decision")
  await move("decide", { set: { awarded_yen: 600_000, decided_on: today, process_by: null } })
  await move("notify", { set: { notified_on: today } })
  if (kind === "advance") {
    await move("claim-advance", {}, people.applicant)
  } else {
    await move("complete", { set: { completed_on: today } }, people.applicant)
    await move("report-performance", {}, people.applicant)
    await move("settle", { set: { settled_yen: 600_000, settled_on: today } })
    await move("claim-payment", {}, people.applicant)
  }
  return { id, callId, filing: await claimOf(house, people, id, kind, amount) }
}

/** The claim as the applicant files it. */
export async function claimOf(house: TestHouse, people: SubsidyPeople, id: string, kind: "advance" | "final", amount: number): Promise<string> {
  const { rows } = await house.database.pool.query(
    "insert into subsidy_filing (application_id, kind, content, filed_by, filed_at) values ($1, $2, $3, $4, clock_timestamp()) returning id",
    [id, `${kind}-claim`, JSON.stringify({ amount }), people.applicant.id],
  )
  return rows[0].id
}


/** Everybody on the route in turn, as the delegation rules have it. */
export async function approveBatch(house: TestHouse, batchId: string): Promise<void> {
  for (;;) {
    const { rows } = await house.database.pool.query(
      `select a.id, p.person_id as person from approval a join approval_step s on s.approval_id = a.id and s.round = a.round and s.state = 'current'
       join staff_post p on p.unit_id = s.unit_id and p.rank = s.rank and p.valid_until is null
       where a.subject_kind = 'subsidy-batch' and a.subject_id = $1 and a.status = 'in-progress' limit 1`,
      [batchId],
    )
    if (!rows[0]) return
    const actor = await actorOfPerson(house.database.db, rows[0].person, new Date())
    await house.work(actor, (work) => approve(work, rows[0].id))
  }
}
