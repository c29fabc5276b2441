import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { listSteps } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Application } from "../applications/application.ts"
import { type Correction, listCorrections } from "../applications/answer-correction.ts"
import type { Asked } from "../applications/asked.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { checkedFields } from "./checked-fields.ts"
import type { CheckInput } from "./inputs.ts"

export interface FieldCheck {
  verdict: "passed" | "defect"
  reason: string
  remark: string
}

/** One question of the check list, with what was found and what became of it since. */
export interface CheckedItem extends Asked {
  /** undefined: not looked at, or changed since it was. */
  check: FieldCheck | undefined
  /** Its answer changed by the latest correction; what it was before. */
  before: string | undefined
  /** What the applicant wrote why it stands. */
  explanation: string
  /** Looked at in an earlier request and unchanged since: it is not brought up again. */
  passedBefore: boolean
}

export interface FormalCheck {
  items: CheckedItem[]
  latest: Correction | undefined
}

/** The check list as it stands. What was changed is looked at again; what was not, stays as it was found. */
export async function formalCheckOf(work: Work, it: Application): Promise<FormalCheck> {
  const [rows, corrections, steps] = await Promise.all([
    work.db
      .selectFrom("subsidy_field_check")
      .select(["field", "verdict", "reason", "remark", "checked_at as checkedAt"])
      .where("application_id", "=", it.id)
      .execute(),
    listCorrections(work, it.id),
    it.caseId ? listSteps(work, it.caseId) : [],
  ])
  const latest = corrections.filter(({ about }) => about === "application").at(-1)
  const before = latest ? await askedAt(work, latest.id) : new Map<string, string>()
  const changes = steps.filter(({ move }) => move === "answer-correction").map(({ at, detail }) => ({ at, fields: new Set((detail.changed as string[] | undefined) ?? []) }))
  const items = checkedFields(it).map((field): CheckedItem => {
    const row = rows.find((one) => one.field === field.path)
    const answer = latest?.answers?.find((one) => one.field === field.path)
    const changedLast = changes.some(({ at, fields }) => latest && at >= latest.askedAt && fields.has(field.path)) || answer?.changed === true
    // A defect that was answered is looked at anew; so is whatever was changed on the way.
    const stale = row !== undefined && changes.some(({ at, fields }) => at > row.checkedAt && (fields.has(field.path) || row.verdict === "defect"))
    const was = before.get(field.path)
    return {
      ...field,
      check: row && !stale ? { verdict: row.verdict, reason: row.reason, remark: row.remark } : undefined,
      before: changedLast && was !== undefined && was !== field.text ? was : undefined,
      explanation: answer?.explanation ?? "",
      passedBefore: latest?.answeredAt != null && !changedLast,
    }
  })
  return { items, latest }
}

async function askedAt(work: Work, correctionId: string): Promise<Map<string, string>> {
  const row = await work.db.selectFrom("subsidy_correction_asked").select("asked").where("correction_id", "=", correctionId).executeTakeFirst()
  return new Map(((row?.asked ?? []) as Asked[]).map(({ path, text }) => [path, text]))
}

/** Keeps what was found so far; what is still to be looked at stays open. */
export async function saveFormalCheck(work: Work, id: string, input: CheckInput): Promise<Application> {
  const it = await lockForOffice(work, id)
  if (it.state !== "formal-check" && it.state !== "in-review") {
    throw refusal("conflict", "subsidies.not-in-check", "形式審査は、形式審査中か審査中の申請について行います。画面を開き直してください。")
  }
  const fields = new Set(checkedFields(it).map(({ path }) => path))
  const { items } = await formalCheckOf(work, it)
  const found = new Map<string, FieldCheck>()
  for (const [at, { field, verdict, remark }] of input.checks.entries()) {
    if (!fields.has(field)) throw refusal("invalid", "subsidies.no-such-field", "この申請にない項目が含まれています。画面を開き直してください。", { field: `checks.${at}.verdict` })
    if (!verdict) continue
    if (verdict !== "passed" && !remark) throw refusal("invalid", "subsidies.defect-without-remark", "何をどう直せばよいかを入力してください。", { field: `checks.${at}.remark` })
    found.set(field, verdict === "passed" ? { verdict, reason: "", remark: "" } : { verdict: "defect", reason: verdict, remark: remark! })
  }
  if (input.rest) for (const { path, check } of items) if (!found.has(path) && !check) found.set(path, { verdict: "passed", reason: "", remark: "" })
  if (found.size === 0) return it
  await work.db
    .insertInto("subsidy_field_check")
    .values([...found].map(([field, check]) => ({ application_id: id, field, ...check, checked_by: personOf(work.actor) ?? null, checked_at: work.now })))
    .onConflict((on) =>
      on.columns(["application_id", "field"]).doUpdateSet((e) => ({
        verdict: e.ref("excluded.verdict"),
        reason: e.ref("excluded.reason"),
        remark: e.ref("excluded.remark"),
        checked_by: e.ref("excluded.checked_by"),
        checked_at: e.ref("excluded.checked_at"),
      })),
    )
    .execute()
  const defects = [...found].filter(([, { verdict }]) => verdict === "defect").map(([field]) => field)
  await record(work, { action: "subsidies.form-checked", subject: { kind: "subsidy-application", id }, detail: { number: it.number, looked: found.size, defects }, unitId: it.unitId })
  return it
}
