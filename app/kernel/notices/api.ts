import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../http/index.ts"
import { listInbox, markAllRead, markRead } from "./inbox.ts"
import { preferenceSchema } from "./pages/index.tsx"
import { getPreference, setPreference } from "./preference.ts"

const tag = "お知らせ"
const item = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  subject: z.string(),
  body: z.string(),
  link: z.string(),
  toldAt: z.string(),
  readAt: z.string().nullable(),
  mail: z.enum(["none", "unset", "waiting", "digest", "sent", "refused"]),
})
const preference = preferenceSchema.extend({ address: z.string().nullable() })

export function noticeApi(api: Api): void {
  api.route(
    {
      method: "get",
      path: "/notices",
      summary: "自分へのお知らせ（新しい順）",
      who: "signedIn",
      tag,
      query: pageQuery.extend({ unread: z.boolean().default(false).meta({ title: "未読だけ" }) }),
      answer: pageOf(item),
    },
    async (work, { query }, c) => {
      const { items, next } = await listInbox(work, query)
      c.next(next)
      return {
        items: items.map(({ mailError: _, ...one }) => ({
          ...one,
          toldAt: one.toldAt.toISOString(),
          readAt: one.readAt?.toISOString() ?? null,
        })),
        next: next ?? null,
      }
    },
  )
  api.route(
    {
      method: "post",
      path: "/notices/{id}/read",
      summary: "既読にする",
      who: "signedIn",
      tag,
      params: z.object({ id: z.uuid() }),
      answer: z.object({ link: z.string() }),
    },
    async (work, { params }) => ({ link: await markRead(work, params.id) }),
  )
  api.route(
    {
      method: "post",
      path: "/notices/read",
      summary: "まとめて既読にする",
      who: "signedIn",
      tag,
      body: z.object({ upTo: z.uuid().optional().meta({ title: "このお知らせまで" }) }),
      answer: z.object({ read: z.number().int() }),
    },
    async (work, { body }) => ({ read: await markAllRead(work, body.upTo) }),
  )
  api.route(
    { method: "get", path: "/account/notices", summary: "メールの受け取り方", who: "signedIn", tag, answer: preference },
    async (work) => getPreference(work),
  )
  api.route(
    {
      method: "put",
      path: "/account/notices",
      summary: "メールの受け取り方を変える",
      who: "signedIn",
      tag,
      body: preferenceSchema,
      answer: preference,
    },
    async (work, { body }) => {
      await setPreference(work, body.mail)
      return getPreference(work)
    },
  )
}
