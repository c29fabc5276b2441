import { sql } from "kysely"
import type { Work } from "../database/index.ts"
import type { MailState } from "./tables.ts"

export interface ToldNotice {
  toldAt: Date
  to: string
  subject: string
  body: string
  readAt: Date | null
  mail: MailState
  mailAt: Date | null
}

/** What some people have been told about one thing, by the addresses the notices lead to; the oldest first. The module asks who may know. */
export async function listTold(work: Work, people: readonly string[], links: readonly string[], limit: number): Promise<ToldNotice[]> {
  const { rows } = await sql<ToldNotice>`select n.told_at as "toldAt", p.name as "to", n.subject, n.body, r.read_at as "readAt", r.mail, r.mail_at as "mailAt"
    from notice_recipient r join notice n on n.id = r.notice_id join person p on p.id = r.person_id
    where r.person_id = any(${[...people]}::uuid[]) and n.link = any(${[...links]}::text[]) order by n.told_at, n.id, p.name limit ${limit}`.execute(work.db)
  return rows
}
