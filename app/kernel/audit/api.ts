import { z } from "zod"
import { mustBeAllowed } from "../access/index.ts"
import { type Api, pageOf } from "../http/index.ts"
import { auditQuery } from "./inputs.ts"
import { listAudit } from "./read-audit.ts"
import { verifyAudit } from "./verify-audit.ts"

const event = z.object({
  lane: z.number(),
  seq: z.number(),
  at: z.iso.datetime(),
  actorKind: z.string(),
  actorName: z.string(),
  actorId: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  unitName: z.string().nullable(),
  requestId: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

export function auditApi(api: Api): void {
  const shared = { who: "staff", tag: "操作の記録" } as const
  api.route({ ...shared, method: "get", path: "/audit", summary: "操作の記録（監査の役割が必要）", query: auditQuery, answer: pageOf(event) }, async (work, { query }, c) => {
    const { items, next } = await listAudit(work, query)
    c.next(next)
    return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), next: next ?? null }
  })
  api.route(
    {
      ...shared,
      method: "get",
      path: "/audit/verification",
      summary: "操作の記録を検証する",
      answer: z.object({ ok: z.boolean(), events: z.number(), digest: z.string().nullable(), first: z.string().nullable() }),
    },
    async (work) => {
      mustBeAllowed(work.actor, "audit.read")
      const verdict = await verifyAudit(work.db)
      return { ok: verdict.ok, events: verdict.events, digest: verdict.ok ? verdict.digest : null, first: verdict.ok ? null : verdict.first.sentence }
    },
  )
}
