import { addDays } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { applicants, applyFor } from "./seed-applications.ts"
import { demoForms } from "./seed-forms.ts"
import { demoApplicant } from "./seed-people.ts"

/** A resident's application, filed the day before yesterday and waiting for its formal check. */
export async function seedResident(work: Work, callId: string): Promise<void> {
  const resident = await demoApplicant(work, applicants.resident.mail)
  if (!resident) return
  const today = civilDateOf(work.now)
  const then = new Date(Date.parse(`${addDays(today, -2)}T11:00:00Z`))
  await applyFor({ ...work, actor: resident, now: then }, callId, {
    by: "resident",
    title: "居間と寝室の窓の断熱改修",
    summary: "居間と寝室の窓に内窓を付け、床下に断熱材を入れる。",
    costs: [540_000],
    startsOn: addDays(today, 45),
    endsOn: addDays(today, 100),
    typed: demoForms.insulation.typed,
  })
}
