import { z } from "zod"
import { mustBeAllowed } from "../access/index.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import { type Api, notFound, pageOf, pageQuery } from "../http/index.ts"
import { listSessions, revokeSession } from "./sessions/list-sessions.ts"
import { getPerson, listPosts, searchStaff } from "./staff/find-people.ts"
import { recordDirectoryReading } from "./staff/record-directory.ts"
import { createApiToken, listApiTokens, revokeApiToken } from "./tokens/api-tokens.ts"
import { recordReading } from "./trace.ts"
import { getUnit, listUnitsOn, membersOf } from "./units/unit-tree.ts"

const byId = z.object({ id: z.uuid().meta({ title: "ID" }) })
const dayQuery = z.object({ on: z.iso.date().optional().meta({ title: "日", description: "省くときょう" }) })
const instant = z.iso.datetime()
const done = z.object({ done: z.literal(true) })

const me = z.object({
  kind: z.enum(["staff", "applicant"]),
  id: z.uuid(),
  name: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  post: z.string().nullable(),
  companyId: z.uuid().nullable(),
  roles: z.array(z.object({ role: z.string(), unitIds: z.union([z.literal("all"), z.array(z.uuid())]) })),
})
const unit = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  level: z.string(),
  parentId: z.uuid().nullable(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
})
const person = z.object({
  id: z.uuid(),
  name: z.string(),
  kana: z.string(),
  staffNumber: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  title: z.string().nullable(),
})
const session = z.object({ id: z.uuid(), method: z.string(), userAgent: z.string(), address: z.string(), startedAt: instant, seenAt: instant, expiresAt: instant, current: z.boolean() })
const token = z.object({
  id: z.uuid(),
  name: z.string(),
  ending: z.string(),
  scopes: z.array(z.enum(["read", "write"])),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})

const iso = (at: Date) => at.toISOString()
const isoOrNull = (at: Date | null) => at?.toISOString() ?? null

export function peopleApi(api: Api): void {
  const tag = "人と組織"
  api.route({ method: "get", path: "/me", summary: "自分", who: "signedIn", tag, answer: me }, async ({ actor }) => {
    if (actor.kind !== "staff" && actor.kind !== "applicant") throw notFound("人")
    return {
      kind: actor.kind,
      id: actor.id,
      name: actor.name,
      unit: actor.kind === "staff" ? { id: actor.unitId, name: actor.unitName } : null,
      post: actor.kind === "staff" ? actor.postTitle : null,
      companyId: actor.kind === "applicant" ? (actor.companyId ?? null) : null,
      roles: actor.grants.map((grant) => ({ role: grant.role, unitIds: grant.unitIds === "all" ? ("all" as const) : [...grant.unitIds] })),
    }
  })
  units(api, tag)
  people(api, tag)
  sessions(api)
  tokens(api)
}

const dayOf = (work: Work, on: string | undefined) => on ?? civilDateOf(work.now)

function units(api: Api, tag: string): void {
  api.route(
    { method: "get", path: "/units", summary: "ある日の組織", who: "staff", tag, query: dayQuery, answer: z.object({ items: z.array(unit) }) },
    async (work, { query }) => ({ items: await listUnitsOn(work.db, dayOf(work, query.on)) }),
  )
  api.route(
    {
      method: "get",
      path: "/units/{id}",
      summary: "ある日の所属とその職員",
      who: "staff",
      tag,
      params: byId,
      query: dayQuery,
      answer: unit.extend({ members: z.array(z.object({ personId: z.uuid(), name: z.string(), title: z.string(), rank: z.number(), main: z.boolean() })) }),
    },
    async (work, { params, query }) => {
      const on = dayOf(work, query.on)
      const found = await getUnit(work.db, params.id, on)
      const members = await membersOf(work.db, params.id, on)
      await recordReading(work, { subject: { kind: "unit", id: params.id }, what: "所属の職員", detail: { on, count: members.length } })
      return { ...found, members }
    },
  )
}

