import type { StaffActor } from "../../kernel/access/index.ts"
import { addDays } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../kernel/people/index.ts"
import { fiscalYear } from "../../kernel/ui/index.ts"
import { createCall, publishCall } from "./programmes/calls.ts"
import { callInput, programmeInput } from "./programmes/inputs.ts"
import { createProgramme } from "./programmes/programmes.ts"
import { seedApplications } from "./seed-applications.ts"
import { seedProgrammes } from "./seed-words.ts"

/** The clerk of the demo who runs programmes (kernel/people/personas.ts). */
const CLERK = "100105"

/** Three programmes, set up and opened by the real operations: last month, now, and one still being prepared. */
export async function seedSubsidies(work: Work): Promise<void> {
  const clerk = await findStaffByNumber(work.db, CLERK)
  if (!clerk) return
  const actor = (await actorOfPerson(work.db, clerk.id, work.now)) as StaffActor
  const today = civilDateOf(work.now)
  const opened: string[] = []
  for (const { programme, call, opens, closes, publish } of seedProgrammes) {
    const then = new Date(Date.parse(`${addDays(today, opens - 7)}T01:00:00Z`))
    const at: Work = { ...work, actor, now: then < work.now ? then : work.now }
    const programmeId = await createProgramme(at, programmeInput.parse(programme))
    const id = await createCall(
      at,
      programmeId,
      callInput.parse({ ...call, fiscalYear: fiscalYear(today), opensOn: addDays(today, opens), closesOn: addDays(today, closes) }),
    )
    if (publish) await publishCall(at, id)
    opened.push(id)
  }
  if (opened[0]) await seedApplications(work, opened[0])
}
