import { z } from "zod"
import type { Api } from "../kernel/http/index.ts"
import type { Module } from "../module.ts"
import { readDesk } from "./read-desk.ts"

const waitingItem = z.object({
  kind: z.string(),
  title: z.string(),
  link: z.string(),
  since: z.string(),
  dueOn: z.string().nullable(),
  state: z.string().nullable(),
  overdue: z.boolean(),
})

const deskAnswer = z.object({
  waiting: z.array(waitingItem),
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  total: z.number().int(),
  overdue: z.number().int(),
  owned: z.array(z.object({ kind: z.string(), title: z.string(), link: z.string(), state: z.string().nullable() })),
  followed: z.array(z.object({ kind: z.string(), id: z.string(), title: z.string(), link: z.string(), since: z.string() })),
  notices: z.array(
    z.object({ id: z.string(), subject: z.string(), link: z.string(), toldAt: z.string(), readAt: z.string().nullable() }),
  ),
})

export function deskApi(api: Api, modules: () => readonly Module[]): void {
  api.route(
    {
      method: "get",
      path: "/desk",
      summary: "自分を待っていること、見守っているもの、所属が受け持っていること",
      who: "staff",
      tag: "机",
      query: z.object({ kind: z.string().max(40).optional().meta({ title: "種類" }) }),
      answer: deskAnswer,
    },
    async (work, { query }) => {
      const desk = await readDesk(work, modules(), query.kind)
      return {
        ...desk,
        waiting: desk.waiting.map(({ kind, title, link, since, dueOn, state, overdue }) => ({
          kind,
          title,
          link,
          since: since.toISOString(),
          dueOn: dueOn ?? null,
          state: state ?? null,
          overdue,
        })),
        owned: desk.owned.map(({ kind, title, link, state }) => ({ kind, title, link, state: state ?? null })),
        followed: desk.followed.map((item) => ({ ...item, since: item.since.toISOString() })),
        notices: desk.notices.map(({ id, subject, link, toldAt, readAt }) => ({
          id,
          subject,
          link,
          toldAt: toldAt.toISOString(),
          readAt: readAt?.toISOString() ?? null,
        })),
      }
    },
  )
}
