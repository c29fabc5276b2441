import { z } from "zod"
import type { Work } from "../../../kernel/database/index.ts"
import { type Api, notFound, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { ordinanceKinds, provisionParts } from "../structure/provision.ts"
import { editOrdinance, ordinanceInput } from "./edit-ordinance.ts"
import { beginImport, importInput } from "./imports/begin-import.ts"
import { getImport, listImports, listLines, outcomes } from "./imports/read-imports.ts"
import { listNamed, listReferrers } from "./links/list-links.ts"
import { marksOf } from "./links/marks-of.ts"
import { ordinanceFilter } from "./list/list-filter.ts"
import { listOrdinances } from "./list/list-ordinances.ts"
import type { OrdinanceVersion } from "./ordinance.ts"
import { addressOfPath, rulebookPaths } from "./paths.ts"
import { getOrdinance, getVersion, getVersionByNumber, listProvisions, listVersions } from "./read-ordinance.ts"
import { placeTyped } from "./reading/place-typed.ts"
import { provisionOf } from "./links/references-of.ts"
import { provisionFilter } from "./search/search-filter.ts"
import { searchProvisions } from "./search/search-provisions.ts"
import { assignInput, assignUnit } from "./units/assign-units.ts"
import { takeUnitsTable } from "./units/units-table.ts"
import { compareProvisions } from "./versions/compare-provisions.ts"

const staff = { who: "staff", tag: "例規集" } as const
const params = z.object({ id: z.uuid().meta({ title: "例規のID" }) })
const day = z.string().nullable().meta({ format: "date" })
const moment = z.string().meta({ format: "date-time" })

const rowAnswer = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string(),
  kind: z.enum(ordinanceKinds),
  national: z.boolean(),
  category: z.string(),
  unitId: z.string().nullable(),
  unitCode: z.string().nullable(),
  unitName: z.string().nullable(),
  promulgatedOn: day,
  repealedOn: day,
  provisions: z.number(),
  versionNumber: z.number(),
  updatedAt: moment,
})
const oneAnswer = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string(),
  kind: z.enum(ordinanceKinds),
  national: z.boolean(),
  category: z.string(),
  unitId: z.string().nullable(),
  promulgatedOn: day,
  repealedOn: day,
  sourceUrl: z.string(),
  lawId: z.string().nullable(),
  currentVersion: z.object({ id: z.string(), number: z.number(), effectiveOn: day, madeBy: z.string() }),
  version: z.number(),
})
const versionAnswer = z.object({ id: z.string(), number: z.number(), effectiveOn: day, madeBy: z.string(), contentSha256: z.string(), createdAt: moment })
const provisionAnswer = z.object({
  position: z.number(),
  part: z.enum(provisionParts),
  address: z.string(),
  no: z.string(),
  caption: z.string(),
  headings: z.array(z.string()).readonly(),
  text: z.string().meta({ description: "1行が1つの項。「- 」で始まる行は号とその下、「| 」で始まる行は表" }),
})
const linkAnswer = z.object({ start: z.number(), end: z.number(), title: z.string(), href: z.string().nullable().meta({ description: "null: 例規集にない" }) })
const referrerAnswer = z.object({ ordinanceId: z.string(), title: z.string(), kind: z.enum(ordinanceKinds), address: z.string(), no: z.string(), caption: z.string(), words: z.string() })
const lineAnswer = z.object({
  fileName: z.string(),
  name: z.string(),
  title: z.string(),
  number: z.string(),
  provisions: z.number(),
  outcome: z.enum(outcomes),
  ordinanceId: z.string().nullable(),
  reason: z.string(),
  remarks: z.array(z.string()),
})
const importAnswer = z.object({
  id: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  found: z.number(),
  created: z.number(),
  newVersion: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  files: z.array(z.object({ name: z.string(), size: z.number(), state: z.string(), reason: z.string() })),
})
const fileBody = z.object({ name: z.string().min(1).max(200).meta({ title: "ファイル名" }), base64: z.base64().max(5_000_000).meta({ title: "ファイルの中身（Base64）" }) })

