export { listInbox, markAllRead, markRead, unreadCount, type InboxItem, type InboxPage } from "./inbox.ts"
export { listTold, type ToldNotice } from "./list-told.ts"
export { configureMail, mailIsConfigured } from "./mail-server.ts"
export { defineNotice, type Notice } from "./notice.ts"
export { isMailAddress } from "./mail-address.ts"
export { sendMail, type Mail } from "./send-mail.ts"
export { numberToCome, tell, telling } from "./tell.ts"
export { getPreference, setPreference, type OwnPreference } from "./preference.ts"
export {
  MailRefused,
  pretendTransport,
  smtpTransport,
  useMailTransport,
  type MailMessage,
  type MailTransport,
} from "./mail-transport.ts"
export { tryMail } from "./deliver.ts"
export { paths as noticePaths } from "./paths.ts"
export { waitingNotices } from "./waiting.ts"
export type { MailPreference, MailState } from "./tables.ts"
export { rememberUnread, type RememberedUnread } from "./remember-unread.ts"
