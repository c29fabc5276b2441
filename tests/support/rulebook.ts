import { type StaffActor, system } from "../../app/kernel/access/index.ts"
import { seedRules } from "../../app/kernel/approvals/seed-rules.ts"
import { actorOfPerson, findStaffByNumber, seedPeople } from "../../app/kernel/people/index.ts"
import type { TestHouse } from "./house.ts"

/** The people of the demo prefecture who work with the rulebook. */
export interface RulebookPeople {
  /** 例規担当 of 文書法制課. */
  office: StaffActor
  /** 文書法制課長, who decides bills. */
  officeHead: StaffActor
  /** Of 道路課, which owns texts. */
  road: StaffActor
  /** Of another section. */
  other: StaffActor
  auditor: StaffActor
}

export async function seededPeople(house: TestHouse): Promise<RulebookPeople> {
  return house.work(system("test"), async (work) => {
    await seedPeople(work)
    await seedRules(work)
    const of = async (number: string) => (await actorOfPerson(work.db, (await findStaffByNumber(work.db, number))!.id, work.now)) as StaffActor
    return { office: await of("100112"), officeHead: await of("100113"), road: await of("100114"), other: await of("100105"), auditor: await of("100108") }
  })
}
