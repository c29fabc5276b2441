import { z } from "zod"
import { actorName, may, mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { enqueue } from "../../../../kernel/jobs/index.ts"
import { rulesInForce } from "./rules-in-force.ts"
import { scanJob } from "./run-scan.ts"

export const scanInput = z.object({
  scope: z.enum(["all", "unit", "text"]).meta({ title: "範囲" }),
  unitId: z.uuid().optional().meta({ title: "所属" }),
  ordinanceId: z.uuid().optional().meta({ title: "例規" }),
})
export type ScanInput = z.output<typeof scanInput>

/** Queues a scan of all our texts, of one section's, or of one. The owning section may scan its own. @returns the scan's id. */
export async function startScan(work: Work, input: ScanInput): Promise<string> {
  const unitId = input.scope === "unit" ? input.unitId : undefined
  const ordinanceId = input.scope === "text" ? input.ordinanceId : undefined
  if (input.scope === "unit" && !unitId) throw refusal("invalid", "findings.unit-is-missing", "所属を選んでください。", { field: "unitId" })
  if (input.scope === "text" && !ordinanceId) throw refusal("invalid", "findings.text-is-missing", "例規を選んでください。", { field: "ordinanceId" })
  let owner = unitId ?? null
  if (unitId && !(await work.db.selectFrom("unit").select("id").where("id", "=", unitId).executeTakeFirst())) {
    throw refusal("invalid", "findings.no-such-unit", "所属を選び直してください。", { field: "unitId" })
  }
  if (ordinanceId) {
    const text = await work.db.selectFrom("ordinance").select(["unit_id", "national"]).where("id", "=", ordinanceId).executeTakeFirst()
    if (!text) throw notFound("例規")
    if (text.national) throw refusal("invalid", "findings.national-text", "国の法令は検出の対象ではありません。自らの例規を選んでください。", { field: "ordinanceId" })
    owner = text.unit_id
  }
  if (!may(work.actor, "ordinances.review", { unitId: owner })) mustBeAllowed(work.actor, "ordinances.manage")
  const same = await work.db
    .selectFrom("analog_scan")
    .select("id")
    .where("state", "in", ["waiting", "running"])
    .where("scope", "=", input.scope)
    .where("unit_id", "is not distinct from", unitId ?? null)
    .where("ordinance_id", "is not distinct from", ordinanceId ?? null)
    .executeTakeFirst()
  if (same) throw refusal("conflict", "findings.scan-under-way", "同じ範囲の検出がまだ終わっていません。終わってから、もう一度始めてください。", { field: "scope" })
  const rules = await rulesInForce(work)
  const { id } = await work.db
    .insertInto("analog_scan")
    .values({
      scope: input.scope,
      unit_id: unitId ?? null,
      ordinance_id: ordinanceId ?? null,
      rules_version: rules.version,
      started_by: personOf(work.actor) ?? null,
      started_by_name: actorName(work.actor),
      created_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "findings.scan-started", subject: { kind: "analog-scan", id }, detail: { scope: input.scope, rules: rules.version, unitId: unitId ?? null, ordinanceId: ordinanceId ?? null }, unitId: owner })
  await enqueue(work, scanJob, { scanId: id })
  return id
}

/** A failed scan goes on where it stopped. */
export async function retryScan(work: Work, id: string): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (!isIdText(id)) throw notFound("検出の記録")
  const { numUpdatedRows } = await work.db.updateTable("analog_scan").set({ state: "waiting", fault: "" }).where("id", "=", id).where("state", "=", "failed").executeTakeFirst()
  if (numUpdatedRows === 0n) throw refusal("conflict", "findings.scan-is-not-failed", "この検出は失敗していないため、やり直せません。")
  await record(work, { action: "findings.scan-retried", subject: { kind: "analog-scan", id } })
  await enqueue(work, scanJob, { scanId: id })
}