function people(api: Api, tag: string): void {
  api.route(
    {
      method: "get",
      path: "/people",
      summary: "職員を探す",
      who: "staff",
      tag,
      query: pageQuery.extend({
        q: z.string().max(100).optional().meta({ title: "氏名・フリガナ・職員番号" }),
        unit: z.uuid().optional().meta({ title: "所属", description: "下の所属を含む" }),
      }),
      answer: pageOf(person),
    },
    async (work, { query }, c) => {
      mustBeAllowed(work.actor, "people.see-directory")
      const found = await searchStaff(work, { text: query.q, unitId: query.unit, after: query.after, limit: query.limit })
      await recordDirectoryReading(work, { text: query.q, unitId: query.unit }, found)
      c.next(found.next)
      return { items: found.items.map(({ mail: _, aboveName: __, ...one }) => one), next: found.next ?? null }
    },
  )
  api.route(
    {
      method: "get",
      path: "/people/{id}",
      summary: "職員とその発令",
      who: "staff",
      tag,
      params: byId,
      answer: z.object({
        id: z.uuid(),
        name: z.string(),
        kana: z.string(),
        staffNumber: z.string().nullable(),
        status: z.enum(["active", "left"]),
        posts: z.array(
          z.object({
            unitId: z.uuid(),
            unitName: z.string(),
            title: z.string(),
            rank: z.number(),
            main: z.boolean(),
            validFrom: z.iso.date(),
            validUntil: z.iso.date().nullable(),
          }),
        ),
      }),
    },
    async (work, { params }) => {
      mustBeAllowed(work.actor, "people.see-directory")
      const found = await getPerson(work.db, params.id)
      if (found.kind !== "staff") throw notFound("人")
      await recordReading(work, { subject: { kind: "person", id: found.id }, what: "職員の所属" })
      const { id, name, kana, staffNumber, status } = found
      return { id, name, kana, staffNumber, status, posts: await listPosts(work.db, id, civilDateOf(work.now)) }
    },
  )
}

function sessions(api: Api): void {
  const tag = "サインイン"
  api.route(
    { method: "get", path: "/sessions", summary: "自分のサインイン中の端末", who: "signedIn", tag, answer: z.object({ items: z.array(session) }) },
    async (work) => ({
      items: (await listSessions(work)).map((one) => ({ ...one, startedAt: iso(one.startedAt), seenAt: iso(one.seenAt), expiresAt: iso(one.expiresAt) })),
    }),
  )
  api.route({ method: "delete", path: "/sessions/{id}", summary: "自分のサインインを終わらせる", who: "signedIn", tag, params: byId, answer: done }, async (work, { params }) => {
    await revokeSession(work, params.id)
    return { done: true as const }
  })
}

function tokens(api: Api): void {
  const tag = "アクセストークン"
  api.route(
    { method: "get", path: "/tokens", summary: "自分のアクセストークン", who: "signedIn", tag, answer: z.object({ items: z.array(token) }) },
    async (work) => ({
      items: (await listApiTokens(work)).map((one) => ({
        ...one,
        createdAt: iso(one.createdAt),
        expiresAt: iso(one.expiresAt),
        usedAt: isoOrNull(one.usedAt),
        revokedAt: isoOrNull(one.revokedAt),
      })),
    }),
  )
  api.route(
    {
      method: "post",
      path: "/tokens",
      summary: "アクセストークンをつくる（鍵はこの答えにだけ入る）",
      who: "signedIn",
      tag,
      body: z.object({
        name: z.string().min(1).max(80).meta({ title: "名前" }),
        expiresOn: z.iso.date().meta({ title: "有効期限" }),
        scopes: z.array(z.enum(["read", "write"])).min(1).max(2).meta({ title: "できること" }),
      }),
      answer: z.object({ id: z.uuid(), token: z.string() }),
      status: 201,
    },
    (work, { body }) => createApiToken(work, body),
  )
  api.route({ method: "delete", path: "/tokens/{id}", summary: "アクセストークンを取り消す", who: "signedIn", tag, params: byId, answer: done }, async (work, { params }) => {
    await revokeApiToken(work, params.id)
    return { done: true as const }
  })
}
