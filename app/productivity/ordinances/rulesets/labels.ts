import { createHash } from "node:crypto"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, isInstantText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Category } from "../scanner/index.ts"

export interface NewLabel {
  title: string
  no: string
  caption: string
  text: string
  categories: readonly Category[]
  note: string
}

export interface Label extends NewLabel {
  id: string
  labelledBy: string | null
  updatedAt: Date
}

/** What somebody of the office says of an article after reading it; saying it anew replaces what was said. */
export async function saveLabel(work: Work, label: NewLabel): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const text = label.text.replace(/\r\n?/g, "\n").trim()
  const by = work.actor.kind === "staff" ? work.actor.id : null
  const values = { title: label.title, no: label.no, caption: label.caption, categories: [...label.categories], note: label.note, labelled_by: by, updated_at: work.now }
  const { id } = await work.db
    .insertInto("ordinance_label")
    .values({ ...values, text, text_sha256: createHash("sha256").update(text).digest("hex"), created_at: work.now })
    .onConflict((conflict) => conflict.column("text_sha256").doUpdateSet(values))
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "ordinances.article-labelled", subject: { kind: "ordinance-label", id }, detail: { title: label.title, no: label.no, categories: label.categories } })
  return id
}

export async function removeLabel(work: Work, id: string): Promise<void> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (!isIdText(id)) throw notFound("見本")
  const gone = await work.db.deleteFrom("ordinance_label").where("id", "=", id).returning(["title", "no"]).executeTakeFirst()
  if (!gone) throw notFound("見本")
  await record(work, { action: "ordinances.label-removed", subject: { kind: "ordinance-label", id }, detail: { ...gone } })
}

/** The latest first. */
export async function listLabels(work: Work, page: { after?: string | undefined; limit?: number } = {}): Promise<{ items: Label[]; next: string | undefined; total: number }> {
  mustBeAllowed(work.actor, "ordinances.read")
  const limit = page.limit ?? 25
  let query = work.db
    .selectFrom("ordinance_label as l")
    .leftJoin("person as p", "p.id", "l.labelled_by")
    .select(["l.id", "l.title", "l.no", "l.caption", "l.text", "l.categories", "l.note", "p.name as labelledBy", "l.updated_at as updatedAt"])
  if (page.after) {
    const { at, id } = cursor(page.after)
    query = query.where((where) => where.or([where("l.updated_at", "<", new Date(at)), where.and([where("l.updated_at", "=", new Date(at)), where("l.id", "<", id)])]))
  }
  const rows = await query.orderBy("l.updated_at", "desc").orderBy("l.id", "desc").limit(limit + 1).execute()
  const { total } = await work.db.selectFrom("ordinance_label").select((of) => of.fn.countAll<number>().as("total")).executeTakeFirstOrThrow()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, total: Number(total), next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.updatedAt.toISOString(), last.id])).toString("base64url") : undefined }
}

function cursor(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (isInstantText(at) && isIdText(id)) return { at: at as string, id: id as string }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
