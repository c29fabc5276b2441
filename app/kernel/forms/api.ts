import { z } from "zod"
import type { Api } from "../http/index.ts"
import { readGiven } from "./definition-faults.ts"
import { faultsToOpen } from "./form-faults.ts"
import { copyForm, createForm, getForm, getFormVersion, listForms, openVersion, readDefinition, reviseForm, saveDefinition, undoChange } from "./forms.ts"
import { jsonSchemaOf } from "./json-schema-of.ts"
import { paths } from "./paths.ts"
import { findPostalAreas, findPostalSource } from "./postal/find-postal-areas.ts"

const staff = { who: "staff", tag: "様式" } as const
const params = z.object({ id: z.uuid().meta({ title: "様式のID" }) })
const versionParams = z.object({ id: z.uuid().meta({ title: "様式の版のID" }) })
const definition = z.record(z.string(), z.unknown()).meta({ title: "様式", description: "書き出した様式（GET の definition）と同じ形" })
const made = z.object({ id: z.string(), versionId: z.string() })
const row = z.object({ id: z.string(), title: z.string(), note: z.string(), versions: z.array(z.object({ id: z.string(), number: z.number(), state: z.string() })) })
const versionAnswer = z.object({ id: z.string(), formId: z.string(), number: z.number(), state: z.string(), sha256: z.string().nullable(), definition, faults: z.array(z.string()) })

export function formsApi(api: Api): void {
  api.route({ ...staff, method: "get", path: "/forms", summary: "所属の様式", query: z.object({ q: z.string().max(100).optional().meta({ title: "様式の名称" }) }), answer: z.object({ items: z.array(row) }) }, async (work, { query }) => ({
    items: await listForms(work, query.q ? { q: query.q } : {}),
  }))
  api.route({ ...staff, method: "post", path: "/forms", summary: "様式をつくる", body: z.object({ definition }), answer: made, status: 201 }, async (work, { body }, c) => {
    const created = await createForm(work, readDefinition(body.definition))
    c.created(paths.one(created.id))
    return created
  })
  api.route({ ...staff, method: "get", path: "/forms/{id}", summary: "様式1件", params, answer: row }, async (work, { params: { id } }) => getForm(work, id))
  api.route({ ...staff, method: "post", path: "/forms/{id}/revise", summary: "改訂版をつくる（準備中の版があれば、それを返す）", params, answer: z.object({ versionId: z.string() }) }, async (work, { params: { id } }) => ({
    versionId: await reviseForm(work, id),
  }))
  api.route({ ...staff, method: "post", path: "/forms/{id}/copy", summary: "写してつくる", params, answer: z.object({ versionId: z.string() }) }, async (work, { params: { id } }) => ({ versionId: await copyForm(work, id) }))
  api.route({ ...staff, method: "get", path: "/forms/versions/{id}", summary: "様式の版1件", params: versionParams, answer: versionAnswer }, async (work, { params: { id } }, c) => {
    const it = await getFormVersion(work, id)
    c.version(it.version)
    return { ...it, definition: it.definition as unknown as Record<string, unknown>, faults: faultsToOpen(it.definition) }
  })
  api.route({ ...staff, method: "put", path: "/forms/versions/{id}", summary: "準備中の版を入れ替える", params: versionParams, body: z.object({ definition }), answer: z.object({ version: z.number() }) }, async (work, { params: { id }, body }, c) => {
    const version = await saveDefinition(work, id, () => readDefinition(body.definition), c.expectedVersion())
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "post", path: "/forms/versions/{id}/undo", summary: "直前の変更を元に戻す", params: versionParams, answer: z.object({}) }, async (work, { params: { id } }) => {
    await undoChange(work, id)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/forms/versions/{id}/open", summary: "版を公開する（以後変わらない）", params: versionParams, answer: z.object({}) }, async (work, { params: { id } }) => {
    await openVersion(work, id)
    return {}
  })
  api.route({ ...staff, method: "get", path: "/forms/versions/{id}/schema", summary: "答えの JSON Schema", params: versionParams, answer: z.record(z.string(), z.unknown()) }, async (work, { params: { id } }) => jsonSchemaOf((await getFormVersion(work, id)).definition))
  api.route({ ...staff, method: "post", path: "/forms/check", summary: "様式の誤りを調べる（保存しない）", body: z.object({ definition }), answer: z.object({ readable: z.boolean(), faults: z.array(z.string()) }) }, async (_, { body }) => {
    const { definition: read, faults } = readGiven(body.definition)
    return { readable: read !== undefined, faults: read ? faultsToOpen(read) : faults }
  })
  const town = z.object({ prefecture: z.string(), municipality: z.string(), area: z.string(), note: z.string() })
  const postalParams = z.object({ code: z.string().regex(/^\d{7}$/).meta({ title: "郵便番号（7桁）" }) })
  api.route({ who: "anyone", tag: "様式", method: "get", path: "/postal-codes/{code}", summary: "郵便番号の住所（なければ空）", params: postalParams, answer: z.object({ items: z.array(town), source: z.string().nullable() }) }, async (work, { params: { code } }) => ({
    items: (await findPostalAreas(work, code)).map(({ postalCode: _, ...rest }) => rest),
    source: (await findPostalSource(work))?.name ?? null,
  }))
}
