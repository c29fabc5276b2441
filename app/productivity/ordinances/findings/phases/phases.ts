import { sql } from "kysely"
import { z } from "zod"
import { actorName, mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { categories } from "../../scanner/categories.ts"
import { categoriesWithoutPhase } from "../rules/phases-go-backwards.ts"
import { type PhaseText, standardPhases } from "./standard-phases.ts"

export interface PhaseInForce extends PhaseText {
  /** null: as Hagi comes. */
  validFrom: CivilDate | null
  setBy: string
}

/** The texts in force on a day: the office's latest, or those Hagi comes with. */
export async function phasesOn(work: Work, day: CivilDate = civilDateOf(work.now)): Promise<PhaseInForce[]> {
  const { rows } = await sql<PhaseInForce>`select distinct on (category, phase) category, phase, text, confirmed, source, valid_from as "validFrom", set_by_name as "setBy"
    from analog_phase_text where valid_from <= ${day}::date order by category, phase, valid_from desc`.execute(work.db)
  return standardPhases.map((standard) => rows.find(({ category, phase }) => category === standard.category && phase === standard.phase) ?? { ...standard, validFrom: null, setBy: "" })
}

export const phaseTextInput = z.object({
  category: z.enum(categories).meta({ title: "区分" }),
  phase: z.number().int().min(1).max(3).meta({ title: "PHASE" }),
  text: z.string().min(1).max(300).meta({ title: "説明" }),
  confirmed: z.boolean().default(false).meta({ title: "国のマニュアルで確かめた" }),
  source: z.string().max(300).default("").meta({ title: "出典" }),
  validFrom: z.iso.date().meta({ title: "いつから" }),
})
export type PhaseTextInput = z.output<typeof phaseTextInput>

/** Replaces one text from a day on; earlier ones stay as they were. */
export async function setPhaseText(work: Work, input: PhaseTextInput): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (categoriesWithoutPhase.includes(input.category)) throw refusal("invalid", "findings.no-phase", `「${input.category}」にはPHASEがありません。`, { field: "category" })
  if (input.confirmed && !input.source) throw refusal("invalid", "findings.source-is-missing", "確かめた資料の名前を出典に書いてください。", { field: "source" })
  await work.db
    .insertInto("analog_phase_text")
    .values({
      category: input.category,
      phase: input.phase,
      text: input.text,
      confirmed: input.confirmed,
      source: input.source,
      valid_from: input.validFrom,
      set_by: personOf(work.actor) ?? null,
      set_by_name: actorName(work.actor),
      created_at: work.now,
    })
    .onConflict((c) => c.columns(["category", "phase", "valid_from"]).doUpdateSet({ text: input.text, confirmed: input.confirmed, source: input.source, set_by: personOf(work.actor) ?? null, set_by_name: actorName(work.actor) }))
    .execute()
  await record(work, { action: "findings.phase-text-set", subject: { kind: "analog-phase", id: `${input.category} ${input.phase}` }, detail: { ...input } })
}
