import { z } from "zod"
import { type Api, notFound } from "../../kernel/http/index.ts"
import { readEdition } from "../editions/index.ts"
import { compareText } from "../compare/index.ts"
import { addInitiative, withdrawInitiative } from "./add-initiative.ts"
import { compareEditions } from "./compare-editions.ts"
import { decideFate } from "./decide-fate.ts"
import { fateInput, newInitiativeInput, revisionInput, submissionInput } from "./inputs.ts"
import { findRevision, listFates } from "./read-revision.ts"
import { listTextVersions } from "./read-history.ts"
import { startRevision } from "./start-revision.ts"
import { submitEdition } from "./submit-edition.ts"

const tag = "推進プランの改定"
const editionParams = z.object({ id: z.uuid() })
const initiativeParams = z.object({ id: z.uuid(), initiative: z.uuid() })

const fate = z.object({
  fromInitiativeId: z.uuid().nullable(),
  toInitiativeId: z.uuid().nullable(),
  change: z.enum(["continue", "expand", "shrink", "merge", "split", "end", "new"]),
  reason: z.string(),
})
const revisionAnswer = z.object({
  kind: z.enum(["yearly", "mid-year"]),
  basedOn: z.uuid(),
  fates: z.array(fate),
  missing: z.array(z.object({ initiativeId: z.uuid(), title: z.string(), message: z.string() })),
})

export function revisionApi(api: Api): void {
  api.route(
    {
      method: "post",
      path: "/plan/revisions",
      summary: "翌年度の版、または年度途中の改定版の下書きを作る",
      who: "staff",
      tag,
      body: revisionInput,
      answer: z.object({ editionId: z.uuid() }),
    },
    async (work, { body }, c) => {
      const editionId = await startRevision(work, body)
      c.created(`/plan/editions/${editionId}`)
      return { editionId }
    },
  )
  api.route(
    {
      method: "get",
      path: "/plan/editions/{id}/revision",
      summary: "取組の扱いと、まだ決まっていないこと",
      who: "staff",
      tag,
      params: editionParams,
      answer: revisionAnswer,
    },
    async (work, { params }) => {
      const revision = await findRevision(work, params.id)
      if (!revision) throw notFound("見直し中の版")
      return {
        kind: revision.kind,
        basedOn: revision.before.edition.id,
        fates: revision.fates.map(plainFate),
        missing: revision.gaps,
      }
    },
  )
  api.route(
    {
      method: "put",
      path: "/plan/editions/{id}/initiatives/{initiative}/fate",
      summary: "取組の扱い（継続・拡充・縮小・統合・分割・終了）を理由とともに決める",
      who: "staff",
      tag,
      params: initiativeParams,
      body: fateInput,
      answer: z.object({ fates: z.array(fate) }),
    },
    async (work, { params, body }) => {
      await decideFate(work, params.id, params.initiative, body)
      const fates = await listFates(work, params.id)
      return { fates: fates.filter((one) => one.fromInitiativeId === params.initiative).map(plainFate) }
    },
  )
  api.route(
    {
      method: "post",
      path: "/plan/editions/{id}/new-initiatives",
      summary: "新規の取組を理由とともに加える",
      who: "staff",
      tag,
      params: editionParams,
      body: newInitiativeInput,
      answer: z.object({ initiativeId: z.uuid() }),
    },
    async (work, { params, body }, c) => {
      const initiativeId = await addInitiative(work, params.id, body)
      c.created(`/plan/editions/${params.id}/initiatives/${initiativeId}`)
      return { initiativeId }
    },
  )
  api.route(
    {
      method: "delete",
      path: "/plan/editions/{id}/new-initiatives/{initiative}",
      summary: "加えた新規の取組を取り消す",
      who: "staff",
      tag,
      params: initiativeParams,
      status: 204,
      answer: z.null(),
    },
    async (work, { params }) => {
      await withdrawInitiative(work, params.id, params.initiative)
      return null
    },
  )
  api.route(
    {
      method: "post",
      path: "/plan/editions/{id}/submission",
      summary: "下書きを決裁に出す",
      who: "staff",
      tag,
      params: editionParams,
      body: submissionInput,
      answer: z.object({ approvalId: z.uuid() }),
    },
    async (work, { params, body }, c) => {
      const approvalId = await submitEdition(work, params.id, body)
      c.created(`/approvals/${approvalId}`)
      return { approvalId }
    },
  )
  api.route(
    {
      method: "get",
      path: "/plan/comparison",
      summary: "2つの版の違い",
      who: "staff",
      tag,
      query: z.object({ a: z.uuid().meta({ title: "前の版" }), b: z.uuid().meta({ title: "後の版" }) }),
      answer: z.object({
        plan: z.array(z.unknown()),
        initiatives: z.array(z.object({ initiativeId: z.uuid(), title: z.string(), fields: z.array(z.unknown()) })),
      }),
    },
    async (work, { query }) => {
      const difference = compareEditions(await readEdition(work, query.a), await readEdition(work, query.b))
      const rows = (field: { field: string; before: string; after: string }) => ({
        field: field.field,
        rows: compareText(field.before, field.after),
      })
      return {
        plan: difference.own.map(rows),
        initiatives: difference.sheets.map(({ initiativeId, title, fields }) => ({ initiativeId, title, fields: fields.map(rows) })),
      }
    },
  )
  api.route(
    {
      method: "get",
      path: "/plan/editions/{id}/initiatives/{initiative}/texts/{field}",
      summary: "ある文章のすべての版（だれが、いつ、なぜ）",
      who: "staff",
      tag,
      params: z.object({ id: z.uuid(), initiative: z.uuid(), field: z.string().max(60) }),
      answer: z.object({
        items: z.array(
          z.object({ editionId: z.uuid(), text: z.string(), reason: z.string(), by: z.string(), at: z.string() }),
        ),
      }),
    },
    async (work, { params }) => {
      const versions = await listTextVersions(work, params.id, params.initiative, params.field)
      return {
        items: versions.map((one) => ({
          editionId: one.editionId,
          text: one.text,
          reason: one.reason,
          by: one.changedByName,
          at: one.changedAt.toISOString(),
        })),
      }
    },
  )
}

function plainFate({ fromInitiativeId, toInitiativeId, change, reason }: z.infer<typeof fate>): z.infer<typeof fate> {
  return { fromInitiativeId, toInitiativeId, change, reason }
}
