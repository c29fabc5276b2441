import { sql } from "kysely"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { isMailAddress } from "./mail-address.ts"
import { mailIsConfigured } from "./mail-server.ts"
import { oneLine } from "./one-line.ts"

export interface Mail {
  to: string
  subject: string
  text: string
  /** After this it is not sent any more: a sign-in link that is over. */
  expiresAt?: Date
}

/**
 * Queues a mail that is no notice, in the work's transaction. Without a mail server it is kept as 送信先未設定 and
 * its text is not stored.
 * @returns the mail's id.
 */
export async function sendMail(work: Pick<Work, "db">, mail: Mail): Promise<string> {
  if (!isMailAddress(mail.to)) throw refusal("invalid", "notices.address", "メールアドレスの形が正しくありません。", { field: "mail" })
  const { rows } = await sql<{ id: string }>`select notice_send_mail(${mail.to}, ${oneLine(mail.subject)}, ${mail.text},
    ${mail.expiresAt ?? null}::timestamptz, ${mailIsConfigured()}) as id`.execute(work.db)
  return rows[0]!.id
}