export function rulebookApi(api: Api): void {
  api.route(
    { ...staff, method: "get", path: "/ordinances", summary: "例規と国の法令の一覧", query: pageQuery.extend(ordinanceFilter.shape), answer: pageOf(rowAnswer) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const { items, next } = await listOrdinances(work, filter, { after, limit })
      c.next(next)
      return { items: items.map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() })), next: next ?? null }
    },
  )
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/search",
      summary: "条文をさがす",
      query: pageQuery.extend(provisionFilter.shape),
      answer: pageOf(z.object({ ordinanceId: z.string(), title: z.string(), kind: z.enum(ordinanceKinds), unitName: z.string().nullable(), address: z.string(), no: z.string(), caption: z.string(), snippet: z.string() })).extend({
        total: z.number(),
        texts: z.number(),
      }),
    },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const { items, next, total, texts } = await searchProvisions(work, filter, { after, limit })
      c.next(next)
      const words = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join("")
      return { total, texts, items: items.map((item) => ({ ...item, caption: words(item.caption), snippet: words(item.snippet) })), next: next ?? null }
    },
  )
  importsApi(api)
  api.route(
    { ...staff, method: "put", path: "/ordinances/units", summary: "例規の所管課を決める（まとめて）", body: assignInput, answer: z.object({ changed: z.number() }) },
    async (work, { body }) => ({ changed: await assignUnit(work, body.ids, body.unitId ?? null) }),
  )
  api.route(
    { ...staff, method: "post", path: "/ordinances/units-table", summary: "所管課を CSV で決める", body: fileBody, answer: z.object({ lines: z.number(), changed: z.number() }) },
    async (work, { body }) => takeUnitsTable(work, Buffer.from(body.base64, "base64")),
  )
  api.route({ ...staff, method: "get", path: "/ordinances/{id}", summary: "例規1件", params, answer: oneAnswer }, async (work, { params: { id } }, c) => {
    const it = await getOrdinance(work, id)
    const { id: versionId, number, effectiveOn, madeBy } = await getVersion(work, it.currentVersionId)
    c.version(it.version)
    return { ...it, currentVersion: { id: versionId, number, effectiveOn, madeBy } }
  })
  api.route({ ...staff, method: "put", path: "/ordinances/{id}", summary: "例規の登録の内容を直す", params, body: ordinanceInput, answer: z.object({}) }, async (work, { params: { id }, body }, c) => {
    await editOrdinance(work, id, body, c.expectedVersion())
    return {}
  })
  versionsApi(api)
  linksApi(api)
}

function importsApi(api: Api): void {
  const ofImport = z.object({ id: z.uuid().meta({ title: "取込みのID" }) })
  api.route(
    {
      ...staff,
      method: "post",
      path: "/ordinances/imports",
      summary: "例規のファイルを取り込む",
      body: importInput.extend({ files: z.array(fileBody).max(100).meta({ title: "ファイル" }) }),
      answer: z.object({ id: z.string() }),
      status: 201,
    },
    async (work, { body: { files, ...input } }, c) => {
      const id = await beginImport(work, { ...input, files: files.map(({ name, base64 }) => new File([Buffer.from(base64, "base64")], name)) })
      c.created(rulebookPaths.import(id))
      return { id }
    },
  )
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/imports",
      summary: "取込みの一覧",
      query: pageQuery,
      answer: pageOf(importAnswer.omit({ found: true, files: true }).extend({ createdAt: moment, files: z.number() })),
    },
    async (work, { query: { after, limit } }, c) => {
      const { items, next } = await listImports(work, { after, limit })
      c.next(next)
      return { items: items.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })), next: next ?? null }
    },
  )
  api.route({ ...staff, method: "get", path: "/ordinances/imports/{id}", summary: "取込みの進みぐあいと件数", params: ofImport, answer: importAnswer }, async (work, { params: { id } }) => {
    const { counts, ...it } = await getImport(work, id)
    return { ...it, ...counts }
  })
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/imports/{id}/lines",
      summary: "取込みの、例規ごとの結果",
      params: ofImport,
      query: pageQuery.extend({ outcome: z.enum(outcomes).optional().meta({ title: "結果" }), remarked: z.boolean().optional().meta({ title: "注意のあるものだけ" }) }),
      answer: pageOf(lineAnswer),
    },
    async (work, { params: { id }, query: { after, limit, ...filter } }, c) => {
      const it = await getImport(work, id)
      const { items, next } = await listLines(work, it.id, filter, { after, limit })
      c.next(next)
      return { items, next: next ?? null }
    },
  )
}

