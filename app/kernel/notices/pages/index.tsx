import { z } from "zod"
import type { Site } from "../../http/index.ts"
import { personOf } from "../../access/index.ts"
import { listInbox, markAllRead, markRead, unreadCount } from "../inbox.ts"
import { mailIsConfigured } from "../mail-server.ts"
import { paths } from "../paths.ts"
import { getPreference, setPreference } from "../preference.ts"
import type { Work } from "../../database/index.ts"
import { InboxPage } from "./inbox-page.tsx"
import { PreferencePage } from "./preference-page.tsx"

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const preferenceSchema = z.object({ mail: z.enum(["immediate", "digest", "none"]).meta({ title: "お知らせのメール" }) })
const readAllSchema = z.object({ upTo: z.uuid().optional() })

export function noticePages(site: Site): void {
  site.signedIn.get(paths.inbox, async (work, c) => c.page(await inboxPage(work, c.query("unread") === "yes", c.query("after"))))

  site.signedIn.get(paths.open(":id"), async (work, c) => {
    const id = c.param("id")
    return c.redirect(await markRead(work, uuid.test(id) ? id : "00000000-0000-0000-0000-000000000000"))
  })

  site.signedIn.post(
    paths.readAll,
    { form: readAllSchema, again: (work) => inboxPage(work, false, undefined) },
    async (work, { upTo }, c) => {
      const count = await markAllRead(work, upTo)
      return c.redirect(paths.inbox, count > 0 ? `${count}件を既読にしました。` : "未読のお知らせはありません。")
    },
  )

  site.signedIn.get(paths.preference, async (work, c) =>
    c.page(<PreferencePage own={await getPreference(work)} mailConfigured={mailIsConfigured()} />),
  )

  site.signedIn.post(
    paths.preference,
    {
      form: preferenceSchema,
      again: async (work, _, typed) => <PreferencePage own={await getPreference(work)} mailConfigured={mailIsConfigured()} typed={typed} />,
    },
    async (work, { mail }, c) => {
      await setPreference(work, mail)
      return c.redirect(paths.preference, "保存しました。")
    },
  )
}

async function inboxPage(work: Work, unreadOnly: boolean, after: string | undefined) {
  const inbox = await listInbox(work, { unread: unreadOnly, ...(after ? { after } : {}) })
  const unread = await unreadCount(work.db, personOf(work.actor)!)
  return <InboxPage inbox={inbox} unreadOnly={unreadOnly} unread={unread} mailConfigured={mailIsConfigured()} firstPage={!after} />
}
