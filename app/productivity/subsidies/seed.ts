import type { StaffActor } from "../../kernel/access/index.ts"
import { addDays } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../kernel/people/index.ts"
import { createForm, openVersion } from "../../kernel/forms/index.ts"
import { fiscalYear } from "../../kernel/ui/index.ts"
import { seedPaying } from "./paying/seed.ts"
import { createCall, publishCall } from "./programmes/calls.ts"
import { chooseForm } from "./programmes/choose-form.ts"
import { callInput, programmeInput } from "./programmes/inputs.ts"
import { createProgramme } from "./programmes/programmes.ts"
import { seedApplications } from "./seed-applications.ts"
import { facilityYear, seedFacility } from "./seed-facility.ts"
import { demoForms } from "./seed-forms.ts"
import { seedResident } from "./seed-resident.ts"
import { seedProgrammes } from "./seed-words.ts"

/** The clerk of the demo who runs programmes (kernel/people/personas.ts). */
const CLERK = "100105"

/**
 * Three programmes with their forms, set up and opened by the real operations, and applications at every stage: a recovery
 * subsidy, a facility paid for in two advances and looked after since, and a small one for residents.
 */
export async function seedSubsidies(work: Work): Promise<void> {
  const clerk = await findStaffByNumber(work.db, CLERK)
  if (!clerk) return
  await seedPaying(work)
  const actor = (await actorOfPerson(work.db, clerk.id, work.now)) as StaffActor
  const today = civilDateOf(work.now)
  const opened: string[] = []
  for (const { programme, call, form, opens, closes } of seedProgrammes) {
    const at: Work = { ...work, actor, now: new Date(Date.parse(`${addDays(today, opens - 7)}T01:00:00Z`)) }
    const opensOn = addDays(today, opens)
    const programmeId = await createProgramme(at, programmeInput.parse(programme))
    const id = await createCall(at, programmeId, callInput.parse({ ...call, fiscalYear: form === "facility" ? facilityYear(today) : fiscalYear(opensOn), opensOn, closesOn: addDays(today, closes) }))
    const { versionId } = await createForm(at, demoForms[form].definition)
    await openVersion(at, versionId)
    await chooseForm(at, id, versionId)
    await publishCall(at, id)
    opened.push(id)
  }
  const [recovery, facility, insulation] = opened
  await seedFacility(work, facility!)
  await seedApplications(work, recovery!)
  await seedResident(work, insulation!)
}
