import { z } from "zod"
import { visitor } from "../access/index.ts"
import type { Api } from "../http/index.ts"
import { search } from "./search.ts"

const hit = z.object({
  kind: z.string(),
  kindTitle: z.string(),
  id: z.string(),
  title: z.string(),
  snippet: z.string().meta({ description: "文字参照済みの HTML。見つかった言葉は <mark>" }),
  link: z.string(),
  happenedOn: z.string().nullable(),
})

export function searchApi(api: Api): void {
  api.route(
    {
      method: "get",
      path: "/search",
      summary: "全文検索（見てよいものだけを探し、数える）",
      who: "anyone",
      tag: "検索",
      query: z.object({
        q: z.string().min(1).max(200).meta({ title: "検索する言葉" }),
        kind: z.array(z.string()).optional().meta({ title: "種類" }),
        page: z.number().int().min(1).max(200).default(1).meta({ title: "ページ" }),
      }),
      answer: z.object({
        total: z.number().int(),
        counts: z.array(z.object({ kind: z.string(), title: z.string(), count: z.number().int() })),
        items: z.array(hit),
        page: z.number().int(),
        pages: z.number().int(),
      }),
    },
    async (work, { query }) => {
      const actor = work.actor.kind === "system" ? visitor : work.actor
      const answer = await search({ db: work.db, actor }, { text: query.q, page: query.page, ...(query.kind ? { kinds: query.kind } : {}) })
      return {
        ...answer,
        items: answer.items.map((item) => ({
          ...item,
          title: item.title.map((piece) => piece.text).join(""),
          snippet: item.snippet.map((piece) => (piece.hit ? `<mark>${escape(piece.text)}</mark>` : escape(piece.text))).join(""),
        })),
      }
    },
  )
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
