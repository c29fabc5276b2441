import { z } from "zod"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { findUnit } from "../../../kernel/people/index.ts"
import { ordinanceKinds } from "../structure/provision.ts"
import { getOrdinance } from "./read-ordinance.ts"
import { retitled } from "./retitled.ts"

export const ordinanceInput = z.object({
  title: z.string().trim().min(1).max(500).meta({ title: "題名" }),
  number: z.string().trim().max(200).default("").meta({ title: "例規番号" }),
  kind: z.enum(ordinanceKinds).meta({ title: "種別" }),
  category: z.string().trim().max(200).default("").meta({ title: "体系" }),
  unitId: z.uuid().optional().meta({ title: "所管課" }),
  promulgatedOn: z.iso.date().optional().meta({ title: "公布日" }),
  repealedOn: z.iso.date().optional().meta({ title: "廃止日" }),
})
export type OrdinanceInput = z.output<typeof ordinanceInput>

/** What the register says of a text; its provisions are changed by versions only. */
export async function editOrdinance(work: Work, id: string, input: OrdinanceInput, expectedVersion: number): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const before = await getOrdinance(work, id)
  if (input.repealedOn && input.promulgatedOn && input.repealedOn < input.promulgatedOn) {
    throw refusal("invalid", "ordinances.repealed-before", "廃止日は公布日より後の日にしてください。", { field: "repealedOn" })
  }
  if (input.unitId && !(await findUnit(work.db, input.unitId, civilDateOf(work.now)))) throw refusal("invalid", "ordinances.no-unit", "所管課を選び直してください。", { field: "unitId" })
  const changed = await work.db
    .updateTable("ordinance")
    .set((eb) => ({
      title: input.title,
      number: input.number,
      kind: input.kind,
      category: input.category,
      unit_id: input.unitId ?? null,
      promulgated_on: input.promulgatedOn ?? null,
      repealed_on: input.repealedOn ?? null,
      version: eb("version", "+", 1),
      updated_at: work.now,
    }))
    .where("id", "=", id)
    .where("version", "=", expectedVersion)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) {
    throw refusal("conflict", "ordinances.edited-meanwhile", "ほかの人が先に保存しました。内容を見比べて、もう一度保存してください。", {
      detail: { title: before.title, number: before.number, kind: before.kind, category: before.category, promulgatedOn: before.promulgatedOn, repealedOn: before.repealedOn },
    })
  }
  if (input.title !== before.title) await retitled(work, { id, title: input.title, promulgatedOn: input.promulgatedOn ?? null, currentVersionId: before.currentVersionId })
  await record(work, {
    action: "ordinances.edited",
    subject: { kind: "ordinance", id },
    unitId: input.unitId ?? null,
    detail: { before: { title: before.title, number: before.number, kind: before.kind, category: before.category, unitId: before.unitId, repealedOn: before.repealedOn }, after: { ...input } },
  })
}
