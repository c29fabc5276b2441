import type { Generated } from "kysely"
import type { Stamp } from "../database/tables.ts"

export type MailState = "none" | "unset" | "waiting" | "digest" | "sent" | "refused"
export type MailPreference = "immediate" | "digest" | "none"

interface NoticeTable {
  id: Generated<string>
  name: string
  title: string
  subject: string
  body: Generated<string>
  link: string
  told_at: Stamp
}

interface NoticeRecipientTable {
  notice_id: string
  person_id: string
  read_at: Date | null
  mail: Generated<MailState>
  mail_at: Date | null
  mail_error: string | null
}

interface NoticePreferenceTable {
  person_id: string
  mail: MailPreference
  changed_at: Stamp
}

interface NoticeMailTable {
  id: Generated<string>
  recipient: string
  subject: string
  text: string | null
  state: "unset" | "waiting" | "sent" | "refused" | "expired"
  made_at: Stamp
  expires_at: Date | null
  mail_at: Date | null
  mail_error: string | null
}

declare module "../database/tables.ts" {
  interface Tables {
    notice: NoticeTable
    notice_recipient: NoticeRecipientTable
    notice_preference: NoticePreferenceTable
    notice_mail: NoticeMailTable
  }
}
