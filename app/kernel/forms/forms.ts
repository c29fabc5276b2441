import { createHash } from "node:crypto"
import { type Actor, may, mustBeAllowed, scopeOf, type StaffActor } from "../access/index.ts"
import { canonicalJson } from "../approvals/canonical-json.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { isIdText } from "../http/cursor.ts"
import { notFound, refusal } from "../http/refusal.ts"
import type { FormDefinition } from "./form.ts"
import { readGiven } from "./definition-faults.ts"
import { faultsToOpen } from "./form-faults.ts"

export interface FormRow {
  id: string
  unitId: string
  title: string
  note: string
  versions: { id: string; number: number; state: "draft" | "open"; changedAt: Date; openedAt: Date | null }[]
}

export interface FormVersion {
  id: string
  formId: string
  unitId: string
  number: number
  state: "draft" | "open"
  definition: FormDefinition
  undoable: boolean
  sha256: string | null
  version: number
  openedAt: Date | null
}

const columns = [
  "v.id",
  "v.form_id as formId",
  "f.unit_id as unitId",
  "v.number",
  "v.state",
  "v.definition",
  "v.sha256",
  "v.version",
  "v.opened_at as openedAt",
] as const

/** The forms of the asking person's sections, by title. */
export async function listForms(work: Work, filter: { q?: string; state?: "open" | "draft"; limit?: number } = {}): Promise<FormRow[]> {
  const units = scopeOf(work.actor, "forms.design")
  let query = work.db
    .selectFrom("form")
    .select(["id", "unit_id as unitId", "title", "note"])
    .where("retired_at", "is", null)
    .orderBy("title")
    .orderBy("id")
    .limit(filter.limit ?? 200)
  if (units !== "all") query = query.where("unit_id", "in", units.length > 0 ? [...units] : ["00000000-0000-0000-0000-000000000000"])
  if (filter.q) query = query.where("title", "ilike", `%${filter.q.replace(/[%_\\]/g, "\\$&")}%`)
  const { state } = filter
  if (state) query = query.where((e) => e.exists(e.selectFrom("form_version as v").select("v.id").whereRef("v.form_id", "=", "form.id").where("v.state", "=", state)))
  const forms = await query.execute()
  if (forms.length === 0) return []
  const versions = await work.db
    .selectFrom("form_version")
    .select(["id", "form_id as formId", "number", "state", "changed_at as changedAt", "opened_at as openedAt"])
    .where(
      "form_id",
      "in",
      forms.map(({ id }) => id),
    )
    .orderBy("number", "desc")
    .execute()
  return forms.map((form) => ({ ...form, versions: versions.filter(({ formId }) => formId === form.id).map(({ formId: _, ...rest }) => rest) }))
}

export async function getForm(work: Work, id: string): Promise<FormRow> {
  const form = isIdText(id) ? await work.db.selectFrom("form").select(["id", "unit_id as unitId", "title", "note"]).where("id", "=", id).executeTakeFirst() : undefined
  if (!form || !may(work.actor, "forms.design", { unitId: form.unitId })) throw notFound("様式")
  const versions = await work.db
    .selectFrom("form_version")
    .select(["id", "number", "state", "changed_at as changedAt", "opened_at as openedAt"])
    .where("form_id", "=", id)
    .orderBy("number", "desc")
    .execute()
  return { ...form, versions }
}

/** A version in the designer: only the section's own. */
export async function getFormVersion(work: Work, versionId: string): Promise<FormVersion> {
  const found = isIdText(versionId) ? await select(work).where("v.id", "=", versionId).executeTakeFirst() : undefined
  if (!found || !may(work.actor, "forms.design", { unitId: found.unitId })) throw notFound("様式の版")
  return { ...found, undoable: found.undoable === true }
}

