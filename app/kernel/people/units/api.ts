import { z } from "zod"
import type { Api } from "../../http/index.ts"
import { cancelReorganisation } from "./cancel-reorganisation.ts"
import { type DecidedReorganisation, getReorganisation, listReorganisations, previewReorganisation, reorganise } from "./reorganise.ts"
import { unitChange } from "./unit-changes.ts"

const plan = z.object({
  on: z.iso.date().meta({ title: "改正の日" }),
  reason: z.string().min(1).max(500).meta({ title: "理由" }),
  changes: z.array(unitChange).min(1).max(200).meta({ title: "変更" }),
})
const held = z.object({ fromName: z.string(), toName: z.string(), what: z.string(), count: z.number().int() })
const previewed = z.object({
  problems: z.array(z.object({ at: z.number().int(), message: z.string() })),
  summary: z.array(z.string()),
  posts: z.number().int(),
  grants: z.number().int(),
  held: z.array(held),
})
const decided = z.object({
  id: z.string(),
  on: z.string(),
  reason: z.string(),
  summary: z.array(z.string()),
  by: z.string().nullable(),
  at: z.string(),
  carriedOutAt: z.string().nullable(),
  handedOver: z.array(held.extend({ from: z.string(), to: z.string() })),
  cancelledAt: z.string().nullable(),
  cancelReason: z.string(),
})
const params = z.object({ id: z.uuid().meta({ title: "組織改正のID" }) })
const shared = { who: "staff", tag: "人と組織" } as const

export function reorganisationApi(api: Api): void {
  api.route({ ...shared, method: "get", path: "/reorganisations", summary: "登録された組織改正", answer: z.object({ items: z.array(decided) }) }, async (work) => ({
    items: (await listReorganisations(work)).map(json),
  }))
  api.route(
    { ...shared, method: "post", path: "/reorganisations/preview", summary: "組織改正で何が変わるかを確かめる（何も書かない）", body: plan, answer: previewed, status: 200 },
    async (work, { body }) => {
      const { problems, summary, posts, grants, held } = await previewReorganisation(work, body)
      return { problems, summary, posts, grants, held: held.map(({ fromName, toName, what, count }) => ({ fromName, toName, what, count })) }
    },
  )
  api.route({ ...shared, method: "post", path: "/reorganisations", summary: "組織改正を登録する", body: plan, answer: decided, status: 201 }, async (work, { body }, c) => {
    const { id } = await reorganise(work, body)
    c.created(`/reorganisations/${id}`)
    return json(await getReorganisation(work, id))
  })
  api.route({ ...shared, method: "get", path: "/reorganisations/{id}", summary: "組織改正1件", params, answer: decided }, async (work, { params }) =>
    json(await getReorganisation(work, params.id)),
  )
  api.route(
    {
      ...shared,
      method: "post",
      path: "/reorganisations/{id}/cancel",
      summary: "改正の日より前に取り消す",
      params,
      body: z.object({ reason: z.string().trim().min(1).max(500).meta({ title: "取り消す理由" }) }),
      answer: decided,
      status: 200,
    },
    async (work, { params, body }) => {
      await cancelReorganisation(work, params.id, body.reason)
      return json(await getReorganisation(work, params.id))
    },
  )
}

function json({ id, on, reason, summary, by, at, carriedOutAt, handedOver, cancelledAt, cancelReason }: DecidedReorganisation) {
  const instant = (date: Date | null) => date?.toISOString() ?? null
  return { id, on, reason, summary, by, at: at.toISOString(), carriedOutAt: instant(carriedOutAt), handedOver, cancelledAt: instant(cancelledAt), cancelReason }
}