function versionsApi(api: Api): void {
  api.route({ ...staff, method: "get", path: "/ordinances/{id}/versions", summary: "例規の版", params, answer: z.object({ items: z.array(versionAnswer) }) }, async (work, { params: { id } }) => {
    const it = await getOrdinance(work, id)
    return { items: (await listVersions(work, it.id)).map(({ createdAt, ...version }) => ({ ...version, createdAt: createdAt.toISOString() })) }
  })
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/{id}/provisions",
      summary: "例規の条文（版の番号がなければ、いまの版）",
      params,
      query: z.object({ version: z.number().int().min(1).optional().meta({ title: "版" }) }),
      answer: z.object({ version: z.number(), items: z.array(provisionAnswer) }),
    },
    async (work, { params: { id }, query }) => {
      const version = await versionOf(work, id, query.version)
      return { version: version.number, items: await listProvisions(work, version.id) }
    },
  )
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/{id}/difference",
      summary: "二つの版の違い",
      params,
      query: z.object({ from: z.number().int().min(1).meta({ title: "もとの版" }), to: z.number().int().min(1).meta({ title: "くらべる版" }) }),
      answer: z.object({
        same: z.number(),
        items: z.array(
          z.object({
            kind: z.enum(["changed", "added", "removed"]),
            before: provisionAnswer.omit({ position: true }).nullable(),
            after: provisionAnswer.omit({ position: true }).nullable(),
            segments: z.array(z.object({ kind: z.enum(["same", "removed", "added"]), text: z.string() })),
          }),
        ),
      }),
    },
    async (work, { params: { id }, query }) => {
      const [from, to] = await Promise.all([versionOf(work, id, query.from), versionOf(work, id, query.to)])
      const rows = compareProvisions(await listProvisions(work, from.id), await listProvisions(work, to.id))
      const items = rows.flatMap(({ kind, before, after, segments }) => (kind === "same" ? [] : [{ kind, before: before ?? null, after: after ?? null, segments }]))
      return { same: rows.length - items.length, items }
    },
  )
}

async function versionOf(work: Work, id: string, number: number | undefined): Promise<OrdinanceVersion> {
  const it = await getOrdinance(work, id)
  return number === undefined ? getVersion(work, it.currentVersionId) : getVersionByNumber(work, it.id, number)
}

function linksApi(api: Api): void {
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/{id}/articles/{address}",
      summary: "条文1つ。どこを引き、どこから引かれているか",
      params: params.extend({ address: z.string().min(1).max(200).meta({ title: "条文", description: "12-3、s2_1（附則）、または 第12条の3" }) }),
      answer: provisionAnswer.extend({ links: z.array(linkAnswer), referrers: z.array(referrerAnswer) }),
    },
    async (work, { params: { id, address } }) => {
      const it = await getOrdinance(work, id)
      const provisions = await listProvisions(work, it.currentVersionId)
      const place = placeTyped(addressOfPath(address), provisions)
      const asked = place && (provisionOf(place) ?? place)
      const provision = provisions.find((one) => one.address === asked)
      if (!provision) throw notFound("条文")
      const [marks, referrers] = await Promise.all([marksOf(work, { id: it.id, title: it.title, provisions }, { of: provision.address }), listReferrers(work, it.id, provision.address)])
      return { ...provision, links: (marks.get(provision.address) ?? []).map((mark) => ({ ...mark, href: mark.href ?? null })), referrers }
    },
  )
  api.route(
    {
      ...staff,
      method: "get",
      path: "/ordinances/{id}/links",
      summary: "例規が引いているもの、例規を引いているもの",
      params,
      answer: z.object({
        named: z.array(z.object({ title: z.string(), number: z.string(), id: z.string().nullable(), kind: z.enum(ordinanceKinds).nullable(), count: z.number() })),
        referrers: z.array(referrerAnswer),
      }),
    },
    async (work, { params: { id } }) => {
      const it = await getOrdinance(work, id)
      const [named, referrers] = await Promise.all([listNamed(work, it.id), listReferrers(work, it.id)])
      return { named, referrers }
    },
  )
}