/** An opened version as applicants fill it in: whoever may apply asks the call, not the designer. */
export async function readOpenVersion(work: Work, versionId: string): Promise<FormDefinition> {
  const known = opened.get(versionId)
  if (known) return known
  const found = await work.db.selectFrom("form_version").select("definition").where("id", "=", versionId).where("state", "=", "open").executeTakeFirst()
  if (!found) throw notFound("様式の版")
  if (opened.size >= MOST_KNOWN) opened.delete(opened.keys().next().value!)
  opened.set(versionId, found.definition)
  return found.definition
}

/** Opened versions never change (a trigger sees to it), and every page of every applicant asks for theirs. */
const opened = new Map<string, FormDefinition>()
const MOST_KNOWN = 200

/** Opened versions a section may put on a call, the newest of each form first. */
export async function listOpenVersions(work: Work, unitId: string): Promise<{ id: string; title: string; number: number }[]> {
  return work.db
    .selectFrom("form_version as v")
    .innerJoin("form as f", "f.id", "v.form_id")
    .select(["v.id", "f.title", "v.number"])
    .where("f.unit_id", "=", unitId)
    .where("f.retired_at", "is", null)
    .where("v.state", "=", "open")
    .orderBy("f.title")
    .orderBy("v.number", "desc")
    .limit(300)
    .execute()
}

