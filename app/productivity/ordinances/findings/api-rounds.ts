import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { answerInput, extensionInput, roundInput } from "./rounds/inputs.ts"
import { openRound } from "./rounds/open-round.ts"
import { getRound, listRounds } from "./rounds/read-rounds.ts"
import { answerRound, closeRound, extendRound } from "./rounds/take-part.ts"

const staff = { who: "staff", tag: "アナログ規制の照会" } as const
const ofRound = z.object({ id: z.uuid().meta({ title: "照会のID" }) })
const moment = z.string().nullable().meta({ format: "date-time" })
const done = z.object({})
const iso = (at: Date | null) => at?.toISOString() ?? null

const row = z.object({ id: z.string(), title: z.string(), dueOn: z.string(), openedByName: z.string(), openedAt: moment, closedAt: moment, sections: z.number(), answered: z.number(), open: z.number() })
const part = z.object({
  unitId: z.string(),
  name: z.string(),
  dueOn: z.string(),
  asked: z.number(),
  open: z.number(),
  decided: z.number(),
  answeredAt: moment,
  answeredByName: z.string(),
  remark: z.string(),
  extendedReason: z.string(),
  overdue: z.boolean(),
})

export function roundsApi(api: Api): void {
  api.route({ ...staff, method: "get", path: "/analog-rounds", summary: "照会の一覧", query: pageQuery, answer: pageOf(row) }, async (work, { query }, c) => {
    const { items, next } = await listRounds(work, query)
    c.next(next)
    return { items: items.map((it) => ({ ...it, openedAt: iso(it.openedAt), closedAt: iso(it.closedAt) })), next: next ?? null }
  })
  api.route(
    { ...staff, method: "get", path: "/analog-rounds/{id}", summary: "照会1件と所属ごとの進み", params: ofRound, answer: row.omit({ sections: true, answered: true, open: true }).extend({ message: z.string(), units: z.array(part) }) },
    async (work, { params }) => {
      const round = await getRound(work, params.id)
      return { ...round, openedAt: iso(round.openedAt), closedAt: iso(round.closedAt), units: round.units.map((unit) => ({ ...unit, answeredAt: iso(unit.answeredAt) })) }
    },
  )
  api.route({ ...staff, method: "post", path: "/analog-rounds", summary: "照会を始める", body: roundInput, answer: z.object({ id: z.string() }), status: 201 }, async (work, { body }, c) => {
    const id = await openRound(work, body)
    c.created(`/analog-rounds/${id}`)
    return { id }
  })
  api.route({ ...staff, method: "post", path: "/analog-rounds/{id}/answers", summary: "所属が回答する", params: ofRound, body: answerInput, answer: done }, async (work, { params, body }) => {
    await answerRound(work, params.id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/analog-rounds/{id}/extensions", summary: "所属の期限を延ばす", params: ofRound, body: extensionInput, answer: done }, async (work, { params, body }) => {
    await extendRound(work, params.id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/analog-rounds/{id}/closing", summary: "照会を締め切る", params: ofRound, answer: done }, async (work, { params }) => {
    await closeRound(work, params.id)
    return {}
  })
}
