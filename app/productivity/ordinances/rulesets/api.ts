import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { categories, compileRules, type RulesData, scanArticle } from "../scanner/index.ts"
import { beginDraft, discardDraft, saveDraft } from "./draft-ruleset.ts"
import { labelInput, publishInput, tryInput } from "./inputs.ts"
import { listLabels, removeLabel, saveLabel } from "./labels.ts"
import { rulesetPaths } from "./paths.ts"
import { compareQuality, publishRuleset } from "./publish-ruleset.ts"
import { getRuleset, listRulesets } from "./read-rulesets.ts"

const staff = { who: "staff", tag: "アナログ規制の検出の規則" } as const
const ofRuleset = z.object({ id: z.string().max(40).meta({ title: "版のID", description: "付属の版は standard" }) })
const ofLabel = z.object({ id: z.uuid().meta({ title: "見本のID" }) })
const score = z.object({ tp: z.number(), fp: z.number(), fn: z.number(), precision: z.number().optional(), recall: z.number().optional(), f1: z.number().optional() })
const quality = z.object({ articles: z.number(), positive: z.number(), overall: score, categories: z.record(z.enum(categories), score) })
const rulesBody = z.looseObject({ version: z.string(), title: z.string() }).meta({ title: "規則の全体" })
const one = z.object({ id: z.string().optional(), number: z.number().optional(), title: z.string(), state: z.string(), version: z.number(), quality: quality.optional(), reason: z.string() })
const made = z.object({ id: z.string() })

export function rulesetsApi(api: Api): void {
  api.route({ ...staff, method: "get", path: "/ordinance-rules", summary: "検出の規則の版", answer: z.object({ items: z.array(one) }) }, async (work) => ({ items: await listRulesets(work) }))
  api.route({ ...staff, method: "post", path: "/ordinance-rules", summary: "新しい版を作りはじめる", body: z.object({ fromId: z.string().max(40).optional() }), answer: made, status: 201 }, async (work, { body }, c) => {
    const id = await beginDraft(work, body.fromId)
    c.created(rulesetPaths.one(id))
    return { id }
  })
  api.route({ ...staff, method: "get", path: "/ordinance-rules/{id}", summary: "1つの版の規則", params: ofRuleset, answer: one.extend({ rules: rulesBody }) }, async (work, { params }, c) => {
    const ruleset = await getRuleset(work, params.id)
    c.version(ruleset.version)
    return ruleset
  })
  api.route({ ...staff, method: "put", path: "/ordinance-rules/{id}", summary: "作成中の版の規則を入れかえる", params: ofRuleset, body: rulesBody, answer: z.object({ version: z.number() }) }, async (work, { params, body }, c) => {
    const version = await saveDraft(work, params.id, body as unknown as RulesData, c.expectedVersion())
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "delete", path: "/ordinance-rules/{id}", summary: "作成中の版を捨てる", params: ofRuleset, answer: z.object({}) }, async (work, { params }) => {
    await discardDraft(work, params.id)
    return {}
  })
  api.route({ ...staff, method: "get", path: "/ordinance-rules/{id}/quality", summary: "見本の条で測った点数（使用中の版と並べて）", params: ofRuleset, answer: z.object({ now: quality, before: quality }) }, async (work, { params }) => {
    return compareQuality(work, await getRuleset(work, params.id))
  })
  api.route({ ...staff, method: "post", path: "/ordinance-rules/{id}/publication", summary: "作成中の版を測って公開する", params: ofRuleset, body: publishInput, answer: z.object({ number: z.number() }) }, async (work, { params, body }) => ({
    number: await publishRuleset(work, params.id, body.reason),
  }))
  api.route(
    {
      ...staff,
      method: "post",
      path: "/ordinance-rules/{id}/scan",
      summary: "条文をこの版で調べる（保存しない）",
      params: ofRuleset,
      body: tryInput,
      answer: z.object({ categories: z.array(z.string()), hits: z.array(z.looseObject({ category: z.string(), rule: z.string(), sentence: z.string() })), excluded: z.array(z.looseObject({ rule: z.string(), reason: z.string() })) }),
    },
    async (work, { params, body }) => {
      const { categories: found, hits, excluded } = scanArticle(body, compileRules((await getRuleset(work, params.id)).rules))
      return {
        categories: found,
        hits: hits.map(({ category, rule, sentence, slots }) => ({ category, rule, sentence, slots })),
        excluded: excluded.map(({ rule, reason }) => ({ rule, reason })),
      }
    },
  )
  const label = labelInput.extend({ id: z.string() })
  api.route({ ...staff, method: "get", path: "/ordinance-labels", summary: "県の見本の条", query: pageQuery, answer: pageOf(label) }, async (work, { query }, c) => {
    const { items, next } = await listLabels(work, query)
    c.next(next)
    return { items: items.map((item) => ({ ...item, categories: [...item.categories] })), next: next ?? null }
  })
  api.route({ ...staff, method: "post", path: "/ordinance-labels", summary: "見本の条を加える", body: labelInput, answer: made, status: 201 }, async (work, { body }, c) => {
    const id = await saveLabel(work, body)
    c.created(rulesetPaths.labels)
    return { id }
  })
  api.route({ ...staff, method: "delete", path: "/ordinance-labels/{id}", summary: "見本の条を除く", params: ofLabel, answer: z.object({}) }, async (work, { params }) => {
    await removeLabel(work, params.id)
    return {}
  })
}
