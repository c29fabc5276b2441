import { z } from "zod"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import type { Api } from "../../../kernel/http/index.ts"
import { NATIONAL_SOURCE } from "../finder/national.ts"
import { type Comparison, compareList } from "./compare-list.ts"
import { nationalState } from "./list-takings.ts"
import { takeList } from "./take-list.ts"
import { KEEP_LIST } from "./uploads.ts"

const staff = { who: "staff", tag: "国の補助金の公開一覧" } as const
const body = z.object({ items: z.array(z.unknown()).min(1).max(20_000).meta({ title: "一覧", description: "公開APIの result と同じ形の行" }) })
const answer = z.object({
  source: z.string(),
  read: z.number(),
  fresh: z.number(),
  changed: z.number(),
  same: z.number(),
  gone: z.number(),
  hidden: z.number(),
  refused: z.array(z.object({ line: z.number(), why: z.string() })),
})

export function nationalApi(api: Api): void {
  const taking = z.object({ source: z.string(), takenAt: z.string(), takenBy: z.string().nullable(), readCount: z.number(), freshCount: z.number(), changedCount: z.number(), goneCount: z.number(), refusedCount: z.number() })
  api.route(
    { ...staff, method: "get", path: "/subsidies/national-list", summary: "国の補助金の公開一覧のいまと、取り込みの記録", answer: z.object({ source: z.string(), shown: z.number(), hidden: z.number(), gone: z.number(), takings: z.array(taking) }) },
    async (work) => {
      const { takings, ...counts } = await nationalState(work)
      return { source: NATIONAL_SOURCE, ...counts, takings: takings.map(({ id: _, ...one }) => ({ ...one, takenAt: one.takenAt.toISOString() })) }
    },
  )
  api.route({ ...staff, method: "post", path: "/subsidies/national-list/preview", summary: "一覧を取り込む前に、何が変わるかを確かめる", body, answer, status: 200 }, async (work, { body: { items } }) => {
    mustBeAllowed(work.actor, KEEP_LIST)
    return told(await compareList(work, JSON.stringify(items)))
  })
  api.route(
    { ...staff, method: "post", path: "/subsidies/national-list", summary: "一覧を取り込む", body: body.extend({ dropGone: z.boolean().default(false).meta({ title: "一覧にないものを、さがす画面から外す" }) }), answer, status: 200 },
    async (work, { body: { items, dropGone } }) => {
      mustBeAllowed(work.actor, KEEP_LIST)
      return told(await takeList(work, { source: "API", text: JSON.stringify(items), dropGone }))
    },
  )
}

function told({ fresh, changed, gone, ...found }: Comparison) {
  return { source: NATIONAL_SOURCE, read: found.read, same: found.same, hidden: found.hidden, refused: found.refused, fresh: fresh.length, changed: changed.length, gone: gone.length }
}
