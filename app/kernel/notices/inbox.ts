import { sql } from "kysely"
import type { Db, Work } from "../database/index.ts"
import { personOf } from "../access/actor.ts"
import { refusal } from "../http/refusal.ts"
import type { MailState } from "./tables.ts"

/** How many notices a person has not read; an index-only scan over their unread ones, and no further than 100. */
export async function unreadCount(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`select count(*)::int as unread from (
    select 1 from notice_recipient where person_id = ${personId} and read_at is null limit 100) few`.execute(db)
  return rows[0]!.unread
}

export interface InboxItem {
  id: string
  name: string
  title: string
  subject: string
  body: string
  link: string
  toldAt: Date
  readAt: Date | null
  mail: MailState
  mailError: string | null
}

export interface InboxPage {
  items: InboxItem[]
  /** The cursor of the page after; undefined at the end. */
  next: string | undefined
}

const PAGE = 25

/** The asking person's own notices, newest first. */
export async function listInbox(work: Work, options: { unread?: boolean; after?: string; limit?: number } = {}): Promise<InboxPage> {
  const personId = mustBePerson(work)
  const limit = options.limit ?? PAGE
  let query = work.db
    .selectFrom("notice_recipient as r")
    .innerJoin("notice as n", "n.id", "r.notice_id")
    .select(["n.id", "n.name", "n.title", "n.subject", "n.body", "n.link", "n.told_at", "r.read_at", "r.mail", "r.mail_error"])
    .where("r.person_id", "=", personId)
    .orderBy("r.notice_id", "desc")
    .limit(limit + 1)
  if (options.unread) query = query.where("r.read_at", "is", null)
  if (options.after) query = query.where("r.notice_id", "<", mustBeCursor(options.after))
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    subject: row.subject,
    body: row.body,
    link: row.link,
    toldAt: row.told_at,
    readAt: row.read_at,
    mail: row.mail,
    mailError: row.mail_error,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : undefined }
}

/** Marks one as read; refuses another person's. @returns where it leads. */
export async function markRead(work: Work, noticeId: string): Promise<string> {
  const row = await work.db
    .updateTable("notice_recipient as r")
    .from("notice as n")
    .set((eb) => ({ read_at: eb.fn.coalesce("r.read_at", eb.val(work.now)) }))
    .whereRef("n.id", "=", "r.notice_id")
    .where("r.notice_id", "=", noticeId)
    .where("r.person_id", "=", mustBePerson(work))
    .returning("n.link")
    .executeTakeFirst()
  if (!row) throw refusal("not-found", "notices.not-found", "お知らせが見つかりません。")
  return row.link
}

/** Marks all as read that had been told when the page was made: none that came meanwhile. */
export async function markAllRead(work: Work, upTo?: string): Promise<number> {
  let query = work.db
    .updateTable("notice_recipient")
    .set({ read_at: work.now })
    .where("person_id", "=", mustBePerson(work))
    .where("read_at", "is", null)
  if (upTo) query = query.where("notice_id", "<=", mustBeCursor(upTo))
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

function mustBePerson(work: Work): string {
  const id = personOf(work.actor)
  if (!id) throw refusal("forbidden", "notices.nobody", "お知らせはサインインした人のものです。")
  return id
}

function mustBeCursor(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。")
}