export async function createForm(work: Work, definition: FormDefinition, note = ""): Promise<{ id: string; versionId: string }> {
  const clerk = mustDesign(work)
  const { id } = await work.db
    .insertInto("form")
    .values({ unit_id: clerk.unitId, title: definition.title, note, created_by: clerk.id, created_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  const versionId = await addVersion(work, id, 1, definition)
  await record(work, { action: "forms.created", subject: { kind: "form", id }, detail: { title: definition.title } })
  return { id, versionId }
}

/** The next version as a draft, from the newest one; the draft there is already, if there is one. */
export async function reviseForm(work: Work, id: string): Promise<string> {
  const form = await getForm(work, id)
  mustBeAllowed(work.actor, "forms.design", { unitId: form.unitId })
  const [newest] = form.versions
  if (!newest) throw notFound("様式の版")
  if (newest.state === "draft") return newest.id
  const { definition } = await getFormVersion(work, newest.id)
  const versionId = await addVersion(work, id, newest.number + 1, definition)
  await record(work, { action: "forms.revised", subject: { kind: "form", id }, detail: { number: newest.number + 1 }, unitId: form.unitId })
  return versionId
}

export async function copyForm(work: Work, id: string): Promise<string> {
  const form = await getForm(work, id)
  const { definition } = await getFormVersion(work, form.versions[0]!.id)
  const { versionId } = await createForm(work, { ...definition, title: `${definition.title}の写し`.slice(0, 100) }, form.note)
  return versionId
}

/** A form as it was exported, here or by somebody else, as a new one of the section's own. */
export function importForm(work: Work, json: string): Promise<{ id: string; versionId: string }> {
  return createForm(work, definitionOfJson(json))
}

/** A version as a file: what importForm takes. */
export async function exportForm(work: Work, versionId: string): Promise<{ name: string; json: string }> {
  const { definition, number } = await getFormVersion(work, versionId)
  return { name: `${definition.title}_第${number}版.json`, json: JSON.stringify(definition, null, 2) }
}

/** A whole definition as somebody wrote it elsewhere; every fault at once. `field`: the control it was given in. */
export function readDefinition(given: unknown, field?: string): FormDefinition {
  const { definition, faults } = readGiven(given)
  if (definition) return definition
  const most = 20
  const more = faults.length > most ? ` ほか${faults.length - most}件。` : ""
  throw refusal("invalid", "forms.definition", `${faults.slice(0, most).join(" ")}${more}`, field ? { field } : {})
}

export function definitionOfJson(text: string, field = "json"): FormDefinition {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw refusal("invalid", "forms.json", "JSON として読めません。書き出したファイルをそのまま選ぶか、貼り付けてください。", { field })
  }
  return readDefinition(given, field)
}

type Change = (definition: FormDefinition) => FormDefinition
/** What a person whose save came second is shown of the first one, by the names of their controls. */
type Shown = (definition: FormDefinition) => Record<string, unknown>
const wholeOf: Shown = (definition) => ({ definition })

/** Saves a draft's definition over the version the person was looking at. @returns the new version of the row. */
export async function saveDefinition(work: Work, versionId: string, change: Change, expected?: number, shown: Shown = wholeOf): Promise<number> {
  const it = await lockDraft(work, versionId)
  if (expected !== undefined && expected !== it.version) {
    throw refusal("conflict", "forms.stale", "ほかの人が先に保存しました。いまの内容を確かめて、もう一度変えてください。", { detail: shown(it.definition) })
  }
  const definition = readDefinition(change(structuredClone(it.definition)))
  await work.db
    .updateTable("form_version")
    .set({ definition: JSON.stringify(definition), previous: JSON.stringify(it.definition), version: it.version + 1, changed_by: mustDesign(work).id, changed_at: work.now })
    .where("id", "=", versionId)
    .execute()
  if (definition.title !== it.definition.title) await work.db.updateTable("form").set({ title: definition.title }).where("id", "=", it.formId).execute()
  await record(work, { action: "forms.changed", subject: { kind: "form", id: it.formId }, detail: { number: it.number, version: it.version + 1 }, unitId: it.unitId })
  return it.version + 1
}

/** One step back: the draft as it was before its last change; a second time undoes the undoing. */
export async function undoChange(work: Work, versionId: string): Promise<void> {
  await lockDraft(work, versionId)
  const row = await work.db.selectFrom("form_version").select("previous").where("id", "=", versionId).executeTakeFirst()
  if (!row?.previous) throw refusal("conflict", "forms.nothing-to-undo", "元に戻す変更がありません。")
  await saveDefinition(work, versionId, () => row.previous!)
}

/** From here on it never changes, and applicants can be asked it. */
export async function openVersion(work: Work, versionId: string): Promise<void> {
  const it = await lockDraft(work, versionId)
  const faults = faultsToOpen(it.definition)
  if (faults.length > 0) throw refusal("invalid", "forms.incomplete", faults.join(" "))
  const sha256 = createHash("sha256").update(canonicalJson(it.definition)).digest("hex")
  await work.db
    .updateTable("form_version")
    .set({ state: "open", sha256, opened_by: mustDesign(work).id, opened_at: work.now, previous: null, version: it.version + 1 })
    .where("id", "=", versionId)
    .execute()
  await record(work, { action: "forms.opened", subject: { kind: "form", id: it.formId }, detail: { number: it.number, sha256 }, unitId: it.unitId })
}

function select(work: Work) {
  return work.db
    .selectFrom("form_version as v")
    .innerJoin("form as f", "f.id", "v.form_id")
    .select(columns)
    .select((e) => e("v.previous", "is not", null).as("undoable"))
}

async function lockDraft(work: Work, versionId: string): Promise<FormVersion> {
  if (!isIdText(versionId)) throw notFound("様式の版")
  await work.db.selectFrom("form_version").select("id").where("id", "=", versionId).forUpdate().executeTakeFirst()
  const it = await getFormVersion(work, versionId)
  if (it.state === "open") throw refusal("conflict", "forms.opened", "公開した版は変えられません。改訂版をつくって直してください。")
  return it
}

async function addVersion(work: Work, formId: string, number: number, definition: FormDefinition): Promise<string> {
  const clerk = mustDesign(work)
  const { id } = await work.db
    .insertInto("form_version")
    .values({ form_id: formId, number, definition: JSON.stringify(definition), changed_by: clerk.id, changed_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

function mustDesign(work: Work): StaffActor {
  const actor: Actor = work.actor
  if (actor.kind !== "staff") throw refusal("forbidden", "forms.staff-only", "様式は職員がつくります。")
  mustBeAllowed(actor, "forms.design", { unitId: actor.unitId })
  return actor
}
